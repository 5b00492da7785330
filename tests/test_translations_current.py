"""The templates hold exactly the terms that Odoo exports now: a new sentence without a translation fails here."""

import re

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import TranslationModuleReader

from tools.addons import hub_addons, manifest_of
from tools.paths import ADDONS

RECORD = re.compile(r"<(?:record|template|menuitem)\s[^>]*?\bid=\"([\w.]+)\"")


def records(addon, key):
    """Return the ids of the records that an addon's XML files define.

    :param str key: the list of files in the manifest, ``data`` or ``demo``
    """
    paths = [ADDONS / addon / path for path in manifest_of(ADDONS / addon).get(key, []) if path.endswith(".xml")]
    names = {name for path in paths for name in RECORD.findall(path.read_text(encoding="utf-8"))}
    return {name if "." in name else f"{addon}.{name}" for name in names}


def exported_terms(env, addon):
    """Return the terms of an addon as Odoo exports them, those of demo records left out."""
    demo = records(addon, "demo") - records(addon, "data")
    rows = TranslationModuleReader(env.cr, modules=[addon])
    return {source for _module, _type, _name, place, source, _value, _comments in rows if place not in demo}


def template_terms(addon):
    """Return the terms of an addon's template; none if it has no template."""
    path = ADDONS / addon / "i18n" / f"{addon}.pot"
    return {entry.msgid for entry in polib.pofile(str(path))} if path.exists() else set()


@tagged("standard", "post_install")
class TestTranslationsCurrent(TransactionCase):
    def test_templates_are_current(self):
        for addon in hub_addons():
            with self.subTest(addon=addon):
                exported, template = exported_terms(self.env, addon), template_terms(addon)
                self.assertEqual(sorted(exported - template), [], "terms that are in no template yet")
                self.assertEqual(sorted(template - exported), [], "terms of the template that are gone")

    def test_demo_data_are_left_out(self):
        """A record of the demo files alone is; a record that they only change is not."""
        self.assertIn("hub_entrepreneurs.user_account", records("hub_entrepreneurs", "demo"))
        self.assertIn("hub_export.crm_team_export", records("hub_export", "demo") & records("hub_export", "data"))
        self.assertIn("Consolidated", exported_terms(self.env, "hub_export"))

    def test_a_new_term_is_seen(self):
        label = "A label that nobody has translated"
        self.env.ref("hub_export.crm_lead_menu").name = label
        self.assertIn(label, exported_terms(self.env, "hub_export"))

"""The templates hold exactly the terms that Odoo exports now: a new sentence without a translation fails here."""

import re
from collections import defaultdict

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import TranslationModuleReader

from tools.addons import hub_addons, manifest_of
from tools.paths import ADDONS

CODE = {"odoo-python", "odoo-javascript"}
RECORD = re.compile(r"<(?:record|template|menuitem)\s[^>]*?\bid=\"([\w.]+)\"")


def records(addon, key):
    """Return the ids of the records that an addon's XML files define.

    :param str key: the list of files in the manifest, ``data`` or ``demo``
    """
    paths = [ADDONS / addon / path for path in manifest_of(ADDONS / addon).get(key, []) if path.endswith(".xml")]
    names = {name for path in paths for name in RECORD.findall(path.read_text(encoding="utf-8"))}
    return {name if "." in name else f"{addon}.{name}" for name in names}


def exported_terms(env, addon):
    """Return the terms of an addon as Odoo exports them, those of demo records left out, each with where it is used.

    That is the record for a term of a record, and for one of code what says which code it is: Odoo looks it up by that.
    """
    demo = records(addon, "demo") - records(addon, "data")
    terms = defaultdict(set)
    for _module, kind, name, place, source, _value, comments in TranslationModuleReader(env.cr, modules=[addon]):
        if place not in demo:
            terms[source].update(CODE & set(comments) if kind == "code" else {f"{kind}:{name}:{place}"})
    return terms


def written_terms(path):
    """Return the terms of a template or a translation, each with where it says that it is used."""
    entries = polib.pofile(str(path)) if path.exists() else []
    return {
        entry.msgid: {":".join(filter(None, place)) for place in entry.occurrences}
        | (CODE & set(entry.comment.split("\n")))
        for entry in entries
    }


@tagged("standard", "post_install")
class TestTranslationsCurrent(TransactionCase):
    def test_templates_are_current(self):
        for addon in hub_addons():
            exported = exported_terms(self.env, addon)
            for path in (ADDONS / addon / "i18n" / name for name in (f"{addon}.pot", "fr.po", "nl.po")):
                with self.subTest(addon=addon, file=path.name):
                    written = written_terms(path)
                    self.assertEqual(sorted(exported.keys() - written), [], "terms that are in no template yet")
                    self.assertEqual(sorted(written.keys() - exported), [], "terms of the template that are gone")
                    lacking = {term: places - written[term] for term, places in exported.items()}
                    self.assertEqual(
                        {term: places for term, places in lacking.items() if places}, {}, "Odoo looks there"
                    )

    def test_demo_data_are_left_out(self):
        """A record of the demo files alone is; a record that they only change is not."""
        self.assertIn("hub_entrepreneurs.user_account", records("hub_entrepreneurs", "demo"))
        self.assertIn("hub_export.crm_team_export", records("hub_export", "demo") & records("hub_export", "data"))
        self.assertIn("Consolidated", exported_terms(self.env, "hub_export"))

    def test_a_new_term_is_seen(self):
        label = "A label that nobody has translated"
        self.env.ref("hub_export.crm_lead_menu").name = label
        self.assertIn(label, exported_terms(self.env, "hub_export"))

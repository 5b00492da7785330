from datetime import date

from odoo.tests import tagged
from odoo.tools import format_date

from odoo.addons.hub_entrepreneurs.tests.common import HubCase


class TestOfficeNames(HubCase):
    """An office is called in the language of the reader, and found by what it is called there."""

    def test_names(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        offices = self.env["hub.foreign.office"]
        office = offices.create({"name": "Test Geneva", "city": "Geneva", "country_id": self.env.ref("base.ch").id})
        french = office.with_context(lang="fr_FR")
        french.write({"name": "Essai Genève", "city": "Genève"})
        self.assertEqual((office.name, french.name, french.city), ("Test Geneva", "Essai Genève", "Genève"))
        self.assertEqual(french.display_name, "Essai Genève")
        for lang, text in (("en_US", "test geneva"), ("fr_FR", "essai geneve")):
            found = offices.with_user(self.account).with_context(lang=lang).name_search(text)
            self.assertEqual([office_id for office_id, _name in found], office.ids)


@tagged("post_install", "-at_install")
class TestDemoLanguages(HubCase):
    """The demo speaks three languages, and its English is that of Brussels."""

    def test_offices(self):
        beijing = self.env.ref("hub_export.office_beijing")
        names = [beijing.with_context(lang=lang).name for lang in ("en_GB", "fr_BE", "nl_BE")]
        self.assertEqual(names, ["Beijing", "Pékin", "Peking"])

    def test_days_come_before_months(self):
        for addon, users in (("hub_entrepreneurs", ("account", "cluster", "director")), ("hub_export", ("adviser",))):
            for name in users:
                user = self.env.ref(f"{addon}.user_{name}")
                self.assertEqual(format_date(user.with_user(user).env, date(2026, 3, 31), user.lang), "31/03/2026")

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.hub_entrepreneurs.tools.dates import today


class OfficeTourCase(HttpCase):
    """An adviser, three offices that lead markets, and two leads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        # What a demo database has in these markets makes room.
        cls.italy, cls.malta, cls.portugal, cls.france = (
            cls.env.ref(f"base.{code}") for code in ("it", "mt", "pt", "fr")
        )
        markets = cls.italy + cls.malta + cls.portugal
        cls.env["hub.foreign.office.mandate"].search([("country_id", "in", markets.ids)]).unlink()
        cls.env["crm.lead"].search([("target_country_id", "in", markets.ids)]).target_country_id = False
        cls.adviser = new_test_user(cls.env, login="hub_tour_adviser", groups="hub_export.group_hub_export_adviser")
        cls.milan = cls._office("Tour Milan", cls.italy, cls.italy + cls.malta)
        cls.lyon = cls._office("Tour Lyon", cls.france)
        cls.lisbon = cls._office("Tour Lisbon", cls.portugal, cls.portugal)
        company = cls.env["res.partner"].create({"name": "Tour Atelier", "is_company": True})
        cls.leads = cls.env["crm.lead"].create(
            [
                {
                    "name": name,
                    "type": "opportunity",
                    "priority": "3",
                    "partner_id": company.id,
                    "team_id": cls.env.ref("hub_export.crm_team_export").id,
                    "user_id": cls.adviser.id,
                    "target_country_id": country.id,
                }
                for name, country in (("Tour shop in Rome", cls.italy), ("Tour fair in Valletta", cls.malta))
            ]
        )

    @classmethod
    def _office(cls, name, country, leads=()):
        return cls.env["hub.foreign.office"].create(
            {
                "name": name,
                "country_id": country.id,
                "date_start": "2020-01-01",
                "mandate_ids": [(0, 0, {"country_id": each.id, "date_start": "2020-01-01"}) for each in leads],
            }
        )


@tagged("post_install", "-at_install")
class TestOfficeTour(OfficeTourCase):
    """Close an office in a browser and see its leads with the new one."""

    def test_close_an_office_and_see_its_leads_with_the_new_one(self):
        self.assertEqual(self.leads.office_id, self.milan)
        self.start_tour("/odoo/hub-offices", "hub_close_office", login=self.adviser.login)
        self.assertEqual((self.milan.successor_id, self.leads.office_id), (self.lyon, self.lyon))
        self.assertTrue(self.milan.date_end < today(self.env))
        self.start_tour("/odoo/hub-export", "hub_leads_with_new_office", login=self.adviser.login)
        lead = self.leads[0]
        self.assertEqual((lead.target_country_id, lead.office_id), (self.portugal, self.lyon))
        self.assertTrue(lead.office_set_by_hand)


@tagged("post_install", "-at_install")
class TestOfficeTourPhone(OfficeTourCase):
    """The same office on a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_office(self):
        self.start_tour("/odoo/hub-offices", "hub_office_phone", login=self.adviser.login)

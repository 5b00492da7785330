from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.hub_entrepreneurs.tests.day_common import DayCase

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestExportDay(DayCase, ExportCase):
    """Today of an export adviser, what leads lack, and what directors decided."""

    def test_what_a_lead_lacks(self):
        lead = self.create_lead(user_id=self.account.id, stage_id=self.stages[2].id)
        [line] = self.lines("leads")
        names = [item["name"] for item in lead.missing_requirements]
        self.assertTrue(names)
        self.assertIn("missing: " + ", ".join(names), line["text"])

    def test_cards_of_an_adviser(self):
        keys = list(self.day(self.adviser))
        self.assertEqual(keys[:5], ["agenda", "due", "office_leads", "mandates", "markets"])
        self.assertNotIn("leads", keys, "without leads of one's own it is of no use")
        self.create_lead(user_id=self.adviser.id)
        self.assertIn("leads", self.day(self.adviser))
        self.assertFalse(self.day(self.account).keys() & {"office_leads", "mandates", "markets", "overrides"})

    def test_leads_of_the_own_offices(self):
        self.create_office("Paris Office", self.france, user_id=self.adviser.id)
        self.create_office("The Hague Office", self.netherlands)
        self.create_lead(name="To France", target_country_id=self.france.id, user_id=False)
        self.create_lead(name="To the Netherlands", target_country_id=self.netherlands.id)
        [line] = self.lines("office_leads", self.adviser)
        self.assertEqual(line["title"], "Test Atelier")
        self.assertEqual(line["text"], "To France · France · Paris Office · nobody works on it")

    def test_mandates_that_end(self):
        soon, later = self.ahead(days=30), self.ahead(days=120)
        self.create_office("Paris Office", self.france, end=soon)
        self.create_office("The Hague Office", self.netherlands, end=later)
        self.assertEqual(self.titles("mandates", self.adviser), ["France"])
        self.create_office("Lyon Office", self.france, start=soon + timedelta(days=1))
        self.assertEqual(self.titles("mandates", self.adviser), [], "another office follows")

    def test_markets_with_movement(self):
        self.env["hub.export.target"].search([]).unlink()
        target = self.env["hub.export.target"].create(
            {"partner_id": self.company.id, "country_id": self.france.id, "status": "exploring"}
        )
        self.create_lead(target_country_id=self.france.id)
        [line] = self.lines("markets", self.adviser)
        self.assertEqual((line["title"], line["text"]), ("France", "companies: 1 · leads: 1"))
        self.company.company_id = self.agency
        self.assertEqual([each["text"] for each in self.lines("markets", self.adviser)], ["leads: 1"])
        self.assertTrue(target)

    def test_overrides(self):
        lead = self.create_lead(stage_id=self.stages[0].id)
        self.env["hub.lead.stage.override"].with_user(self.director).create(
            {"lead_id": lead.id, "stage_id": self.stages[3].id, "reason": "The fair is in three weeks."}
        )
        first = self.lines("overrides", self.director)[0]
        self.assertEqual(first["title"], "Test Atelier")
        self.assertIn("The fair is in three weeks.", first["text"])
        lead.company_id = self.agency
        self.assertNotIn("The fair is in three weeks.", str(self.day(self.director)))

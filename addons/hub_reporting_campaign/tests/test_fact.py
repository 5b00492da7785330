from odoo.tools import SQL

from odoo.addons.hub_campaign.tests.common import CampaignCase
from odoo.addons.hub_entrepreneurs.tools import dates


class TestFact(CampaignCase):
    """What counts of campaigns."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = dates.today(cls.env)
        cls.member = cls.env["hub.campaign.member"].create(
            {"campaign_id": cls.campaign.id, "partner_id": cls.company.id, "contacted_on": cls.today}
        )

    def facts(self, kind, user=None):
        self.env.flush_all()
        facts = self.env["hub.fact"].with_user(user or self.env.user)
        return facts.search([("kind", "=", kind), ("partner_id", "=", self.company.id)])

    def test_each_step_on_its_day(self):
        self.assertEqual(self.facts("campaign_targeted").campaign_id, self.campaign)
        self.assertEqual(self.facts("campaign_contacted").date, self.today)
        self.assertFalse(self.facts("campaign_responded"))
        self.member.responded_on = self.today
        self.assertEqual(self.facts("campaign_responded").date, self.today)

    def test_who_may_not_read_the_list(self):
        """A list that rests on personal data counts for those alone who may know it."""
        self.assertTrue(self.facts("campaign_contacted", self.director))
        self.env.cr.execute(SQL("UPDATE hub_campaign_member SET rests_on_personal_data = TRUE"))
        self.env.invalidate_all()
        self.assertFalse(self.facts("campaign_contacted", self.director))

    def test_another_agency(self):
        self.company.company_id = self.env["res.company"].create({"name": "Test Agency"})
        self.assertFalse(self.facts("campaign_contacted", self.director))

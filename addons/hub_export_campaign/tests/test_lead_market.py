from odoo.exceptions import UserError
from odoo.tests import Form

from odoo.addons.hub_export.tests.common import ExportCase


class TestLeadMarket(ExportCase):
    """Leads of a campaign get a market, and with it the office abroad."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.create_office("Lyon", cls.france)
        cls.purpose = cls.env.ref("hub_campaign.hub_consent_purpose_export_offers")
        cls.campaign = cls.env["utm.campaign"].create(
            {"title": "Fairs", "is_sector_campaign": True, "cluster_ids": cls.cluster.ids, "purpose_id": cls.purpose.id}
        )
        cls.member, cls.other_member = cls.env["hub.campaign.member"].create(
            [
                {"campaign_id": cls.campaign.id, "partner_id": company.id, "responded_on": "2026-01-01"}
                for company in (cls.company, cls.other_company)
            ]
        )
        cls.env["hub.export.target"].create(
            [
                {"partner_id": cls.company.id, "country_id": country.id, "status": status}
                for country, status in (
                    (cls.netherlands, "exploring"),
                    (cls.france, "entering"),
                    (cls.env.ref("base.de"), "exporting"),
                )
            ]
        )

    def _form(self):
        wizard = self.env["hub.campaign.lead.create"].with_user(self.cluster_manager)
        return Form(wizard.with_context(default_campaign_id=self.campaign.id))

    def test_each_company_goes_to_its_own_market(self):
        form = self._form()
        self.assertEqual((form.market_method, form.team_id), ("own", self.team))
        self.assertEqual((form.ready_count, form.no_market_count), (2, 1))
        form.save().action_create()
        lead = self.member.lead_id
        self.assertEqual((lead.target_country_id, lead.office_id), (self.france, self.office))
        self.assertEqual((lead.team_id, lead.stage_id), (self.team, self.stages[0]))
        self.assertFalse(self.other_member.lead_id.target_country_id)

    def test_one_market_for_all(self):
        form = self._form()
        form.market_method = "one"
        form.target_country_id = self.netherlands
        form.save().action_create()
        leads = (self.member + self.other_member).lead_id
        self.assertEqual(len(leads), 2)
        self.assertEqual(leads.target_country_id, self.netherlands)

    def test_a_market_is_missing(self):
        wizard = self.env["hub.campaign.lead.create"].with_user(self.cluster_manager)
        with self.assertRaisesRegex(UserError, "Target Market: choose the country"):
            wizard.create({"campaign_id": self.campaign.id, "market_method": "one"}).action_create()
        self.assertFalse(self.member.lead_id)

    def test_other_campaigns_have_no_market(self):
        self.campaign.purpose_id = self.env.ref("hub_campaign.hub_consent_purpose_cluster_news")
        form = self._form()
        self.assertEqual(form.market_method, "none")
        self.assertNotEqual(form.team_id, self.team)
        form.market_method = "own"
        self.assertEqual(form.team_id, self.team)

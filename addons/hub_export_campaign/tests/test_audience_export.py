from odoo.addons.hub_campaign.tests.common import CampaignCase


class TestAudienceExport(CampaignCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.netherlands, cls.germany = cls.env.ref("base.nl"), cls.env.ref("base.de")
        cls.env["hub.export.target"].create(
            [
                {"partner_id": cls.company.id, "country_id": cls.netherlands.id, "status": "exploring"},
                {"partner_id": cls.company.id, "country_id": cls.germany.id, "status": "stopped"},
                {"partner_id": cls.other_company.id, "country_id": cls.netherlands.id, "status": "exporting"},
                {"partner_id": cls.other_company.id, "country_id": cls.france.id, "status": "entering", "year": 2020},
                {"partner_id": cls.other_company.id, "country_id": cls.france.id, "status": "stopped", "year": 2024},
            ]
        )

    def _choose(self, **values):
        campaign = self.create_campaign()
        wizard = self.env["hub.campaign.audience"].with_user(self.cluster_manager)
        wizard = wizard.with_context(default_campaign_id=campaign.id).create({"cluster_ids": False, **values})
        wizard.action_apply()
        return (
            self.env["res.partner"].with_user(self.cluster_manager).search(campaign._domain_audience()) & self.companies
        )

    def test_target_markets(self):
        self.assertEqual(self._choose(market_ids=self.netherlands.ids), self.companies)
        self.assertEqual(self._choose(market_ids=self.netherlands.ids, market_status="exploring"), self.company)
        self.assertFalse(self._choose(market_ids=self.germany.ids), "stopped")
        self.assertEqual(self._choose(market_ids=self.germany.ids, market_status="stopped"), self.company)
        self.assertFalse(self._choose(market_ids=self.france.ids), "what was before counts no more")

    def test_export_readiness(self):
        framework = self.env["hub.assessment.framework"].search([("kind", "=", "export")], limit=1)
        low, high = framework.band_ids[0], framework.band_ids[-1]
        self.company.sudo().export_readiness_band_id = high
        self.env.flush_all()
        self.assertEqual(self._choose(readiness_band_ids=high.ids), self.company)
        self.assertFalse(self._choose(readiness_band_ids=low.ids))

from odoo.addons.hub_reporting.tests.quality_common import QualityCase


class TestQuality(QualityCase):
    """What makes figures of exports wrong."""

    def lead(self, **values):
        return self.env["crm.lead"].create(
            {
                "name": "Test Lead",
                "type": "opportunity",
                "partner_id": self.company.id,
                "user_id": self.account.id,
                "team_id": self.env.ref("hub_export.crm_team_export").id,
                **values,
            }
        )

    def market(self, country, **values):
        return self.env["hub.export.target"].create({"partner_id": self.company.id, "country_id": country.id, **values})

    def test_lead_without_a_market(self):
        lead, fine = self.lead(), self.lead(target_country_id=self.france.id)
        other = self.lead(team_id=self.env["crm.team"].create({"name": "Test Team"}).id)
        self.find()
        issue = self.issue("lead_market", lead)
        self.assertEqual((issue.partner_id, issue.user_id), (self.company, self.account))
        self.assertFalse(self.issue("lead_market", fine) | self.issue("lead_market", other))
        lead.target_country_id = self.france
        self.save()
        self.assertEqual(issue.state, "mended")

    def test_a_lead_without_a_company(self):
        lead = self.lead(partner_id=False)
        self.find()
        issue = self.issue("lead_market", lead).with_user(self.account)
        self.assertEqual((issue.record_name, issue.partner_id.id), ("Test Lead", False))
        cards = self.env["hub.day"].with_user(self.account).get_day()["cards"]
        [card] = [card for card in cards if card["key"] == "to_mend"]
        self.assertIn("Lead without a Market", [line["title"] for line in card["lines"]])

    def test_a_lost_lead(self):
        lead = self.lead()
        self.find()
        lead.action_set_lost()
        self.save()
        self.assertTrue(self.issue("lead_market", lead, "mended"))

    def test_the_one_market_of_the_company(self):
        lead = self.lead()
        self.market(self.france)
        self.find()
        self.issue("lead_market", lead).with_user(self.account).action_mend()
        self.assertEqual(lead.target_country_id, self.france)

    def test_one_of_several_markets_is_not_chosen(self):
        leads = self.lead() | self.lead()
        self.market(self.france)
        self.market(self.env.ref("base.nl"))
        self.find()
        issues = self.issue("lead_market", leads[0]) | self.issue("lead_market", leads[1])
        issues.with_user(self.account).action_mend()
        self.assertFalse(leads.target_country_id)

    def test_exporter_without_a_market(self):
        self.company.exports_goods = True
        self.other_company.export_share = 20
        self.find()
        issues = self.issue("exporter_market", self.company) | self.issue("exporter_market", self.other_company)
        self.assertEqual(len(issues), 2)
        market = self.market(self.france)
        self.save()
        self.assertEqual(issues.sorted("res_id").mapped("state"), ["mended", "open"])
        market._void("Test")
        self.company.exports_goods = True
        self.find()
        self.assertTrue(self.issue("exporter_market", self.company), "a voided market is none")

from odoo.tests import tagged

from odoo.addons.hub_cbe.tests.common import RegisterCase


@tagged("post_install", "-at_install")
class TestProspectsInFigures(RegisterCase):
    def test_what_they_were_is_kept_from_the_first_day(self):
        self.load(self.write_extract())
        self.flush_history()
        company = self.env["hub.cbe.company"].search([("partner_id.commune_id", "!=", False)], limit=1).partner_id
        period = self.env["hub.company.period"].search([("partner_id", "=", company.id)])
        self.assertEqual(len(period), 1)
        self.assertTrue(period.is_first)
        self.assertEqual(period.commune_id, company.commune_id)
        self.assertEqual(period.sector_ids, company.sector_ids)

    def test_rules_of_quality_pass_over_them(self):
        self.load(self.write_extract())
        prospects = self.env["hub.cbe.company"].search([]).partner_id
        self.env["hub.quality.rule"]._find_all()
        issues = [("res_model", "=", "res.partner"), ("res_id", "in", prospects.ids)]
        self.assertFalse(self.env["hub.quality.issue"].search_count(issues))
        faulty = prospects.filtered(lambda each: not each.email and not each.phone)
        faulty._end_prospect()
        self.env["hub.quality.rule"]._find_all()
        self.assertTrue(self.env["hub.quality.issue"].search_count(issues))

    def test_no_fact_is_about_them(self):
        self.load(self.write_extract())
        self.flush_history()
        prospects = self.env["hub.cbe.company"].search([]).partner_id
        about = [("partner_id", "in", prospects.ids)]
        for user in (self.env.user, self.director, self.account):
            self.assertFalse(self.env["hub.fact"].with_user(user).search_count(about), user.name)
        prospects[0]._end_prospect()
        self.assertEqual(self.env["hub.fact"].search(about).partner_id, prospects[0])
        self.env["res.config.settings"].create({"hub_cbe_prospects_in_sight": True}).execute()
        self.assertEqual(self.env["hub.fact"].search(about).partner_id, prospects)

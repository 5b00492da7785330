from odoo.tests import HttpCase, tagged

from odoo.addons.hub_entrepreneurs.tests.common import create_users


@tagged("post_install", "-at_install")
class TestQualityTour(HttpCase):
    """The queue in a browser: mended by one click, set aside, no duplicate, opened and completed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        roles = {
            "hub_tour_mender": "hub_entrepreneurs.group_hub_account_manager",
            "hub_tour_director": "hub_entrepreneurs.group_hub_director",
        }
        cls.mender, cls.director = create_users(cls.env, roles)
        sector = cls.env["hub.sector"].create({"name": "Test Tour Sector", "code": "test_tour", "kind": "artisan"})
        whole = {
            "is_company": True,
            "user_id": cls.mender.id,
            "zip": "1140",
            "city": "Evere",
            "sector_added_ids": sector.ids,
            "entrepreneur_stage": "project",
        }
        cls.bouncing, cls.closed, cls.one, cls.other, cls.without = cls.env["res.partner"].create(
            [
                {**whole, "name": "Test Bounce Zinc", "email": "bounce@example.com", "message_bounce": 3},
                {**whole, "name": "Test Aside Plomb", "sector_added_ids": False},
                {**whole, "name": "Test Twin Étain"},
                {**whole, "name": "test twin etain", "zip": False, "city": "Evere"},
                {**whole, "name": "Test Open Cuivre", "sector_added_ids": False},
            ]
        )
        cls.env["hub.quality.rule"]._cron_find()

    def states(self, company):
        issues = self.env["hub.quality.issue"].search(["|", ("res_id", "=", company.id), ("other_id", "=", company.id)])
        return {issue.rule_id.code: issue.state for issue in issues if issue.res_model == "res.partner"}

    def test_work_the_queue(self):
        self.assertEqual(self.states(self.one), {"duplicates": "open"})
        self.start_tour("/odoo/hub-data-to-mend", "hub_quality_queue", login=self.mender.login)
        self.assertEqual(self.bouncing.message_bounce, 0)
        self.assertEqual(self.states(self.bouncing), {"bounces": "mended"})
        self.assertEqual(self.states(self.closed), {"sector": "set_aside"})
        self.assertEqual(self.states(self.one), {"duplicates": "set_aside"})
        self.assertEqual(self.states(self.without), {"sector": "mended"})
        self.assertTrue(self.without.sector_ids)

    def test_share_out(self):
        self.start_tour("/odoo/hub-data-to-mend", "hub_quality_share_out", login=self.director.login)
        issue = self.env["hub.quality.issue"].search(
            [("res_id", "=", self.bouncing.id), ("rule_id.code", "=", "bounces")]
        )
        self.assertEqual((issue.user_id, issue.is_assigned), (self.director, True))

    def test_on_a_phone(self):
        self.browser_size = "390x844"
        self.start_tour("/odoo/hub-data-to-mend", "hub_quality_phone", login=self.mender.login)
        self.assertEqual(self.states(self.bouncing), {"bounces": "mended"})

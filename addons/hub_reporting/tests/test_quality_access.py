from odoo.exceptions import AccessError

from .quality_common import QualityCase

ROLES = ("account", "cluster_manager", "director", "analyst", "privacy", "outsider")


class TestQualityAccess(QualityCase):
    """Nobody sees what is to be mended of a record that he or she may not read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agency = cls.env["res.company"].create({"name": "Test Agency"})

    def seen(self, user, code, domain=()):
        """Return the records of which a user sees what is to be mended by a rule."""
        issues = self.issues.with_user(user).search([("rule_id.code", "=", code), *domain])
        return set(issues.sudo().mapped("res_id"))

    def test_rights(self):
        self.check_rights(
            ROLES,
            {
                "hub.quality.rule": ("R", "R", "RW", "R", "", ""),
                "hub.quality.issue": ("RW", "RW", "RW", "R", "", ""),
                "hub.quality.score": ("R", "R", "R", "R", "", ""),
                "hub.quality.set.aside": ("CRWU", "CRWU", "CRWU", "", "", ""),
                "hub.quality.assign": ("", "", "CRWU", "CRWU", "", ""),
            },
        )

    def test_another_agency(self):
        (self.company | self.other_company).sector_added_ids = False
        conversations = self.converse() | self.converse(partner_id=self.other_company.id)
        conversations.programme_id = False
        self.company.company_id = self.agency
        self.find()
        for user in (self.account, self.director, self.analyst):
            with self.subTest(user=user.login):
                self.assertNotIn(self.company.id, self.seen(user, "sector"))
                self.assertIn(self.other_company.id, self.seen(user, "sector"))
                self.assertEqual(self.seen(user, "programme") & set(conversations.ids), {conversations[1].id})
                groups = self.issues.with_user(user)._read_group(
                    [("rule_id.code", "=", "sector")], ["partner_id"], ["__count"]
                )
                self.assertNotIn(self.company.id, [company.id for company, _count in groups])
        issue = self.issue("sector", self.company).with_user(self.director)
        for call in (
            issue.action_open_record,
            issue.action_mend,
            issue.action_set_aside,
            lambda: issue.read(["reason"]),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_a_pair_with_another_agency(self):
        pair = self.env["res.partner"].create(
            [{"name": "Test Pair Zinc", "is_company": True, "company_id": agency} for agency in (False, self.agency.id)]
        )
        self.find()
        issue = self.issue("duplicates", pair[0])
        self.assertTrue(issue)
        self.assertNotIn(issue.res_id, self.seen(self.director, "duplicates"))
        self.assertFalse(issue.with_user(self.director).has_access("read"))
        self.director.company_ids |= self.agency
        director = self.director.with_context(allowed_company_ids=self.director.company_ids.ids)
        self.assertIn(
            issue.id,
            self.issues.with_user(director)
            .with_context(allowed_company_ids=self.director.company_ids.ids)
            .search([])
            .ids,
        )

    def test_a_closed_record(self):
        """A rule of whoever administers Odoo closes what is said of the record as well."""
        shown, closed = self.converse(), self.converse()
        (shown | closed).programme_id = False
        self.env["ir.rule"].create(
            {
                "name": "Test",
                "model_id": self.env["ir.model"]._get_id("hub.interaction"),
                "domain_force": f"[('id', '!=', {closed.id})]",
            }
        )
        self.find()
        for domain in ((), [("is_in_sight", "=", True)]):
            self.assertEqual(self.seen(self.account, "programme", domain) & {shown.id, closed.id}, {shown.id})
        issues = self.issue("programme", shown) | self.issue("programme", closed)
        self.assertEqual(issues.with_user(self.account)._filtered_access("read").sudo(), self.issue("programme", shown))

    def test_a_closed_model(self):
        conversation = self.converse()
        conversation.programme_id = False
        self.company.sector_added_ids = False
        self.find()
        self.env["ir.model.access"].search([("model_id.model", "=", "hub.interaction")]).perm_read = False
        self.env["ir.model.access"].call_cache_clearing_methods()
        self.assertFalse(self.seen(self.account, "programme"))
        self.assertIn(self.company.id, self.seen(self.account, "sector"))

    def test_no_role(self):
        for user in (self.privacy, self.outsider):
            for model in ("hub.quality.issue", "hub.quality.score", "hub.quality.rule"):
                with self.subTest(user=user.login, model=model), self.assertRaises(AccessError):
                    self.env[model].with_user(user).search_count([])

    def test_the_analyst_mends_nothing(self):
        self.company.write({"email": "test@example.com", "message_bounce": 4})
        self.find()
        with self.assertRaises(AccessError):
            self.issue("bounces", self.company).with_user(self.analyst).action_mend()

    def test_a_score_of_another_agency(self):
        self.company.company_id = self.agency
        self.find()
        scores = self.env["hub.quality.score"].with_user(self.analyst).search([])
        self.assertTrue(scores)
        self.assertNotIn(self.agency, scores.sudo().company_id)

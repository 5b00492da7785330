from odoo import Command
from odoo.exceptions import AccessError, UserError

from .quality_common import QualityCase


class TestQualityWork(QualityCase):
    """What is set aside, and what is shared out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.sector_added_ids = False
        cls.env["hub.quality.rule"]._cron_find()
        cls.issue_of = cls.issues.search([("rule_id.code", "=", "sector"), ("res_id", "=", cls.company.id)])

    def set_aside(self, issues, reason="Test reason", user=None):
        dialog = self.env["hub.quality.set.aside"].with_user(user or self.account)
        dialog = dialog.with_context(active_model="hub.quality.issue", active_ids=issues.ids).create({"reason": reason})
        return dialog.action_set_aside()

    def test_set_aside(self):
        self.set_aside(self.issue_of)
        self.assertEqual(
            (self.issue_of.state, self.issue_of.reason, self.issue_of.set_aside_by_id, self.issue_of.set_aside_on),
            ("set_aside", "Test reason", self.account, self.today),
        )
        self.find()
        self.assertFalse(self.issue("sector", self.company), "nobody is asked again")

    def test_it_is_nobodys_once_who_sees_to_it_has_left(self):
        """Whoever left mends nothing: the next night it is nobody's."""
        self.assertEqual(self.issue_of.user_id, self.account)
        self.archive_in_the_past(self.account)
        self.find()
        self.assertEqual((self.issue_of.state, self.issue_of.user_id.id), ("open", False))

    def test_what_is_mended_is_not_set_aside(self):
        self.company.sector_added_ids = self.sector
        self.save()
        self.assertEqual(self.issue_of.state, "mended")
        self.set_aside(self.issue_of)
        self.assertEqual((self.issue_of.state, self.issue_of.reason), ("mended", False))

    def test_no_duplicate_is_said_of_pairs_alone(self):
        self.issue_of.with_user(self.account).action_not_duplicate()
        self.assertEqual(self.issue_of.state, "open")

    def test_what_is_about_one_company_goes_to_one_colleague(self):
        self.company.write({"employee_count": 0, "size_data_year": 0})
        self.other_company.write({"sector_added_ids": False, "employee_count": 0, "size_data_year": 0})
        self.find()
        companies = self.company | self.other_company
        issues = self.issues.search([("partner_id", "in", companies.ids), ("state", "=", "open")])
        for company in companies:
            self.assertGreater(len(issues.filtered(lambda each, own=company: each.partner_id == own)), 1)
        issues.with_user(self.director)._assign(self.account | self.colleague)
        for company in companies:
            self.assertEqual(len(issues.filtered(lambda each, own=company: each.partner_id == own).user_id), 1)
        self.assertEqual(issues.user_id, self.account | self.colleague)

    def test_only_with_a_reason(self):
        for reason in (False, "", "   "):
            with self.subTest(reason=reason), self.assertRaisesRegex(UserError, "Reason"), self.cr.savepoint():
                self.set_aside(self.issue_of, reason)
        self.assertEqual(self.issue_of.state, "open")

    def test_whose_it_is(self):
        for user in (self.colleague, self.analyst, self.outsider):
            with self.subTest(user=user.login), self.assertRaises(AccessError), self.cr.savepoint():
                self.set_aside(self.issue_of, user=user)
        self.set_aside(self.issue_of, user=self.director)
        self.assertEqual(self.issue_of.state, "set_aside")

    def test_what_is_nobody_s(self):
        self.company.user_id = False
        self.save()
        self.set_aside(self.issue_of, user=self.colleague)
        self.assertEqual(self.issue_of.state, "set_aside")

    def test_who_stands_in(self):
        self.env["hub.stand.in"].create(
            {"user_id": self.account.id, "stand_in_id": self.colleague.id, "date_end": self.today}
        )
        self.set_aside(self.issue_of, user=self.colleague)
        self.assertEqual(self.issue_of.state, "set_aside")

    def test_ask_again(self):
        self.set_aside(self.issue_of)
        self.issue_of.with_user(self.account).action_ask_again()
        self.assertEqual((self.issue_of.state, self.issue_of.reason), ("open", False))
        self.set_aside(self.issue_of)
        self.company.sector_added_ids = self.sector
        self.issue_of.with_user(self.account).action_ask_again()
        self.assertEqual(self.issue_of.state, "mended", "it was mended in the meantime")

    def test_nobody_types_it(self):
        for user in (self.account, self.director):
            for values in ({"state": "mended"}, {"user_id": user.id}, {"reason": "x"}, {"res_id": 1}):
                with self.subTest(user=user.login, values=values), self.assertRaises(UserError):
                    self.issue_of.with_user(user).write(values)
            for operation in ("create", "unlink"):
                with self.subTest(operation=operation):
                    self.assertFalse(self.issues.with_user(user).has_access(operation))

    # Sharing out

    def share_out(self, issues, users, by=None):
        dialog = self.env["hub.quality.assign"].with_user(by or self.director)
        dialog = dialog.with_context(active_model="hub.quality.issue", active_ids=issues.ids)
        dialog.create({"user_ids": [Command.set(users.ids)]}).action_assign()

    def fill(self, number):
        companies = self.env["res.partner"].create(
            [{"name": f"Test Filler {rank}", "is_company": True, "zip": "1000"} for rank in range(number)]
        )
        self.find()
        return self.issues.search([("partner_id", "in", companies.ids), ("state", "=", "open")])

    def test_evenly(self):
        issues = self.fill(10)
        self.assertGreaterEqual(len(issues), 20)
        self.share_out(issues, self.account | self.colleague, self.analyst)
        shares = issues.grouped("user_id")
        self.assertEqual(len(shares[self.account]), len(shares[self.colleague]))
        self.assertFalse(shares[self.account].partner_id & shares[self.colleague].partner_id, "a company is one's")
        told = self.env["mail.message"].search([("partner_ids", "in", self.colleague.partner_id.ids)], limit=1)
        self.assertIn(str(len(shares[self.colleague])), told.body)

    def test_it_stays_with_whoever_it_was_given_to(self):
        self.share_out(self.issue_of, self.colleague)
        self.find()
        self.assertEqual(self.issue_of.user_id, self.colleague)
        self.archive_in_the_past(self.colleague)
        self.find()
        self.assertEqual((self.issue_of.user_id, self.issue_of.is_assigned), (self.account, False), "until one leaves")

    def test_who_shares_out(self):
        with self.assertRaises(AccessError):
            self.share_out(self.issue_of, self.colleague, self.account)
        with self.assertRaisesRegex(AccessError, "share out"):
            self.issue_of.with_user(self.account)._assign(self.colleague)

    def test_among_whom(self):
        for users in (self.outsider, self.analyst, self.env["res.users"]):
            with self.subTest(users=users.mapped("login")), self.assertRaisesRegex(UserError, "Colleagues"):
                self.share_out(self.issue_of, users)

    def test_who_does_not_see_it_gets_none_of_it(self):
        """Of what one director sees of two agencies, a colleague may see a part: the rest would be lost."""
        agency = self.env["res.company"].create({"name": "Test Agency"})
        self.director.company_ids += agency
        self.other_company.write({"sector_added_ids": False, "company_id": agency.id})
        self.find()
        issues = self.issue_of | self.issue("sector", self.other_company)
        issues = issues.with_user(self.director).with_context(allowed_company_ids=self.director.company_ids.ids)
        with self.assertRaisesRegex(UserError, "Colleagues: .* does not see all"):
            issues._assign(self.account)
        self.assertFalse(any(issues.mapped("is_assigned")))
        self.account.company_ids += agency
        counts = issues._assign(self.account)
        self.assertEqual(counts, {self.account: 2})

    def test_queries_do_not_grow(self):
        counts = []
        for issues in (self.fill(3), self.fill(30)):
            before = self.env.cr.sql_log_count
            issues.with_user(self.director)._assign(self.account | self.colleague)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1)

    # Today

    def test_today(self):
        def card(user):
            self.env.flush_all()
            cards = self.env["hub.day"].with_user(user).get_day()["cards"]
            return next((each for each in cards if each["key"] == "to_mend"), None)

        shown = card(self.account)
        self.assertEqual(shown["count"], 1)
        [line] = shown["lines"]
        self.assertEqual(line["opens"], ("res.partner", self.company.id))
        self.assertEqual(line["text"], "Company without a Sector")
        self.assertEqual(card(self.colleague)["count"], 0)
        self.assertIsNone(card(self.analyst))
        self.company.sector_added_ids = self.sector
        self.save()
        self.assertEqual(card(self.account)["count"], 0)

    def test_the_director_gets_to_all_of_it(self):
        cards = self.env["hub.day"].with_user(self.director).get_day()["cards"]
        [quality] = [card for card in cards if card["key"] == "quality"]
        self.assertIn("Data to Mend", [button["label"] for button in quality["buttons"]])

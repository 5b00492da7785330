from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo import SUPERUSER_ID
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from .quality_common import QualityCase


class TestQualityRules(QualityCase):
    """Each rule finds what makes figures wrong, and nothing else; what is mended is closed as it is saved."""

    def assert_found(self, code, record, mend, untouched=None):
        """Assert that a rule finds a record until it is mended.

        :param mend: what mends it
        :param untouched: a record of the kind that is as it should be
        """
        self.find()
        issue = self.issue(code, record)
        self.assertEqual((len(issue), issue.found_on, issue.mended_on), (1, self.today, False))
        if untouched is not None:
            self.assertFalse(self.issue(code, untouched))
        self.find()
        self.assertEqual(self.issue(code, record), issue, "it is found once")
        mend()
        self.save()
        self.assertEqual((issue.state, issue.mended_on), ("mended", self.today))
        return issue

    def test_a_company_that_lacks_nothing(self):
        self.find()
        for code in ("commune", "sector", "number", "size_year", "duplicates", "bounces"):
            with self.subTest(rule=code):
                self.assertFalse(self.issue(code, self.company))

    def test_commune(self):
        self.company.write({"city": False, "zip": False})
        mended = lambda: self.company.write({"city": "Evere", "zip": "1140"})  # noqa: E731
        self.assert_found("commune", self.company, mended, self.other_company)

    def test_a_commune_of_elsewhere(self):
        self.company.write({"city": "Antwerpen", "zip": "2000"})
        self.other_company.write({"country_id": self.france.id, "city": "Lille", "zip": "10000"})
        self.find()
        self.assertFalse(self.issue("commune", self.company) | self.issue("commune", self.other_company))

    def test_sector(self):
        self.company.sector_added_ids = False
        self.assert_found(
            "sector",
            self.company,
            lambda: self.company.write({"sector_added_ids": self.sector.ids}),
            self.other_company,
        )

    def test_number(self):
        number, self.company.company_registry = self.company.company_registry, False
        self.assert_found(
            "number", self.company, lambda: self.company.write({"company_registry": number}), self.other_company
        )

    def test_no_number_is_asked_of_a_project_or_of_abroad(self):
        (self.company | self.other_company).company_registry = False
        self.company.entrepreneur_stage = "project"
        self.other_company.country_id = self.france
        self.find()
        self.assertFalse(self.issue("number", self.company) | self.issue("number", self.other_company))

    def test_size_year(self):
        self.company.size_data_year = 0
        self.assert_found(
            "size_year", self.company, lambda: self.company.write({"size_data_year": 2025}), self.other_company
        )

    def test_bounces(self):
        (self.company | self.other_company).email = "test@example.com"
        self.company.message_bounce, self.other_company.message_bounce = 2, 1
        self.assert_found(
            "bounces", self.company, lambda: self.company.write({"email": "new@example.com"}), self.other_company
        )
        self.assertEqual(self.company.message_bounce, 0, "a new address has not bounced")

    def test_the_same_address_again_has_bounced(self):
        self.company.email, self.company.message_bounce = "test@example.com", 2
        self.company.email = "Test <TEST@example.com>"
        self.assertEqual(self.company.message_bounce, 2)

    def test_a_person_whose_address_bounces(self):
        person = self.env["res.partner"].create(
            {"name": "Test Person", "parent_id": self.company.id, "email": "p@example.com", "message_bounce": 3}
        )
        self.find()
        issue = self.issue("bounces", person)
        self.assertEqual((issue.partner_id, issue.user_id), (self.company, self.account))

    def test_programme(self):
        conversation, silent = self.converse(), self.converse(reportable=False)
        programme = self.programme()
        self.assert_found("programme", conversation, lambda: conversation.write({"programme_id": programme.id}), silent)

    def test_future(self):
        conversation, now = self.converse(date=datetime.now() + timedelta(days=1)), self.converse()
        self.assert_found("future", conversation, lambda: conversation.write({"date": datetime.now()}), now)

    def test_the_future_comes(self):
        conversation = self.converse(date=datetime.now() + timedelta(days=1))
        self.find()
        with freeze_time(datetime.now() + timedelta(days=1)):
            self.find()
        self.assertTrue(self.issue("future", conversation, "mended"))

    def test_late(self):
        migrated, old = self.converse(), datetime.now() - timedelta(days=400)
        migrated.date = old
        self.env = self.env(user=self.account)
        late, early = self.converse(date=old), self.converse(date=datetime.now() - timedelta(days=300))
        self.env = self.env(user=SUPERUSER_ID)
        late, early = late.with_env(self.env), early.with_env(self.env)
        self.assert_found("late", late, lambda: late.write({"date": datetime.now()}), early)
        self.assertFalse(self.issue("late", migrated), "nobody has entered what came with a migration")

    def test_proof(self):
        claimed, attested = self.env["hub.outcome"].create(
            [
                {"partner_id": self.company.id, "kind": "investment", "proof_level": level}
                for level in ("claimed", "attested")
            ]
        )
        self.assert_found("proof", claimed, lambda: claimed.write({"proof_level": "attested"}), attested)

    def test_baseline(self):
        self.company.size_data_year = 0
        jobs, money = self.env["hub.outcome"].create(
            [{"partner_id": self.company.id, "kind": kind} for kind in ("jobs_created", "investment")]
        )
        self.find()
        self.assertFalse(self.issue("baseline", money))
        issue = self.issue("baseline", jobs)
        self.company.size_data_year = 2025
        self.save()
        self.assertEqual(issue.state, "mended", "what is behind an outcome mends it")

    # Whatever else happens

    def test_archived_and_voided(self):
        self.company.sector_added_ids = False
        conversation = self.converse()
        self.find()
        issues = self.issue("sector", self.company) | self.issue("programme", conversation)
        self.assertEqual(len(issues), 2)
        self.company.active = False
        conversation._void("Test")
        self.save()
        self.assertEqual(set(issues.mapped("state")), {"mended"})

    def test_deleted(self):
        conversation = self.converse()
        self.find()
        issue = self.issue("programme", conversation)
        conversation.unlink()
        self.find()
        self.assertFalse(issue.exists())

    def test_wrong_once_more(self):
        self.company.sector_added_ids = False
        self.find()
        first = self.issue("sector", self.company)
        self.company.sector_added_ids = self.sector
        self.save()
        self.company.sector_added_ids = False
        self.find()
        self.assertEqual(first.state, "mended")
        self.assertEqual(len(self.issue("sector", self.company)), 1)

    def test_what_is_written_past_odoo(self):
        self.company.sector_added_ids = False
        self.find()
        issue = self.issue("sector", self.company)
        self.env.cr.execute(SQL("UPDATE res_partner SET active = FALSE WHERE id = %s", self.company.id))
        self.env.invalidate_all()
        self.find()
        self.assertEqual(issue.state, "mended")

    def test_a_list_says_what_is_true(self):
        """Whatever mended a record, a list that is opened does not show it, nor does it count it."""
        (self.company | self.other_company).sector_added_ids = False
        self.find()
        issues = self.issue("sector", self.company) | self.issue("sector", self.other_company)
        self.env.cr.execute(SQL("UPDATE res_partner SET active = FALSE WHERE id = %s", self.company.id))
        self.env.invalidate_all()
        opened = self.issues.with_user(self.account).web_search_read(
            [("id", "in", issues.ids), ("state", "=", "open")], {"record_name": {}}, limit=80
        )
        self.assertEqual(opened["length"], 1)
        self.assertEqual([row["record_name"] for row in opened["records"]], [self.other_company.display_name])
        self.assertEqual(self.issue("sector", self.company, "mended").mended_on, self.today)

    def test_a_rule_that_is_off(self):
        self.company.sector_added_ids = False
        self.rule("sector").active = False
        self.find()
        self.assertFalse(self.issue("sector", self.company))

    def test_a_rule_that_is_switched_off_asks_no_more(self):
        self.company.sector_added_ids = False
        self.other_company.sector_added_ids = False
        self.find()
        self.issue("sector", self.other_company)._set_aside("Test")
        self.rule("sector").with_user(self.director).active = False
        self.assertFalse(self.issue("sector", self.company))
        self.assertTrue(self.issue("sector", self.other_company, "set_aside"), "what was decided is kept")

    def test_a_change_of_a_rule_is_felt_at_once(self):
        """Nobody waits for the night to see what a rule finds that is back, nor for the score with another weight."""
        job, rule = self.env.ref("hub_reporting.ir_cron_quality"), self.rule("sector").with_user(self.director)
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", job.id)])
        triggers.unlink()
        rule.name = "Company of No Sector"
        self.assertFalse(self.env["ir.cron.trigger"].search([("cron_id", "=", job.id)]))
        for values in ({"active": False}, {"active": True}, {"weight": 7}):
            rule.write(values)
            woken = self.env["ir.cron.trigger"].search([("cron_id", "=", job.id)])
            with self.subTest(values=values):
                self.assertEqual(len(woken), 1)
            woken.unlink()
        self.find()
        scores = self.env["hub.quality.score"].search([("rule_id", "=", rule.id)])
        self.assertEqual(
            set(scores.filtered(lambda score: score.month == self.today.replace(day=1)).mapped("weight")), {7}
        )

    def test_who_mends_it(self):
        self.company.sector_added_ids = False
        conversation = self.converse(user_id=self.colleague.id)
        self.find()
        self.assertEqual(self.issue("sector", self.company).user_id, self.account)
        self.assertEqual(self.issue("programme", conversation).user_id, self.colleague)
        self.company.user_id = self.colleague
        self.save()
        self.assertEqual(self.issue("sector", self.company).user_id, self.colleague, "it goes with the company")

    def test_of_who_left(self):
        self.company.sector_added_ids = False
        self.archive_in_the_past(self.account)
        self.find()
        self.assertFalse(self.issue("sector", self.company).user_id)

    def test_rules_come_with_addons(self):
        rule = self.rule("sector").with_user(self.director)
        rule.write({"weight": 4, "active": False})
        for name in ("domain", "fault_domain", "method", "mend", "res_model"):
            with self.subTest(field=name), self.assertRaises(UserError):
                rule.write({name: "x"})
        for values in ({"method": "unlink"}, {"mend": "unlink"}, {"res_model": "res.users"}):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                rule.sudo().write(values)


class TestQualityMends(QualityCase):
    """What one click mends, and what it leaves to people."""

    def mend(self, code, records, user=None):
        self.find()
        issues = self.issues.union(*(self.issue(code, record) for record in records))
        self.assertEqual(len(issues), len(records))
        issues.with_user(user or self.account).action_mend()
        self.save()
        return issues

    def test_commune(self):
        self.env.cr.execute(SQL("UPDATE res_partner SET commune_id = NULL WHERE id = %s", self.company.id))
        self.env.invalidate_all()
        self.mend("commune", self.company)
        self.assertEqual(self.company.commune_id.nis_code, "21006")

    def test_number(self):
        number = self.company.company_registry
        self.company.write({"company_registry": False, "vat": f"BE{number}"})
        self.mend("number", self.company)
        self.assertEqual(self.company.company_registry, number)

    def test_a_number_that_another_company_has(self):
        self.company.write({"company_registry": False, "vat": f"BE{self.other_company.company_registry}"})
        with self.assertRaisesRegex(UserError, "does not know enough"):
            self.mend("number", self.company)

    def test_programme(self):
        older, newer = (self.programme(code=code, name=code) for code in ("test_a", "test_b"))
        older.date_end = self.today - timedelta(days=200)
        for days, programme in ((300, older), (10, newer)):
            self.converse(date=datetime.now() - timedelta(days=days), programme_id=programme.id)
        self.converse(programme_id=newer.id, user_id=self.colleague.id)
        wrong = self.env["hub.interaction"].union(
            *(self.converse(date=datetime.now() - timedelta(days=days)) for days in (290, 20))
        )
        wrong.programme_id = False
        self.mend("programme", wrong)
        self.assertEqual(wrong.mapped("programme_id"), older | newer)
        self.assertEqual(wrong[0].programme_id, older)

    def test_a_programme_that_was_over_by_then(self):
        """The nearest conversation was for a programme that had ended on the day: the next one counts."""
        ended, running = (self.programme(code=code, name=code) for code in ("test_a", "test_b"))
        ended.date_end = self.today - timedelta(days=200)
        for days, programme in ((205, ended), (10, running)):
            self.converse(date=datetime.now() - timedelta(days=days), programme_id=programme.id)
        wrong = self.converse(date=datetime.now() - timedelta(days=190))
        wrong.programme_id = False
        self.mend("programme", wrong)
        self.assertEqual(wrong.programme_id, running)

    def test_the_programme_of_a_voided_conversation(self):
        typed_wrong, right = (self.programme(code=code, name=code) for code in ("test_a", "test_b"))
        near = self.converse(date=datetime.now() - timedelta(days=21), programme_id=typed_wrong.id)
        self.converse(date=datetime.now() - timedelta(days=10), programme_id=right.id)
        near._void("Test")
        wrong = self.converse(date=datetime.now() - timedelta(days=20))
        wrong.programme_id = False
        self.mend("programme", wrong)
        self.assertEqual(wrong.programme_id, right)

    def test_a_programme_of_another_agency(self):
        agency = self.env["res.company"].create({"name": "Test Agency"})
        foreign, own = self.programme(code="test_a", company_id=agency.id), self.programme(code="test_b")
        for days, programme in ((21, foreign), (10, own)):
            self.converse(date=datetime.now() - timedelta(days=days), programme_id=programme.id)
        wrong = self.converse(date=datetime.now() - timedelta(days=20))
        wrong.programme_id = False
        self.mend("programme", wrong)
        self.assertEqual(wrong.programme_id, own)

    def test_proof(self):
        outcomes = self.env["hub.outcome"].create(
            [{"partner_id": self.company.id, "kind": "investment", "reference": text} for text in ("Bill 7", False)]
        )
        issues = self.mend("proof", outcomes)
        self.assertEqual(outcomes.mapped("proof_level"), ["documented", "claimed"])
        self.assertEqual(issues.mapped("state"), ["mended", "open"], "the others are left to people")

    def test_bounces(self):
        self.company.write({"email": "test@example.com", "message_bounce": 4})
        self.mend("bounces", self.company)
        self.assertEqual(self.company.message_bounce, 0)

    def test_what_nothing_mends(self):
        self.company.sector_added_ids = False
        with self.assertRaisesRegex(UserError, "Open the record"):
            self.mend("sector", self.company)

    def test_the_records_of_colleagues(self):
        """A conversation is its account manager's to change: the others are left as they are."""
        own, others = self.converse(), self.converse(user_id=self.colleague.id)
        programme = self.programme()
        for user in (self.account, self.colleague):
            self.converse(programme_id=programme.id, user_id=user.id)
        (own | others).programme_id = False
        self.mend("programme", own | others)
        self.assertEqual((own.programme_id, others.programme_id), (programme, programme.browse()))

from datetime import date, timedelta

from odoo.tests import new_test_user
from odoo.tools import SQL

from .common import HubCase

DAY = date(2026, 6, 15)
ONE_DAY = timedelta(days=1)


class TestEvidenceQueue(HubCase):
    """What evidence asks of people: each thing once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.verify = cls.env.ref("hub_entrepreneurs.mail_activity_type_verify_evidence")
        cls.lapse = cls.env.ref("hub_entrepreneurs.mail_activity_type_evidence_lapses")
        cls.company.user_id = cls.account
        cls.scheme = cls.env["hub.evidence.scheme"].create(
            {"name": "Test Label", "version_ids": [(0, 0, {"validity_months": 12})]}
        )

    def _enter(self, user, partner=None, **values):
        return (
            self.env["hub.evidence"]
            .with_user(user)
            .create(
                {
                    "partner_id": (partner or self.company).id,
                    "version_id": self.scheme.version_ids.id,
                    "date_start": "2026-01-01",
                    **values,
                }
            )
        )

    def _activities(self, evidence, activity_type):
        return (
            self.env["mail.activity"]
            .with_context(active_test=False)
            .search(
                [
                    ("res_model", "=", "hub.evidence"),
                    ("res_id", "in", evidence.ids),
                    ("activity_type_id", "=", activity_type.id),
                ]
            )
        )

    def _run_job(self, day=None):
        with self.on_day(day or DAY):
            self.env["hub.evidence"]._cron_evidence_queue()

    def _verified(self, end, start="2026-01-01", **values):
        evidence = self._enter(self.colleague, date_start=start, date_end=end, **values)
        evidence.with_user(self.account)._verify("Seen")
        return evidence.sudo()

    # To verify

    def test_the_account_manager_is_asked_unless_the_author(self):
        with self.on_day(DAY):
            evidence = self._enter(self.colleague)
            activity = self._activities(evidence, self.verify)
            self.assertEqual((activity.user_id, activity.date_deadline), (self.account, DAY + 7 * ONE_DAY))
            self.assertEqual(evidence.asked_on, DAY)
            own = self._activities(self._enter(self.account), self.verify)
            self.assertTrue(own.user_id.has_group("hub_entrepreneurs.group_hub_director"))
            self.assertNotEqual(own.user_id, self.account)

    def test_directors_take_turns_and_never_verify_their_own(self):
        second = new_test_user(self.env, login="hub_second", groups="hub_entrepreneurs.group_hub_director")
        evidence = self._enter(self.account)
        for _ in range(5):
            evidence += self._enter(self.account)
        asked = self._activities(evidence, self.verify).user_id
        self.assertLessEqual(self.director + second, asked)
        for director in (self.director, second):
            activity = self._activities(self._enter(director, self.other_company), self.verify)
            self.assertNotEqual(activity.user_id, director)

    def test_an_account_manager_who_left_is_not_asked(self):
        # As a database of before has it: who keeps the company lost the role, and nobody asked about open work.
        self.env.flush_all()
        self.env.cr.execute(SQL("DELETE FROM res_groups_users_rel WHERE uid = %s", self.account.id))
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        activity = self._activities(self._enter(self.colleague), self.verify)
        self.assertTrue(activity.user_id)
        self.assertNotEqual(activity.user_id, self.account)

    def test_another_agency_is_not_asked(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        local = new_test_user(
            self.env,
            login="hub_local",
            groups="hub_entrepreneurs.group_hub_director",
            company_id=agency.id,
            company_ids=[(6, 0, agency.ids)],
        )
        self.company.company_id = agency
        evidence = self.create_evidence(self.company, "2026-01-01", False, state="to_verify")
        self.assertEqual(self._activities(evidence, self.verify).user_id, local)

    def test_asked_once(self):
        evidence = self._enter(self.colleague)
        activity = self._activities(evidence, self.verify)
        self._run_job()
        self.assertEqual(self._activities(evidence, self.verify), activity)
        evidence.reference = "A-1"
        self.assertEqual(self._activities(evidence, self.verify), activity, "nor for each correction of the author")

    def test_done_is_not_asked_again_by_the_job(self):
        evidence = self._enter(self.colleague)
        self._activities(evidence, self.verify).with_user(self.account).action_feedback()
        self._run_job()
        self._run_job(DAY + 30 * ONE_DAY)
        self.assertFalse(self._activities(evidence, self.verify).filtered("active"))

    def test_decided_by_anybody_it_goes_away(self):
        for decide in (lambda each: each._verify("Seen"), lambda each: each.action_reject()):
            evidence = self._enter(self.colleague)
            self.assertTrue(self._activities(evidence, self.verify))
            decide(evidence.with_user(self.director))
            self.assertFalse(self._activities(evidence, self.verify))
            evidence.action_reopen()
            self.assertEqual(self._activities(evidence, self.verify).user_id, self.account, "and comes again")

    def test_who_changes_it_does_not_verify_it(self):
        evidence = self._enter(self.colleague)
        evidence.with_user(self.account).reference = "A-2"
        activity = self._activities(evidence, self.verify)
        self.assertEqual(len(activity), 1)
        self.assertNotEqual(activity.user_id, self.account)

    def test_the_job_asks_where_nobody_was_found(self):
        evidence = self._enter(self.colleague)
        self._activities(evidence, self.verify).unlink()
        evidence.sudo().asked_on = False
        self._run_job()
        self.assertEqual(self._activities(evidence, self.verify).user_id, self.account)

    # Lapses

    def test_reminded_90_days_before_and_once(self):
        evidence = self._verified("2026-12-31")
        last = date(2026, 12, 31)
        self._run_job(last - 91 * ONE_DAY)
        self.assertFalse(self._activities(evidence, self.lapse))
        self._run_job(last - 90 * ONE_DAY)
        activity = self._activities(evidence, self.lapse)
        self.assertEqual((activity.user_id, activity.date_deadline), (self.account, last))
        self._run_job(last - 89 * ONE_DAY)
        self.assertEqual(self._activities(evidence, self.lapse), activity)
        activity.with_user(self.account).action_feedback()
        self._run_job(last - 88 * ONE_DAY)
        self.assertFalse(self._activities(evidence, self.lapse).filtered("active"), "never again once it is done")

    def test_not_reminded_of(self):
        last = date(2026, 7, 31)
        to_verify = self._enter(self.colleague, date_end=last)
        lapsed = self._verified(
            DAY - ONE_DAY, version_id=self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_artisan").id
        )
        endless = self._verified(
            False, version_id=self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_crea").id
        )
        renewed = self._verified(
            last, version_id=self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp").id
        )
        self._enter(
            self.account,
            version_id=renewed.version_id.id,
            date_start=last + ONE_DAY,
            date_end=date(2029, 1, 1),
        )
        self.company.user_id = False
        self._run_job()
        self.assertFalse(self._activities(to_verify + lapsed + endless + renewed, self.lapse))
        self.assertEqual((lapsed + endless + renewed).mapped("is_renewed"), [False, False, True])

    def test_a_renewal_takes_the_reminder_away_and_a_rejected_one_brings_it_back(self):
        evidence = self._verified("2026-07-31")
        self._run_job()
        self.assertTrue(self._activities(evidence, self.lapse))
        renewal = self._enter(self.colleague, date_start="2026-08-01")
        self.assertFalse(self._activities(evidence, self.lapse))
        self._run_job()
        self.assertFalse(self._activities(evidence, self.lapse))
        renewal.with_user(self.account).action_reject()
        self._run_job()
        self.assertEqual(len(self._activities(evidence, self.lapse)), 1)

    def test_a_gap_is_no_renewal(self):
        evidence = self._verified("2026-07-31")
        self._enter(self.colleague, date_start="2026-08-02")
        self._run_job()
        self.assertTrue(self._activities(evidence, self.lapse))
        self.assertFalse(evidence.is_renewed)

    def test_another_last_day_takes_it_away(self):
        evidence = self._verified("2026-07-31")
        self._run_job()
        evidence.with_user(self.colleague).date_end = "2027-12-31"
        self.assertFalse(self._activities(evidence, self.lapse))
        evidence.with_user(self.account)._verify("Seen")
        self._run_job()
        self.assertFalse(self._activities(evidence, self.lapse))
        self._run_job(date(2027, 11, 1))
        self.assertTrue(self._activities(evidence, self.lapse))

    def test_archived_companies_are_left_alone(self):
        evidence = self._verified("2026-07-31")
        self.company.active = False
        self._run_job()
        self.assertFalse(self._activities(evidence, self.lapse))

    def test_search_by_renewed(self):
        evidence = self._verified("2026-07-31")
        renewal = self._enter(self.account, date_start="2026-08-01")
        both = [("id", "in", (evidence + renewal).ids)]
        search = self.env["hub.evidence"].with_user(self.account).search
        self.assertEqual(search([*both, ("is_renewed", "=", True)]), evidence)
        self.assertEqual(search([*both, ("is_renewed", "=", False)]), renewal)
        self.assertEqual(search([*both, ("is_renewed", "!=", True)]), renewal)

    # Speed

    def _queries(self, call):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        call()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_the_job_is_as_large_as_what_is_due(self):
        self.env["hub.evidence"].search([]).unlink()  # that of the demo data lapses too
        companies = self.env["res.partner"].create(
            [{"name": f"Queue {rank}", "is_company": True, "user_id": self.account.id} for rank in range(62)]
        )
        evidence = self.env["hub.evidence"].create(
            [
                {
                    "partner_id": company.id,
                    "version_id": self.scheme.version_ids.id,
                    "date_start": "2026-01-01",
                    "date_end": "2026-07-31" if rank < 2 else "2026-08-31",
                    "state": "verified",
                }
                for rank, company in enumerate(companies)
            ]
        )
        self._run_job(date(2026, 5, 1))  # warms the caches
        few = self._queries(lambda: self._run_job(date(2026, 5, 2)))
        self.assertEqual(len(self._activities(evidence, self.lapse)), 2)
        many = self._queries(lambda: self._run_job(date(2026, 6, 2)))
        self.assertEqual(len(self._activities(evidence, self.lapse)), 62)
        self.assertLessEqual(many, few + 2)
        self.assertLessEqual(self._queries(lambda: self._run_job(date(2026, 6, 3))), 6, "nothing is due")

    def test_entering_many(self):
        def enter(count):
            self.env["hub.evidence"].with_user(self.colleague).create(
                [
                    {
                        "partner_id": self.company.id,
                        "version_id": self.scheme.version_ids.id,
                        "date_start": "2026-01-01",
                    }
                ]
                * count
            )

        enter(2)
        few = self._queries(lambda: enter(2))
        self.assertLessEqual(self._queries(lambda: enter(50)), few + 2)

from datetime import date, timedelta

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL

from ..domain.transition import EXEMPLARY, IN_TRANSITION, LAPSE, UNKNOWN, WITHDRAWAL
from .common import HubCase

DAY = date(2026, 6, 15)
ONE_DAY = timedelta(days=1)


class TestTransitionHistory(HubCase):
    """What is written down of a company's steps."""

    def _history(self, partner=None):
        company = partner or self.company
        self.flush_history()
        changes = self.env["hub.transition.change"].search([("partner_id", "=", company.id)], order="id")
        return [(each.old_status, each.new_status, each.date, each.cause) for each in changes]

    def _run_job(self):
        self.env.invalidate_all()
        self.env["res.partner"]._cron_transition_status()
        self.flush_history()

    def test_a_rise_and_the_lapse(self):
        with self.on_day(DAY):
            self.create_evidence(self.company, DAY, DAY + ONE_DAY, exemplary=False)
            rise = (UNKNOWN, IN_TRANSITION, DAY, "evidence")
            self.assertEqual(self._history(), [rise])
        with self.on_day(DAY + ONE_DAY):
            self._run_job()
            self.assertEqual(self._history(), [rise], "it holds on the last day")
        with self.on_day(DAY + 2 * ONE_DAY):
            self._run_job()
            lapse = (IN_TRANSITION, UNKNOWN, DAY + 2 * ONE_DAY, LAPSE)
            self.assertEqual(self._history(), [rise, lapse])
            self._run_job()
            self.assertEqual(self._history(), [rise, lapse], "once")

    def _recorded(self):
        return self.env["hub.transition.change"].search_count([("partner_id", "=", self.company.id)])

    def test_steps_are_written_as_the_transaction_commits(self):
        """The contract with core's computing of stored fields: see models/core/res_partner.py."""
        with self.on_day(DAY):
            self.create_evidence(self.company, "2026-01-01", False, exemplary=False)
            self.env.flush_all()
            self.assertEqual((self.company.transition_status, self._recorded()), (IN_TRANSITION, 0))
            self.create_evidence(self.company, "2026-02-01", False)
            self.assertEqual(
                self._history(),
                [
                    (UNKNOWN, IN_TRANSITION, date(2026, 1, 1), "evidence"),
                    (IN_TRANSITION, EXEMPLARY, date(2026, 2, 1), "evidence"),
                ],
                "from the status that was stored before the first of them",
            )
            self.env.cr.flush()
            self.assertEqual(self._recorded(), 2, "once")

    def test_what_is_rolled_back_leaves_no_step(self):
        with self.on_day(DAY):
            savepoint = self.env.cr.savepoint()
            partner = self.env["res.partner"].create({"name": "Never", "is_company": True})
            for company in (self.company, partner):
                self.create_evidence(company, "2026-01-01", False)
            self.env.flush_all()
            self.env.invalidate_all()
            savepoint.close(rollback=True)
            self.assertEqual(self._history(), [])

    def test_two_at_once(self):
        """Each connection records its own steps, when it commits."""
        with self.two_connections() as (first, second):
            writing, reading = (api.Environment(cursor, SUPERUSER_ID, {}) for cursor in (first, second))
            company = writing["res.partner"].create({"name": "Of One Connection", "is_company": True})
            version = writing.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp")
            values = {"partner_id": company.id, "version_id": version.id, "state": "verified"}
            writing["hub.evidence"].create({**values, "date_start": "2026-01-01", "date_end": "2999-01-01"})
            second.flush()
            self.assertFalse(reading["hub.transition.change"].search([("partner_id", "=", company.id)]))
            first.flush()
            self.assertEqual(company.transition_change_ids.new_status, EXEMPLARY)

    def test_a_job_that_stood_still_records_each_step_with_its_day(self):
        with self.on_day(DAY):
            self.create_evidence(self.company, DAY, DAY + 4 * ONE_DAY, exemplary=False)
            self.create_evidence(self.company, DAY + 2 * ONE_DAY, DAY + 3 * ONE_DAY)
            self.flush_history()
        with self.on_day(DAY + 30 * ONE_DAY):
            self._run_job()
            self.assertEqual(
                self._history(),
                [
                    (UNKNOWN, IN_TRANSITION, DAY, "evidence"),
                    (IN_TRANSITION, EXEMPLARY, DAY + 2 * ONE_DAY, "evidence"),
                    (EXEMPLARY, IN_TRANSITION, DAY + 4 * ONE_DAY, LAPSE),
                    (IN_TRANSITION, UNKNOWN, DAY + 5 * ONE_DAY, LAPSE),
                ],
            )

    def test_back_dated_evidence_has_its_own_day_and_the_day_it_was_recorded(self):
        with self.on_day(DAY):
            self.create_evidence(self.company, "2024-01-01", False)
            self.flush_history()
            [change] = self.company.transition_change_ids
            self.assertEqual(change.date, date(2024, 1, 1))
            self.assertGreater(change.late_recorded_on, change.date)
            on_time = self.env["hub.transition.change"].create(
                {
                    "partner_id": self.company.id,
                    "old_status": EXEMPLARY,
                    "new_status": UNKNOWN,
                    "date": date(2999, 1, 1),
                    "cause": LAPSE,
                }
            )
            self.assertFalse(on_time.late_recorded_on)
            self.assertEqual((change + on_time).mapped("direction"), ["rise", "fall"])

    def test_what_lapsed_before_it_was_entered_is_in_the_history(self):
        with self.on_day(DAY):
            self.create_evidence(self.company, "2024-01-01", "2024-12-31")
            self.assertEqual(self.company.transition_status, UNKNOWN)
            self.assertEqual(
                self._history(),
                [
                    (UNKNOWN, EXEMPLARY, date(2024, 1, 1), "evidence"),
                    (EXEMPLARY, UNKNOWN, date(2025, 1, 1), LAPSE),
                ],
            )

    def test_withdrawal(self):
        with self.on_day(DAY):
            evidence = self.create_evidence(self.company, "2026-01-01", False)
            self.assertEqual(len(self._history()), 1)
        with self.on_day(DAY + ONE_DAY):
            evidence.state = "rejected"
            self.assertEqual(self._history()[-1], (EXEMPLARY, UNKNOWN, DAY + ONE_DAY, WITHDRAWAL))

    def test_conversations_move_it_as_well(self):
        service = self.env["hub.service"].create({"name": "Transition Test", "code": "TEST", "is_transition": True})
        interaction = self.env["hub.interaction"].create(
            {"partner_id": self.company.id, "service_id": service.id, "date": "2024-02-29 12:00:00"}
        )
        with self.on_day(date(2026, 2, 28)):
            interaction.date = "2024-02-29 11:00:00"
            self.assertEqual(
                (self.company.transition_status, self.company.transition_status_until), ("aware", date(2026, 2, 28))
            )
            self.flush_history()
        with self.on_day(date(2026, 3, 1)):
            self._run_job()
            self.assertEqual(self._history()[-1], ("aware", UNKNOWN, date(2026, 3, 1), LAPSE))

    def test_history_is_told_anew_from_facts_that_came_in_any_order(self):
        with self.on_day(DAY):
            for start, end in (("2026-01-01", False), ("2023-01-01", "2023-12-31"), ("2025-01-01", "2025-06-30")):
                self.create_evidence(self.company, start, end)
                self.flush_history()
            other = self.create_evidence(self.other_company, "2026-01-01", False)
            self.flush_history()
            kept = other.partner_id.transition_change_ids
            self.company._tell_transition_history()
            self.env.invalidate_all()
            self.assertEqual(
                [(new, day) for _old, new, day, _cause in self._history()],
                [
                    (EXEMPLARY, date(2023, 1, 1)),
                    (UNKNOWN, date(2024, 1, 1)),
                    (EXEMPLARY, date(2025, 1, 1)),
                    (UNKNOWN, date(2025, 7, 1)),
                    (EXEMPLARY, date(2026, 1, 1)),
                ],
            )
            self.assertFalse(any(self.company.transition_change_ids.mapped("late_recorded_on")))
            self.assertEqual(self.other_company.transition_change_ids, kept)

    def test_nobody_writes_the_history(self):
        """Steps are recorded by whoever adds a fact, without rights on the history."""
        with self.on_day(DAY):
            evidence = self.create_evidence(self.company, "2026-01-01", False, state="to_verify")
            evidence.with_user(self.account)._verify("Seen")
            self.flush_history()
            change = self.company.transition_change_ids
            self.assertEqual(len(change), 1)
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            self.assertTrue(change.with_user(user).has_access("read"))
            for operation in ("create", "write", "unlink"):
                self.assertFalse(change.with_user(user).has_access(operation))
        self.assertFalse(change.with_user(self.outsider).has_access("read"))

    def test_what_opens_and_how_it_is_searched(self):
        with self.on_day(DAY):
            self.create_evidence(self.company, "2026-01-01", "2026-02-28", exemplary=False)
            self.flush_history()
            own = [("partner_id", "=", self.company.id)]
            changes = self.env["hub.transition.change"].with_user(self.account)
            self.assertEqual(changes.search([*own, ("direction", "=", "rise")]).new_status, IN_TRANSITION)
            fall = changes.search([*own, ("direction", "=", "fall")])
            self.assertEqual(fall.cause, LAPSE)
            self.assertEqual(fall.action_open_company()["res_id"], self.company.id)

    def test_one_batch(self):
        """The job's queries, and those that write the history, do not grow with the companies that are due."""
        counts = []
        for size in (1, 3, 60):  # the first one fills the caches
            companies = self.env["res.partner"].create(
                [{"name": f"Step {rank}", "is_company": True} for rank in range(size)]
            )
            with self.on_day(DAY):
                for company in companies:
                    self.create_evidence(company, "2026-01-01", DAY)
                self.flush_history()
            self.env.cr.execute(SQL("SELECT COUNT(*) FROM hub_transition_change"))
            with self.on_day(DAY + ONE_DAY):
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.env["res.partner"]._cron_transition_status()
                self.flush_history()
                counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(companies.transition_change_ids), 2 * size)
        self.assertEqual(*counts[1:])

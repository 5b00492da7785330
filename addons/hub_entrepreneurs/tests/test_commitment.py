from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo.exceptions import UserError
from odoo.tests import Form

from ..domain.transition import COMMITTED, DIAGNOSED, IN_TRANSITION, UNKNOWN
from .assessment_common import AssessmentCase, agree_to_all

DAY = date(2026, 6, 15)


class TestCommitment(AssessmentCase):
    """The agreed plan."""

    def _commit(self, **vals):
        values = {"partner_id": self.company.id, "name": "Insulate the roof", **vals}
        return self.env["hub.commitment"].with_user(self.account).create(values)

    def _status(self):
        return self.company.transition_status, self.company.transition_status_until

    # Days and states

    def test_days_follow_the_state(self):
        with self.on_day(DAY):
            commitment = self._commit()
            self.assertEqual((commitment.state, commitment.agreed_on, commitment.done_on), ("open", DAY, False))
            commitment.action_done()
            self.assertEqual((commitment.state, commitment.done_on), ("done", DAY))
            commitment.action_drop()
            self.assertEqual((commitment.state, commitment.done_on, commitment.dropped_on), ("dropped", False, DAY))
            commitment.action_reopen()
            self.assertEqual((commitment.state, commitment.done_on, commitment.dropped_on), ("open", False, False))

    def test_what_was_done_on_a_day_had_been_agreed_by_then(self):
        with self.on_day(DAY):
            past = date(2025, 3, 1)
            done = self._commit(state="done", done_on=past)
            self.assertEqual((done.agreed_on, done.done_on), (past, past))
            self.assertEqual(self._commit(done_on="2025-03-01").state, "done")
            self.assertEqual(self._commit(state="dropped", dropped_on="2025-03-01").agreed_on, past)
            self.assertEqual(self._commit(state="done").done_on, DAY)
            commitment = self._commit()
            commitment.write({"state": "done", "done_on": "2025-03-01"})
            self.assertEqual((commitment.agreed_on, commitment.done_on), (past, past))
            commitment = self._commit()
            commitment.done_on = past
            commitment.state = "done"
            self.assertEqual((commitment.state, commitment.done_on, commitment.agreed_on), ("done", past, past))
            with self.assertRefused("hub.commitment", "Agreed On: this day is after"):
                self._commit(state="done", done_on="2025-03-01", agreed_on="2025-03-02")
            with self.assertRefused("hub.commitment", "Done On: a commitment has this day if it is done"):
                done.done_on = False
                done.flush_recordset()

    def test_marking_many_keeps_the_days_of_those_done_before(self):
        with self.on_day(DAY):
            done, still_open = self._commit(state="done", done_on="2026-01-01"), self._commit()
            (done + still_open).write({"state": "done"})
            self.assertEqual((done + still_open).mapped("done_on"), [date(2026, 1, 1), DAY])

    def test_form(self):
        with self.on_day(DAY):
            form = Form(self.env["hub.commitment"].with_user(self.account))
            form.partner_id = self.company
            form.name = "Insulate"
            self.assertEqual(form.agreed_on, DAY)
            commitment = form.save()
            commitment.action_done()
            with Form(commitment) as form:
                form.done_on = date(2026, 5, 1)
                self.assertEqual(form.agreed_on, date(2026, 5, 1))

    def test_overdue(self):
        with self.on_day(DAY):
            late = self._commit(date_deadline=DAY - timedelta(days=1))
            today = self._commit(date_deadline=DAY)
            without = self._commit()
            done = self._commit(date_deadline="2026-01-01", state="done")
            everything = late + today + without + done
            self.assertEqual(everything.filtered("is_overdue"), late)
            own = [("id", "in", everything.ids)]
            self.assertEqual(everything.search([*own, ("is_overdue", "=", True)]), late)
            self.assertEqual(everything.search([*own, ("is_overdue", "=", False)]), everything - late)
            self.assertEqual((self.company.open_commitment_count, self.company.overdue_commitment_count), (3, 1))

    def test_it_follows_the_account_manager_while_open(self):
        self.company.user_id = self.account
        commitment, done = self._commit(), self._commit(state="done")
        self.assertEqual((commitment + done).user_id, self.account)
        self.company.user_id = self.colleague
        self.assertEqual((commitment.user_id, done.user_id), (self.colleague, self.account))
        self.assertEqual(self._commit(partner_id=self.other_company.id).user_id, self.account, "who enters it")

    # Transition status

    def test_open_done_and_lapsed(self):
        with self.on_day(DAY):
            commitment = self._commit(agreed_on="2026-01-10")
            self.assertEqual(self._status(), (COMMITTED, False))
            commitment.write({"state": "done", "done_on": "2026-03-01"})
            self.assertEqual(self._status(), (IN_TRANSITION, date(2028, 2, 29)))
            self.flush_history()
            changes = self.company.transition_change_ids.sorted("id")
            self.assertEqual(changes.mapped("new_status"), [COMMITTED, IN_TRANSITION])
            self.assertEqual(changes.mapped("date"), [date(2026, 1, 10), date(2026, 3, 1)])
            self.assertEqual(set(changes.mapped("cause")), {"commitment"})
            commitment.done_on = "2024-06-15"
            self.assertEqual(self._status()[0], UNKNOWN, "24 months ago to the day")
            commitment.done_on = "2024-06-16"
            self.assertEqual(self._status(), (IN_TRANSITION, DAY))

    def test_dropped(self):
        with self.on_day(DAY):
            commitment = self._commit(agreed_on="2026-01-10")
            commitment.action_drop()
            self.assertEqual(self._status(), (UNKNOWN, False), "from the day on which it was dropped")
            commitment.action_reopen()
            self.assertEqual(self._status(), (COMMITTED, False))

    def test_done_on_the_day_it_was_agreed(self):
        with self.on_day(DAY):
            self._commit(state="done", done_on="2026-05-01")
            self.assertEqual(self._status(), (IN_TRANSITION, date(2028, 4, 30)))
            self.flush_history()
            self.assertEqual(self.company.transition_change_ids.mapped("old_status"), [UNKNOWN])

    def test_deleting_and_moving(self):
        with self.on_day(DAY):
            commitment = self._commit()
            commitment.partner_id = self.other_company
            self.assertEqual((self._status()[0], self.other_company.transition_status), (UNKNOWN, COMMITTED))
            commitment.sudo().unlink()
            self.assertEqual(self.other_company.transition_status, UNKNOWN)

    # From an assessment to the plan

    def test_one_commitment_for_each_weak_spot(self):
        with self.on_day(DAY):
            assessment = self.assess((1, 1, 4, 4), state="done")
            self.assertEqual(assessment.dimension_score_ids.filtered("is_weak").dimension_id, self.energy)
            self.assertEqual(assessment.weak_count, 1)
            self.assertEqual(self._status()[0], DIAGNOSED)
            action = agree_to_all(assessment)
            self.assertEqual((action["res_model"], action["domain"][0][2]), ("hub.commitment", self.company.ids))
            commitment = self.company.commitment_ids
            self.assertEqual(commitment.name, "Improve Energy: Test Scan")
            self.assertEqual((commitment.dimension_id, commitment.assessment_id), (self.energy, assessment))
            self.assertEqual((commitment.service_id, commitment.user_id), (self.service, self.account))
            self.assertEqual((commitment.agreed_on, commitment.date_deadline), (DAY, DAY + relativedelta(months=6)))
            self.assertEqual(self._status()[0], COMMITTED)

    def test_no_second_one_about_the_same(self):
        assessment = self.assess((1, 1, 1, 2), state="done")
        agree_to_all(assessment)
        agree_to_all(assessment)
        self.assertEqual(self.company.commitment_ids.dimension_id, self.energy + self.people)
        self.assertEqual(len(self.company.commitment_ids), 2)
        version = self.framework.copy()
        newer = self.assess((1, 1, 1, 2), framework=version, date="2026-07-01", state="done")
        agree_to_all(newer)
        self.assertEqual(len(self.company.commitment_ids), 2, "nor about the same dimension of another version")
        self.company.commitment_ids[0].action_done()
        agree_to_all(newer)
        self.assertEqual(len(self.company.commitment_ids), 3)

    def test_no_plan_of_a_draft(self):
        with self.assertRaisesRegex(UserError, "is a draft, so its weak spots are not known yet"):
            self.assess().action_make_plan()

    # Deadlines

    def test_reminded_once(self):
        with self.on_day(DAY):
            near = self._commit(date_deadline=DAY + timedelta(days=14))
            far = self._commit(date_deadline=DAY + timedelta(days=15))
            for _again in range(2):
                self.env["hub.commitment"]._cron_remind()
            self.assertFalse(far.activity_ids)
            [activity] = near.activity_ids
            self.assertEqual((activity.user_id, activity.date_deadline), (near.user_id, near.date_deadline))
            near.date_deadline = DAY + timedelta(days=60)
            self.assertFalse(near.activity_ids, "the new deadline is far")
            near.date_deadline = DAY
            self.env["hub.commitment"]._cron_remind()
            self.assertEqual(len(near.activity_ids), 1)
            near.action_done()
            self.assertFalse(near.activity_ids)
            self.env["hub.commitment"]._cron_remind()
            self.assertFalse(near.activity_ids)

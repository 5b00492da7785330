from datetime import date

from dateutil.relativedelta import relativedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, tagged

from .common import HubCase

DAY = date(2026, 6, 15)


class CloseCase(HubCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.user_id = cls.account
        cls.promise = cls.env["hub.commitment"].create(
            {"name": "Insulate the roof", "partner_id": cls.company.id, "date_deadline": DAY, "agreed_on": "2026-01-01"}
        )

    def _remind(self, record, activity_type="hub_entrepreneurs.mail_activity_type_commitment_due", user=None):
        return record.activity_schedule(activity_type, DAY, user_id=(user or self.account).id).with_user(
            user or self.account
        )

    def _answer(self, activity, **values):
        """Mark an activity as done, and answer what is asked."""
        action = activity.action_done()
        self.assertEqual(action["res_model"], "hub.commitment.close")
        dialogs = activity.env["hub.commitment.close"].with_context(**action["context"])
        with Form(dialogs, view=action["views"][0][0]) as form:
            for name, value in values.items():
                form[name] = value
        return form.record


class TestCommitmentClose(CloseCase):
    """A reminder that is done asks about its commitment."""

    def test_done_is_done(self):
        with self.on_day(DAY):
            wizard = self._answer(self._remind(self.promise))
            self.assertEqual(self.promise.state, "open", "nothing is done before somebody said so")
            wizard.action_apply()
        self.assertEqual((self.promise.state, self.promise.done_on), ("done", DAY))
        self.assertFalse(self.promise.activity_ids)

    def test_a_colleague_answered_meanwhile(self):
        with self.on_day(DAY):
            first, second = (
                self.env["hub.commitment.close"].with_user(user).create({"commitment_id": self.promise.id, **values})
                for user, values in ((self.account, {"state": "dropped"}), (self.colleague, {"state": "done"}))
            )
            first.action_apply()
            with self.assertRaisesRegex(UserError, r"Somebody answered meanwhile.*\(Dropped\)"):
                second.action_apply()
        self.assertEqual((self.promise.state, self.promise.dropped_on), ("dropped", DAY))

    def test_dropped_on_a_day(self):
        with self.on_day(DAY):
            self._answer(self._remind(self.promise), state="dropped", day=date(2026, 6, 1)).action_apply()
        self.assertEqual((self.promise.state, self.promise.dropped_on), ("dropped", date(2026, 6, 1)))

    def test_still_open_until_another_day_and_reminded_anew(self):
        with self.on_day(DAY):
            self.promise._remind()
            activity = self.promise.activity_ids.with_user(self.account)
            wizard = activity.env["hub.commitment.close"].create({"commitment_id": self.promise.id, "state": "open"})
            activity.action_done()
            with self.assertRaisesRegex(UserError, "New Deadline"):
                wizard.action_apply()
            later = DAY + relativedelta(days=10)
            wizard.day = later
            wizard.action_apply()
            self.assertEqual((self.promise.state, self.promise.date_deadline), ("open", later))
            self.env["hub.commitment"]._cron_remind()
        self.assertEqual(self.promise.activity_ids.date_deadline, later)

    def test_nothing_is_asked_that_is_known(self):
        activity = self._remind(self.promise)
        self.promise.action_done()
        self.assertFalse(activity.exists().active and activity.action_ask_about_document())
        talk = self._remind(self.promise, "mail.mail_activity_data_call")
        self.assertFalse(talk.action_ask_about_document(), "a call about it does not say that it is done")
        of_company = self._remind(self.company, "mail.mail_activity_data_todo")
        self.assertFalse(of_company.action_ask_about_document())
        self.promise.action_reopen()
        self.promise.unlink()
        self.assertFalse(self._remind(self.company, "mail.mail_activity_data_todo").action_ask_about_document())

    def test_evidence_that_waits_or_lapses(self):
        evidence = self.create_evidence(self.company, date(2025, 7, 1), date(2026, 6, 30), state="to_verify")
        verify = self._remind(evidence, "hub_entrepreneurs.mail_activity_type_verify_evidence", self.director)
        self.assertEqual(verify.action_done()["res_id"], evidence.id, "it still is to verify")
        lapses = self._remind(evidence, "hub_entrepreneurs.mail_activity_type_evidence_lapses")
        action = lapses.action_done()
        self.assertEqual(action["context"]["default_date_start"], date(2026, 7, 1))
        self.create_evidence(self.company, date(2026, 7, 1), date(2027, 6, 30))
        self.env.invalidate_all()
        renewed = self._remind(evidence, "hub_entrepreneurs.mail_activity_type_evidence_lapses")
        self.assertFalse(renewed.action_ask_about_document(), "it is renewed")

    def test_who_may(self):
        activity = self._remind(self.promise)
        wizard = activity.env["hub.commitment.close"].create({"commitment_id": self.promise.id})
        for user in (self.colleague, self.analyst, self.privacy, self.outsider):
            with self.assertRaises(AccessError):
                wizard.with_user(user).action_apply()
        self.company.company_id = self.env["res.company"].create({"name": "Other Agency"})
        self.assertFalse(activity.action_ask_about_document(), "nothing is asked about what one may not change")
        with self.assertRaises(AccessError):
            wizard.action_apply()


@tagged("post_install", "-at_install")
class TestCommitmentCloseTour(HttpCase, CloseCase):
    def test_from_the_reminder_to_the_plan(self):
        self._remind(self.promise)
        self.start_tour(f"/odoo/hub-commitments/{self.promise.id}", "hub_commitment_close", login="hub_account")
        self.assertEqual(self.promise.state, "done")

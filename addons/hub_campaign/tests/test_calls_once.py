from odoo.exceptions import UserError
from odoo.tests import Form

from .calls_common import CallsCase


class TestCallOnce(CallsCase):
    """A call that was logged is not logged again by a second tab, the back button or a request sent twice."""

    def _dialog(self, **values):
        member = self.members[0]
        calls = self.env["hub.campaign.call"].with_user(self.account).with_context(default_member_id=member.id)
        return calls.create({"member_id": member.id, "duration": 0.5, **values})

    def _conversations(self):
        return self.env["hub.interaction"].search([("campaign_member_id", "=", self.members[0].id)])

    def test_two_dialogs_of_one_call(self):
        self.assign(self.members, self.account)
        first, second = self._dialog(), self._dialog(result="not_interested")
        first.action_log()
        with self.assertRaisesRegex(UserError, "was logged in the meantime"):
            second.action_log()
        with self.assertRaisesRegex(UserError, "carried out already"):
            first.action_log()
        self.assertEqual(len(self._conversations()), 1)
        self.assertEqual(self.members[0].call_result, "interested")

    def test_nobody_answered_once(self):
        self.assign(self.members, self.account)
        first, second = self._dialog(result="not_reached"), self._dialog(result="not_reached")
        first.action_log()
        with self.assertRaisesRegex(UserError, "was logged in the meantime"):
            second.action_log()
        self.assertEqual(self.members[0].call_attempts, 1)

    def test_another_call_is_another_one(self):
        self.assign(self.members, self.account)
        self._dialog(result="not_reached").action_log()
        self._dialog().action_log()
        self._dialog(result="not_interested").action_log()
        self.assertEqual(len(self._conversations()), 2, "they called back")

    def test_the_form_remembers_how_the_calls_stood(self):
        self.assign(self.members, self.account)
        context = {"default_member_id": self.members[0].id}
        form = Form(self.env["hub.campaign.call"].with_user(self.account).with_context(**context))
        self._dialog().action_log()
        with self.assertRaisesRegex(UserError, "was logged in the meantime"):
            form.save().action_log()

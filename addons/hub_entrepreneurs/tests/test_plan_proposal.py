from datetime import date

from dateutil.relativedelta import relativedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form

from ..domain.transition import COMMITTED, DIAGNOSED
from .assessment_common import AssessmentCase

DAY = date(2026, 6, 15)


class TestPlanProposal(AssessmentCase):
    """A company is committed to what it agreed to, and to nothing that was only proposed."""

    def _propose(self, user=None):
        assessment = self.assess((1, 1, 1, 2), state="done").with_user(user or self.account)
        action = assessment.action_make_plan()
        self.assertEqual((action["res_model"], action["target"]), ("hub.plan.proposal", "new"))
        return assessment.env["hub.plan.proposal"].browse(action["res_id"])

    def test_proposed_is_not_agreed(self):
        with self.on_day(DAY):
            proposal = self._propose()
            self.assertEqual(proposal.step_ids.mapped("is_agreed"), [False, False])
            self.assertFalse(self.company.commitment_ids)
            with self.assertRaisesRegex(UserError, "Tick each step that the company agreed to"):
                proposal.action_agree()
            self.assertEqual(self.company.transition_status, DIAGNOSED)

    def test_agreed_one_by_one_when_and_by_whom(self):
        person = self.env["res.partner"].create({"name": "Test Ann", "parent_id": self.company.id})
        with self.on_day(DAY):
            proposal = self._propose()
            agreed, other = proposal.step_ids
            with Form(proposal) as form:
                form.agreed_on = DAY - relativedelta(days=3)
                form.agreed_with_id = person
                with form.step_ids.edit(0) as step:
                    step.is_agreed = True
                    step.name = "LED in the workshop"
                    step.date_deadline = DAY + relativedelta(months=2)
            action = proposal.action_agree()
            commitment = self.company.commitment_ids
            self.assertRecordValues(
                commitment,
                [
                    {
                        "name": "LED in the workshop",
                        "agreed_on": DAY - relativedelta(days=3),
                        "agreed_with_id": person.id,
                        "date_deadline": DAY + relativedelta(months=2),
                        "dimension_id": agreed.dimension_id.id,
                        "assessment_id": agreed.assessment_id.id,
                    }
                ],
            )
            self.assertNotEqual(commitment.dimension_id, other.dimension_id)
            self.assertEqual(action["res_model"], "hub.commitment")
            self.assertEqual(self.company.transition_status, COMMITTED)
            with self.assertRaisesRegex(UserError, "carried out already"):
                proposal.action_agree()

    def test_two_dialogs_make_no_step_twice(self):
        proposals = [self._propose(), self._propose(self.colleague)]
        for proposal in proposals:
            proposal.step_ids.is_agreed = True
            proposal.action_agree()
        self.assertEqual(len(self.company.commitment_ids), 2)

    def test_nobody_agreed_tomorrow(self):
        with self.on_day(DAY):
            proposal = self._propose()
            with self.assertRaisesRegex(ValidationError, "this day is still to come"):
                proposal.agreed_on = DAY + relativedelta(days=1)

    def test_who_may(self):
        proposal = self._propose()
        for user in (self.colleague, self.director, self.analyst, self.privacy, self.outsider):
            for operation in ("read", "write"):
                self.assertFalse(proposal.with_user(user).has_access(operation), user.login)
            with self.assertRaises(AccessError):
                proposal.with_user(user).action_agree()
        self.assertTrue(proposal.has_access("write"))
        hidden = self.env["res.company"].create({"name": "Other Agency"})
        self.other_company.company_id = hidden
        with self.assertRaises(AccessError):
            proposal.step_ids[0].write({"partner_id": self.other_company.id})

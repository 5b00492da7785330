from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.quiet import NO_LOG
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

from ...domain.statement import ATTRIBUTION, gains
from .hub_statement import OPEN
from .hub_statement_answers_mixin import ANSWERS


class HubStatement(models.Model):
    """The answer of a company, and the outcomes that follow from it: attested, and each of them once.

    A second answer changes the outcomes of the first: what no longer holds is voided, and restored if it holds again.
    An outcome that somebody else voided stays so. What is nothing, or less than before, is no outcome; the class of a
    turnover is none either, because it is no amount.
    """

    _inherit = "hub.statement"

    def _get_standing(self):
        """Return how a link finds its statement: ``open``, ``closed``, ``refused``, ``answered`` or ``expired``."""
        if self.state == "not_needed" or not self.partner_id.active or self.partner_id.entrepreneur_stage == "ceased":
            return "closed"
        if self.state == "refused":
            return "refused"
        if self.state == "answered":
            return "open" if self._can_be_corrected() else "answered"
        is_late = self.state == "expired" or not self.date_expires or self.date_expires < today(self.env)
        return "expired" if is_late else "open"

    def _answer(self, values, way, user=None):
        """Keep an answer, and what came about as outcomes.

        :param dict values: the answers by field; of markets their ids
        :param str way: ``link`` or ``phone``
        :param user: who noted it
        :raises UserError: if an answer can't be right, or the statement is closed
        """
        self.ensure_one()
        # What the company says elsewhere at the same time counts against it as well.
        take_turns(self.search([("partner_id", "=", self.partner_id.id)]))
        self.invalidate_recordset()
        if not self.can_be_answered:
            raise UserError(self.env._("This statement is closed. Ask the agency if your answer has to change."))
        asked = self._get_questions()
        self._check_answers(values, asked)
        kept = {name: values.get(name) or False for name in ANSWERS if name in asked}
        kept["market_ids"] = [fields.Command.set(values.get("market_ids") or [])]
        if "turnover_class" not in asked:
            kept["turnover_class"] = self._get_known_turnover_class()
        self.write(
            {
                **kept,
                "state": "answered",
                "answered_at": self.answered_at or fields.Datetime.now(),
                "answered_by": way,
                "answered_by_id": user and user.id,
            }
        )
        self._close()
        self._keep_outcomes(values.get("jobs_before") if "jobs_before" in asked else None)
        self._message_log(
            body=self.env._("The company answered, by link.")
            if way == "link"
            else self.env._("The company answered, by phone.")
        )

    def _keep_outcomes(self, jobs_before):
        """Make the outcomes of this statement what its answer says."""
        known = self._get_known(jobs_before)
        found = gains(int(self.moment), self.jobs, self.market_ids.ids, self.contract_amount, known)
        outcomes = self.env["hub.outcome"].with_context(active_test=False, **NO_LOG)
        present = outcomes.search([("statement_id", "=", self.id), ("active", "in", [True, False])]).grouped("kind")
        attribution = ATTRIBUTION.get(self.without_support, 0)
        for kind, gain in found.items():
            values = {"value": gain.value, "baseline_value": gain.before, "attribution": attribution}
            if kind not in present:
                outcomes.create({**self._prepare_outcome(kind), **values})
            elif present[kind].active or present[kind].voided_by_id.id == SUPERUSER_ID:
                present[kind].action_restore()
                present[kind].write(values)
        for kind, outcome in present.items():
            if kind not in found and outcome.active:
                outcome._void(self.env._("The company has corrected its answer."))

    def _prepare_outcome(self, kind):
        keeper = self.answered_by_id or self.user_id or self.env["res.users"].browse(SUPERUSER_ID)
        return {
            "partner_id": self.partner_id.id,
            "kind": kind,
            "date": today(self.env),
            "proof_level": "attested",
            "statement_id": self.id,
            "service_id": self.service_id.id,
            "programme_id": self.programme_id.id,
            "user_id": keeper.id,
            "reference": self.env._("Statement of the company"),
        }

    def _refuse(self):
        """Keep that the company does not want to answer: neither now nor later about the same."""
        self.ensure_one()
        take_turns(self)
        self.invalidate_recordset()
        if self.state not in OPEN:
            return
        statements = self | self._get_of_occasion().filtered(lambda each: each.state in OPEN)
        statements.write({"state": "refused"})
        statements._close()

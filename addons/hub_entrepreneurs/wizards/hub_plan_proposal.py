from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools.actions import open_window
from ..tools.dates import today
from ..tools.once import once
from ..tools.turns import take_turns

# What a commitment takes over from a proposed step.
_COMMITTED = ("name", "partner_id", "dimension_id", "assessment_id", "service_id", "date_deadline")


class HubPlanProposal(models.TransientModel):
    """Steps that weak spots ask for: what a company agreed to is ticked one by one, with the day and with whom.

    A step that nobody agreed to is no commitment, and says nothing about where the company stands.
    """

    _name = "hub.plan.proposal"
    _description = "Proposed Plan"
    _inherit = ["hub.own.dialog.mixin"]

    step_ids = fields.One2many("hub.plan.proposal.step", "proposal_id", "Steps")
    partner_id = fields.Many2one("res.partner", "Company", readonly=True, help="Empty where there are several.")
    agreed_on = fields.Date(required=True, default=lambda self: today(self.env))
    agreed_with_id = fields.Many2one(
        "res.partner",
        domain="[('is_company', '=', False), '|', ('parent_id', '=', partner_id), ('parent_id', '=', False)]",
        help="The person who agreed for the company.",
    )

    @api.model
    def _action_propose(self, steps):
        """Return the action that opens the dialog with these steps.

        :param list[dict] steps: the values of the commitments that they may become
        """
        companies = {step["partner_id"] for step in steps}
        proposal = self.create(
            {
                "partner_id": companies.pop() if len(companies) == 1 else False,
                "step_ids": [Command.create(step) for step in steps],
            }
        )
        return open_window(self.env, "hub_entrepreneurs.hub_plan_proposal_action", res_id=proposal.id)

    @api.constrains("agreed_on")
    def _check_agreed_on(self):
        if any(proposal.agreed_on > today(self.env) for proposal in self):
            raise ValidationError(
                self.env._("Agreed On: this day is still to come. Enter the day on which the company agreed.")
            )

    @once
    def action_agree(self):
        """Make a commitment of each step that is ticked, and show the plans."""
        steps = self.step_ids.filtered("is_agreed")
        if not steps:
            raise UserError(
                self.env._(
                    "Tick each step that the company agreed to. If it agreed to none, close this window: it commits "
                    "itself to nothing."
                )
            )
        # Of two dialogs at once, the second sees the commitments of the first.
        take_turns(steps.partner_id)
        planned = self.env["hub.commitment"]._get_planned(steps.partner_id)
        agreed = {"agreed_on": self.agreed_on, "agreed_with_id": self.agreed_with_id.id}
        self.env["hub.commitment"].create([
            {**{name: step._fields[name].convert_to_write(step[name], step) for name in _COMMITTED}, **agreed}
            for step in steps
            if (step.partner_id, step.dimension_id._key()) not in planned
        ])  # fmt: skip
        return steps.partner_id.action_open_plan()


class HubPlanProposalStep(models.TransientModel):
    """A step that a weak spot asks for, which the company may agree to, in other words or until another day."""

    _name = "hub.plan.proposal.step"
    _description = "Proposed Step"
    _inherit = ["hub.own.dialog.mixin"]
    _order = "partner_id, id"

    proposal_id = fields.Many2one("hub.plan.proposal", required=True, index=True, ondelete="cascade")
    is_agreed = fields.Boolean("Agreed")
    name = fields.Char("What", required=True)
    partner_id = fields.Many2one("res.partner", "Company", required=True, readonly=True)
    dimension_id = fields.Many2one("hub.assessment.dimension", required=True, readonly=True)
    assessment_id = fields.Many2one("hub.assessment", readonly=True)
    service_id = fields.Many2one("hub.service", help="What the agency helps with.")
    date_deadline = fields.Date("Deadline")

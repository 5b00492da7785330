from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_list
from odoo.tools.mail import html_to_inner_content

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR

from ..mixins.hub_amended_mixin import Standing
from .hub_action_plan_amendment import ABOUT_PLAN

SHOWN = 3
"""How many actions a refusal names."""


class HubActionPlan(models.Model):
    """A plan is approved once, on a day; what changes afterwards is an amendment with a reason."""

    _inherit = "hub.action.plan"

    state = fields.Selection(
        [("draft", "Draft"), ("approved", "Approved")], compute="_compute_state", search="_search_state"
    )
    approved_on = fields.Date(readonly=True, copy=False, tracking=True)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    amendment_ids = fields.One2many("hub.action.plan.amendment", "plan_id", "Amendments")

    _amended_fields = frozenset(name for name, _label in ABOUT_PLAN)

    @api.depends("approved_on")
    def _compute_state(self):
        for plan in self:
            plan.state = "approved" if plan.approved_on else "draft"

    @api.model
    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        approved = Domain("approved_on", "!=", False)
        return Domain.OR(approved if each == "approved" else ~approved for each in value)

    @api.model
    def _computed_only(self):
        def refusal():
            return self.env._("Use the button “Approve”.")

        return {**super()._computed_only(), "approved_on": refusal, "approved_by_id": refusal}

    def action_approve(self):
        """Approve the plan as it is, with the actions that are proposed in it.

        What is added, moved or dropped against the year before needs a reason first: it is what is asked about later.
        """
        self.check_access("write")
        for plan in self.filtered(lambda plan: plan.state == "draft"):
            plan._check_reasons()
            # As superuser: nobody writes these fields directly.
            plan.sudo().write({"approved_on": today(self.env), "approved_by_id": self.env.uid})
            plan.action_ids.filtered(lambda action: action.action_state == "proposed").action_state = "approved"

    def _get_standings(self):
        return {
            (plan, name): Standing(plan, plan._say(name), plan._get_label(name))
            for plan in self
            if plan.approved_on
            for name in self._amended_fields
        }

    def _say(self, name):
        """Return in words what the plan says of itself."""
        match self._fields[name].type:
            case "html":
                return html_to_inner_content(self[name] or "")
            case "many2one":
                return self[name].display_name
            case "integer":
                return str(self[name])
            case _:
                return self._in_words(name)

    def _takes_actions(self):
        """Tell whether this user may add an action: once the plan is approved, that is an amendment of a director."""
        return not self.approved_on or self.env.user.has_group(DIRECTOR)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        for plan in self.filtered("approved_on"):
            raise UserError(
                self.env._(
                    "%s is approved, so it can't be deleted: its amendments would go as well. Archive it instead.",
                    plan.display_name,
                )
            )

    def _check_reasons(self):
        self.ensure_one()
        if silent := self.change_ids.filtered(lambda change: change.kind != "kept" and not change._has_reason()):
            names = silent[:SHOWN].mapped("display_name")
            raise UserError(
                self.env._(
                    "Say why on the page “Against Last Year”, for each action that is added, moved or dropped. Without "
                    "a reason (%(count)s): %(names)s",
                    count=len(silent),
                    names=format_list(self.env, names + ["…"] * (len(silent) > SHOWN)),
                )
            )

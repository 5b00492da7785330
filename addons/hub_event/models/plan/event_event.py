from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.hub_entrepreneurs.tools.dates import day_of, zone
from odoo.addons.hub_entrepreneurs.tools.groups import READER

_COMPARED = {"action_plan_id", "previous_action_id", "active", "kanban_state"}


class EventEvent(models.Model):
    """An action stands in the plan of its year, beside the one that it continues."""

    _inherit = "event.event"

    action_plan_id = fields.Many2one(
        "hub.action.plan",
        "Plan",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        tracking=True,
        groups=READER,
        help="The plan of the year in which it takes place. Empty: an event beside the plans.",
    )
    previous_action_id = fields.Many2one(
        "event.event",
        "Action of Last Year",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        groups=READER,
        help="The action of the year before that this one continues.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        # As superuser: those who may not read plans have events as well.
        events.sudo().action_plan_id._update_changes()
        return events

    def write(self, vals):
        compared = not _COMPARED.isdisjoint(vals)
        # As superuser: those who may not read plans have events as well.
        before = self.sudo().action_plan_id
        result = super().write(vals)
        if compared and (plans := before | self.sudo().action_plan_id):
            plans._update_changes()
        return result

    def unlink(self):
        # As superuser: those who may not read plans delete events as well.
        plans = self.sudo().action_plan_id
        result = super().unlink()
        plans._update_changes()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_planned(self):
        # As superuser: those who may not read plans delete events as well.
        for action in self.sudo():
            if action.action_plan_id.approved_on:
                raise UserError(
                    self.env._(
                        "“%s” is in a plan that is approved, so it can't be deleted. Mark it as cancelled, and say "
                        "why.",
                        action.name,
                    )
                )

    @api.onchange("action_plan_id")
    def _onchange_default_plan(self):
        """Propose no plan that does not take the action, also where the list of its actions was open."""
        if not self._origin and self.action_plan_id == self._get_default_plan():
            self.action_plan_id = self.action_plan_id.filtered(lambda plan: plan._takes_actions())

    @api.model
    def _get_default_plan(self):
        """Return the plan whose actions were open when a new one was begun, if any."""
        plans = self.env["hub.action.plan"]
        return plans.browse(self.env.context.get("default_action_plan_id")).exists()

    @api.onchange("date_begin", "action_type_id")
    def _onchange_action_plan_id(self):
        """Propose the plan of the year in which an action begins, if this user may add one to it."""
        if not self.action_type_id or not self.date_begin:
            return
        plan = self._get_plan_of_year()
        if self.action_plan_id != plan or not self._origin:
            self.action_plan_id = plan if plan._takes_actions() else False

    def _get_plan_of_year(self):
        """Return the plan of the agency for the year in which the action begins, if there is one."""
        year = day_of(self.date_begin, zone(self.env)).year
        of_year = [("year", "=", year), ("company_id", "=", self.company_id.id)]
        return self.env["hub.action.plan"].search(of_year, limit=1)

    @api.constrains("previous_action_id", "date_begin")
    def _check_previous_action(self):
        """Refuse that an action continues one of another year: it would count as kept, and need no reason."""
        timezone = zone(self.env)
        # As superuser: its year counts, also for those who may not read it.
        for action in self.sudo().filtered("previous_action_id"):
            before = action.previous_action_id
            year = day_of(action.date_begin, timezone).year - 1
            if day_of(before.date_begin, timezone).year != year:
                raise ValidationError(
                    self.env._(
                        "Action of Last Year: “%(before)s” does not begin in %(year)s. Choose an action of that year, "
                        "or none.",
                        before=before.name,
                        year=year,
                    )
                )

    @api.constrains("action_plan_id", "date_begin", "company_id")
    def _check_plan(self):
        timezone = zone(self.env)
        # As superuser: the plan counts, also for those who may not read it.
        for action in self.sudo().filtered("action_plan_id"):
            plan, year = action.action_plan_id, day_of(action.date_begin, timezone).year
            if year != plan.year:
                raise ValidationError(
                    self.env._(
                        "“%(action)s” begins in %(year)s, but stands in the plan for %(plan_year)s. Choose another "
                        "day, or the plan of that year.",
                        action=action.name,
                        year=year,
                        plan_year=plan.year,
                    )
                )
            if action.company_id != plan.company_id:
                raise ValidationError(
                    self.env._(
                        "“%(action)s” and its plan belong to different agencies. Choose a plan of %(agency)s.",
                        action=action.name,
                        agency=action.company_id.name or self.env._("the agency"),
                    )
                )

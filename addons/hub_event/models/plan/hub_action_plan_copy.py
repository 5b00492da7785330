from zoneinfo import ZoneInfo

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.dates import day_of, zone
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

from ...domain.comparison import later_on_the_clock, year_later
from .hub_action_plan import TAKES_PLACE


class HubActionPlan(models.Model):
    """A plan begins as the one of the year before."""

    _inherit = "hub.action.plan"

    previous_plan_id = fields.Many2one(
        "hub.action.plan", "Plan of the Year Before", compute="_compute_previous_plan_id"
    )

    @api.depends("year", "company_id")
    def _compute_previous_plan_id(self):
        plans = self.search(
            [("year", "in", [plan.year - 1 for plan in self]), ("company_id", "in", self.company_id.ids)]
        )
        by_year = {(plan.year, plan.company_id): plan for plan in plans}
        for plan in self:
            plan.previous_plan_id = by_year.get((plan.year - 1, plan.company_id))

    def action_copy_previous(self):
        """Propose the actions of the year before once more: on the same day of the week, a year later.

        Those that are in the plan already are not copied again, and those that were dropped are not either.
        """
        self.ensure_one()
        self.check_access("write")
        if not self.previous_plan_id:
            raise UserError(
                self.env._("There is no plan for %s to copy from. Add the actions one by one.", self.year - 1)
            )
        if self.state == "approved":
            raise UserError(
                self.env._("%s is approved: add actions one by one, each with its reason.", self.display_name)
            )
        # Whoever presses the button at the same time finds what the first one has copied.
        take_turns(self)
        copied = self.with_context(active_test=False).action_ids.previous_action_id
        actions = self.env["event.event"].search(
            TAKES_PLACE & Domain("action_plan_id", "=", self.previous_plan_id.id) & Domain("id", "not in", copied.ids)
        )
        if not actions:
            raise UserError(
                self.env._("All actions of %s are in this plan already.", self.previous_plan_id.display_name)
            )
        # As Odoo itself where there are criteria: who wrote them stays their author, and what personal data are in them
        # need not be this user's to know.
        authored = actions.filtered("criteria_domain").with_user(SUPERUSER_ID)
        for some in (actions - authored, authored):
            for action, copy in zip(some, some.create(self._prepare_copies_values(some)), strict=True):
                action.copy_translations(copy)
        return self.action_open_actions()

    def _prepare_copies_values(self, actions):
        """Return the values of actions that take place once more."""
        timezone = zone(self.env)
        stage = actions._get_stage("proposed")
        vals_list = actions.copy_data()
        for action, vals in zip(actions, vals_list, strict=True):
            later = year_later(day_of(action.date_begin, timezone))
            clock = ZoneInfo(action.date_tz or "UTC")
            begin, end = (later_on_the_clock(each, later, clock) for each in (action.date_begin, action.date_end))
            vals |= {
                "name": action.name,
                "date_begin": begin,
                "date_end": end,
                "action_plan_id": self.id,
                "previous_action_id": action.id,
                "stage_id": stage.id,
                # The hours of each slot are planned anew.
                "event_slot_ids": False,
            }
            if not action.user_id.active:
                vals["user_id"] = (self.user_id.filtered("active") or self.env.user).id
            if action.programme_id and not action.programme_id._runs_on(day_of(begin, timezone)):
                vals["programme_id"] = False
        return vals_list

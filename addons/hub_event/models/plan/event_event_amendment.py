from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.dates import day_of, zone
from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR, READER

from ..mixins.hub_amended_mixin import Standing


class EventEvent(models.Model):
    """Once its plan is approved, an action comes, moves and goes by an amendment: a director says why.

    Moved means another day or another country; another hour is no matter of the plan.
    """

    _name = "event.event"
    # The mixin first: its amendments explain the lines against last year, which are there once the others are done.
    _inherit = ["hub.amended.mixin", "event.event"]
    _amended_fields = frozenset(
        ("action_plan_id", "date_begin", "date_end", "country_id", "address_id", "kanban_state", "active")
    )
    _amended_kind = "moved"

    is_plan_approved = fields.Boolean(compute="_compute_is_plan_approved", groups=READER)
    plan_notice = fields.Char(
        compute="_compute_plan_notice", groups=READER, help="What of an approved plan this user may not change."
    )

    @api.depends("action_plan_id.approved_on")
    def _compute_is_plan_approved(self):
        for action in self:
            action.is_plan_approved = bool(action.action_plan_id.approved_on)

    @api.depends(
        "action_plan_id.approved_on", "action_type_id", "date_begin", "date_end", "country_id", "company_id",
        "kanban_state", "active",
    )  # fmt: skip
    @api.depends_context("uid")
    def _compute_plan_notice(self):
        """Say in the form what saving it would refuse, before somebody types the rest."""
        self.plan_notice = False
        if self.env.user.has_group(DIRECTOR):
            return
        for action in self:
            # A record that is not being changed is what it was.
            if isinstance(action.id, int):
                continue
            before, after = action._origin._get_standings(), action._get_standings()
            old, new = next(iter(before.values()), None), next(iter(after.values()), None)
            if old and not old.is_as(new):
                action.plan_notice = action._get_sentence_for_others(old)
            elif plan := new.plan if new and not old else action._get_plan_that_is_closed():
                action.plan_notice = self.env._(
                    "%s is approved: only a director adds an action to it. Leave Plan empty, and ask one to add the "
                    "action once it is saved.",
                    plan.display_name,
                )

    def _get_plan_that_is_closed(self):
        """Return the plan that is not proposed to a new action, since it is approved; or none."""
        plan = self.env["hub.action.plan"]
        if not self._origin and not self.action_plan_id:
            plan = self._get_default_plan()
            if self.action_type_id and self.date_begin:
                plan = self._get_plan_of_year()
        return plan.filtered("approved_on")

    def write(self, vals):
        self._check_may_compare(vals)
        return super().write(vals)

    def _get_standings(self):
        timezone, standings = zone(self.env), {}
        # As superuser: those who may not read plans change events as well.
        for event in self.sudo():
            plan, begin, end = event.action_plan_id, event.date_begin, event.date_end
            if plan.approved_on and event.active and event.kanban_state != "cancel" and begin and end:
                days = event._write_days(day_of(begin, timezone), day_of(end, timezone))
                said = ", ".join(filter(None, (days, event.country_id.name)))
                standings[event, "action"] = Standing(plan, said, event.name or "")
        return standings

    def _prepare_amendment_values(self, about):
        return {**super()._prepare_amendment_values(about), "event_id": self.id}

    def _check_may_compare(self, vals):
        """Refuse that somebody else than a director says what an action of an approved plan continues."""
        if "previous_action_id" not in vals or self.env.su or self.env.user.has_group(DIRECTOR):
            return
        # As superuser: those who may not read plans change events as well.
        for action in self.sudo().filtered("action_plan_id.approved_on"):
            if action.previous_action_id.id != vals["previous_action_id"]:
                raise UserError(
                    self.env._(
                        "%(plan)s is approved: only a director changes which action of last year “%(action)s” "
                        "continues. Ask one.",
                        plan=action.action_plan_id.display_name,
                        action=action.name,
                    )
                )

    def _get_sentence_for_others(self, standing):
        return self.env._(
            "%(plan)s is approved: only a director changes when and where “%(action)s” takes place, or whether it "
            "does. Ask one.",
            plan=standing.plan.display_name,
            action=standing.title,
        )

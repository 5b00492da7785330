from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.dates import day_of, zone
from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR

from ...domain.comparison import Taking, kind_of


class HubActionPlanChange(models.Model):
    """A line of a plan beside the one of the year before: what became of an action, and why."""

    _name = "hub.action.plan.change"
    _description = "Change against the Year Before"
    _inherit = ["hub.owned.mixin", "hub.computed.only.mixin", "hub.named.mixin"]
    _owner_fields = ("plan_id",)
    _order = "plan_id desc, kind, id"
    _named_by = ("kind", "title")

    plan_id = fields.Many2one("hub.action.plan", required=True, readonly=True, index=True, ondelete="cascade")
    previous_action_id = fields.Many2one(
        "event.event", "Last Year", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    event_id = fields.Many2one("event.event", "This Year", readonly=True, index="btree_not_null", ondelete="cascade")
    title = fields.Char("Action", compute="_compute_title")
    kind = fields.Selection(
        [("added", "Added"), ("kept", "Kept"), ("moved", "Moved"), ("dropped", "Dropped")],
        "Change",
        compute="_compute_kind",
        store=True,
        index=True,
        help="Moved: it takes place in another month or in another country.",
    )
    reason = fields.Char(help="Why, in a sentence that can be read out in parliament.")
    previous_begin = fields.Datetime(related="previous_action_id.date_begin", string="Began")
    date_begin = fields.Datetime(related="event_id.date_begin", string="Begins")
    previous_country_id = fields.Many2one(related="previous_action_id.country_id", string="Country Last Year")
    country_id = fields.Many2one(related="event_id.country_id", string="Country This Year")
    previous_spent = fields.Float(related="previous_action_id.cost_spent", string="Spent Last Year (EUR)")
    cost_planned = fields.Float(related="event_id.cost_planned", string="Planned This Year (EUR)")
    action_type_id = fields.Many2one("hub.action.type", compute="_compute_kind", store=True, index="btree_not_null")

    _pair_uniq = models.UniqueIndex(
        "(plan_id, COALESCE(event_id, 0), COALESCE(previous_action_id, 0))",
        "This action is compared with the year before already. Change that line.",
    )

    @api.depends("event_id.name", "previous_action_id.name")
    def _compute_title(self):
        for change in self:
            change.title = change.event_id.name or change.previous_action_id.name

    @api.depends(
        "event_id.date_begin", "event_id.country_id", "event_id.kanban_state", "event_id.active",
        "event_id.action_type_id", "previous_action_id.date_begin", "previous_action_id.country_id",
        "previous_action_id.action_type_id",
    )  # fmt: skip
    def _compute_kind(self):
        for change in self:
            event, previous = change.event_id, change.previous_action_id
            takes_place = event.active and event.kanban_state != "cancel"
            change.kind = kind_of(change._taking(event) if takes_place else None, change._taking(previous))
            change.action_type_id = event.action_type_id or previous.action_type_id

    def write(self, vals):
        result = super().write(vals)
        if "reason" in vals and not self.env.su:
            self.filtered("plan_id.approved_on")._check_approved_reason()
        return result

    def _has_reason(self):
        return bool((self.reason or "").strip())

    def _check_approved_reason(self):
        """Refuse that what was said of an approved plan goes, or changes without a director."""
        for change in self:
            if not self.env.user.has_group(DIRECTOR):
                raise UserError(
                    self.env._(
                        "%(plan)s is approved: only a director changes why “%(action)s” is added, moved or dropped. "
                        "Ask one.",
                        plan=change.plan_id.display_name,
                        action=change.title,
                    )
                )
            if change.kind != "kept" and not change._has_reason():
                raise UserError(
                    self.env._(
                        "Reason: %(plan)s is approved, so say why “%(action)s” is added, moved or dropped.",
                        plan=change.plan_id.display_name,
                        action=change.title,
                    )
                )

    @api.model
    def _taking(self, event):
        if not event:
            return None
        return Taking(day_of(event.date_begin, zone(self.env)).month, event.country_id)


class HubActionPlan(models.Model):
    """A plan stands beside the one of the year before, line by line."""

    _inherit = "hub.action.plan"

    change_ids = fields.One2many("hub.action.plan.change", "plan_id", "Against Last Year")
    added_count = fields.Integer("Added", compute="_compute_change_counts")
    moved_count = fields.Integer("Moved", compute="_compute_change_counts")
    dropped_count = fields.Integer("Dropped", compute="_compute_change_counts")
    kept_count = fields.Integer("Kept", compute="_compute_change_counts")

    @api.depends("change_ids.kind")
    def _compute_change_counts(self):
        groups = self.env["hub.action.plan.change"]._read_group(
            [("plan_id", "in", self.ids)], ["plan_id", "kind"], ["__count"]
        )
        counts = {(plan, kind): count for plan, kind, count in groups}
        for plan in self:
            for kind in ("added", "moved", "dropped", "kept"):
                plan[f"{kind}_count"] = counts.get((plan._origin, kind), 0)

    def _update_changes(self):
        """Keep one line for each action of these plans, and one for each of the year before that none continues.

        The lines of the plans of the year after are kept as well. A line that fits no more goes, with its reason.
        """
        if not self:
            return
        # As superuser: whoever plans an action need not be allowed to compare plans.
        plans = self.sudo()
        plans.invalidate_model(["previous_plan_id"])
        plans |= plans._get_next_plans()
        wanted = plans._get_wanted_changes()
        changes = plans.env["hub.action.plan.change"].search([("plan_id", "in", plans.ids)])
        known = {(each.plan_id.id, each.event_id.id, each.previous_action_id.id): each for each in changes}
        changes.browse([change.id for key, change in known.items() if key not in wanted]).unlink()
        names = ("plan_id", "event_id", "previous_action_id")
        changes.create([dict(zip(names, key, strict=True)) for key in sorted(wanted - known.keys())])

    def _get_next_plans(self):
        """Return the plans of the years after these, which are compared with them."""
        after = [Domain("year", "=", plan.year + 1) & Domain("company_id", "=", plan.company_id.id) for plan in self]
        return self.search(Domain.OR(after))

    def write(self, vals):
        moves = not {"year", "company_id"}.isdisjoint(vals)
        # As superuser: a plan that is compared with this one may be another's to read.
        after = self.sudo()._get_next_plans() if moves else None
        result = super().write(vals)
        if moves:
            (self | after)._update_changes()
        return result

    def _get_wanted_changes(self):
        """Return the ids of the plan, of this year's action and of last year's, or False, of each line.

        :rtype: set[tuple[int, int, int]]
        """
        events = self.env["event.event"].with_context(active_test=False)
        before = {plan: plan.previous_plan_id for plan in self}
        plans = self.union(*before.values())
        of_plan = events.search([("action_plan_id", "in", plans.ids)]).grouped("action_plan_id")
        wanted = set()
        for plan, previous in before.items():
            actions = of_plan.get(plan, events)
            wanted.update((plan.id, action.id, action.previous_action_id.id) for action in actions if action.active)
            last = of_plan.get(previous, events).filtered(lambda each: each.active and each.kanban_state != "cancel")
            dropped = last - actions.filtered("active").previous_action_id
            wanted.update((plan.id, False, action.id) for action in dropped)
        return wanted

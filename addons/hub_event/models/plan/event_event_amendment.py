from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.dates import day_of, zone
from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR, READER

_REASON = "amendment_reason"
_PLANNED = {"action_plan_id", "date_begin", "date_end", "country_id", "address_id", "kanban_state", "active"}


class _Standing(NamedTuple):
    """What an approved plan says of an action; without a plan, nothing."""

    plan: object
    when: tuple
    country: object


class EventEvent(models.Model):
    """Once its plan is approved, an action comes, moves and goes by an amendment: a director says why.

    Moved means another day or another country; another hour is no matter of the plan.
    """

    _inherit = "event.event"

    is_plan_approved = fields.Boolean(compute="_compute_is_plan_approved", groups=READER)
    amendment_reason = fields.Char(
        "Reason of the Amendment",
        store=False,
        groups=READER,
        help="Why an approved plan changes. It is kept with the amendment.",
    )

    @api.depends("action_plan_id.approved_on")
    def _compute_is_plan_approved(self):
        for action in self:
            action.is_plan_approved = bool(action.action_plan_id.approved_on)

    @api.model_create_multi
    def create(self, vals_list):
        reasons = [self._get_reason(vals) for vals in vals_list]
        events = super().create([self._without_reason(vals) for vals in vals_list])
        for event, reason in zip(events, reasons, strict=True):
            event._amend({}, reason)
        return events

    def write(self, vals):
        self._check_may_compare(vals)
        before = self._get_standings() if not _PLANNED.isdisjoint(vals) else None
        result = super().write(self._without_reason(vals))
        if before is not None:
            self._amend(before, self._get_reason(vals))
        return result

    @api.model
    def _get_reason(self, vals):
        """Return why an approved plan changes, or nothing; blanks are no reason."""
        return str(vals.get(_REASON) or "").strip()

    @api.model
    def _without_reason(self, vals):
        return {name: value for name, value in vals.items() if name != _REASON}

    def _get_standings(self):
        """Return what approved plans say of these actions.

        :rtype: dict[event.event, _Standing]
        """
        timezone, standings = zone(self.env), {}
        # As superuser: those who may not read plans change events as well.
        for event in self.sudo():
            if event.action_plan_id.approved_on and event.active and event.kanban_state != "cancel":
                when = tuple(day_of(moment, timezone) for moment in (event.date_begin, event.date_end))
                standings[event] = _Standing(event.action_plan_id, when, event.country_id)
        return standings

    def _amend(self, before, reason):
        """Note what changed in approved plans, or refuse it.

        :param dict before: what the plans said of these actions
        :param reason: why it changed, or nothing
        """
        after = self._get_standings()
        amendments = []
        for event in self.sudo():
            old, new = before.get(event), after.get(event)
            if old == new:
                continue
            if not self.env.su:
                event._check_may_amend((new or old).plan, reason)
            gone = old and (not new or new.plan != old.plan)
            come = new and (not old or new.plan != old.plan)
            steps = [("dropped", old, None)] * bool(gone) + [("added", None, new)] * bool(come)
            for kind, was, becomes in steps or [("moved", old, new)]:
                amendments.append(
                    {
                        "plan_id": (becomes or was).plan.id,
                        "event_id": event.id,
                        "kind": kind,
                        "before": event._in_words(was),
                        "after": event._in_words(becomes),
                        "reason": reason,
                        "user_id": self.env.uid,
                    }
                )
        # As superuser: nobody writes an amendment directly. What Odoo itself does without a reason is none.
        amendments = (
            self.env["hub.action.plan.amendment"].sudo().create([each for each in amendments if each["reason"]])
        )
        amendments._explain_changes()

    def _in_words(self, standing):
        """Return when and where an action takes place by a plan, or nothing."""
        if not standing:
            return False
        return ", ".join(filter(None, (self._write_days(*standing.when), standing.country.name)))

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

    def _check_may_amend(self, plan, reason):
        if not self.env.user.has_group(DIRECTOR):
            raise UserError(
                self.env._(
                    "%(plan)s is approved: only a director changes when and where “%(action)s” takes place, or whether "
                    "it does. Ask one.",
                    plan=plan.display_name,
                    action=self.name,
                )
            )
        if not reason:
            raise UserError(
                self.env._(
                    "Reason of the Amendment: say why “%(action)s” changes, because %(plan)s is approved.",
                    plan=plan.display_name,
                    action=self.name,
                )
            )

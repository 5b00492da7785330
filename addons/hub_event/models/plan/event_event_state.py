from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR, READER

from ..action.event_stage import ACTION_STATES


class EventEvent(models.Model):
    """How far an action has come: what its stage stands for. A director approves it, and those who run it go on."""

    _inherit = "event.event"

    action_state = fields.Selection(
        ACTION_STATES,
        "State",
        compute="_compute_action_state",
        inverse="_inverse_action_state",
        store=True,
        index="btree_not_null",
        group_expand=True,
        groups=READER,
    )

    @api.depends("stage_id.action_state")
    def _compute_action_state(self):
        for event in self:
            event.action_state = event.stage_id.action_state

    def _inverse_action_state(self):
        for state, events in self.grouped("action_state").items():
            if moved := events.filtered(lambda event, state=state: event.stage_id.action_state != state):
                moved.stage_id = self._get_stage(state)

    @api.model
    def _get_stage(self, state):
        """Return the first stage that stands for a state."""
        # As superuser: whoever moves an action need not read the stages.
        stage = self.env["event.stage"].sudo().search([("action_state", "=", state)], limit=1)
        if not stage:
            label = dict(self._fields["action_state"]._description_selection(self.env)).get(state, "")
            raise UserError(self.env._("No stage of events stands for “%s”. Give one that meaning first.", label))
        return stage.sudo(False)

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        events._check_approval({})
        return events

    def write(self, vals):
        moves = not {"stage_id", "action_state", "action_plan_id"}.isdisjoint(vals)
        before = {event: (event.action_plan_id, event.action_state) for event in self.sudo()} if moves else None
        result = super().write(vals)
        if before is not None:
            self._check_approval(before)
        return result

    def _check_approval(self, before):
        """Refuse that somebody else than a director approves an action, or takes its approval back.

        :param dict before: the plan and the state that each of them had, by action; new ones had none
        """
        if self.env.su or self.env.user.has_group(DIRECTOR):
            return
        # As superuser: those who may not read plans move events as well.
        for action in self.sudo().filtered("action_plan_id"):
            plan, state = before.get(action, (None, None))
            # It was approved for another plan, or for none.
            was_proposed = plan != action.action_plan_id or state == "proposed"
            if was_proposed != (action.action_state == "proposed"):
                raise UserError(
                    self.env._(
                        "Only a director approves “%s”, or takes that back. Ask one, and leave its state as it is.",
                        action.name,
                    )
                )

    def action_drop(self):
        """Open the dialog that drops actions from their plan, and asks why."""
        self.check_access("write")
        context = {"default_event_ids": self.ids, "dialog_size": "medium"}
        return open_window(self.env, "hub_event.hub_action_drop_action", context=context)

    def action_set_done(self):
        """Leave what was never approved, or was dropped, where it is: it was not held."""
        held = self.filtered(
            lambda event: (
                not event.action_plan_id
                or (event.action_state in ("approved", "announced") and event.kanban_state != "cancel")
            )
        )
        return super(EventEvent, held).action_set_done()

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.actions import open_window
from ...tools.groups import READER

# What a meeting of a whole day counts for.
_HOURS_OF_A_DAY = 8


class CalendarEvent(models.Model):
    """A meeting with companies becomes a conversation with each of them, once."""

    _inherit = "calendar.event"

    interaction_ids = fields.One2many("hub.interaction", "calendar_event_id", "Conversations", groups=READER)
    interaction_count = fields.Integer("Conversation Count", compute="_compute_interaction_state", groups=READER)
    can_log_interaction = fields.Boolean(compute="_compute_interaction_state", groups=READER)

    @api.depends("interaction_ids", "partner_ids", "start")
    @api.depends_context("uid")
    def _compute_interaction_state(self):
        may_create = self.env["hub.interaction"].has_access("create")
        for event in self:
            event.interaction_count = len(event.interaction_ids)
            begun = event.start and event.start <= fields.Datetime.now()
            event.can_log_interaction = (
                may_create and begun and bool(event._persons_to_log() or not event.interaction_ids)
            )

    def _persons_to_log(self):
        """Return the persons and companies met whose conversation is not logged yet; colleagues are none of them."""
        # As superuser: whether a contact is a colleague is not for everybody to read.
        met = self.partner_ids.filtered(lambda partner: not partner.sudo().user_ids.filtered(lambda u: not u.share))
        met |= self.opportunity_id.partner_id
        if self.res_model == "res.partner" and self.res_id:
            met |= self.env["res.partner"].browse(self.res_id).exists()
        return met.filtered(lambda partner: partner.commercial_partner_id not in self.interaction_ids.partner_id)

    def action_log_interaction(self):
        """Open the dialog, filled in from the meeting."""
        self.ensure_one()
        persons = self._persons_to_log()
        if not persons and self.interaction_ids:
            raise UserError(
                self.env._("The conversations of this meeting are logged already. Open them with the button.")
            )
        values = {
            "calendar_event_id": self.id,
            "date": self.start,
            "duration": _HOURS_OF_A_DAY if self.allday else self.duration,
            "lead_id": self.opportunity_id.id,
            "note": self.name,
        }
        if self.videocall_location:
            values["channel"] = "video"
        return persons._action_log_interaction(**values)

    def action_open_interactions(self):
        """Open the conversations that this meeting was."""
        self.ensure_one()
        domain, context = [("calendar_event_id", "=", self.id)], {"create": False}
        return open_window(self.env, "hub_entrepreneurs.hub_interaction_action", domain=domain, context=context)

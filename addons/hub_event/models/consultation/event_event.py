from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.dates import zone
from odoo.addons.hub_entrepreneurs.tools.groups import READER


class EventEvent(models.Model):
    """Consultation hours: an action whose slots are hours of advisers, as a rule each for one company."""

    _inherit = "event.event"

    has_hours = fields.Boolean(related="action_type_id.is_consultation", groups=READER)

    @api.model
    def _get_values_of_hours(self):
        """Return what an action with hours begins with: one place an hour, on the clock of the agency."""
        return {"is_multi_slots": True, "seats_limited": True, "seats_max": 1, "date_tz": zone(self.env).key}

    @api.model_create_multi
    def create(self, vals_list):
        ids = {vals.get("action_type_id") for vals in vals_list} - {None, False}
        # As superuser: whoever makes an event need not read the types.
        types = self.env["hub.action.type"].sudo().browse(ids).filtered("is_consultation")
        return super().create(
            [
                {**self._get_values_of_hours(), **vals} if vals.get("action_type_id") in types.ids else vals
                for vals in vals_list
            ]
        )

    def write(self, vals):
        # On another clock, each hour is at another time.
        if "date_tz" in vals:
            self.event_slot_ids._check_unbooked({"date_tz": vals["date_tz"]})
        return super().write(vals)

    @api.onchange("action_type_id")
    def _onchange_hours(self):
        if self.has_hours and not self.is_multi_slots:
            self.update(self._get_values_of_hours())

    def _get_sentence_for_companies(self):
        """Return why a company can't book an hour, as the company reads it: in the words of the criteria alone.

        What it lacks, and what the criteria look at, is for colleagues.
        """
        if self.criteria:
            return self.env._(
                "You can't book this hour by the link. The hours are for: %s If you want to talk with us, answer the "
                "email: a person reads it.",
                self.criteria.strip().rstrip(".") + ".",
            )
        return self.env._(
            "You can't book this hour by the link. If you want to talk with us, answer the email: a person reads it."
        )

    def action_make_hours(self):
        """Open the dialog that makes hours of an adviser in a series."""
        self.ensure_one()
        self.check_access("write")
        context = {"default_event_id": self.id}
        return open_window(self.env, "hub_event.hub_slot_series_action", context=context)

    def action_open_hours(self):
        """Open the hours of the action."""
        self.ensure_one()
        changes = {"domain": [("event_id", "=", self.id)], "context": {}}
        return open_window(self.env, "hub_event.event_slot_action", **changes)

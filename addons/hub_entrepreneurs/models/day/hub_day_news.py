from odoo import api, models

_NOTED = "hub.day"
# What the page shows of a meeting.
_SHOWN_OF_MEETINGS = {
    "start",
    "stop",
    "allday",
    "name",
    "location",
    "partner_ids",
    "user_id",
    "active",
    "opportunity_id",
}
_SHOWN_OF_ACTIVITIES = {"date_deadline", "user_id", "active", "summary", "activity_type_id", "res_id", "res_model_id"}


class HubDay(models.AbstractModel):
    """The open pages of users are told that something on them has changed, once in a transaction."""

    _inherit = "hub.day"

    @api.model
    def _tell_changed(self, users):
        """Let the pages of these users read their cards again."""
        told = self.env.cr.precommit.data.setdefault(_NOTED, set())
        for user in users:
            if user.id not in told:
                told.add(user.id)
                user._bus_send("hub.day/changed", {})


class MailActivity(models.Model):
    """Who has an activity is told when it changes, and so is who had it."""

    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        activities = super().create(vals_list)
        activities._tell_day()
        return activities

    def write(self, vals):
        shown = not _SHOWN_OF_ACTIVITIES.isdisjoint(vals)
        if shown and "user_id" in vals:
            self._tell_day()
        result = super().write(vals)
        if shown:
            self._tell_day()
        return result

    def unlink(self):
        self._tell_day()
        return super().unlink()

    def _tell_day(self):
        # As superuser: whose activity it is is no secret to the code.
        self.env["hub.day"]._tell_changed(self.sudo().user_id)


class CalendarEvent(models.Model):
    """Who takes part in a meeting is told when it changes, and so is who took part."""

    _inherit = "calendar.event"

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        events._tell_day()
        return events

    def write(self, vals):
        shown = not _SHOWN_OF_MEETINGS.isdisjoint(vals)
        if shown and not vals.keys().isdisjoint(("partner_ids", "user_id")):
            self._tell_day()
        result = super().write(vals)
        if shown:
            self._tell_day()
        return result

    def unlink(self):
        self._tell_day()
        return super().unlink()

    def _tell_day(self):
        # As superuser: which contacts are colleagues is not for everybody to read.
        events = self.sudo()
        colleagues = self.env["res.users"].sudo().search([
            ("partner_id", "in", events.partner_ids.ids), ("share", "=", False),
        ])  # fmt: skip
        self.env["hub.day"]._tell_changed(events.user_id | colleagues)


class HubInteraction(models.Model):
    """Whose conversation it was is told, and so is the account manager of the company."""

    _inherit = "hub.interaction"

    @api.model_create_multi
    def create(self, vals_list):
        interactions = super().create(vals_list)
        interactions._tell_day()
        return interactions

    def write(self, vals):
        result = super().write(vals)
        self._tell_day()
        return result

    def _tell_day(self):
        # As superuser: whose the company is does not depend on who talks to it.
        said = self.sudo()
        self.env["hub.day"]._tell_changed(said.user_id | said.partner_id.user_id)

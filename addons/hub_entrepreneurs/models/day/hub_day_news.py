from odoo import api, models

_NOTED = "hub.day"


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

    _name = "mail.activity"
    _inherit = ["mail.activity", "hub.day.news.mixin"]
    _shown_on_day = frozenset(
        {"date_deadline", "user_id", "active", "summary", "activity_type_id", "res_id", "res_model_id"}
    )
    _concerns = ("user_id",)


class CalendarEvent(models.Model):
    """Who takes part in a meeting is told when it changes, and so is who took part."""

    _name = "calendar.event"
    _inherit = ["calendar.event", "hub.day.news.mixin"]
    _shown_on_day = frozenset(
        {"start", "stop", "allday", "name", "location", "partner_ids", "user_id", "active", "opportunity_id"}
    )
    _concerns = ("partner_ids", "user_id")

    def _get_concerned(self):
        colleagues = [("partner_id", "in", self.partner_ids.ids), ("share", "=", False)]
        return super()._get_concerned() | self.env["res.users"].search(colleagues)


class HubInteraction(models.Model):
    """Whose conversation it was is told, and so is the account manager of the company."""

    _name = "hub.interaction"
    _inherit = ["hub.interaction", "hub.day.news.mixin"]
    _concerns = ("partner_id", "user_id")

    def _get_concerned(self):
        return super()._get_concerned() | self.partner_id.user_id

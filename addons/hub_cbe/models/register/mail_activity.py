from odoo import api, models


class MailActivity(models.Model):
    """A company of which somebody is reminded is no prospect of the register any more."""

    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        activities = super().create(vals_list)
        about = activities.filtered(lambda each: each.res_model == "res.partner").mapped("res_id")
        self.env["res.partner"].browse(about).commercial_partner_id._end_prospect()
        return activities


class CalendarAttendee(models.Model):
    """Nor is a company that somebody meets."""

    _inherit = "calendar.attendee"

    @api.model_create_multi
    def create(self, vals_list):
        attendees = super().create(vals_list)
        attendees.partner_id.commercial_partner_id._end_prospect()
        return attendees

from odoo import models


class EventEventTicket(models.Model):
    """A ticket stays with actions that the user runs."""

    _name = "event.event.ticket"
    _inherit = ["event.event.ticket", "hub.owned.mixin"]
    _owner_fields = ("event_id",)


class EventMail(models.Model):
    """So does the plan of a mail to those who are registered."""

    _name = "event.mail"
    _inherit = ["event.mail", "hub.owned.mixin"]
    _owner_fields = ("event_id",)

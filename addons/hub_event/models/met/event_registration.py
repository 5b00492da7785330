from odoo import models


class EventRegistration(models.Model):
    """Whom companies met abroad may take part in an action, and is no starter there: no conversation comes of it."""

    _inherit = "event.registration"

    def _get_counted(self):
        return super()._get_counted().filtered(lambda each: each.is_company or not each.is_met_abroad)

from odoo import models


class HubCbeExtract(models.Model):
    """Once an extract is in, companies without number are compared with what it says."""

    _inherit = "hub.cbe.extract"

    def _end_loading(self):
        result = super()._end_loading()
        # As superuser: whoever loads an extract wakes the scheduler.
        self.env.ref("hub_cbe.ir_cron_match").sudo()._trigger()
        return result

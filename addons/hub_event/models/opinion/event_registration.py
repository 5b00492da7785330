from odoo import models


class EventRegistration(models.Model):
    """Who was there has an opinion."""

    _inherit = "event.registration"

    def _was_there(self):
        """Tell whether it is of somebody who took part."""
        return bool(self) and self.active and self.state == "done"

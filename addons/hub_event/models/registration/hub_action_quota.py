from odoo import api, models


class HubActionQuota(models.Model):
    """Places that are kept for a group, or no longer, are places that others lose or get."""

    _inherit = "hub.action.quota"

    @api.model_create_multi
    def create(self, vals_list):
        quotas = super().create(vals_list)
        quotas.event_id._allot_places()
        return quotas

    def write(self, vals):
        events = self.event_id
        result = super().write(vals)
        (events | self.event_id)._allot_places()
        return result

    def unlink(self):
        events = self.event_id
        result = super().unlink()
        events._allot_places()
        return result

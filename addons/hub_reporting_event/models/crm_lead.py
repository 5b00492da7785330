from odoo import api, models


class CrmLead(models.Model):
    """A lead counts for the action that it came from."""

    _inherit = "crm.lead"

    @api.model
    def _fact_parts(self):
        of_action = {"event_id": "event_id", "action_type_id": "event_id.action_type_id"}
        return [part._replace(columns={**part.columns, **of_action}) for part in super()._fact_parts()]

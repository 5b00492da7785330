from odoo import api, models


class HubInteraction(models.Model):
    """A conversation counts for the action at which it took place."""

    _inherit = "hub.interaction"

    @api.model
    def _fact_parts(self):
        of_action = {"event_id": "event_id", "action_type_id": "event_id.action_type_id"}
        return [part._replace(columns={**part.columns, **of_action}) for part in super()._fact_parts()]

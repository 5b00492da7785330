from odoo import fields, models


class HubActionRowMixin(models.AbstractModel):
    """A row of an action: whoever runs the action keeps it, in the agency of the action."""

    _name = "hub.action.row.mixin"
    _description = "Row of an Action"
    _inherit = ["hub.owned.mixin", "hub.computed.only.mixin"]
    _owner_fields = ("event_id",)

    event_id = fields.Many2one("event.event", "Action", required=True, index=True, ondelete="cascade")

from odoo import fields, models

from odoo.addons.hub_entrepreneurs.tools.counting import count_of


class HubActionType(models.Model):
    """What kind of action it is, such as a mission, a fair or a seminar."""

    _name = "hub.action.type"
    _description = "Type of Action"
    _inherit = ["hub.kept.mixin", "hub.coded.mixin"]
    _order = "sequence, name, id"

    sequence = fields.Integer(default=10)
    color = fields.Integer(aggregator=None)
    active = fields.Boolean(default=True)
    action_count = count_of("event.event", "action_type_id", "Actions")

    _code_uniq = models.UniqueIndex("(code)", "Code: another type has this code already. Choose another one.")

from odoo import fields, models

from odoo.addons.hub_reporting.report.hub_fact import _same_as


class HubFact(models.Model):
    """A fact tells of which action it is, and where in the world."""

    _inherit = "hub.fact"

    event_id = fields.Many2one("event.event", "Action", readonly=True)
    action_type_id = fields.Many2one("hub.action.type", "Type of Action", readonly=True)
    cost_kind = fields.Selection(_same_as("hub.action.cost", "kind"), "Kind of Cost", readonly=True)
    country_group_ids = fields.Many2many(related="country_id.country_group_ids", string="Regions of the World")

from odoo import fields, models

from ...tools.actions import open_rows
from ...tools.counting import count_of


class HubService(models.Model):
    """Something that the agency offers to companies and starters."""

    _name = "hub.service"
    _description = "Service"
    _inherit = ["hub.kept.mixin", "hub.pointing.mixin", "hub.coded.mixin"]
    _order = "sequence, name, id"

    description = fields.Text(translate=True, help="Who it is for, and what the company gains from it.")
    is_transition = fields.Boolean(
        "About the Transition",
        help="A conversation about this service makes a company aware of the transition for 24 months.",
    )
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company", "Agency")
    active = fields.Boolean(default=True)
    interaction_count = count_of("hub.interaction", "service_id", "Conversations")

    _code_uniq = models.UniqueIndex("(code)", "Code: another service has this code already. Choose another one.")

    def action_open_interactions(self):
        """Open the conversations about this service."""
        return open_rows(self, "hub_entrepreneurs.hub_interaction_action", "service_id")


class HubProgramme(models.Model):
    """A budget with a term that pays for services, and whose funder asks what became of it."""

    _name = "hub.programme"
    _description = "Programme"
    _inherit = ["hub.kept.mixin", "hub.pointing.mixin", "hub.coded.mixin", "hub.period.mixin"]
    _order = "date_start desc, name, id"
    _period_open_start = True

    funder = fields.Char(translate=True, help="Who pays for it.")
    date_start = fields.Date(help="Empty: from the start.")
    date_end = fields.Date(help="Empty: until further notice.")
    company_id = fields.Many2one("res.company", "Agency")
    active = fields.Boolean(default=True)
    interaction_count = count_of("hub.interaction", "programme_id", "Conversations")

    _code_uniq = models.UniqueIndex("(code)", "Code: another programme has this code already. Choose another one.")

    def action_open_interactions(self):
        """Open the conversations that this programme paid for."""
        return open_rows(self, "hub_entrepreneurs.hub_interaction_action", "programme_id")

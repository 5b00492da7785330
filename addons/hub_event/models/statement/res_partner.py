from odoo import models

from odoo.addons.hub_entrepreneurs.tools.actions import open_rows
from odoo.addons.hub_entrepreneurs.tools.counting import count_of
from odoo.addons.hub_entrepreneurs.tools.groups import READER


class ResPartner(models.Model):
    """What a company was asked about the support it got."""

    _inherit = "res.partner"

    statement_count = count_of("hub.statement", "partner_id", "Statements", groups=READER)

    def action_open_statements(self):
        """Open the statements of the company."""
        return open_rows(self, "hub_event.hub_statement_action", "partner_id")

from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.groups import READER


class CrmLead(models.Model):
    """A lead that is won says where its company sells now, and what came of it: both are asked for, filled in."""

    _inherit = "crm.lead"

    lacks_market = fields.Boolean(compute="_compute_lacks_results", groups=READER)
    lacks_outcome = fields.Boolean(compute="_compute_lacks_results", groups=READER)

    @api.depends("won_status", "target_country_id", "partner_id")
    def _compute_lacks_results(self):
        won = self._origin.filtered(
            lambda lead: lead.won_status == "won" and lead.target_country_id and lead._get_company().is_company
        )
        companies = won.partner_id.commercial_partner_id
        selling = self.env["hub.export.target"]._read_group(
            [("partner_id", "in", companies.ids), ("status", "=", "exporting")], ["partner_id", "country_id"]
        )
        told = self.env["hub.outcome"]._read_group([("lead_id", "in", won.ids)], ["lead_id"])
        sells, with_outcome = set(selling), {lead for [lead] in told}
        for lead in self:
            known = lead._origin in won
            lead.lacks_market = known and (lead._get_company(), lead.target_country_id) not in sells
            lead.lacks_outcome = known and lead._origin not in with_outcome

    def action_ask_results(self):
        """Return the action that asks for market and outcome of a won lead, or False if nothing is missing."""
        self.ensure_one()
        may = self.env["hub.export.target"].has_access("create") and self.env["hub.outcome"].has_access("create")
        if not may or not (self.lacks_market or self.lacks_outcome):
            return False
        context = {"default_lead_id": self.id, "dialog_size": "large"}
        return open_window(self.env, "hub_export.hub_lead_results_action", context=context)

    def action_set_won_rainbowman(self):
        """Besides, ask where the company sells now and what came of it."""
        result = super().action_set_won_rainbowman()
        question = self.action_ask_results()
        return {**question, **(result if isinstance(result, dict) else {})} if question else result

from odoo import fields, models

from ...tools.groups import READER


class CrmLead(models.Model):
    """What was said about a lead."""

    _inherit = "crm.lead"

    interaction_ids = fields.One2many("hub.interaction", "lead_id", "Conversations", groups=READER)
    interaction_count = fields.Integer("Conversation Count", compute="_compute_interaction_count", groups=READER)

    def _compute_interaction_count(self):
        counts = dict(self.env["hub.interaction"]._read_group([("lead_id", "in", self.ids)], ["lead_id"], ["__count"]))
        for lead in self:
            lead.interaction_count = counts.get(lead._origin, 0)

    def action_log_interaction(self):
        """Open the dialog for a conversation about this lead."""
        self.ensure_one()
        interactions = self.env["hub.interaction"]
        return interactions._action_log(lead_id=self.id, **interactions._who(self.partner_id))

    def action_open_interactions(self):
        """Open the conversations about this lead."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_entrepreneurs.hub_interaction_action")
        context = {"default_lead_id": self.id, "default_partner_id": self.partner_id.commercial_partner_id.id}
        return {**action, "domain": [("lead_id", "=", self.id)], "context": context}

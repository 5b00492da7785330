from odoo import fields, models

from ...tools.actions import open_rows
from ...tools.counting import count_of
from ...tools.groups import READER


class CrmLead(models.Model):
    """A lead knows the number of its company, and what was said about it."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "hub.pointing.mixin", "hub.reachable.mixin"]
    _email_fields = ("email_from",)
    # A campaign, for instance, stays with a lead that somebody else works on.
    _pointing_fields = ("partner_id",)

    _name_words_trgm = models.Index("USING gin (hub_fold(name) gin_trgm_ops)")
    _partner_name_words_trgm = models.Index("USING gin (hub_fold(partner_name) gin_trgm_ops)")
    _contact_name_words_trgm = models.Index("USING gin (hub_fold(contact_name) gin_trgm_ops)")

    interaction_ids = fields.One2many("hub.interaction", "lead_id", "Conversations", groups=READER)
    interaction_count = count_of("hub.interaction", "lead_id", "Conversation Count", groups=READER)
    enterprise_number = fields.Char(related="partner_id.enterprise_number", string="Enterprise Number")

    def action_log_interaction(self):
        """Open the dialog for a conversation about this lead."""
        self.ensure_one()
        return self.partner_id._action_log_interaction(lead_id=self.id)

    def action_open_interactions(self):
        """Open the conversations about this lead."""
        company = self.partner_id.commercial_partner_id
        return open_rows(self, "hub_entrepreneurs.hub_interaction_action", "lead_id", partner_id=company.id)

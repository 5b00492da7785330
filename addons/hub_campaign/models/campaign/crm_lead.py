from odoo import fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class CrmLead(models.Model):
    """A lead that came of a campaign."""

    _inherit = "crm.lead"

    campaign_member_ids = fields.One2many("hub.campaign.member", "lead_id", "Campaign Members", groups=READER)
    outcome_ids = fields.One2many("hub.outcome", "lead_id", "Outcomes", groups=READER)

    def _merge_dependences(self, opportunities):
        """Keep the results of campaigns: they go on with the lead that the others are merged into."""
        # As superuser: nothing is lost by whoever merges.
        members = self.env["hub.campaign.member"].sudo()
        members.search([("lead_id", "in", opportunities.ids)]).write({"lead_id": self.id})
        return super()._merge_dependences(opportunities)

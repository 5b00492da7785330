from odoo import fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class CrmLead(models.Model):
    """A lead that came of a campaign."""

    _inherit = "crm.lead"

    campaign_member_ids = fields.One2many("hub.campaign.member", "lead_id", "Campaign Members", groups=READER)
    outcome_ids = fields.One2many("hub.outcome", "lead_id", "Outcomes", groups=READER)

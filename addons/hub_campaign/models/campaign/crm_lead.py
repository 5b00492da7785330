from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class CrmLead(models.Model):
    """A lead that came of a campaign: about a company, with the address of the person there who responded."""

    _inherit = "crm.lead"

    campaign_member_ids = fields.One2many("hub.campaign.member", "lead_id", "Campaign Members", groups=READER)
    outcome_ids = fields.One2many("hub.outcome", "lead_id", "Outcomes", groups=READER)

    @api.depends("team_id", "type")
    def _compute_stage_id(self):
        # Core asks for each lead; those of one team begin in the same stage.
        for same in self.filtered(lambda lead: not lead.stage_id).grouped("team_id").values():
            same.stage_id = same[:1]._stage_find(domain=[("fold", "=", False)])
        return super()._compute_stage_id()

    def _subscribe_together(self):
        """Make whoever follows new leads their followers, all leads of one salesperson and team at once."""
        for (user, team), same in self.grouped(lambda lead: (lead.user_id, lead.team_id)).items():
            same._message_auto_subscribe({"user_id": user.id, "team_id": team.id}, followers_existing_policy="update")

from odoo import api, models

from odoo.addons.hub_campaign.domain import funnel
from odoo.addons.hub_reporting.models.facts.hub_fact_source_mixin import Part


class HubCampaignMember(models.Model):
    """Each step of a company in a campaign counts on its day, and so does a no."""

    _name = "hub.campaign.member"
    _inherit = ["hub.campaign.member", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {
            "campaign_targeted": self.env._("Targeted by a Campaign"),
            "campaign_contacted": self.env._("Contacted by a Campaign"),
            "campaign_responded": self.env._("Responded to a Campaign"),
            "campaign_lead": self.env._("Lead of a Campaign"),
            "campaign_won": self.env._("Won by a Campaign"),
            "campaign_outcome": self.env._("Outcome of a Campaign"),
            "campaign_opted_out": self.env._("Opted Out in a Campaign"),
        }

    @api.model
    def _fact_parts(self):
        days = {"targeted": "create_date", **funnel.STEP_DAYS, "opted_out": "opted_out_on"}
        who = {
            "partner_id": "partner_id",
            "person_id": "contact_id",
            "user_id": "user_id",
            "campaign_id": "campaign_id",
            "lead_id": "lead_id",
            "detail": "response",
            "commune_id": "commune_id",
        }
        return [Part(f"campaign_{step}", {**who, "date": day}, [(day, "!=", False)]) for step, day in days.items()]

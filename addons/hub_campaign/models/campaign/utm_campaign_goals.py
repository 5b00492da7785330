from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER

from ...domain import funnel

# Which step each goal is about.
GOALS = {"goal_contacts": "contacted", "goal_leads": "lead", "goal_won": "won"}


class UtmCampaign(models.Model):
    """What a campaign is meant to reach, and how far it has come."""

    _inherit = "utm.campaign"

    goal_contacts = fields.Integer("Goal: Contacted", help="How many companies are to be contacted.")
    goal_leads = fields.Integer("Goal: Leads", help="How many leads are to come of it.")
    goal_won = fields.Integer("Goal: Won", help="How many members are to be won.")
    targeted_count = fields.Integer("Targeted", compute="_compute_step_counts", groups=READER)
    contacted_count = fields.Integer("Contacted", compute="_compute_step_counts", groups=READER)
    responded_count = fields.Integer("Responded", compute="_compute_step_counts", groups=READER)
    lead_count = fields.Integer("Leads", compute="_compute_step_counts", groups=READER)
    won_count = fields.Integer("Won", compute="_compute_step_counts", groups=READER)
    outcome_count = fields.Integer("With Outcome", compute="_compute_step_counts", groups=READER)
    opted_out_count = fields.Integer("Opted Out", compute="_compute_step_counts", groups=READER)
    goal_contacts_progress = fields.Float("Contacted (%)", compute="_compute_goal_progress", groups=READER)
    goal_leads_progress = fields.Float("Leads (%)", compute="_compute_goal_progress", groups=READER)
    goal_won_progress = fields.Float("Won (%)", compute="_compute_goal_progress", groups=READER)

    _goals_positive = models.Constraint(
        "CHECK (goal_contacts >= 0 AND goal_leads >= 0 AND goal_won >= 0)",
        "Goals: they can't be less than nothing. Enter how many companies are to be reached, or 0 for no goal.",
    )

    @api.depends("member_ids.state", "member_ids.outcome_on")
    def _compute_step_counts(self):
        measures = [*funnel.STEPS, "opted_out"]
        rows = self.env["hub.campaign.funnel"]._read_group(
            [("campaign_id", "in", self.ids)], ["campaign_id"], [f"{measure}:sum" for measure in measures]
        )
        counts = {campaign.id: values for campaign, *values in rows}
        for campaign in self:
            for measure, count in zip(measures, counts.get(campaign._origin.id, [0] * len(measures)), strict=True):
                campaign[f"{measure}_count"] = count

    @api.depends("contacted_count", "lead_count", "won_count", *GOALS)
    def _compute_goal_progress(self):
        for campaign in self:
            for goal, step in GOALS.items():
                campaign[f"{goal}_progress"] = funnel.percent(campaign[f"{step}_count"], campaign[goal])

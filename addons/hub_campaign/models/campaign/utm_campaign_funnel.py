from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.hub_entrepreneurs.tools.groups import READER

from ...domain import funnel
from ...tools.quiet import ONE_CAMPAIGN

# So many sectors and communes are shown, and so many campaigns from before.
_SHOWN_GROUPS = 8
_SHOWN_BEFORE = 3
_GROUPS = ("sector_ids", "commune_id")
_STEP_SUMS = [f"{step}:sum" for step in funnel.STEPS]
# Which step each goal is about.
GOALS = {"goal_contacts": "contacted", "goal_leads": "lead", "goal_won": "won"}


class UtmCampaign(models.Model):
    """What a campaign is meant to reach, and how far it has come.

    Its page shows the funnel by sector and commune, and beside the campaigns before.
    """

    _inherit = "utm.campaign"

    goal_contacts = fields.Integer("Goal: Contacted", help="The number of companies to contact.")
    goal_leads = fields.Integer("Goal: Leads", help="The number of leads that the campaign should bring.")
    goal_won = fields.Integer("Goal: Won", help="The number of members to win.")
    targeted_count = fields.Integer("Targeted", compute="_compute_step_counts", groups=READER)
    contacted_count = fields.Integer("Contacted", compute="_compute_step_counts", groups=READER)
    responded_count = fields.Integer("Responded", compute="_compute_step_counts", groups=READER)
    lead_count = fields.Integer("Leads", compute="_compute_step_counts", groups=READER)
    won_count = fields.Integer("Won", compute="_compute_step_counts", groups=READER)
    outcome_count = fields.Integer("With Outcome", compute="_compute_step_counts", groups=READER)
    opted_out_count = fields.Integer("Opted Out", compute="_compute_step_counts", groups=READER)
    goal_contacts_progress = fields.Float("Contacted, of Goal (%)", compute="_compute_goal_progress", groups=READER)
    goal_leads_progress = fields.Float("Leads, of Goal (%)", compute="_compute_goal_progress", groups=READER)
    goal_won_progress = fields.Float("Won, of Goal (%)", compute="_compute_goal_progress", groups=READER)

    _goals_positive = models.Constraint(
        "CHECK (goal_contacts >= 0 AND goal_leads >= 0 AND goal_won >= 0)",
        "Goals can't be negative. Enter how many companies to reach, or 0 for no goal.",
    )

    @api.depends("member_ids.state", "member_ids.outcome_on")
    def _compute_step_counts(self):
        measures = [*funnel.STEPS, "opted_out"]
        rows = self.env["hub.campaign.funnel"]._read_group(
            [("campaign_id", "in", self.ids)], ["campaign_id"], [*_STEP_SUMS, "opted_out:sum"]
        )
        counts = {campaign: values for campaign, *values in rows}
        for campaign in self:
            for measure, count in zip(measures, counts.get(campaign._origin, [0] * len(measures)), strict=True):
                campaign[f"{measure}_count"] = count

    @api.depends("contacted_count", "lead_count", "won_count", *GOALS)
    def _compute_goal_progress(self):
        for campaign in self:
            for goal, step in GOALS.items():
                campaign[f"{goal}_progress"] = funnel.percent(campaign[f"{step}_count"], campaign[goal])

    def get_funnel(self):
        """Return what the page of a campaign shows of its results.

        :return: ``steps`` (``name``, ``label``, ``count``, percent ``of_before`` and ``of_all``), ``opted_out``,
            ``sector_ids`` and ``commune_id`` (rows with ``id``, ``name``, ``counts`` in the order of the steps), and
            ``before`` (the campaigns before, with ``id``, ``name``, ``start`` and the percents ``of_all``)
        :rtype: dict
        """
        self.ensure_one()
        self.check_access("read")
        rows = self.env["hub.campaign.funnel"]
        own = Domain("campaign_id", "=", self.id)
        [[*counts, opted_out]] = rows._read_group(own, aggregates=[*_STEP_SUMS, "opted_out:sum"])
        counts = [count or 0 for count in counts]
        return {
            "steps": self._prepare_funnel_steps(counts),
            "opted_out": opted_out or 0,
            **{group: self._prepare_funnel_groups(own, group) for group in _GROUPS},
            "before": self._prepare_funnels_before(),
        }

    def _prepare_funnel_steps(self, counts):
        labels = self.env["hub.campaign.funnel"].fields_get(funnel.STEPS, ["string"])
        before = [counts[0], *counts]
        return [
            {
                "name": step,
                "label": labels[step]["string"],
                "count": count,
                "of_before": funnel.percent(count, before[position]),
                "of_all": funnel.percent(count, counts[0]),
            }
            for position, (step, count) in enumerate(zip(funnel.STEPS, counts, strict=True))
        ]

    def _prepare_funnel_groups(self, domain, group):
        """Return the counts of the largest sectors or communes. A company counts in each of its sectors."""
        groups = self.env["hub.campaign.funnel"]._read_group(
            domain, [group], _STEP_SUMS, order="targeted:sum DESC", limit=_SHOWN_GROUPS
        )
        return [
            {"id": record.id, "name": record.display_name or self.env._("None"), "counts": counts}
            for record, *counts in groups
        ]

    def _prepare_funnels_before(self):
        """Return the percents of the last campaigns of the same clusters that began before this one."""
        same = Domain("is_sector_campaign", "=", True) & Domain("id", "!=", self.id)
        if self.cluster_ids:
            same &= Domain("cluster_ids", "in", self.cluster_ids.ids)
        if self.date_start:
            same &= Domain("date_start", "<", self.date_start)
        campaigns = self.search(
            same & Domain("frozen_on", "!=", False), order="date_start DESC, id DESC", limit=_SHOWN_BEFORE
        )
        rows = self.env["hub.campaign.funnel"]._read_group(
            [("campaign_id", "in", campaigns.ids)], ["campaign_id"], _STEP_SUMS
        )
        counts = {campaign: values for campaign, *values in rows}
        return [
            {
                "id": campaign.id,
                "name": campaign.display_name,
                "start": format_date(self.env, campaign.date_start),
                "count": counts[campaign][0],
                "of_all": [funnel.percent(count, counts[campaign][0]) for count in counts[campaign]],
            }
            for campaign in campaigns
            if campaign in counts
        ]

    def action_open_step(self, step, group=False, group_id=False):
        """Open the members that took a step, all of them or those of one sector or commune.

        :param str step: one of :data:`funnel.STEPS`, or ``opted_out``
        :param str group: ``sector_ids``, ``commune_id`` or nothing
        :param group_id: which one; false for the companies that have none
        """
        if step not in (*funnel.STEPS, "opted_out"):
            raise UserError(self.env._("Step: choose one of the steps of the funnel."))
        members = self.env["hub.campaign.member"]
        opted_out = step == "opted_out"
        domain = Domain("opted_out_on", "!=", False) if opted_out else members._domain_reached(step)
        labels = self.env["hub.campaign.funnel"].fields_get([step], ["string"])
        title = [self.title, labels[step]["string"]]
        if group in _GROUPS:
            domain &= Domain(group, "=", group_id or False)
            title.append(members[group].browse(group_id or []).display_name)
        return {
            **self.action_open_members(),
            "display_name": " – ".join(filter(None, title)),
            "domain": list(Domain("campaign_id", "=", self.id) & domain),
            "context": {ONE_CAMPAIGN: True},
        }

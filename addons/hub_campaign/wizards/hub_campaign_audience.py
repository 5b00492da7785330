import ast

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.groups import PERSONAL_DATA
from odoo.addons.hub_entrepreneurs.tools.once import once


class HubCampaignAudience(models.TransientModel):
    """Choose the companies of a campaign by what account managers know them by; the filter is written from it.

    Within a condition one of several values is enough; the conditions all have to hold.
    """

    _name = "hub.campaign.audience"
    _description = "Choose an Audience"
    _inherit = ["hub.own.dialog.mixin"]

    campaign_id = fields.Many2one("utm.campaign", required=True, readonly=True, ondelete="cascade")
    combine = fields.Selection(
        [
            ("replace", "instead of the present audience"),
            ("and", "within the present audience"),
            ("or", "in addition to the present audience"),
        ],
        "Use These",
        required=True,
        default="replace",
    )
    present = fields.Char(related="campaign_id.audience_domain")
    cluster_ids = fields.Many2many("hub.cluster", string="Members of")
    cluster_on = fields.Date("Members on", help="Empty: the day on which the audience is counted or frozen.")
    sector_kind = fields.Selection(
        lambda self: self.env["hub.sector"]._fields["kind"]._description_selection(self.env),
        "Sector Family",
        help="All sectors of this family, such as all crafts.",
    )
    sector_ids = fields.Many2many("hub.sector", string="Sectors")
    commune_ids = fields.Many2many("hub.commune", string="Communes")
    size_ids = fields.Many2many(
        "ir.model.fields.selection",
        "hub_campaign_audience_size_rel",
        domain=lambda self: self._domain_options("size_class"),
    )
    transition_status_ids = fields.Many2many(
        "ir.model.fields.selection",
        "hub_campaign_audience_transition_status_rel",
        domain=lambda self: self._domain_options("transition_status"),
    )
    lapses_within = fields.Integer(
        "A Label Lapses Within", help="Days from the day on which the audience is counted or frozen. 0: no matter."
    )
    scheme_ids = fields.Many2many("hub.evidence.scheme", string="Labels", help="Empty: any label.")
    target_group_ids = fields.Many2many(
        "hub.target.group", string="Target Groups", domain=lambda self: self._domain_target_groups()
    )
    not_contacted_since = fields.Date("No Contact Since", help="Nobody has talked with them since that day.")
    domain = fields.Char(compute="_compute_domain")
    company_count = fields.Integer("Companies", compute="_compute_domain")

    _lapses_positive = models.Constraint(
        "CHECK (lapses_within >= 0)",
        "A Label Lapses Within: enter 0 days or more. With 0, it does not matter.",
    )

    @api.model
    def _domain_options(self, field):
        """Return the domain of the options of a field of companies, to choose several of them."""
        # As superuser: what a field offers is no secret, but users don't read the definitions of fields.
        return [("id", "in", self.env["ir.model.fields"].sudo()._get("res.partner", field).selection_ids.ids)]

    @api.model
    def _domain_target_groups(self):
        return [] if self.env.user.has_group(PERSONAL_DATA) else [("rests_on_personal_data", "=", False)]

    @api.model
    def default_get(self, fields):
        """Begin with the clusters of the campaign, whose members are most often meant, and with its sectors."""
        values = super().default_get(fields)
        campaign = self.env["utm.campaign"].browse(values.get("campaign_id") or [])
        if campaign and not campaign.audience_domain:
            values["cluster_ids"] = [Command.set(campaign.cluster_ids.ids)]
            values["sector_ids"] = [Command.set(campaign.sector_ids.ids)]
        return values

    @api.depends(
        "combine",
        "cluster_ids",
        "cluster_on",
        "sector_kind",
        "sector_ids",
        "commune_ids",
        "size_ids",
        "transition_status_ids",
        "lapses_within",
        "scheme_ids",
        "target_group_ids",
        "not_contacted_since",
    )
    def _compute_domain(self):
        for wizard in self:
            conditions = wizard._get_conditions()
            wizard.domain = repr(list(wizard._combine(Domain.AND(conditions)))) if conditions else False
            wizard.company_count = self.env["utm.campaign"].new({"audience_domain": wizard.domain}).audience_count

    def _get_conditions(self):
        """Return the domains on companies that all have to hold."""
        one_of = {
            "sector_ids.kind": self.sector_kind and [self.sector_kind],
            "sector_ids": self.sector_ids._origin.ids,
            "commune_id": self.commune_ids._origin.ids,
            "size_class": self.size_ids._origin.mapped("value"),
            "transition_status": self.transition_status_ids._origin.mapped("value"),
        }
        conditions = [Domain(field, "in", values) for field, values in one_of.items() if values]
        if self.cluster_ids:
            conditions.append(self._domain_members())
        if self.lapses_within > 0 or self.scheme_ids:
            conditions.append(self._domain_labels())
        if self.target_group_ids:
            conditions.append(self._domain_in_target_groups())
        if self.not_contacted_since:
            last = "last_interaction_date"
            conditions.append(Domain(last, "=", False) | Domain(last, "<", str(self.not_contacted_since)))
        return conditions

    def _domain_members(self):
        clusters = self.cluster_ids._origin.ids
        if not self.cluster_on:
            return Domain("cluster_ids", "in", clusters)
        return Domain(
            "membership_ids", "any", [("cluster_id", "in", clusters), *self._get_condition_on(str(self.cluster_on))]
        )

    def _domain_labels(self):
        """Return the domain of those with a verified label that is valid, or lapses soon and is not renewed."""
        labels = [("state", "=", "verified")]
        if self.scheme_ids:
            labels.append(("scheme_id", "in", self.scheme_ids._origin.ids))
        if self.lapses_within > 0:
            labels += [
                ("date_end", ">=", "today"),
                ("date_end", "<=", f"today +{self.lapses_within}d"),
                ("is_renewed", "=", False),
            ]
        else:
            labels += self._get_condition_on("today")
        return Domain("evidence_ids", "any", labels)

    def _domain_in_target_groups(self):
        groups = self.target_group_ids._origin
        personal = groups.filtered("rests_on_personal_data")
        parts = [Domain("target_group_ids", "in", (groups - personal).ids)] if groups - personal else []
        if personal:
            members = [("group_id", "in", personal.ids), *self._get_condition_on("today")]
            parts.append(Domain("target_group_member_ids", "any", members))
        return Domain.OR(parts)

    @api.model
    def _get_condition_on(self, day):
        """Return the condition that a period runs on a day, as text that the filter keeps.

        :param str day: a date, or ``today``
        """
        return [("date_start", "<=", day), "|", ("date_end", "=", False), ("date_end", ">=", day)]

    def _combine(self, domain):
        if not self.present or self.combine == "replace":
            return domain
        present = Domain(ast.literal_eval(self.present))
        return present & domain if self.combine == "and" else present | domain

    @once
    def action_apply(self):
        """Write the filter of the campaign."""
        self.ensure_one()
        if not self.domain:
            raise UserError(self.env._("Choose at least one condition, such as a cluster."))
        self.campaign_id.audience_domain = self.domain
        return {"type": "ir.actions.act_window_close"}

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools import dates
from ...tools.actions import open_window

PARTICIPATION_MONTHS = 12


class HubClusterMembership(models.Model):
    """What a cluster manager looks after: who takes part, who has not signed the charter, who joins and leaves."""

    _inherit = "hub.cluster.membership"

    on_day = fields.Date(
        "Member On",
        compute="_compute_runs_on",
        search="_search_runs_on",
        exportable=False,
        help="Search for the members of any day.",
    )
    last_participation_on = fields.Date(
        "Last Took Part On",
        compute="_compute_last_participation_on",
        help="The day of the last conversation of this cluster with this company.",
    )
    takes_part = fields.Boolean(
        compute="_compute_takes_part",
        search="_search_takes_part",
        help="Whether a conversation of this cluster with this company took place in the last 12 months.",
    )
    needs_signature = fields.Boolean(
        "Charter Not Signed",
        compute="_compute_needs_signature",
        search="_search_needs_signature",
        help="The charter is not signed, or an earlier version of it.",
    )
    sector_ids = fields.Many2many(related="partner_id.sector_ids", string="Sectors")
    can_manage = fields.Boolean(compute="_compute_can_manage")

    @api.depends("cluster_id", "partner_id")
    def _compute_last_participation_on(self):
        zone = dates.zone(self.env)
        last = {
            (cluster, partner): dates.day_of(moment, zone)
            for cluster, partner, moment in self.env["hub.interaction"]._read_group(
                [("cluster_id", "in", self.cluster_id.ids), ("partner_id", "in", self.partner_id.ids)],
                ["cluster_id", "partner_id"],
                ["date:max"],
            )
        }
        for membership in self:
            key = membership.cluster_id._origin, membership.partner_id._origin
            membership.last_participation_on = last.get(key, False)

    @api.depends("last_participation_on")
    def _compute_takes_part(self):
        since = self._participation_since()
        for membership in self:
            last = membership.last_participation_on
            membership.takes_part = bool(last) and last >= since

    @api.model
    def _participation_since(self):
        """Return the first of the days that count for participation."""
        return dates.today(self.env) - relativedelta(months=PARTICIPATION_MONTHS) + timedelta(days=1)

    @api.model
    def _search_takes_part(self, operator, value):
        if operator != "in":
            return NotImplemented
        since = dates.start_of(self._participation_since(), dates.zone(self.env))
        interaction = self.env["hub.interaction"]._fields

        def to_sql(model, alias, _query):
            return SQL(
                "EXISTS (SELECT 1 FROM hub_interaction AS talk WHERE %s = %s AND %s = %s AND %s >= %s)",
                SQL.identifier("talk", "cluster_id", to_flush=interaction["cluster_id"]),
                SQL.identifier(alias, "cluster_id", to_flush=model._fields["cluster_id"]),
                SQL.identifier("talk", "partner_id", to_flush=interaction["partner_id"]),
                SQL.identifier(alias, "partner_id", to_flush=model._fields["partner_id"]),
                SQL.identifier("talk", "date", to_flush=interaction["date"]),
                since,
            )

        takes_part = Domain.custom(to_sql=to_sql)
        return Domain.OR(takes_part if each else ~takes_part for each in value)

    @api.depends("charter_signed_on", "cluster_id.charter_date")
    def _compute_needs_signature(self):
        for membership in self:
            signed, since = membership.charter_signed_on, membership.cluster_id.charter_date
            membership.needs_signature = not signed or bool(since and signed < since)

    @api.model
    def _search_needs_signature(self, operator, value):
        if operator != "in":
            return NotImplemented
        versions = self.env["hub.cluster"].with_context(active_test=False).search([("charter_date", "!=", False)])
        needed = Domain("charter_signed_on", "=", False) | Domain.OR(
            Domain("cluster_id", "=", cluster.id) & Domain("charter_signed_on", "<", cluster.charter_date)
            for cluster in versions
        )
        return Domain.OR(needed if each else ~needed for each in value)

    @api.depends("cluster_id")
    @api.depends_context("uid")
    def _compute_can_manage(self):
        own = self._origin._filtered_access("write")
        for membership in self:
            membership.can_manage = membership._origin in own

    def action_leave(self):
        """Ask for the last day and the reason, for all of these."""
        context = {"default_membership_ids": self.ids}
        return open_window(self.env, "hub_entrepreneurs.hub_cluster_leave_action", context=context)

    def action_join(self):
        """Ask for the day on which candidates join."""
        context = {
            "default_cluster_id": self.cluster_id[:1].id,
            "default_partner_ids": self.partner_id.ids,
            "default_kind": self[:1].kind,
            "default_contact_id": self.contact_id.id if len(self) == 1 else False,
            "default_charter_signed_on": self.charter_signed_on if len(self) == 1 else False,
        }
        return open_window(self.env, "hub_entrepreneurs.hub_cluster_join_action", context=context)

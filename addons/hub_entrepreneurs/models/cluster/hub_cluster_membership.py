from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.actions import open_window
from ...tools.dates import day_of, start_of, today, zone

PARTICIPATION_MONTHS = 12


class HubClusterMembership(models.Model):
    """A company's membership of a cluster over a period, both days included; whether it takes part and has signed."""

    _name = "hub.cluster.membership"
    _description = "Cluster Membership"
    _inherit = [
        "hub.computed.only.mixin", "hub.of.company.mixin", "hub.named.mixin", "hub.period.mixin", "hub.merge.mixin",
        "mail.thread",
    ]  # fmt: skip
    _order = "date_start desc nulls last, id desc"
    _named_by = ("partner_id", "cluster_id")
    _owner_fields = ("partner_id", "cluster_id")

    cluster_id = fields.Many2one("hub.cluster", required=True, index=True, ondelete="restrict", tracking=True)
    partner_id = fields.Many2one(tracking=True)
    contact_id = fields.Many2one(
        "res.partner",
        "Representative",
        index="btree_not_null",
        tracking=True,
        domain="""[
            ('is_company', '=', False),
            '|', ('parent_id', '=', partner_id), ('held_role_ids.partner_id', '=', partner_id),
        ]""",
        help="The person who represents the company in the cluster.",
    )
    kind = fields.Selection(
        [("effective", "Effective Member"), ("partner", "Partner"), ("observer", "Observer")],
        required=True,
        default="effective",
        tracking=True,
    )
    date_start = fields.Date(
        "Joined On",
        tracking=True,
        default=lambda self: today(self.env),
        help="Empty while the company is a candidate.",
    )
    date_end = fields.Date(tracking=True, help="Empty while the company is a member.")
    state = fields.Selection(
        [("candidate", "Candidate"), ("active", "Member"), ("left", "Left")],
        compute="_compute_state",
        search="_search_state",
    )
    charter_signed_on = fields.Date(tracking=True)
    leave_reason_id = fields.Many2one(
        "hub.cluster.leave.reason", "Reason for Leaving", ondelete="restrict", tracking=True
    )
    commune_id = fields.Many2one(related="partner_id.commune_id", store=True, index="btree_not_null")
    enterprise_number = fields.Char(related="partner_id.enterprise_number")
    on_day = fields.Date("Member On", related="runs_on", exportable=False, help="Search for the members of any day.")
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

    _dates_order = models.Constraint(
        "CHECK (date_end IS NULL OR (date_start IS NOT NULL AND date_start <= date_end))",
        "Last Day: this day is before the company joined, or the day it joined is missing. Correct one of the two "
        "dates.",
    )
    _no_overlap = models.Constraint(
        """EXCLUDE USING gist (
            int4range(cluster_id, cluster_id, '[]') WITH =,
            int4range(partner_id, partner_id, '[]') WITH =,
            daterange(date_start, date_end, '[]') WITH &&
        ) WHERE (date_start IS NOT NULL)""",
        "Joined On: this company is a member of this cluster on some of these days already. "
        "End the other membership first, or choose dates outside it.",
    )
    _one_candidacy = models.UniqueIndex(
        "(cluster_id, partner_id) WHERE date_start IS NULL",
        "This company is a candidate of this cluster already. Open that membership, and enter the day it joins.",
    )

    @api.depends("date_start", "date_end")
    def _compute_state(self):
        day = today(self.env)
        for membership in self:
            if not membership.date_start or membership.date_start > day:
                membership.state = "candidate"
            elif membership.date_end and membership.date_end < day:
                membership.state = "left"
            else:
                membership.state = "active"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        day = today(self.env)
        domains = {
            "candidate": Domain("date_start", "=", False) | Domain("date_start", ">", day),
            "active": self._domain_on(day),
            "left": Domain("date_end", "<", day),
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.onchange("cluster_id", "partner_id", "date_start", "date_end")
    def _onchange_overlap(self):
        other = self._find_overlap([
            ("cluster_id", "=", self.cluster_id._origin.id), ("partner_id", "=", self.partner_id._origin.id),
        ])  # fmt: skip
        if not other:
            return None
        message = self.env._(
            "%(company)s is a member of %(cluster)s already: %(period)s. End that membership first, or choose dates "
            "outside it.",
            company=self.partner_id.display_name,
            cluster=self.cluster_id.display_name,
            period=other._period(),
        )
        return {"warning": {"title": self.env._("Joined On"), "message": message}}

    @api.model
    def _merge_conflicts(self, partners):
        """Yield what only a person can solve before these contacts become one."""
        rows = self.search([("partner_id", "in", partners.ids), ("date_start", "!=", False)])
        for chain in rows._overlapping(lambda row: row.cluster_id):
            if len(set(chain.mapped("kind"))) > 1:
                yield self.env._(
                    "Kind: %(companies)s are members of %(cluster)s on the same days, each of another kind. "
                    "Give their memberships one kind, or dates that don't overlap.",
                    companies=", ".join(chain.partner_id.mapped("display_name")),
                    cluster=chain.cluster_id.display_name,
                )

    @api.model
    def _unite_rows(self, sources, destination):
        """Join the memberships that overlap once the sources are the destination, and keep one candidacy."""
        rows = self.search([("partner_id", "in", (sources + destination).ids)])
        candidacies = rows.filtered(lambda row: not row.date_start).sorted(lambda row: row.partner_id != destination)
        for same in candidacies.grouped("cluster_id").values():
            same[1:].unlink()
        (rows - candidacies)._unite_overlapping(
            key=lambda row: row.cluster_id, first=lambda row: row.partner_id != destination
        )

    def _united_values(self, chain):
        last = chain.sorted(lambda row: (not row.date_end, row.date_end))[-1:]
        charters = filter(None, chain.mapped("charter_signed_on"))
        return {
            **super()._united_values(chain),
            "contact_id": (self.contact_id or chain.contact_id[:1]).id,
            "charter_signed_on": min(charters, default=False),
            "leave_reason_id": last.leave_reason_id.id,
        }

    @api.depends("cluster_id", "partner_id")
    def _compute_last_participation_on(self):
        timezone = zone(self.env)
        last = {
            (cluster, partner): day_of(moment, timezone)
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
        return today(self.env) - relativedelta(months=PARTICIPATION_MONTHS) + timedelta(days=1)

    @api.model
    def _search_takes_part(self, operator, value):
        if operator != "in":
            return NotImplemented
        since = start_of(self._participation_since(), zone(self.env))
        interaction = self.env["hub.interaction"]._fields

        def to_sql(model, alias, _query):
            return SQL(
                "EXISTS (SELECT 1 FROM hub_interaction AS talk WHERE %s AND %s = %s AND %s = %s AND %s >= %s)",
                SQL.identifier("talk", "active", to_flush=interaction["active"]),
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
            # Of several kinds somebody has to say which one it is to be.
            "default_kind": self[:1].kind if len(set(self.mapped("kind"))) == 1 else False,
            "default_contact_id": self.contact_id.id if len(self) == 1 else False,
            "default_charter_signed_on": self.charter_signed_on if len(self) == 1 else False,
        }
        return open_window(self.env, "hub_entrepreneurs.hub_cluster_join_action", context=context)


class HubInteraction(models.Model):
    """A conversation that was an activity of a cluster."""

    _inherit = "hub.interaction"

    cluster_id = fields.Many2one(
        "hub.cluster",
        index="btree_not_null",
        ondelete="restrict",
        help="The cluster whose activity it was: it counts for the participation of its members.",
    )

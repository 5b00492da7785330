from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.actions import open_rows, open_window
from ...tools.counting import set_count
from ...tools.dates import today


class HubCluster(models.Model):
    """A network of companies of one sector that the agency runs."""

    _name = "hub.cluster"
    _description = "Cluster"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True, tracking=True)
    code = fields.Char(required=True, copy=False, help="Short name in lists, workbooks and imports.")
    description = fields.Html(translate=True)
    sector_ids = fields.Many2many("hub.sector", string="Sectors", help="The sectors that the cluster is for.")
    charter = fields.Html(translate=True, help="What members promise when they join.")
    charter_version = fields.Char(help="For instance a year.")
    charter_date = fields.Date(
        "Charter In Force From",
        help="Whoever signed before this day has not signed the present version. Empty: any signature counts.",
    )
    manager_id = fields.Many2one(
        "res.users",
        "Cluster Manager",
        default=lambda self: self.env.user,
        index=True,
        tracking=True,
        domain=[("share", "=", False)],
        help="Manages the memberships and the campaigns of this cluster.",
    )
    company_id = fields.Many2one("res.company", "Agency")
    active = fields.Boolean(default=True)
    color = fields.Integer()
    membership_ids = fields.One2many("hub.cluster.membership", "cluster_id", "Memberships")
    active_membership_ids = fields.One2many(
        "hub.cluster.membership",
        "cluster_id",
        "Memberships of Today",
        domain=[("state", "=", "active")],
    )
    left_membership_ids = fields.One2many(
        "hub.cluster.membership",
        "cluster_id",
        "Ended Memberships",
        domain=[("state", "=", "left")],
    )
    member_count = fields.Integer("Members Today", compute="_compute_member_counts")
    candidate_count = fields.Integer("Candidates", compute="_compute_candidate_count")
    joined_count = fields.Integer("Joined This Year", compute="_compute_member_counts")
    left_count = fields.Integer("Left This Year", compute="_compute_member_counts")
    participant_count = fields.Integer(
        "Members Taking Part",
        compute="_compute_participation",
        help="Members of today with whom a conversation of this cluster took place in the last 12 months.",
    )
    participation_rate = fields.Float(
        "Participation (%)",
        compute="_compute_participation",
        digits=(5, 1),
        help="The share of today's members with whom a conversation of this cluster took place in the last 12 months.",
    )

    can_manage = fields.Boolean(compute="_compute_can_manage", search="_search_can_manage")

    _code_uniq = models.UniqueIndex("(code)", "Code: another cluster has this code already. Choose another one.")

    def _compute_member_counts(self):
        day = today(self.env)
        year = Domain([("date_start", ">=", day.replace(month=1, day=1)), ("date_start", "<=", day)])
        left = Domain([("date_end", ">=", day.replace(month=1, day=1)), ("date_end", "<", day)])
        self._count_companies("member_count", [("state", "=", "active")])
        self._count_companies("joined_count", year)
        self._count_companies("left_count", left)

    def _compute_candidate_count(self):
        self._count_companies("candidate_count", [("state", "=", "candidate")])

    @api.depends("member_count")
    def _compute_participation(self):
        self._count_companies("participant_count", [("state", "=", "active"), ("takes_part", "=", True)])
        for cluster in self:
            cluster.participation_rate = 100 * cluster.participant_count / (cluster.member_count or 1)

    def _count_companies(self, name, domain):
        """Compute a counter: the companies with such a membership."""
        set_count(self, name, "hub.cluster.membership", "cluster_id", domain, aggregate="partner_id:count_distinct")

    @api.depends("manager_id")
    @api.depends_context("uid")
    def _compute_can_manage(self):
        own = self._origin._filtered_access("write")
        for cluster in self:
            cluster.can_manage = cluster._origin in own

    @api.model
    def _search_can_manage(self, operator, value):
        if operator != "in":
            return NotImplemented
        may = self.env["ir.rule"]._compute_domain(self._name, "write") if self.has_access("write") else Domain.FALSE
        return Domain.OR(may if each else ~may for each in value)

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for cluster, vals in zip(self, vals_list, strict=True):
            vals.setdefault("code", self.env._("%s (copy)", cluster.code))
            vals.setdefault("name", self.env._("%s (copy)", cluster.name))
        return vals_list

    def _action_open_memberships(self, **search_defaults):
        action = open_rows(self, "hub_entrepreneurs.hub_cluster_membership_action", "cluster_id")
        shown = {f"search_default_{name}": value for name, value in search_defaults.items()}
        return {**action, "display_name": self.display_name, "context": {**action["context"], **shown}}

    def action_open_members(self):
        """Open the members of today."""
        return self._action_open_memberships(active=1)

    def action_open_joined(self):
        """Open the memberships that began this year."""
        return self._action_open_memberships(joined_this_year=1)

    def action_open_left(self):
        """Open the memberships that ended this year."""
        return self._action_open_memberships(left_this_year=1)

    def action_open_candidates(self):
        """Open those who want to join."""
        return self._action_open_memberships(candidate=1)

    def action_open_participants(self):
        """Open the members who take part."""
        return self._action_open_memberships(active=1, takes_part=1)

    def action_add_members(self):
        """Choose companies that join."""
        self.ensure_one()
        context = {"default_cluster_id": self.id, "default_partner_ids": []}
        return open_window(self.env, "hub_entrepreneurs.hub_cluster_join_action", context=context)

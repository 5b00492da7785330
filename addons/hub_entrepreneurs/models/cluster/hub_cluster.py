from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ...tools.actions import open_rows, open_window
from ...tools.counting import count_of, set_count
from ...tools.dates import today

SHOWN_ROWS = 40
_MEMBERSHIPS = ("hub.cluster.membership", "cluster_id")
_COMPANIES = "partner_id:count_distinct"


def _count_companies(string, domain, **attributes):
    """Return a field with how many companies have such a membership."""
    return count_of(*_MEMBERSHIPS, string, domain, aggregate=_COMPANIES, **attributes)


class HubCluster(models.Model):
    """A network of companies of one sector that the agency runs: its members on any day, and who joined and left."""

    _name = "hub.cluster"
    _description = "Cluster"
    _inherit = ["hub.kept.mixin", "hub.pointing.mixin", "hub.coded.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "name, id"

    name = fields.Char(tracking=True)
    description = fields.Html(translate=True)
    sector_ids = fields.Many2many("hub.sector", string="Sectors", help="The sectors that the cluster is for.")
    charter = fields.Html(translate=True, help="What members promise when they join.")
    charter_version = fields.Char(help="For instance a year.")
    charter_date = fields.Date(
        "Charter In Force From",
        help="A member who signed before this day has not signed the present version. Empty: any signature counts.",
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
    color = fields.Integer(aggregator=None)
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
    member_count = _count_companies("Members Today", [("state", "=", "active")])
    candidate_count = _count_companies("Candidates", [("state", "=", "candidate")])
    joined_count = fields.Integer("Joined This Year", compute="_compute_year_counts")
    left_count = fields.Integer("Left This Year", compute="_compute_year_counts")
    participant_count = _count_companies(
        "Members Taking Part",
        [("state", "=", "active"), ("takes_part", "=", True)],
        help="Members of today with whom a conversation of this cluster took place in the last 12 months.",
    )
    participation_rate = fields.Float(
        "Participation (%)",
        compute="_compute_participation_rate",
        digits=(5, 1),
        help="The share of today's members with whom a conversation of this cluster took place in the last 12 months.",
    )
    can_manage = fields.Boolean(compute="_compute_can_manage", search="_search_can_manage")

    _code_uniq = models.UniqueIndex("(code)", "Code: another cluster has this code already. Choose another one.")

    def _compute_year_counts(self):
        for name, part in (("joined_count", "joined"), ("left_count", "left")):
            set_count(self, name, *_MEMBERSHIPS, self._domain_of_year(part, today(self.env).year), aggregate=_COMPANIES)

    @api.depends("member_count", "participant_count")
    def _compute_participation_rate(self):
        for cluster in self:
            cluster.participation_rate = 100 * cluster.participant_count / (cluster.member_count or 1)

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

    @api.readonly
    def get_overview(self, day=False, year=False):
        """Return what the page of a cluster shows for a day and for a year.

        :param str day: a date; nothing for today
        :param int year: nothing for the present year
        :rtype: dict
        """
        self.ensure_one()
        now = today(self.env)
        day = fields.Date.to_date(day) or now
        year = int(year or now.year)
        [[first]] = self.env["hub.cluster.membership"]._read_group(
            [("cluster_id", "=", self.id)], aggregates=["date_start:min"]
        )
        return {
            "day": fields.Date.to_string(day),
            "year": year,
            "years": list(range(now.year, min(first.year if first else now.year, year) - 1, -1)),
            "members": self._overview_rows("members", day),
            "sectors": self._overview_bars("sector_ids", day),
            "communes": self._overview_bars("commune_id", day),
            "joined": self._overview_rows("joined", year),
            "left": self._overview_rows("left", year),
        }

    def action_open_overview(self, part, when, group=None, group_id=None):
        """Open the memberships behind a figure of the overview.

        :param str part: ``members``, ``joined`` or ``left``
        :param when: a date for members, else a year
        :param str group: ``sector_ids`` or ``commune_id``
        :param group_id: the sector or commune, false for the companies that have none
        """
        try:
            when = fields.Date.to_date(when) if part == "members" else date(int(when), 1, 1).year
        except (TypeError, ValueError, OverflowError) as error:
            raise UserError(self.env._("Day or Year: choose one of the overview.")) from error
        domain = self._overview_domain(part, when)
        title = format_date(self.env, when) if part == "members" else str(when)
        if group in ("sector_ids", "commune_id"):
            domain &= Domain(f"partner_id.{group}", "=", group_id or False)
            name = self.env["res.partner"][group].browse(group_id or []).display_name
            title = ", ".join(filter(None, [title, name]))
        action = self._action_open_memberships()
        return {**action, "display_name": f"{self.display_name} – {title}", "domain": list(domain)}

    def _overview_domain(self, part, when):
        """Return the memberships of a part of the overview, see :meth:`action_open_overview`."""
        is_day = part == "members"
        running = self.env["hub.cluster.membership"]._domain_on(when) if is_day else self._domain_of_year(part, when)
        return Domain("cluster_id", "=", self.id) & running

    @api.model
    def _domain_of_year(self, part, year):
        """Return the memberships of a year: those that began, or those that ended."""
        field, operator = ("date_start", "<=") if part == "joined" else ("date_end", "<")
        first, last = date(year, 1, 1), date(year, 12, 31)
        # Whoever has a last day is a member on it, and has left on the day after.
        return Domain([(field, ">=", first), (field, "<=", last), (field, operator, today(self.env))])

    def _overview_rows(self, part, when):
        """Return how many companies a part of the overview has, and the first of its memberships."""
        memberships = self.env["hub.cluster.membership"]
        domain = self._overview_domain(part, when)
        [[count]] = memberships._read_group(domain, aggregates=[_COMPANIES])
        order = {"members": "partner_id, id", "joined": "date_start DESC, id DESC", "left": "date_end DESC, id DESC"}
        shown = memberships.with_context(partner_display_name_hide_company=True).search(
            domain, order=order[part], limit=SHOWN_ROWS
        )
        kinds = dict(memberships._fields["kind"]._description_selection(self.env))
        return {
            "count": count,
            "rows": [
                {
                    "id": each.id,
                    "name": each.partner_id.display_name,
                    "commune": each.commune_id.display_name or "",
                    "kind": kinds[each.kind] if each.kind != "effective" else "",
                    "start": format_date(self.env, each.date_start),
                    "end": format_date(self.env, each.date_end),
                    "reason": each.leave_reason_id.display_name or "",
                }
                for each in shown
            ],
        }

    def _overview_bars(self, field, day):
        """Return how many companies are members on a day for each sector or commune, the most first."""
        running = self._overview_domain("members", day)
        groups = (
            self.env["res.partner"]
            .with_context(active_test=False)
            ._read_group([("membership_ids", "any", running)], [field], ["__count"])
        )
        bars = [
            {"id": record.id, "name": record.display_name or self.env._("None"), "count": count}
            for record, count in groups
        ]
        return sorted(bars, key=lambda bar: (not bar["id"], -bar["count"], bar["name"]))


class HubClusterLeaveReason(models.Model):
    """Why a company left a cluster."""

    _name = "hub.cluster.leave.reason"
    _description = "Reason for Leaving a Cluster"
    _inherit = ["hub.kept.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

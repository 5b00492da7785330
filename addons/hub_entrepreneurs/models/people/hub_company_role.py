from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date, formatLang

from ...domain import ownership
from ...tools.dates import today
from ...tools.turns import take_turns

# Roles that decide unless somebody says otherwise.
_DECIDING_ROLES = ("owner", "director", "manager")


class HubCompanyRole(models.Model):
    """What a person is in a company over a period, both days included."""

    _name = "hub.company.role"
    _description = "Role in a Company"
    _inherit = [
        "hub.of.company.mixin", "hub.named.mixin", "hub.period.mixin", "hub.proposed.mixin", "hub.merge.mixin",
    ]  # fmt: skip
    _proposed = {"is_decision_maker": ("role",)}
    _order = "date_end desc, partner_id, role, id"
    _rec_names_search = ["person_id", "partner_id"]
    _named_by = ("person_id", "role", "partner_id")
    _period_open_start = True
    _owner_fields = ("partner_id", "person_id")

    person_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        domain=["|", ("is_company", "=", False), ("is_natural_person", "=", True)],
    )
    role = fields.Selection(
        [
            ("owner", "Owner"),
            ("founder", "Founder"),
            ("director", "Company Director"),
            ("manager", "Manager"),
            ("shareholder", "Shareholder"),
            ("employee", "Employee"),
            ("adviser", "Adviser"),
            ("other", "Other"),
        ],
        required=True,
        index=True,
    )
    ownership_share = fields.Float(
        "Share (%)", digits=(5, 2), aggregator=None, help="How much of the company belongs to the person, in percent."
    )
    is_decision_maker = fields.Boolean(
        "Decides",
        compute="_compute_is_decision_maker",
        store=True,
        readonly=False,
        precompute=True,
        help="Takes the decisions of the company, alone or with others. Owners, company directors and managers do, "
        "unless you untick it.",
    )
    date_start = fields.Date(help="Empty: from the start.")
    date_end = fields.Date(help="Empty: until further notice.")
    is_current = fields.Boolean("Today", compute="_compute_runs_today", search="_search_runs_today")

    _share_in_bounds = models.Constraint(
        "CHECK (ownership_share BETWEEN 0 AND 100)",
        "Share (%): enter a number from 0 to 100.",
    )
    # A role is text, and PostgreSQL alone has ranges of numbers only: each role is the number that its text hashes to.
    _no_overlap = models.Constraint(
        """EXCLUDE USING gist (
            int4range(partner_id, partner_id, '[]') WITH =,
            int4range(person_id, person_id, '[]') WITH =,
            int4range(hashtext(role), hashtext(role), '[]') WITH =,
            daterange(date_start, date_end, '[]') WITH &&
        )""",
        "Role: this person has this role in this company on some of these days already. "
        "End the other one first, or choose days outside it.",
    )

    @api.depends("role")
    def _compute_is_decision_maker(self):
        self._propose("is_decision_maker")

    def _get_proposed(self, name):  # noqa: ARG002
        return self.role in _DECIDING_ROLES

    @api.constrains("partner_id", "person_id")
    def _check_who_is_what(self):
        for role in self.filtered(lambda role: not role.partner_id.is_company):
            raise ValidationError(
                self.env._(
                    "Company: %s is a person. Choose the company in which the person has the role.",
                    role.partner_id.display_name,
                )
            )
        for role in self.filtered(lambda role: role.person_id._is_enterprise()):
            raise ValidationError(
                self.env._(
                    "Person: %s is a company. Choose a person, or add the one who acts for it.",
                    role.person_id.display_name,
                )
            )

    @api.constrains("partner_id", "ownership_share", "date_start", "date_end")
    def _check_total_share(self):
        """Refuse shares of one company that add up to more than the whole on some day."""
        shared = self.filtered("ownership_share")
        if not shared:
            return
        # As superuser: shares count whoever may see them.
        companies = shared.sudo().partner_id
        self.flush_model()
        take_turns(companies)
        shares_of = self.sudo().search([("partner_id", "in", companies.ids), ("ownership_share", ">", 0)])
        for company, roles in shares_of.grouped("partner_id").items():
            peak = roles._peak()
            if peak.exceeds_the_whole:
                raise ValidationError(
                    self.env._(
                        "Share (%%): on %(day)s the shares of %(company)s add up to %(total)s percent. Lower one of "
                        "them, or end it before that day.",
                        day=format_date(self.env, peak.day(today(self.env))),
                        company=company.display_name,
                        total=formatLang(self.env, peak.total),
                    )
                )

    def _peak(self):
        """Return the ownership.Peak of these roles: the days on which their shares add up to the most."""
        return ownership.peak(
            ownership.Share(role.ownership_share, role.date_start or None, role.date_end or None) for role in self
        )

    # Merging contacts

    @api.model
    def _merge_conflicts(self, partners):
        """Yield what only a person can solve before these contacts become one."""
        rows = self.search(["|", ("partner_id", "in", partners.ids), ("person_id", "in", partners.ids)])
        chains = list(rows._overlapping(self._key_once_united(partners)))
        for chain in chains:
            shares = {role.ownership_share for role in chain if role.ownership_share}
            if len(shares) > 1:
                yield self.env._(
                    "Share (%%): %(roles)s run on the same days with different shares. Correct one of them, or end it "
                    "before the other begins.",
                    roles=", ".join(chain.mapped("display_name")),
                )
                return
        doubles = self.browse().union(*(chain[1:] for chain in chains))
        peak = (rows - doubles).filtered(lambda role: role.partner_id in partners)._peak()
        if peak.exceeds_the_whole:
            yield self.env._(
                "Share (%%): on %(day)s the shares of %(companies)s add up to %(total)s percent together. Lower one of "
                "them, or end it before that day.",
                day=format_date(self.env, peak.day(today(self.env))),
                companies=", ".join(partners.mapped("display_name")),
                total=formatLang(self.env, peak.total),
            )

    @api.model
    def _unite_rows(self, sources, destination):
        """Join the same roles that overlap once the sources are the destination."""
        partners = sources + destination
        rows = self.search(["|", ("partner_id", "in", partners.ids), ("person_id", "in", partners.ids)])
        rows._unite_overlapping(
            key=self._key_once_united(partners),
            first=lambda role: destination not in (role.partner_id, role.person_id),
        )

    @api.model
    def _key_once_united(self, partners):
        """Return the function that tells which roles are the same once these contacts are one."""

        def united(contact):
            return partners[:1] if contact in partners else contact

        return lambda role: (united(role.partner_id), united(role.person_id), role.role)

    def _united_values(self, chain):
        return {
            **super()._united_values(chain),
            "ownership_share": next((role.ownership_share for role in chain if role.ownership_share), 0),
            "is_decision_maker": any(chain.mapped("is_decision_maker")),
        }

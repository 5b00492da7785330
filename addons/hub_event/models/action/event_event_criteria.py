from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.groups import READER, may_know
from odoo.addons.hub_entrepreneurs.tools.stored_domains import parse, rests_on_personal_data


class EventEvent(models.Model):
    """Who may take part in an action: in words for everybody, and as a filter on companies."""

    _name = "event.event"
    _inherit = ["event.event", "hub.authored.domain.mixin"]
    _stored_domains = ("criteria_domain",)

    criteria = fields.Text(translate=True, groups=READER, help="Who may take part, in the words that companies read.")
    criteria_domain = fields.Char(
        "Criteria as a Filter", groups=READER, help="The companies that meet the criteria, as a filter on companies."
    )
    eligible_count = fields.Integer(
        "Eligible Companies",
        compute="_compute_eligible_count",
        groups=READER,
        help="How many companies meet the criteria today.",
    )
    criteria_problem = fields.Char(compute="_compute_eligible_count", groups=READER)

    @api.depends("criteria_domain")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_eligible_count(self):
        companies = self.env["res.partner"]
        for event in self:
            event.criteria_problem = event._get_criteria_problem()
            readable = event.criteria_domain and not event.criteria_problem
            event.eligible_count = companies.search_count(event._domain_of_eligible()) if readable else 0

    def _get_domain_model(self, name):  # noqa: ARG002
        return "res.partner"

    def _domain_criteria(self):
        """Return the domain of the companies that meet the criteria; all companies without a filter.

        :raises ValueError, SyntaxError, TypeError: if the filter is not one on companies
        """
        self.ensure_one()
        return Domain("is_company", "=", True) & parse(self.criteria_domain)

    def _domain_of_eligible(self):
        """Return the same, as far as both whoever wrote the filter and this user may find."""
        return self._domain_of_author("criteria_domain", self._domain_criteria())

    def _get_criteria_problem(self):
        """Return the sentence that says why the filter can't be used by this user, or False."""
        self.ensure_one()
        companies = self.env["res.partner"]
        try:
            domain = self._domain_criteria()
            # As superuser: whether the filter makes sense, not what this user finds.
            companies.sudo()._search(domain, limit=1)
        except AccessError as error:
            return str(error)
        except (ValueError, SyntaxError, TypeError, KeyError) as error:
            return self.env._(
                "Criteria as a Filter: it can't be used any more: %s Remove that condition, or choose another one.",
                str(error).rstrip(".") + ".",
            )
        if not may_know(self.env) and rests_on_personal_data(domain, companies):
            return self.env._(
                "Criteria as a Filter: it uses personal data. Ask a member of the group Personal Data to use it, or "
                "remove that condition."
            )
        return False

    @api.constrains("criteria_domain")
    def _check_criteria_domain(self):
        for event in self:
            if problem := event._get_criteria_problem():
                raise ValidationError(problem)

    def action_open_eligible(self):
        """Open the companies that meet the criteria."""
        self.ensure_one()
        if problem := self._get_criteria_problem():
            raise UserError(problem)
        changes = {"display_name": self.name, "domain": list(self._domain_of_eligible())}
        return open_window(self.env, "hub_entrepreneurs.res_partner_action", context={}, **changes)

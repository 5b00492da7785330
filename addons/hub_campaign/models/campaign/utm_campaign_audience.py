from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.groups import may_know
from odoo.addons.hub_entrepreneurs.tools.stored_domains import parse, rests_on_personal_data


class UtmCampaign(models.Model):
    """Which companies a campaign is for: a filter on companies, counted while it is written."""

    _name = "utm.campaign"
    _inherit = ["utm.campaign", "hub.authored.domain.mixin"]
    _stored_domains = ("audience_domain",)

    audience_domain = fields.Char(
        "Audience", tracking=True, help="Which companies the campaign is for, as a filter on companies."
    )
    audience_count = fields.Integer(
        "Companies", compute="_compute_audience_count", help="The number of companies that the filter finds now."
    )
    audience_problem = fields.Char(compute="_compute_audience_count")
    rests_on_personal_data = fields.Boolean(
        "Uses Personal Data",
        compute="_compute_rests_on_personal_data",
        store=True,
        help="The audience uses personal data: only the group Personal Data counts it and sees who is in it.",
    )

    @api.depends("audience_domain")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_audience_count(self):
        companies = self.env["res.partner"]
        for campaign in self:
            campaign.audience_problem = campaign._get_audience_problem()
            readable = campaign.audience_domain and not campaign.audience_problem
            campaign.audience_count = companies.search_count(campaign._domain_of_audience()) if readable else 0

    @api.depends("audience_domain", "personal_data_frozen_on")
    def _compute_rests_on_personal_data(self):
        for campaign in self:
            campaign.rests_on_personal_data = campaign.personal_data_frozen_on or campaign._looks_at_personal_data()

    def _looks_at_personal_data(self):
        try:
            return rests_on_personal_data(self._domain_audience(), self.env["res.partner"])
        except (ValueError, SyntaxError, TypeError):
            return False

    def _get_domain_model(self, name):  # noqa: ARG002
        return "res.partner"

    def _domain_audience(self):
        """Return the domain of the companies that the campaign is for; no company without a filter.

        :raises ValueError, SyntaxError, TypeError: if the filter is not one on companies
        """
        self.ensure_one()
        if not self.audience_domain:
            return Domain.FALSE
        return Domain("is_company", "=", True) & parse(self.audience_domain)

    def _domain_of_audience(self):
        """Return the same, as far as both whoever wrote the filter and this user may find."""
        return self._domain_of_author("audience_domain", self._domain_audience())

    def _get_audience_problem(self):
        """Return the sentence that says why the filter can't be used by this user, or False."""
        self.ensure_one()
        companies = self.env["res.partner"]
        try:
            domain = self._domain_audience()
            # As superuser: whether the filter makes sense, not what this user finds.
            companies.sudo()._search(domain, limit=1)
        except AccessError as error:
            return str(error)
        except (ValueError, SyntaxError, TypeError, KeyError) as error:
            return self.env._(
                "The filter of the audience can't be used any more: %s Remove that condition, or choose another one.",
                str(error).rstrip(".") + ".",
            )
        if may_know(self.env):
            return False
        if self.personal_data_frozen_on:
            return self.env._(
                "The list of this campaign uses personal data. Ask a member of the group Personal Data to add "
                "companies, or make a campaign of its own for them."
            )
        if self._looks_at_personal_data():
            return self.env._(
                "The audience uses personal data. Ask a member of the group Personal Data to use it, or remove that "
                "condition."
            )
        return False

    @api.constrains("audience_domain")
    def _check_audience_domain(self):
        for campaign in self:
            if problem := campaign._get_audience_problem():
                raise ValidationError(problem)

    def action_choose_audience(self):
        """Open the dialog that writes the filter."""
        self.ensure_one()
        context = {"default_campaign_id": self.id}
        return open_window(self.env, "hub_campaign.hub_campaign_audience_action", context=context)

    def action_open_audience(self):
        """Open the companies that the filter finds."""
        self.ensure_one()
        self._check_audience()
        changes = {"display_name": self.title, "domain": list(self._domain_audience())}
        return open_window(self.env, "hub_entrepreneurs.res_partner_action", context={}, **changes)

    def _check_audience(self):
        """Say in a sentence what is wrong with the audience, if anything."""
        if problem := self._get_audience_problem():
            raise UserError(problem)
        if not self.audience_domain:
            raise UserError(
                self.env._("Choose the audience of the campaign “%s”: the companies it is for.", self.title)
            )

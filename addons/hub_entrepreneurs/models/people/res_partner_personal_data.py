from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.actions import open_window
from ...tools.groups import PERSONAL_DATA, READER
from ...tools.quiet import FROM_PERSON


class ResPartner(models.Model):
    """The target groups of a company, and what a person told; the latter for the group Personal Data alone."""

    _inherit = "res.partner"

    profile_ids = fields.One2many("hub.person.profile", "person_id", "Personal Data", groups=PERSONAL_DATA)
    target_group_ids = fields.Many2many(
        "hub.target.group",
        string="Target Groups",
        compute="_compute_target_group_ids",
        search="_search_target_group_ids",
        groups=READER,
        help="The target groups that the company belongs to, without those that rest on personal data.",
    )
    target_group_member_ids = fields.One2many(
        "hub.target.group.member", "partner_id", "Personal Target Groups", readonly=True, groups=PERSONAL_DATA
    )

    def _compute_target_group_ids(self):
        groups = self.env["hub.target.group"].search([("rests_on_personal_data", "=", False)])
        # One query for each group, however many companies.
        members = {
            group: set(self._origin.with_context(active_test=False).search(self._in_group(group))._ids)
            for group in groups
        }
        for partner in self:
            partner.target_group_ids = groups.filtered(
                lambda group, partner=partner: partner._origin.id in members[group]
            )

    def _in_group(self, group):
        return Domain("id", "in", self._origin.ids) & group._company_domain()

    @api.model
    def _search_target_group_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        groups = self.env["hub.target.group"]
        found = groups.search(Domain("id", operator, value))
        domain = Domain.OR(group._company_domain() for group in found)
        if operator == "in" and False in value:
            domain |= ~Domain.OR(group._company_domain() for group in groups.search([]))
        return domain

    def action_open_profile(self):
        """Open what the person told, or an empty profile; only for the group Personal Data."""
        self.ensure_one()
        profiles = self.env["hub.person.profile"]
        profiles.check_access("read")
        return open_window(
            self.env,
            "hub_entrepreneurs.hub_person_profile_action",
            views=[(False, "form")],
            res_id=profiles.search([("person_id", "=", self.id)]).id,
            context={"default_person_id": self.id, FROM_PERSON: True},
        )

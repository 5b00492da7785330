from contextlib import suppress

from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain

from ...tools.actions import open_rows, open_window
from ...tools.counting import count_of
from ...tools.groups import PERSONAL_DATA, READER
from ...tools.quiet import FROM_PERSON


class ResPartner(models.Model):
    """Who is what in a company, its target groups, and what a person told: the last for Personal Data alone."""

    _inherit = "res.partner"

    company_role_ids = fields.One2many("hub.company.role", "partner_id", "People", groups=READER)
    held_role_ids = fields.One2many("hub.company.role", "person_id", "Roles in Companies", groups=READER)
    people_count = count_of(
        "hub.company.role", "partner_id", "People Today", [("is_current", "=", True)],
        aggregate="person_id:count_distinct", groups=READER,
    )  # fmt: skip
    held_role_count = count_of(
        "hub.company.role", "person_id", "Companies Today", [("is_current", "=", True)],
        aggregate="partner_id:count_distinct", groups=READER,
    )  # fmt: skip
    decision_maker_ids = fields.Many2many(
        "res.partner",
        string="Decision Makers",
        compute="_compute_decision_maker_ids",
        groups=READER,
        help="The persons who take the decisions of the company today.",
    )
    profile_ids = fields.One2many("hub.person.profile", "person_id", "Personal Data", groups=PERSONAL_DATA)
    target_group_ids = fields.Many2many(
        "hub.target.group",
        string="Target Groups",
        compute="_compute_target_group_ids",
        search="_search_target_group_ids",
        groups=READER,
        help="The target groups that the company belongs to. Those that use personal data are not shown, and found by "
        "the group Personal Data alone.",
    )
    target_group_member_ids = fields.One2many(
        "hub.target.group.member", "partner_id", "Personal Target Groups", readonly=True, groups=PERSONAL_DATA
    )

    @api.depends("company_role_ids.is_decision_maker", "company_role_ids.is_current", "company_role_ids.person_id")
    def _compute_decision_maker_ids(self):
        for partner in self:
            deciding = partner.company_role_ids.filtered(lambda role: role.is_current and role.is_decision_maker)
            partner.decision_maker_ids = deciding.person_id

    def _is_enterprise(self):
        """Tell whether this contact is a company and no person. A sole trader is both."""
        return self.is_company and not self.is_natural_person

    def action_open_people(self):
        """Open the roles in the company, past ones included."""
        return open_rows(self, "hub_entrepreneurs.hub_company_role_action", "partner_id")

    def action_open_held_roles(self):
        """Open the roles of the person, past ones included."""
        return open_rows(self, "hub_entrepreneurs.hub_company_role_action", "person_id")

    def _compute_target_group_ids(self):
        groups = self.env["hub.target.group"].search([("rests_on_personal_data", "=", False)])
        companies, own = self._origin.with_context(active_test=False), Domain("id", "in", self._origin.ids)
        # One query for each group, however many companies.
        members = {group: companies.search(own & group._company_domain()) for group in groups}
        for partner in self:
            partner.target_group_ids = groups.filtered(lambda group, own=partner._origin: own in members[group])

    @api.model
    def _search_target_group_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        groups = self.env["hub.target.group"]
        found = groups.search(Domain("id", operator, value))
        domain = Domain.OR(group._company_domain() for group in found)
        if operator == "in" and False in value:
            domain |= ~Domain.OR(group._company_domain() for group in groups.search([]))
        if personal := found.filtered("rests_on_personal_data"):
            personal._check_may_find()
            domain |= Domain(
                "target_group_member_ids", "any", [("is_current", "=", True), ("group_id", "in", personal.ids)]
            )
        return domain

    @api.model
    def _walk_target_group_ids(self, rest, operator, value):
        """Yield the field that finds the companies of the personal groups which a condition on target groups names.

        :param list rest: the names that follow in the path of the condition
        """
        condition = Domain(".".join(rest) or ("display_name" if "like" in operator else "id"), operator, value)
        if operator in Domain.NEGATIVE_OPERATORS:
            condition = ~condition
        # As Odoo itself: what a filter looks at does not depend on who asks.
        groups = self.env["hub.target.group"].with_user(SUPERUSER_ID).with_context(active_test=False)
        # What is no condition on groups finds nothing, and core says why.
        with suppress(ValueError):
            if groups.search_count(condition & Domain("rests_on_personal_data", "=", True), limit=1):
                yield self._fields["target_group_member_ids"]

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

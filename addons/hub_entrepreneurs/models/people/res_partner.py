from odoo import api, fields, models

from ...tools.actions import open_rows
from ...tools.counting import set_count
from ...tools.groups import READER


class ResPartner(models.Model):
    """Who is what in a company, and what a person is in which companies."""

    _inherit = "res.partner"

    company_role_ids = fields.One2many("hub.company.role", "partner_id", "People", groups=READER)
    held_role_ids = fields.One2many("hub.company.role", "person_id", "Roles in Companies", groups=READER)
    people_count = fields.Integer("People Today", compute="_compute_role_counts", groups=READER)
    held_role_count = fields.Integer("Companies Today", compute="_compute_role_counts", groups=READER)
    decision_maker_ids = fields.Many2many(
        "res.partner",
        string="Decision Makers",
        compute="_compute_decision_maker_ids",
        groups=READER,
        help="Who takes the decisions of the company today.",
    )

    def _compute_role_counts(self):
        for name, of, counted in (
            ("people_count", "partner_id", "person_id"),
            ("held_role_count", "person_id", "partner_id"),
        ):
            current = [("is_current", "=", True)]
            set_count(self, name, "hub.company.role", of, current, aggregate=f"{counted}:count_distinct")

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

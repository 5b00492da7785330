from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.compat import table_query
from ...tools.dates import today

_OF_ROLE = ("role", "is_decision_maker", "ownership_share", "date_start", "date_end")
_OF_PERSON = ("phone", "email", "function")


class HubCompanyPerson(models.Model):
    """Whoever a company has to do with, in one list: each role of a person, and contacts of the company without one.

    What is typed into a row goes to where it belongs: the phone number to the person, the days to the role. A new row
    is a person, and a role if one is chosen; a role that is chosen for a contact without one is a new role. Deleting a
    row deletes its role; the person stays. Each with the rights that the user has on contacts and roles.
    """

    _name = "hub.company.person"
    _description = "Person of a Company"
    _auto = False
    _order = "is_ended, is_contact, id"
    _rec_name = "person_id"
    _depends = {
        "hub.company.role": ["partner_id", "person_id", "date_end"],
        "res.partner": ["parent_id", "is_company", "type", "active"],
    }

    partner_id = fields.Many2one("res.partner", "Company", required=True)
    person_id = fields.Many2one(
        "res.partner", required=True, domain=["|", ("is_company", "=", False), ("is_natural_person", "=", True)]
    )
    role_id = fields.Many2one("hub.company.role", "Row of the Role", readonly=True)
    is_contact = fields.Boolean("Without a Role", readonly=True)
    is_ended = fields.Boolean("Ended", readonly=True)
    phone = fields.Char(related="person_id.phone", readonly=False, related_sudo=False)
    email = fields.Char(related="person_id.email", readonly=False, related_sudo=False)
    function = fields.Char(related="person_id.function", readonly=False, related_sudo=False)
    role = fields.Selection(related="role_id.role", readonly=False, related_sudo=False)
    is_decision_maker = fields.Boolean(related="role_id.is_decision_maker", readonly=False, related_sudo=False)
    ownership_share = fields.Float(related="role_id.ownership_share", readonly=False, related_sudo=False)
    date_start = fields.Date(related="role_id.date_start", readonly=False, related_sudo=False)
    date_end = fields.Date(related="role_id.date_end", readonly=False, related_sudo=False)

    @table_query
    def _table_query(self):
        """Even numbers are roles, odd ones are contacts that have no role in their company, past or present."""
        return SQL(
            """SELECT 2 * id AS id, partner_id, person_id, id AS role_id, FALSE AS is_contact,
                      COALESCE(date_end < %(day)s, FALSE) AS is_ended
                 FROM hub_company_role
                UNION ALL
               SELECT 2 * id + 1, parent_id, id, NULL, TRUE, FALSE
                 FROM res_partner contact
                WHERE parent_id IS NOT NULL AND active AND NOT COALESCE(is_company, FALSE) AND type = 'contact'
                  AND NOT EXISTS (
                      SELECT FROM hub_company_role role
                       WHERE role.person_id = contact.id AND role.partner_id = contact.parent_id
                  )""",
            day=today(self.env),
        )

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        # The rows are those of a query: what they are made of is written.
        rows = self.browse([self._create_one(vals) for vals in vals_list])
        self._read_anew()
        return rows

    @api.model
    def _create_one(self, vals):
        """Write down a person of a company, and return the id of the row that it is."""
        contacts = self.env["res.partner"]
        company, person = contacts.browse(vals.get("partner_id")), contacts.browse(vals.get("person_id"))
        if not (company and person):
            raise UserError(self.env._("Person: choose somebody, or type a new name."))
        if vals.get("role"):
            role = self._create_role(company, person, vals)
        else:
            role = self.env["hub.company.role"]
            self._make_contact(company, person)
        self._write_person(person, vals)
        return 2 * role.id if role else 2 * person.id + 1

    @api.model
    def _create_role(self, company, person, vals):
        values = {name: vals[name] for name in _OF_ROLE if name in vals}
        # Whether somebody decides follows from the role, unless somebody ticked it.
        if not values.get("is_decision_maker"):
            values.pop("is_decision_maker", None)
        return self.env["hub.company.role"].create({"partner_id": company.id, "person_id": person.id, **values})

    @api.model
    def _make_contact(self, company, person):
        if person.parent_id == company:
            return
        if person.parent_id:
            raise UserError(
                self.env._(
                    "Role: %(person)s is a contact of %(company)s. Choose the role that this person has here.",
                    person=person.name,
                    company=person.parent_id.display_name,
                )
            )
        person.parent_id = company

    @api.model
    def _write_person(self, person, vals):
        told = {name: vals[name] for name in _OF_PERSON if vals.get(name, person[name]) != person[name]}
        if told:
            person.write(told)

    def write(self, vals):  # pylint: disable=method-required-super
        for row in self:
            if any(name in vals and vals[name] != row[name].id for name in ("partner_id", "person_id")):
                raise UserError(
                    self.env._(
                        "Person: a row stays that of one person in one company. End this role, and add a row for the "
                        "other one."
                    )
                )
            of_role = {name: vals[name] for name in _OF_ROLE if name in vals}
            if of_role and row.role_id:
                row.role_id.write(of_role)
            elif of_role.get("role"):
                self._create_role(row.partner_id, row.person_id, of_role)
            self._write_person(row.person_id, {name: vals[name] for name in _OF_PERSON if name in vals})
        self._read_anew()
        return True

    def unlink(self):  # pylint: disable=method-required-super
        if contacts := self.filtered("is_contact"):
            raise UserError(  # pylint: disable=no-raise-unlink
                self.env._(
                    "%s has no role here that could be deleted. Open the contact, and archive it if the person left.",
                    contacts[0].person_id.name,
                )
            )
        self.role_id.unlink()
        self._read_anew()
        return True

    @api.model
    def _read_anew(self):
        """Forget what was read of these rows, which follow from other ones."""
        self.env["res.partner"].invalidate_model(["people_ids"])
        self.invalidate_model()

    def action_open_person(self):
        """Open the person."""
        self.ensure_one()
        return self.person_id._get_records_action()

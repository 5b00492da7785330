import json

from odoo import api, fields, models
from odoo.tools import SQL, format_date

from odoo.addons.hub_entrepreneurs.tools.compat import table_query

from ...domain.comparing import FOLLOWING

_MOST_FIELDS = 32


class HubCbeValue(models.Model):
    """What the register said last of a field of a company, since when, and whether the company says the same.

    A row a field: they are a query over what :class:`HubCbeCompany` keeps in one column.
    """

    _name = "hub.cbe.value"
    _description = "Value of the Register"
    _auto = False
    _order = "partner_id, field"
    _rec_name = "field"
    _depends = {"hub.cbe.company": ["partner_id", "said", "told_on", "since", "differs"]}

    partner_id = fields.Many2one("res.partner", "Company", readonly=True)
    user_id = fields.Many2one("res.users", "Account Manager", related="partner_id.user_id")
    field = fields.Selection(selection="_get_field_options", readonly=True)
    value = fields.Char("As Stored", readonly=True)
    value_text = fields.Char("The Register Says", compute="_compute_texts")
    current_text = fields.Char("The Company Says", compute="_compute_texts")
    since = fields.Date(readonly=True, help="The day of the first extract that said so.")
    differs = fields.Boolean("Differs from the Register", readonly=True)

    @table_query
    def _table_query(self):
        return SQL(
            """SELECT company.id * %(most)s + value.place::int AS id, company.partner_id, value.name AS field,
                      value.told #>> '{}' AS value,
                      COALESCE(TO_DATE(company.since ->> value.name, 'YYYY-MM-DD'), company.told_on) AS since,
                      COALESCE(company.differs, '[]') ? value.name AS differs
                 FROM hub_cbe_company AS company
           CROSS JOIN LATERAL jsonb_each(company.said) WITH ORDINALITY AS value (name, told, place)""",
            most=_MOST_FIELDS,
        )

    @api.model
    def _get_field_options(self):
        """Return the fields of a contact that the register fills, with their labels."""
        fields_of = self.env["res.partner"]._fields
        return [(name, fields_of[name]._description_string(self.env)) for name in self._get_field_names()]

    @api.model
    def _get_field_names(self):
        return (
            "name", "company_registry", "is_natural_person", "street", "street2", "zip", "city", "country_id",
            "commune_id", "lang", "phone", "email", "email_source", "website", "founding_date", "nace_ids",
            "main_nace_id",
        )  # fmt: skip

    @api.depends("field", "value", "partner_id")
    def _compute_texts(self):
        self.value_text = self.current_text = False
        contacts = self.env["res.partner"]._fields
        for name, rows in self.grouped("field").items():
            if not name:
                continue
            field = contacts[name]
            said = {row: row._get_said(field) for row in rows}
            current = {row: row.partner_id[name] for row in rows}
            names = {}
            if field.relational:
                current = {row: value.ids for row, value in current.items()}
                ids = {id_ for each in (*said.values(), *current.values()) for id_ in each}
                records = self.env[field.comodel_name].browse(ids).exists()
                names = dict(zip(records.ids, records.mapped("display_name"), strict=True))
            for row in rows:
                row.value_text = row._get_text(field, said[row], names)
                row.current_text = row._get_text(field, current[row], names)

    def _get_register_id(self):
        """Return the id of the row of the register that the value is of."""
        return self.id // _MOST_FIELDS

    def _get_mark(self, can_decide):
        """Return what a form says of the field: see :meth:`res.partner._compute_register_marks`."""
        return {
            "id": self.id,
            "state": self._get_state(),
            "since": fields.Date.to_string(self.since),
            "value": self.value_text,
            "current": self.current_text,
            "can_decide": can_decide,
        }

    def _get_state(self):
        """Return whether the company says the same (in other words or not), something else, or that on purpose."""
        register = self.env["hub.cbe.company"].browse(self._get_register_id())
        differs = {*(register.differs or ())}
        if self.value_text == self.current_text:
            return "same"
        if differs & {self.field, *FOLLOWING.get(self.field, ())}:
            return "differs"
        return "kept" if self.field in (register.kept or {}) else "same"

    def _get_said(self, field):
        """Return what the register says as the field has it; of relational fields a list of ids."""
        if field.relational:
            said = json.loads(self.value or "[]")
            return said if isinstance(said, list) else [said] if said else []
        if field.type == "boolean":
            return self.value == "true"
        return self.value

    def _get_text(self, field, value, names):
        """Return a value as a person reads it; of relational fields with the names of the records by id."""
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if not value:
            return False
        if field.relational:
            return ", ".join(names[id_] for id_ in value if id_ in names)
        if field.type == "date":
            return format_date(self.env, value)
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        return value

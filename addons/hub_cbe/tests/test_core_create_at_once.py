from odoo import Command
from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.quiet import NO_LOG

from ..domain.company import company_of
from ..domain.contact import contact_values
from ..synthetic.world import Settings
from ..tools import rows as kept_rows
from ..tools.references import get_references, get_region
from .common import RegisterCase

# What tells one row from another, and when it was made.
_OWN = {
    "id", "commercial_partner_id", "create_date", "write_date", "create_uid", "write_uid", "calendar_last_notif_ack",
}  # fmt: skip
_MOST = 200


@tagged("post_install", "-at_install")
class TestCoreCreateAtOnce(RegisterCase):
    """With all addons installed: a stored field that one of them computes from the register's values is found here."""

    SETTINGS = Settings(enterprises=1000, share=40)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        extract = cls.take_file(cls.write_extract())
        extract._begin()
        extract._read(int)
        numbers = [number for part in extract.range_ids for number in part.numbers][:_MOST]
        region, references = get_region(cls.env), get_references(cls.env)
        companies = [company_of(each.rows(), region) for each in kept_rows.companies_of(cls.env.cr, numbers)]
        cls.vals_list = [
            {**contact_values(company, references), "is_company": True, "is_prospect": True} for company in companies
        ]

    def read_rows(self, ids):
        rows = self.env.execute_query_dict(SQL("SELECT * FROM res_partner WHERE id = ANY(%s)", ids))
        relations = {}
        for field in self.env["res.partner"]._fields.values():
            if field.type == "many2many" and field.store and field.relation:
                pairs = self.env.execute_query(
                    SQL(
                        "SELECT %s, %s FROM %s WHERE %s = ANY(%s)",
                        SQL.identifier(field.column1), SQL.identifier(field.column2), SQL.identifier(field.relation),
                        SQL.identifier(field.column1), ids,
                    )
                )  # fmt: skip
                for id_, other in pairs:
                    relations.setdefault(id_, {}).setdefault(field.name, set()).add(other)
        return {
            row["company_registry"]: (
                {name: value for name, value in row.items() if name not in _OWN},
                relations.get(row["id"], {}),
                row["commercial_partner_id"] == row["id"],
            )
            for row in rows
        }

    def test_companies_made_at_once_are_those_of_the_orm(self):
        self.assertEqual(len(self.vals_list), _MOST)
        # The sample has what makes a difference.
        for name in ("phone", "email", "website", "commune_id", "street2", "main_nace_id", "founding_date"):
            self.assertTrue(any(vals[name] for vals in self.vals_list), name)
            self.assertTrue(name == "founding_date" or not all(vals[name] for vals in self.vals_list), name)
        partners = self.env["res.partner"]
        with self.env.cr.savepoint() as savepoint:
            at_once = self.read_rows(partners._create_at_once(self.vals_list))
            savepoint.rollback()
        one_by_one = partners.with_context(**NO_LOG).create(
            [
                {**{name: value or False for name, value in vals.items()}, "nace_ids": [Command.set(vals["nace_ids"])]}
                for vals in self.vals_list
            ]
        )
        self.env.flush_all()
        expected = self.read_rows(one_by_one.ids)
        self.assertEqual(at_once.keys(), expected.keys())
        for number, row in expected.items():
            self.assertEqual(at_once[number], row, number)

    def test_ids_come_in_order(self):
        ids = self.env["res.partner"]._create_at_once(self.vals_list[:50])
        numbers = self.env["res.partner"].browse(ids).mapped("company_registry")
        self.assertEqual(numbers, [vals["company_registry"] for vals in self.vals_list[:50]])

    def test_nothing_to_create(self):
        self.assertEqual(self.env["res.partner"]._create_at_once([]), [])

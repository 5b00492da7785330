from odoo.addons.hub_entrepreneurs.tests.owned_common import OwnedRowsCase

from .statement_common import StatementCase


class TestStatementOwned(OwnedRowsCase, StatementCase):
    """Statements and contacts made stay in the agency of their company."""

    def test_no_row_gets_into_another_agency(self):
        rows = self.one_of_each_of_statements(self.company)
        self.assertEqual(set(rows), self.owned_models_of("hub_event"), "a new model gets a row in statement_common.py")
        roles = ("account", "cluster_manager", "director", "analyst", "outsider")
        able = self.check_owners_hold(rows, {role: getattr(self, role) for role in roles})
        # Nobody makes a statement by hand; whom a company met is noted by who keeps the company.
        self.assertEqual([able[way] for way in ("create", "move", "load")], [{"hub.action.contact"}] * 3)

    def test_rows_of_merged_companies_are_kept(self):
        rows = self.one_of_each_of_statements(self.other_company).values()
        self.other_company.company_registry = False
        self.env["base.partner.merge.automatic.wizard"]._merge((self.company + self.other_company).ids, self.company)
        for row in rows:
            self.assertEqual(row.partner_id, self.company, row._name)

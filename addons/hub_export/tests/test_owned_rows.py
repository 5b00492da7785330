from odoo.addons.hub_entrepreneurs.tests.owned_common import OwnedRowsCase

from .common import ExportCase


class TestOwnedRows(OwnedRowsCase, ExportCase):
    """Markets stay in the agency of the company."""

    def test_no_row_gets_into_another_agency(self):
        target = {"partner_id": self.company.id, "country_id": self.france.id}
        rows = {"hub.export.target": self.env["hub.export.target"].create(target)}
        self.assertEqual(set(rows), self.owned_models_of("hub_export"), "a new model gets a row here")
        roles = ("account", "adviser", "director", "analyst", "outsider")
        able = self.check_owners_hold(rows, {role: getattr(self, role) for role in roles})
        self.assertEqual([able[way] for way in ("create", "move", "load")], [set(rows)] * 3)

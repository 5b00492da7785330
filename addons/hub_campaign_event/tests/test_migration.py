from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.common import HubCase
from odoo.addons.hub_entrepreneurs.tests.test_migration import migration_of


class TestMigration(HubCase):
    def test_the_addon_that_has_gone_is_forgotten(self):
        modules = self.env["ir.module.module"]
        modules.create({"name": "hub_export_event", "state": "installed"})
        self.env["ir.model.data"].create(
            {"module": "hub_export_event", "name": "some_group", "model": "res.groups", "res_id": 1}
        )
        self.env.flush_all()
        script = migration_of("hub_campaign_event", "19.0.1.2.0/pre-migrate.py")
        script.migrate(self.env.cr, "")
        known = SQL("SELECT COUNT(*) FROM ir_model_data WHERE 'hub_export_event' IN (module, substr(name, 8))")
        self.assertEqual(self.env.execute_query(known), [(2,)], "a new database has nothing to forget")
        script.migrate(self.env.cr, "19.0.1.1.0")
        self.assertEqual(self.env.execute_query(known), [(0,)])
        self.env.invalidate_all()
        self.assertFalse(modules.search([("name", "=", "hub_export_event")]))

"""The catalog check names what the database lacks."""

from odoo.tests import TransactionCase, tagged

from tools.catalog import missing_objects


@tagged("standard", "post_install")
class TestCatalog(TransactionCase):
    def test_fresh_database_lacks_nothing(self):
        self.assertEqual(missing_objects(self.env), [])
        self.assertEqual(missing_objects(self.env, "base"), [])

    def test_dropped_constraint_is_reported(self):
        self.env.cr.execute("ALTER TABLE res_users DROP CONSTRAINT res_users_login_key")
        self.assertEqual(missing_objects(self.env, "base"), ["constraint res_users.res_users_login_key"])

    def test_dropped_index_is_reported(self):
        self.env.cr.execute("DROP INDEX ir_attachment_res_idx")
        self.assertEqual(missing_objects(self.env, "base"), ["index ir_attachment.ir_attachment_res_idx"])

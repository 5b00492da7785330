from psycopg2 import errors

from odoo import SUPERUSER_ID, api
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import RegisterCase


@tagged("post_install", "-at_install")
class TestRanges(RegisterCase):
    def test_a_range_is_loaded_once(self):
        extract = self.take_file(self.write_extract())
        extract._begin()
        extract._read(int)
        for _again in range(2):
            for part in extract.range_ids:
                part._load()
        self.assertEqual(extract.new_count, extract.company_count)
        self.assertEqual(self.env["hub.cbe.company"].search_count([]), extract.company_count)

    def test_two_at_one_range(self):
        """Who comes second is sent back by the database, and then sees that it is done."""
        with self.two_connections() as (first, second):
            one, other = (api.Environment(cr, SUPERUSER_ID, {}) for cr in (first, second))
            extract = one["hub.cbe.extract"].create({"file_name": "two.zip"})
            part = one["hub.cbe.range"].create({"extract_id": extract.id, "numbers": []})
            one.flush_all()
            first.commit()
            try:
                later = other["hub.cbe.range"].browse(part.id)
                self.assertFalse(later.done_at)
                part._load()
                one.flush_all()
                second.execute(SQL("SET LOCAL lock_timeout = '200ms'"))
                with self.assertRaises(errors.LockNotAvailable), mute_logger("odoo.sql_db"), second.savepoint():
                    later._load()
                first.commit()
                with self.assertRaises(errors.SerializationFailure), mute_logger("odoo.sql_db"):
                    later._load()
                second.rollback()
                other.invalidate_all()
                self.assertTrue(later.done_at)
                later._load()
                self.assertEqual(later.new_count, 0)
            finally:
                second.rollback()
                first.rollback()
                extract.unlink()
                first.commit()

from psycopg2 import errors

from odoo import SUPERUSER_ID, api
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ..tools.quiet import SAME
from ..tools.same import Same, once
from .common import RegisterCase, without_register


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

    def test_what_is_the_same_for_all_is_asked_once(self):
        asked = []

        def ask():
            asked.append(1)
            return len(asked)

        by_process = self.env(context={SAME: Same()})
        self.assertEqual([once(by_process, "what", ask) for _time in range(2)], [1, 1])
        # What a request can send is no word of a process.
        by_request = self.env(context={SAME: {"what": 99}})
        for env in (self.env, by_request):
            self.assertEqual([once(env, "what", ask) for _time in range(2)], [len(asked) - 1, len(asked)])

    def test_ranges_of_one_process_are_as_those_of_several(self):
        extract = self.take_file(self.write_extract())
        extract._begin()
        extract._read(int)
        numbers = extract.range_ids.numbers
        parts = self.env["hub.cbe.range"].create(
            [{"extract_id": extract.id, "numbers": numbers[place::3]} for place in range(3)]
        )
        for part in parts.with_context(**{SAME: Same()}):
            part._load()
        together = self.get_state()
        self.assertEqual(len(together), len(numbers))
        without_register(self.env)
        self.load(self.write_extract())
        self.assertEqual(self.get_state(), together)

    def test_no_word_waits_for_its_index_once_all_are_loaded(self):
        """A search goes through all that wait."""
        self.env["res.partner"].create({"name": "Whoever waits", "is_company": True})
        self.env.flush_all()
        self.env["hub.cbe.extract"]._index_words()
        query = "SELECT GIN_CLEAN_PENDING_LIST(%s::regclass)"
        for index in ("res_partner_found_by_trgm", "hub_cbe_company_names_trgm"):
            self.assertEqual(self.env.execute_query(SQL(query, index)), [(0,)])

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

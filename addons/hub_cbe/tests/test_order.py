import zipfile
from datetime import timedelta

from psycopg2 import errors

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..domain.layout import Kind
from ..synthetic.world import Settings
from .common import RegisterCase


@tagged("post_install", "-at_install")
class TestOrder(RegisterCase):
    """Whatever was cancelled, begun twice or cut short: no older extract takes the place of a newer one."""

    SETTINGS = Settings(enterprises=400, share=40, rate=2500)

    def read_earlier(self, extract):
        """Let it be read some days ago: in a test, all of it is one moment."""
        extract.read_on = fields.Datetime.now() - timedelta(days=3)
        return extract

    def cancelled(self, step=0, kind=Kind.FULL):
        """Return an extract that was cancelled before it was read."""
        extract = self.take_file(self.write_extract(step, kind))
        self.assertTrue(extract._begin())
        extract.with_user(self.director).action_cancel()
        self.assertEqual(extract.state, "cancelled")
        return extract

    def test_what_was_cancelled_does_not_come_after_a_newer_one(self):
        older = self.cancelled()
        newer = self.load(self.write_extract(3))
        state = self.get_state()
        older.with_user(self.director).action_go_on()
        self.assertEqual(older.state, "refused")
        self.assertIn("in already", older.error)
        self.assertEqual(self.env["hub.cbe.extract"]._get_last(), newer)
        self.assertEqual(self.get_state(), state)

    def test_nor_does_an_update(self):
        self.read_earlier(self.load(self.write_extract()))
        update = self.cancelled(1, Kind.UPDATE)
        self.load(self.write_extract(3))
        update.with_user(self.director).action_go_on()
        self.assertEqual(update.state, "refused")

    def test_on_the_command_line_neither(self):
        self.cancelled()
        self.load(self.write_extract(3))
        with self.assertRaisesRegex(UserError, "in already"):
            self.load(self.write_extract())

    def test_what_was_cancelled_halfway_stays_behind_a_newer_one(self):
        older = self.take_file(self.write_extract())
        older._begin()
        older._read(int)
        older.with_user(self.director).action_cancel()
        self.read_earlier(older)
        newer = self.load(self.write_extract(2))
        with self.assertRaisesRegex(UserError, "was read after"):
            older.with_user(self.director).action_go_on()
        self.assertEqual(older.state, "cancelled")
        self.read_earlier(newer).read_on += timedelta(days=1)
        self.assertEqual(self.load(self.write_extract(3, Kind.UPDATE)).state, "done", "updates wait for it no more")

    def test_what_was_begun_is_asked_again_when_it_is_read(self):
        older = self.take_file(self.write_extract())
        older._begin()
        older.state = "new"
        self.env.flush_all()
        self.load(self.write_extract(3))
        older.state = "reading"
        older._job_read()
        self.assertEqual(older.state, "refused")

    def test_two_that_begin_at_once(self):
        with self.assertRefused("hub.cbe.extract", "another one is under way", "Wait until it is done"):
            self.env["hub.cbe.extract"].create([{"state": "reading"}, {"state": "loading"}])
        with self.two_connections() as (first, second):
            one, other = (api.Environment(cr, SUPERUSER_ID, {})["hub.cbe.extract"] for cr in (first, second))
            one._check_alone()
            other._check_alone()
            one.create({"state": "reading"})
            one.env.flush_all()
            second.execute("SET LOCAL lock_timeout = '200ms'")
            with self.assertRaises(errors.LockNotAvailable), mute_logger("odoo.sql_db"):
                other.create({"state": "reading"})
                other.env.flush_all()

    def test_a_file_without_most_rows_stops_no_company(self):
        self.load(self.write_extract())
        state = self.get_state()
        for name in ("enterprise", "address", "establishment", "denomination"):
            for left in (0, 30):
                with self.subTest(name=name, left=left):
                    extract = self.take_file(self.cut_short(f"{name}.csv", left))
                    self.assertTrue(extract._begin())
                    self.assertFalse(extract._read(int))
                    self.assertEqual(extract.state, "refused")
                    self.assertIn(f"{name}.csv says something about", extract.error)
                    self.assertEqual(self.get_state(), state)
                    self.assertFalse(self.env["hub.cbe.company"].search_count([("stopped_on", "!=", False)]))

    def cut_short(self, cut, left):
        """Write an extract in which a file has a few rows only, and return its path."""
        path = self.folder / f"{left}-{cut}.zip"
        with zipfile.ZipFile(self.write_extract(2)) as whole, zipfile.ZipFile(path, "w") as made:
            for name in whole.namelist():
                lines = whole.read(name).splitlines(keepends=True)
                made.writestr(name, b"".join(lines[: left + 1] if name == cut else lines))
        return path

import zipfile
from datetime import timedelta

from psycopg2 import errors

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.queue_job.exception import RetryableJobError

from ..domain.layout import Kind
from ..domain.numbers import dotted
from ..synthetic.world import Settings
from .common import RegisterCase, table


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
            second.execute(SQL("SET LOCAL lock_timeout = '200ms'"))
            with self.assertRaises(errors.LockNotAvailable), mute_logger("odoo.sql_db"):
                other.create({"state": "reading"})
                other.env.flush_all()

    def test_two_never_read_at_once(self):
        extract = self.take_file(self.write_extract())
        extract._begin()
        with self.two_connections() as (first, _second):
            other = api.Environment(first, SUPERUSER_ID, {})["hub.cbe.extract"]
            self.assertTrue(other._lock())
            with self.assertRaisesRegex(RetryableJobError, "being read"):
                extract._job_read()
            with self.assertRaisesRegex(UserError, "being read"):
                extract._run_here(lambda *_told: None, self.env.flush_all)
            extract.with_user(self.director).action_cancel()
            self.assertEqual(extract.state, "reading", "whoever reads it notes the end itself")
            self.assertTrue(self.env["hub.cbe.progress"]._get_of(extract).is_cancelled)
        extract.with_user(self.director).action_cancel()
        self.assertEqual(extract.state, "cancelled")

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

    def test_a_bad_row_stops_no_company(self):
        """A code that nobody knows, and a row that can't be taken apart: in a full extract and in an update."""
        self.load(self.write_extract())
        state = self.get_state()
        there = {row["EnterpriseNumber"] for row in table(self.write_extract(1), "enterprise")}
        changed = {row["EnterpriseNumber"] for row in table(self.write_extract(1, Kind.UPDATE), "enterprise_insert")}
        known = sorted(each for number in state if (each := dotted(int(number))) in there & changed)[:2]
        self.assertEqual(len(known), 2)
        for kind, name in ((Kind.FULL, "enterprise.csv"), (Kind.UPDATE, "enterprise_insert.csv")):
            with self.subTest(kind=kind), self.env.cr.savepoint() as savepoint:
                extract = self.load(self.torn(self.write_extract(1, kind), name, known))
                self.assertEqual((extract.state, extract.bad_row_count), ("done", 2))
                rows = self.env["hub.cbe.company"].search([("number", "in", [each.replace(".", "") for each in known])])
                self.assertEqual(len(rows), 2)
                self.assertFalse(any(rows.mapped("stopped_on")))
                self.assertFalse(any(rows.mapped("news")))
                names = {row["number"]: row["name"] for row in self.get_state().values()}
                self.assertFalse([number for number in known if names[number.replace(".", "")] == number])
                self.load(self.write_extract(2, Kind.UPDATE))
                self.assertLessEqual(
                    {row.number for row in rows if row.stopped_on},
                    {row["EnterpriseNumber"].replace(".", "") for row in table(self.write_extract(2, Kind.UPDATE),
                                                                               "enterprise_delete")},
                )  # fmt: skip
                savepoint.rollback()
            self.env.invalidate_all()

    def torn(self, path, file, numbers):
        """Write an extract in which the rows of some enterprises are bad, and return its path."""
        made = self.folder / f"torn-{path.name}"
        with zipfile.ZipFile(path) as whole, zipfile.ZipFile(made, "w") as other:
            for name in whole.namelist():
                lines = whole.read(name).splitlines(keepends=True)
                if name == file:
                    for rank, number in enumerate(numbers):
                        [place] = [at for at, each in enumerate(lines) if each.startswith(f'"{number}"'.encode())]
                        lines[place] = (
                            lines[place].replace(b'"AC"', b'"??"')
                            if rank % 2
                            else lines[place].rsplit(b",", 1)[0] + b"\n"
                        )
                other.writestr(name, b"".join(lines))
        return made

    def cut_short(self, cut, left):
        """Write an extract in which a file has a few rows only, and return its path."""
        path = self.folder / f"{left}-{cut}.zip"
        with zipfile.ZipFile(self.write_extract(2)) as whole, zipfile.ZipFile(path, "w") as made:
            for name in whole.namelist():
                lines = whole.read(name).splitlines(keepends=True)
                made.writestr(name, b"".join(lines[: left + 1] if name == cut else lines))
        return path

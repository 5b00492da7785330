import zipfile

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL

from ..domain.layout import ENTERPRISE
from ..models.extract.hub_cbe_extract_reading import CancelledError
from ..tools.rows import table
from .common import RegisterCase


@tagged("post_install", "-at_install")
class TestExtracts(RegisterCase):
    def test_jobs_are_made_one_after_another(self):
        extract = self.take_file(self.write_extract())
        extract.with_user(self.director).action_begin()
        self.assertEqual(extract.state, "reading")
        jobs = self.env["queue.job"].search([("channel", "=", "root.hub_cbe")])
        self.assertEqual(jobs.mapped("method_name"), ["_job_read"])
        extract._job_read()
        self.assertEqual(extract.state, "loading")
        jobs = self.env["queue.job"].search([("channel", "=", "root.hub_cbe")]) - jobs
        self.assertEqual(
            sorted(jobs.mapped("method_name")), sorted(["_job_end", *["_job_load"] * len(extract.range_ids)])
        )
        for part in extract.range_ids:
            part._job_load()
        extract._job_end()
        self.assertEqual(extract.state, "done")
        self.assertEqual(extract.new_count, extract.company_count)
        jobs = self.env["queue.job"].search([("method_name", "=", "_job_pack")])
        self.assertEqual(len(jobs), 1)
        extract._job_pack()
        self.assertTrue(self.env.execute_query(SQL("SELECT FROM hub_cbe_piece WHERE extract = %s LIMIT 1", extract.id)))

    def test_cancelled_while_it_is_read_nothing_stays(self):
        extract = self.take_file(self.write_extract())
        extract._begin()

        def cancel(percent):
            if percent > 60:
                raise CancelledError

        self.assertFalse(extract._read(cancel))
        self.assertEqual(extract.state, "cancelled")
        self.assertFalse(extract.range_ids)
        self.assertEqual(self.env.execute_query(SQL("SELECT COUNT(*) FROM %s", table(ENTERPRISE))), [(0,)])

    def test_cancelled_while_it_is_loaded_it_can_go_on(self):
        extract = self.take_file(self.write_extract())
        extract._begin()
        extract._read(int)
        extract.with_user(self.director).action_cancel()
        self.assertEqual(extract.state, "cancelled")
        extract.range_ids._job_load() if len(extract.range_ids) == 1 else extract.range_ids[0]._job_load()
        self.assertFalse(self.env["hub.cbe.company"].search_count([]))
        extract.with_user(self.director).action_go_on()
        self.assertEqual(extract.state, "loading")
        for part in extract.range_ids:
            part._job_load()
        self.assertTrue(self.env["hub.cbe.company"].search_count([]))

    def test_files_that_are_no_extract_are_refused_in_words(self):
        path = self.folder / "notes.txt"
        path.write_text("no zip")
        extract = self.take_file(path)
        self.assertFalse(extract._begin())
        self.assertEqual(extract.state, "refused")
        self.assertIn("no zip", extract.error)
        path = self.folder / "empty.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "nothing")
        extract = self.take_file(path)
        self.assertFalse(extract._begin())
        self.assertIn("meta.csv", extract.error)

    def test_bad_rows_are_counted_listed_and_left_out(self):
        source = self.write_extract()
        path = self.folder / "bad.zip"
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                text = old.read(name)
                if name == "enterprise.csv":
                    text = text.replace(b'"AC"', b'"??"', 40)
                new.writestr(name, text)
        extract = self.load(path)
        self.assertEqual(extract.state, "done")
        self.assertIn(extract.bad_row_count, range(1, 41))
        self.assertEqual(len(extract.bad_rows_text.splitlines()), extract.bad_row_count)
        for line in extract.bad_rows_text.splitlines():
            self.assertRegex(line, "^enterprise.csv, line [0-9]+, Status: an unknown code: ")
        self.assertLess(self.env["hub.cbe.company"].search_count([]), extract.company_count)

    def test_what_was_read_stays(self):
        extract = self.load(self.write_extract())
        with self.assertRaisesRegex(UserError, "stays as it is"):
            extract.with_user(self.director).write({"file_name": "other.zip"})
        with self.assertRaisesRegex(UserError, "can't be deleted"):
            extract.with_user(self.director).unlink()

    def test_a_second_full_extract_passes_over_who_has_not_changed(self):
        self.load(self.write_extract())
        extract = self.load(self.write_extract(1))
        self.assertLess(extract.changed_count + extract.new_count, extract.company_count // 2)
        self.assertGreater(extract.changed_count, 0)

    def test_known_companies_are_told_not_doubled(self):
        path = self.write_extract()
        with self.env.cr.savepoint() as savepoint:
            self.load(path)
            known = self.env["hub.cbe.company"].search([], limit=3)
            numbers = known.mapped("number")
            savepoint.rollback()
        self.env.invalidate_all()
        here = self.env["res.partner"].create(
            [{"name": f"Here {number}", "is_company": True, "company_registry": number} for number in numbers]
        )
        here[0].active = False
        self.load(path)
        rows = self.env["hub.cbe.company"].search([("number", "in", numbers)])
        self.assertEqual(rows.partner_id.ids and set(rows.partner_id.ids), set(here.ids))
        self.assertFalse(any(here.mapped("is_prospect")))
        self.assertEqual(here[1].name, f"Here {numbers[1]}")
        self.assertIn("name", rows.filtered(lambda row: row.partner_id == here[1]).differs)
        self.assertTrue(here[1].city)

import io
from unittest.mock import patch

from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError

from .run_files_common import RunFilesCase, rows_below


class TestRunJob(RunFilesCase):
    """A long workbook is made in the background, as a long export is; a short one comes at once."""

    def setUp(self):
        super().setUp()
        self.talk()
        self.talk(company=self.other_company)
        self.run = self.run_report()

    def dialog(self, user=None, **values):
        dialogs = self.env["hub.report.download"].with_user(user or self.analyst)
        return dialogs.create({"run_id": self.run.id, "is_outside": False, **values})

    def long_from(self, rows):
        return patch.object(self.registry["hub.xlsx.job"], "_long_export", lambda _jobs: rows)

    def test_a_short_one_comes_at_once(self):
        action = self.dialog().action_download()
        self.assertEqual(action["url"], f"/hub_reporting/run/{self.run.id}/xlsx?inside=1")
        with self.long_from(0):
            self.assertEqual(self.dialog().action_download()["type"], "ir.actions.act_url", "0 is never")
        with self.long_from(1):
            action = self.dialog(is_outside=True).action_download()
            self.assertEqual(action["url"], f"/hub_reporting/run/{self.run.id}/xlsx", "there are no facts in it")
            self.assertEqual(self.dialog(file_format="csv").action_download()["type"], "ir.actions.act_url")
            self.assertEqual(self.dialog(self.account).action_download()["type"], "ir.actions.act_url")

    def test_a_long_one_is_a_job_of_its_user(self):
        with self.long_from(1):
            action = self.dialog().action_download()
        self.assertEqual(action["tag"], "display_notification")
        [job] = self.env["hub.xlsx.job"].search([("user_id", "=", self.analyst.id)])
        self.assertEqual((job.name, job.format, job.state), (self.run.display_name, "xlsx", "waiting"))
        self.assertEqual(job.with_user(self.analyst).count_records(job.params), 2)
        file, rows = io.BytesIO(), []
        exports = self.env["hub.xlsx.export"].with_user(self.analyst)
        written = exports._write_file(job.params, file, "xlsx", rows.append)
        self.assertEqual((written.rows, rows[-1]), (2, 2))
        self.assertTrue(written.name.endswith(".xlsx"))
        self.assertEqual(len(rows_below(load_workbook(file)["Facts"], "Counts In")), 2)

    def test_whoever_may_read_the_run_no_more_gets_no_file(self):
        with self.long_from(1):
            self.dialog().action_download()
        job = self.env["hub.xlsx.job"].search([("user_id", "=", self.analyst.id)])
        job.attachment_id = self.env["ir.attachment"].create({
            "name": "t.xlsx", "raw": b"PK", "res_model": "hub.xlsx.job", "res_id": job.id,
        })  # fmt: skip
        own = job.with_user(self.analyst)
        own.check_access("read")
        agency = self.env["res.company"].create({"name": "Test Agency"})
        self.analyst.write({"company_ids": [Command.set(agency.ids)], "company_id": agency.id})
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            own.check_access("read")

    def test_an_export_of_runs_is_still_an_export(self):
        params = {
            "model": "hub.report.run", "ids": self.run.ids, "domain": [], "import_compat": False,
            "fields": [{"name": "digest", "label": "Digest", "type": "char"}],
        }  # fmt: skip
        file = io.BytesIO()
        self.env["hub.xlsx.export"].with_user(self.analyst)._write_file(params, file, "xlsx")
        self.assertEqual(load_workbook(file).worksheets[0]["A2"].value, self.run.digest)

    def test_a_dialog_starts_one_job(self):
        dialog = self.dialog()
        with self.long_from(1):
            dialog.action_download()
            with self.assertRaisesRegex(Exception, "carried out already"):
                dialog.action_download()

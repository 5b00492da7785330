import csv
import io
from contextlib import contextmanager
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import api, sql_db
from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user
from odoo.tools import mute_logger

from ..models import hub_job_mixin
from ..models import hub_xlsx_job_runner as runner
from .test_job import JobCase


class TestRunner(TransactionCase):
    """Running jobs, in real transactions: what is committed here is removed at the end."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.export = cls.env.registry["hub.xlsx.export"]
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            user = new_test_user(env, login="xlsx_runner", groups="base.group_user,base.group_allow_export")
            cls.user_id, cls.partner_id = user.id, user.partner_id.id
        cls.addClassCleanup(cls.remove_user)

    @classmethod
    def remove_user(cls):
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            env["res.users"].browse(cls.user_id).unlink()
            env["res.partner"].browse(cls.partner_id).unlink()

    def setUp(self):
        super().setUp()
        self.patch(runner, "BEAT", 0)
        with self.jobs() as jobs:
            values = {"user_id": self.user_id, "name": "Country", "format": "csv", "model": "res.country"}
            self.job_id = jobs.create(values | {"params": JobCase.countries()}).id
        self.addCleanup(self.remove_job)
        self.connections = self.used_connections()

    def remove_job(self):
        with self.jobs() as jobs:
            jobs.browse(self.job_id).unlink()
            cron = jobs.env.ref("hub_xlsx.ir_cron_xlsx_jobs")
            jobs.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)]).unlink()

    @contextmanager
    def jobs(self, uid=api.SUPERUSER_ID):
        """The jobs in a transaction of their own."""
        with self.registry.cursor() as cr:
            yield api.Environment(cr, uid, {})["hub.xlsx.job"]

    @contextmanager
    def job(self, uid=api.SUPERUSER_ID):
        with self.jobs(uid) as jobs:
            yield jobs.browse(self.job_id)

    def run_cron(self):
        with self.jobs() as jobs:
            jobs._cron_run()

    def used_connections(self):
        return sum(connection._pool_in_use for connection in sql_db._Pool._connections)

    @contextmanager
    def meanwhile(self, happens):
        """Let something happen in the middle of every export: rows are written, the file isn't finished."""
        write_file = self.export._write_file

        def interrupted(export, params, file, export_format, progress=None):
            def told(rows):
                happens()
                progress(rows)

            return write_file(export, params, file, export_format, told)

        with patch.object(self.export, "_write_file", interrupted):
            yield

    def assert_done(self, attempts=1):
        countries = self.env["res.country"].search([])
        with self.job() as job:
            self.assertRecordValues(
                job,
                [
                    {
                        "state": "done",
                        "attempts": attempts,
                        "rows_done": len(countries),
                        "rows_total": len(countries),
                        "progress": 100,
                        "seen": False,
                    }
                ],
            )
            self.assertEqual(job.attachment_id.name, "Country (res.country).csv")
            rows = list(csv.reader(io.StringIO(job.attachment_id.raw.decode())))
            self.assertEqual(rows, [["Code"], *([code] for code in countries.mapped("code"))])
            self.assertFalse(job.attachment_id.index_content, "the file would be in the database as well")
        self.assertEqual(self.used_connections(), self.connections)

    def assert_no_file(self, **values):
        with self.job() as job:
            self.assertRecordValues(job, [values])
            self.assertFalse(job.attachment_id)
            files = [("res_model", "=", job._name), ("res_id", "=", job.id)]
            self.assertFalse(job.env["ir.attachment"].search(files))
        self.assertEqual(self.used_connections(), self.connections)

    def test_run(self):
        self.run_cron()
        self.assert_done()

    def test_as_the_user(self):
        seen = []

        def write_file(export, params, file, export_format, progress=None):
            seen.append((export.env.uid, export.env.su, export.env.context))
            raise AccessError("No")  # pylint: disable=translation-required

        with self.job() as job:
            job.user_id.tz = "Asia/Tokyo"
        with patch.object(self.export, "_write_file", write_file):
            self.run_cron()
        self.assertEqual(seen, [(self.user_id, False, {"lang": "en_US", "tz": "Asia/Tokyo", "uid": self.user_id})])

    def test_external_ids_stay(self):
        with self.job() as job:
            fields = [{"name": "id", "label": "External ID", "type": "char"}]
            job.params = JobCase.countries(model="res.users", ids=[self.user_id], fields=fields)
        finish = self.env.registry["hub.xlsx.job"]._finish

        def stay_before(job, *args):
            self.assertTrue(job.user_id.get_external_id()[self.user_id], "a file with ids that may not stay")
            finish(job, *args)

        self.patch(self.env.registry["hub.xlsx.job"], "_finish", stay_before)
        self.run_cron()
        with self.job() as job:
            external_id = job.user_id.get_external_id()[self.user_id]
            self.assertTrue(external_id.startswith("__export__."))
            self.assertIn(external_id, job.attachment_id.raw.decode())

    def test_progress_is_seen_meanwhile(self):
        seen = []

        def look():
            with self.job() as job:
                seen.append((job.state, job.rows_total, job.attempts))

        with self.meanwhile(look):
            self.run_cron()
        self.assertEqual(seen[0], ("running", self.env["res.country"].search_count([]), 1))
        self.assert_done()

    def test_cancel_in_the_middle(self):
        def cancel():
            with self.job(self.user_id) as job:
                job.action_cancel()

        with self.meanwhile(cancel):
            self.run_cron()
        self.assert_no_file(state="cancelled", attempts=1)
        self.run_cron()
        self.assert_no_file(state="cancelled", attempts=1)

    def test_deleted_in_the_middle(self):
        def delete():
            with self.job() as job:
                job.unlink()

        with self.meanwhile(delete):
            self.run_cron()
        self.assertEqual(self.used_connections(), self.connections)

    def test_killed_in_the_middle(self):
        def stop():
            raise SystemExit

        with self.meanwhile(stop), self.assertRaises(SystemExit):
            self.run_cron()
        self.assert_no_file(state="running", attempts=1)
        self.run_cron()
        self.assert_done(attempts=2)

    def test_killed_three_times(self):
        with self.job() as job:
            job.write({"state": "running", "attempts": 3})
        self.run_cron()
        self.assert_no_file(state="failed", attempts=3)
        with self.job() as job:
            self.assertIn("The server was stopped 3 times", job.error)

    def test_one_process_a_job(self):
        with self.job() as one, self.job() as two:
            self.assertTrue(one._lock())
            self.assertFalse(two._lock())
            one.env.cr.rollback()  # so it is when a process is killed
            self.assertTrue(two._lock())

    def test_a_running_job_is_left_alone(self):
        with self.job() as elsewhere:
            elsewhere.write({"state": "running", "attempts": 1})
            elsewhere.env.cr.commit()
            elsewhere._lock()
            self.run_cron()
            elsewhere.invalidate_recordset()
            self.assertEqual((elsewhere.state, elsewhere.attempts), ("running", 1))
        self.run_cron()
        self.assert_done(attempts=2)

    def test_a_process_that_was_given_up_changes_nothing(self):
        def another_began():
            with self.job() as job:
                job.attempts = 2

        with self.meanwhile(another_began):
            self.run_cron()
        self.assert_no_file(state="running", attempts=2)

    def test_not_again_when_done(self):
        self.run_cron()
        with self.job() as job:
            job._run()
        self.assert_done(attempts=1)

    def test_failure_is_a_sentence(self):
        with self.job() as job:
            job.params = JobCase.countries(fields=[{"name": "no_field", "label": "No Field", "type": "char"}])
        with mute_logger(hub_job_mixin.__name__):
            self.run_cron()
        with self.job() as job:
            self.assertEqual(job.state, "failed")
            self.assertTrue(job.error.endswith("."))
            self.assertTrue(job.date_finished)

    def test_unexpected_failure_says_where_to_look(self):
        def fail():
            raise RuntimeError("That was not foreseen")

        with self.meanwhile(fail), self.assertLogs(hub_job_mixin.__name__, "ERROR"):
            self.run_cron()
        self.assert_no_file(
            state="failed",
            error="The server could not finish this export. Ask an administrator to read the reason in the server's "
            "log.",
        )

    def test_interrupted_by_the_database(self):
        def fail():
            raise SerializationFailure

        with self.meanwhile(fail), mute_logger(hub_job_mixin.__name__):
            self.run_cron()
        self.assert_no_file(state="waiting", attempts=1)
        self.run_cron()
        self.assert_done(attempts=2)

    def test_right_lost_in_between(self):
        right = self.env.ref("base.group_allow_export").id
        with self.job() as job:
            job.user_id.write({"group_ids": [(3, right)]})
        self.run_cron()
        self.assert_no_file(
            state="failed", error="You don't have the rights to export data. Please contact an Administrator."
        )
        with self.job() as job:
            job.user_id.write({"group_ids": [(4, right)]})

    def test_user_archived_in_between(self):
        with self.job() as job:
            job.user_id.active = False
        self.run_cron()
        with self.job() as job:
            self.assertIn("is archived and can't export any more.", job.error)
            job.user_id.active = True

    def test_one_failure_does_not_stop_the_next(self):
        with self.job() as job:
            broken = job.copy({"params": JobCase.countries(model="no.model"), "user_id": self.user_id})
        with mute_logger(hub_job_mixin.__name__):
            self.run_cron()
        with self.jobs() as jobs:
            self.assertEqual(jobs.browse(broken.id).state, "failed")
            jobs.browse(broken.id).unlink()
        self.assert_done()

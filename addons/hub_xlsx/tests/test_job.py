from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Datetime
from odoo.tests import HttpCase, TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger


class JobCase(TransactionCase):
    """Two users who may export, one who may not, and a list of countries."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user, cls.other = (
            new_test_user(cls.env, login=f"xlsx_{login}", groups="base.group_user,base.group_allow_export")
            for login in ("user", "other")
        )
        cls.parameters = cls.env["ir.config_parameter"]
        cls.jobs = cls.env["hub.xlsx.job"].with_user(cls.user)

    @staticmethod
    def countries(**params):
        """What the web client posts for an export of all countries."""
        return {
            "model": "res.country",
            "fields": [{"name": "code", "label": "Code", "type": "char"}],
            "ids": False,
            "domain": [],
            "groupby": [],
            "context": {},
            "import_compat": False,
        } | params

    def start(self, export_format="csv", **params):
        job = self.jobs.start(export_format, self.countries(**params))
        return self.jobs.browse(job["id"])

    def finish(self, job, **values):
        """Leave a job as the runner leaves it."""
        attachment = self.env["ir.attachment"].create(
            {"name": "Country (res.country).csv", "raw": b"Code", "res_model": job._name, "res_id": job.id}
        )
        job.sudo()._end("done", attachment_id=attachment.id, rows_done=1, **values)
        return attachment


class TestJob(JobCase):
    """What the user does with an export in the background."""

    def test_start(self):
        cron = self.env.ref("hub_xlsx.ir_cron_xlsx_jobs")
        triggers = [("cron_id", "=", cron.id)]
        before = self.env["ir.cron.trigger"].search_count(triggers)
        job = self.start()
        self.assertRecordValues(
            job, [{"user_id": self.user.id, "name": "Country", "state": "waiting", "format": "csv", "progress": 0}]
        )
        self.assertEqual(job.params, self.countries())
        self.assertEqual(self.env["ir.cron.trigger"].search_count(triggers), before + 1)

    def test_who_may_not_export_gets_odoos_message(self):
        user = new_test_user(self.env, login="xlsx_none", groups="base.group_user")
        with self.assertRaisesRegex(UserError, "You don't have the rights to export data"):
            self.jobs.with_user(user).start("xlsx", self.countries())
        with self.assertRaises(AccessError):
            self.jobs.start("xlsx", self.countries(model="ir.config_parameter"))

    def test_own_jobs_only(self):
        job = self.start()
        attachment = self.finish(job)
        for stranger in (self.other, self.env.ref("base.user_admin")):
            theirs = job.with_user(stranger)
            self.assertFalse(theirs.search([("id", "=", job.id)]))
            for method in ("action_cancel", "action_run_again", "action_dismiss", "describe"):
                with self.subTest(method=method, user=stranger.login), self.assertRaises(AccessError):
                    getattr(theirs, method)()
            with self.assertRaises(AccessError):
                attachment.with_user(stranger).read(["raw"])
        self.assertEqual(attachment.with_user(self.user).raw, b"Code")

    def test_nothing_is_written_but_by_these_methods(self):
        job = self.start()
        for change in (
            lambda: self.jobs.create({"user_id": self.other.id, "name": "x", "model": "res.country", "params": {}}),
            lambda: job.write({"params": self.countries(model="res.users")}),
            job.unlink,
        ):
            with self.assertRaises(AccessError):
                change()

    def test_cancel_and_run_again(self):
        job = self.start()
        job.action_cancel()
        self.assertRecordValues(job, [{"state": "cancelled", "seen": True}])
        self.assertTrue(job.date_finished)
        job.action_run_again()
        self.assertRecordValues(job, [{"state": "waiting", "seen": False, "date_finished": False, "attempts": 0}])
        attachment = self.finish(job)
        job.action_cancel()
        self.assertEqual(job.state, "done", "what is ready can't be cancelled")
        job.action_run_again()
        self.assertFalse(attachment.exists())

    def test_progress(self):
        job = self.start().sudo()
        for rows, total, expected in ((0, 0, 0), (50, 0, 0), (50, 200, 25), (500, 200, 99)):
            job.write({"state": "running", "rows_done": rows, "rows_total": total})
            self.assertEqual(job.progress, expected)
        self.finish(job)
        self.assertEqual((job.progress, job.size), (100, "4.00 bytes"))

    def test_what_there_is_to_tell(self):
        waiting, done, dismissed, cancelled = (self.start() for _number in range(4))
        self.finish(done)
        self.finish(dismissed)
        dismissed.action_dismiss()
        waiting.action_dismiss()
        cancelled.action_cancel()
        self.assertEqual([job["id"] for job in self.jobs._to_tell()], [waiting.id, done.id])
        self.assertFalse(self.jobs.with_user(self.other)._to_tell())
        self.assertEqual([job["state"] for job in (waiting + done).describe()], ["waiting", "done"])

    def test_user_is_told_by_the_bus(self):
        job = self.start()
        self.env.cr.precommit.run()
        self.env["bus.bus"].search([]).unlink()
        self.finish(job)
        self.env.cr.precommit.run()
        news = self.env["bus.bus"].search([])
        self.assertEqual(len(news), 1)
        self.assertIn(f'"res.partner",{self.user.partner_id.id}]', news.channel)
        self.assertIn('"type":"hub.xlsx.job"', news.message)
        self.assertIn(f'"payload":{{"id":{job.id}}}', news.message)

    def test_gone_after_some_days(self):
        self.parameters.set_param("hub_xlsx.job_days", 3)
        old, recent, waiting = (self.start() for _number in range(3))
        attachment = self.finish(old)
        self.finish(recent)
        old.sudo().date_finished = Datetime.subtract(Datetime.now(), days=4)
        self.env["hub.xlsx.job"]._gc_finished()
        self.assertEqual((old + recent + waiting).exists(), recent + waiting)
        self.assertFalse(attachment.exists())


class TestLongExport(JobCase):
    """Which exports are long."""

    def test_threshold(self):
        self.assertEqual(self.jobs._long_export(), 20_000)
        for value, rows in ((5, 5), ("0", 0), ("many", 20_000)):
            self.parameters.set_param("hub_xlsx.job_rows", value)
            self.assertEqual(self.jobs._long_export(), rows)
        self.parameters.set_param("hub_xlsx.disabled", "True")
        self.assertEqual(self.jobs._long_export(), 0)

    def test_settings(self):
        settings = self.env["res.config.settings"].create({"hub_xlsx_job_rows": 300, "hub_xlsx_job_days": 2})
        settings.execute()
        self.assertEqual(self.jobs._long_export(), 300)
        self.assertEqual(self.parameters.get_param("hub_xlsx.job_days"), "2")

    def test_records_are_counted_no_further_than_needed(self):
        countries = self.env["res.country"].search_count([])
        self.parameters.set_param("hub_xlsx.job_rows", 5)
        model = self.env.registry["res.country"]
        with patch.object(model, "search_count", side_effect=[5]) as counted:
            self.jobs.count_records(self.countries())
        counted.assert_called_once_with([], limit=6)
        five = self.env["res.country"].search([], limit=5).ids
        for params, expected, queries in (
            ({"ids": [1, 2, 3]}, 3, 0),
            ({"domain": [("id", "in", five)]}, 5, 1),
            ({}, countries, 2),
        ):
            self.jobs.count_records(self.countries(**params))
            with self.assertQueryCount(queries):
                self.assertEqual(self.jobs.count_records(self.countries(**params)), expected)

    def test_context_of_the_list_counts(self):
        archived = self.env["res.partner"].create({"name": "Archived", "active": False})
        params = self.countries(model="res.partner", domain=[("id", "=", archived.id)])
        self.assertEqual(self.jobs.count_records(params), 0)
        self.assertEqual(self.jobs.count_records(params | {"context": {"active_test": False}}), 1)

    def test_as_many_queries_for_many_jobs(self):
        for job in [self.start() for _number in range(5)]:
            self.finish(job)

        def queries(jobs):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            jobs.describe()
            return self.env.cr.sql_log_count - before

        jobs = self.jobs.search([])
        queries(jobs)
        self.assertEqual(queries(jobs), queries(jobs[:1]))


@tagged("post_install", "-at_install")
class TestDownload(JobCase, HttpCase):
    """The file, over the web."""

    def test_own_file_only(self):
        job = self.start()
        self.finish(job)
        url = f"/hub_xlsx/job/{job.id}/file"
        self.authenticate(self.other.login, self.other.login)
        self.assertEqual(self.url_open(url).status_code, 404)
        self.assertFalse(job.seen)
        self.authenticate(self.user.login, self.user.login)
        response = self.url_open(url)
        self.assertEqual(response.content, b"Code")
        self.assertRegex(response.headers["Content-Disposition"], r"attachment.*Country \(res.country\).csv")
        self.assertTrue(job.seen)
        self.assertEqual(self.url_open(f"/hub_xlsx/job/{self.start().id}/file").status_code, 404)

    def test_not_without_the_right(self):
        job = self.start()
        self.finish(job)
        self.user.group_ids -= self.env.ref("base.group_allow_export")
        self.authenticate(self.user.login, self.user.login)
        with mute_logger("odoo.http"):
            response = self.url_open(f"/hub_xlsx/job/{job.id}/file")
        self.assertNotEqual(response.status_code, 200)
        self.assertNotIn(b"Code", response.content)
        self.assertFalse(job.seen)

    def test_session(self):
        self.parameters.set_param("hub_xlsx.job_rows", 7)
        job = self.start()
        self.authenticate(self.user.login, self.user.login)
        session = self.url_open("/web/session/get_session_info", json={}).json()["result"]
        self.assertEqual(session["hub_xlsx"]["long_export"], 7)
        self.assertEqual([told["id"] for told in session["hub_xlsx"]["jobs"]], [job.id])
        self.user.group_ids -= self.env.ref("base.group_allow_export")
        session = self.url_open("/web/session/get_session_info", json={}).json()["result"]
        self.assertNotIn("hub_xlsx", session)

from datetime import date
from unittest.mock import patch

from psycopg2.errors import UniqueViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .report_common import ReportCase


# The languages of the demonstration are read.
@tagged("post_install", "-at_install")
class TestReportSchedule(ReportCase):
    """A report runs by itself, once for each period that is over, and its readers are told where the figures are."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.report.write({
            "schedule": "period", "schedule_days": 5, "user_id": cls.analyst.id,
            "reader_ids": [Command.set((cls.account + cls.director).ids)],
        })  # fmt: skip

    def start(self, day):
        with self.on_day(day):
            return self.report._start_scheduled()

    def news(self, user):
        """Return the subjects of what a user was told."""
        messages = self.env["mail.message"].search([("notified_partner_ids", "in", user.partner_id.ids)], order="id")
        return messages.mapped("subject")

    def test_once_a_period_is_over_long_enough(self):
        self.assertEqual(self.start(date(2026, 1, 5)).period_end, date(2024, 12, 31), "some days are left")
        run = self.start(date(2026, 1, 6))
        self.assertEqual((run.period_start, run.period_end), (date(2025, 1, 1), date(2025, 12, 31)))
        self.assertEqual((run.user_id, run.is_scheduled, run.state), (self.analyst, True, "waiting"))
        self.assertFalse(self.start(date(2026, 1, 6)))
        self.assertFalse(self.start(date(2026, 6, 1)))

    def test_months_and_quarters(self):
        self.report.period_kind = "month"
        self.assertEqual(self.start(date(2026, 3, 6)).period_start, date(2026, 2, 1))
        self.report.period_kind = "quarter"
        self.assertEqual(self.start(date(2026, 4, 6)).period_start, date(2026, 1, 1))

    def test_the_database_refuses_a_second_one(self):
        run = self.start(date(2026, 1, 6))
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.cr.savepoint():
            self.env["hub.report.run"].create({
                "report_id": self.report.id, "period_start": run.period_start, "period_end": run.period_end,
                "is_scheduled": True,
            })  # fmt: skip
        self.assertTrue(self.begin(), "by hand as often as somebody wants")

    def test_nobody_pretends_that_a_run_began_by_itself(self):
        with self.assertRaises(UserError):
            self.begin(is_scheduled=True)

    def test_the_scheduled_action_takes_what_is_due(self):
        by_hand = self.report.copy()
        empty = self.report.copy({"line_ids": [Command.clear()], "schedule": "period", "user_id": self.analyst.id})
        archived = self.report.copy({"schedule": "period", "user_id": self.analyst.id, "active": False})
        self.assertEqual(by_hand.schedule, "none", "a copy does not run by itself")
        goes_on = patch.object(self.registry["ir.cron"], "_commit_progress", lambda *_args, **_kwargs: 60)
        with self.on_day(date(2026, 2, 1)), goes_on:
            self.env["hub.report"].sudo()._cron_start()
            self.env["hub.report"].sudo()._cron_start()
        self.assertEqual(len(self.report.run_ids), 1)
        self.assertFalse((by_hand + empty + archived).run_ids)

    def test_readers_get_a_link_and_no_file(self):
        self.account.lang = "fr_BE"
        run = self.count(self.start(date(2026, 1, 6)))
        self.assertEqual(run.state, "done")
        for user in (self.account, self.director, self.analyst):
            self.assertEqual(len(self.news(user)), 1, user.login)
        messages = self.env["mail.message"].search([("notified_partner_ids", "in", self.account.partner_id.ids)])
        self.assertIn(f"/odoo/hub-report-runs/{run.id}", messages.body)
        self.assertFalse(messages.attachment_ids)
        self.assertIn("chiffres", messages.subject.lower())
        self.assertFalse(self.news(self.cluster_manager))

    def test_who_lost_the_right_gets_none(self):
        run = self.start(date(2026, 1, 6))
        self.account.group_ids = [Command.set(self.env.ref("base.group_user").ids)]
        self.archive_in_the_past(self.director)
        self.count(run)
        self.assertFalse(self.news(self.account))
        self.assertFalse(self.news(self.director))
        self.assertIn("Figures are there", self.news(self.analyst)[0])
        told = self.env["mail.message"].search([("subject", "like", "Readers without a right")])
        self.assertEqual(told.notified_partner_ids, self.analyst.partner_id)
        self.assertIn(self.account.name, told.body)
        self.assertIn(self.director.name, told.body)

    def test_a_responsible_who_left(self):
        run = self.start(date(2026, 1, 6))
        self.archive_in_the_past(self.analyst)
        job = run.sudo()
        attempt = job._begin()
        with self.assertRaises(UserError) as refused:
            job._count_for_user(attempt, apart=lambda change: change(job))
        job._fail(attempt, str(refused.exception))
        self.assertFalse(run.cell_ids)
        self.assertEqual([subject[:10] for subject in self.news(self.director)], ["No figures"])
        self.assertFalse(self.news(self.account))
        self.assertFalse(self.start(date(2026, 1, 7)), "it is told once, not each day")

    def test_what_goes_wrong_is_told_to_the_responsible(self):
        run = self.start(date(2026, 1, 6)).sudo()
        run._fail(run._begin(), "A sentence.")
        self.assertEqual([subject[:10] for subject in self.news(self.analyst)], ["No figures"])
        self.assertFalse(self.news(self.account))

    def test_a_run_by_hand_tells_nobody(self):
        self.run_report()
        self.assertFalse(self.news(self.account))

    def test_bad_input(self):
        with self.assertRaisesRegex(ValidationError, "Responsible"):
            self.report.user_id = False
        with self.assertRefused("hub.report", "After So Many Days"):
            self.report.schedule_days = -1
            self.env.flush_all()

    def test_no_default_chooses_a_colleague_either(self):
        reports = self.env["hub.report"].with_user(self.analyst).with_context(default_user_id=self.director.id)
        with self.assertRaisesRegex(AccessError, "choose yourself"):
            reports.create({"name": "Test", "schedule": "period"})

    def test_nobody_has_figures_counted_in_a_colleagues_name(self):
        own = self.report.with_user(self.analyst)
        with self.assertRaisesRegex(AccessError, "choose yourself"):
            own.user_id = self.director
        with self.assertRaisesRegex(AccessError, "choose yourself"):
            own.create({"name": "T", "user_id": self.director.id})
        own.user_id = self.analyst
        self.report.with_user(self.director).user_id = self.account

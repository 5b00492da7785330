from datetime import date

from odoo import Command
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.hub_xlsx.models.hub_job_mixin import GivenUpError

from ..domain.figures import Period, year_of
from .report_common import ReportCase


class TestReportRun(ReportCase):
    """A run says what the indicators said, once and for all."""

    def test_cells_are_those_of_the_figure(self):
        self.talk(channel="phone")
        self.talk(channel="office")
        self.talk(company=self.other_company, channel="office")
        run = self.run_report()
        figure = self.version._measure(self.period, self.by_channel)
        told = {cell.name: (cell.value, cell.units, cell.facts) for cell in run.cell_ids}
        labels = self.by_channel._get_labels([cell.keys[0] for cell in figure.cells])
        expected = {labels[cell.keys[0]]: (cell.value, cell.units, cell.facts) for cell in figure.cells}
        self.assertEqual(told, {**expected, "Total": (2, 2, 3)})
        self.assertEqual(self.cell(run).overlap, 1, "one company stands in two cells")
        self.assertFalse(self.cell(run, "Phone").overlap)
        for cell in run.cell_ids:
            self.assertEqual(len(cell._get_list()), cell.units)
        self.assertEqual(run.state, "done")

    def test_crossed_cells_and_time(self):
        month = self.env.ref("hub_reporting.hub_breakdown_month")
        self.version.breakdown_ids += month
        self.report.line_ids = [
            Command.create({
                "indicator_id": self.indicator.id, "breakdown_id": month.id,
                "second_breakdown_id": self.by_channel.id, "sequence": 20,
            })
        ]  # fmt: skip
        self.talk(channel="phone")
        self.talk(date(2025, 6, 6), channel="phone")
        run = self.run_report()
        named = set(run.cell_ids.mapped("name"))
        self.assertEqual(named, {"Total", "Phone", "2025-05 – Phone", "2025-06 – Phone"})
        totals = run.cell_ids.filtered("is_total")
        self.assertEqual(totals.mapped("value"), [1, 1])
        facts = self.env["hub.report.cell.fact"].search([("list_id", "=", totals[0].id)])
        self.assertEqual(len(facts.filtered(lambda fact: "total" in fact.places)), 2, "a list is kept once")
        self.assertEqual([len(total._get_list()) for total in totals], [1, 1])
        kept = self.env["hub.report.cell.fact"].search_count([("list_id", "in", run.cell_ids.ids)])
        self.assertEqual(kept, 2, "what does not last is the same fact in each division by time")

    def test_an_attempt_that_nobody_waits_for_leaves_nothing(self):
        self.talk()
        other, run = self.run_report(), self.run_report()
        lists = run.cell_ids.ids
        facts = self.env["hub.report.cell.fact"]
        kept = facts.search_count([])
        own = facts.search_count([("list_id", "in", lists)])
        self.assertTrue(own)
        run._drop_cells()
        self.env.invalidate_all()
        self.assertEqual(facts.search_count([]), kept - own)
        self.assertFalse(run.cell_ids)
        self.assertTrue(other._is_genuine())

    def test_each_kind_of_value(self):
        """Whatever an indicator counts, a run says what the engine says, in value and in list."""
        versions = self.env["hub.indicator"].search([]).current_version_id
        versions = versions.filtered(lambda version: version.source_ids and not version.rests_on_personal_data)
        by = {version: version.breakdown_ids.filtered(lambda each: not each._interval)[-1:] for version in versions}
        report = self.env["hub.report"].create({
            "name": "Everything",
            "line_ids": [
                Command.create({"indicator_id": version.indicator_id.id, "breakdown_id": each.id})
                for version, each in by.items()
            ],
        })  # fmt: skip
        self.talk(channel="phone", duration=6)
        run = self.run_report(user=self.analyst, report=report)
        totals = {cell.version_id: cell for cell in run.cell_ids.filtered("is_total")}
        for version in versions:
            with self.subTest(version.display_name):
                figure = version.with_user(self.analyst)._measure(self.period, by[version])
                cells = run.cell_ids.filtered(lambda cell, own=version: cell.version_id == own and not cell.is_total)
                self.assertAlmostEqual(totals[version].value, figure.total.value or 0)
                self.assertEqual(totals[version].is_known, figure.total.value is not None)
                self.assertEqual(
                    {tuple(key for _by, key in cell._get_keys()): (round(cell.value, 6), cell.units) for cell in cells},
                    {cell.keys: (round(cell.value or 0, 6), cell.units) for cell in figure.cells},
                )

    def test_the_year_before(self):
        self.report.comparison = "year"
        self.talk(channel="phone")
        self.talk(date(2024, 5, 5), company=self.other_company, channel="phone")
        self.talk(date(2024, 5, 5), channel="email")
        run = self.run_report()
        told = {cell.name: (cell.value, cell.value_before, cell.change) for cell in run.cell_ids}
        self.assertEqual(told, {"Total": (1, 2, -1), "Phone": (1, 1, 0), "Email": (0, 1, -1)})
        shown = {
            cell.name: (cell.shown, cell.shown_before, cell.shown_change.strip("\u2060")[-1:]) for cell in run.cell_ids
        }
        self.assertEqual(shown, {"Total": ("1", "2", "1"), "Phone": ("1", "1", "0"), "Email": ("0", "1", "1")})

    def test_the_period_before_keeps_the_last_day_of_the_month(self):
        self.report.write({"comparison": "period", "period_kind": "month"})
        run = self.begin(period_start=date(2025, 3, 1), period_end=date(2025, 3, 31))
        self.assertEqual(run._get_period_before(), Period(date(2025, 2, 1), date(2025, 2, 28)))
        self.report.period_kind = "quarter"
        run = self.begin(period_start=date(2025, 7, 1), period_end=date(2025, 9, 30))
        self.assertEqual(run._get_period_before(), Period(date(2025, 4, 1), date(2025, 6, 30)))

    def test_no_day_lies_in_the_period_and_in_the_one_before(self):
        """A run may be longer than what its report is usually about, or end at the end of a month that is short."""
        self.report.comparison = "period"
        for kind, period, before in (
            ("month", ("2025-01-01", "2025-06-30"), ("2024-07-01", "2024-12-31")),
            ("month", ("2025-05-15", "2025-06-14"), ("2025-04-15", "2025-05-14")),
            ("month", ("2024-01-31", "2024-02-29"), ("2023-11-30", "2023-12-31")),
            ("quarter", ("2025-01-01", "2025-04-30"), ("2024-07-01", "2024-10-31")),
            ("year", ("2024-01-01", "2025-12-31"), ("2022-01-01", "2023-12-31")),
            ("year", ("2025-01-01", "2025-03-31"), ("2024-01-01", "2024-03-31")),
        ):
            self.report.period_kind = kind
            run = self.begin(period_start=period[0], period_end=period[1])
            with self.subTest(kind=kind, period=period):
                self.assertEqual(tuple(map(str, run._get_period_before())), before)

    def test_a_kept_run_is_compared_as_it_was(self):
        self.report.write({"comparison": "period", "period_kind": "month"})
        self.talk()
        run = self.run_report(period_start=date(2025, 5, 1), period_end=date(2025, 5, 31))
        self.report.write({"comparison": "none", "period_kind": "year"})
        self.assertEqual(run._get_period_before(), Period(date(2025, 4, 1), date(2025, 4, 30)))

    def test_months_are_compared_with_those_of_the_year_before(self):
        month = self.env.ref("hub_reporting.hub_breakdown_month")
        self.version.breakdown_ids += month
        self.report.comparison = "year"
        self.report.line_ids.breakdown_id = month
        self.talk(date(2025, 5, 5))
        self.talk(date(2024, 5, 5))
        self.talk(date(2024, 6, 6))
        told = {cell.name: (cell.value, cell.value_before) for cell in self.run_report().cell_ids}
        self.assertEqual(told, {"Total": (1, 1), "2025-05": (1, 1), "2025-06": (0, 1)})

    def test_default_period_is_the_last_one_that_is_over(self):
        for kind, start in (("year", date(2025, 1, 1)), ("quarter", date(2025, 10, 1)), ("month", date(2025, 12, 1))):
            self.report.period_kind = kind
            with self.on_day(date(2026, 1, 15)):
                context = self.report.action_new_run()["context"]
            self.assertEqual(
                (context["default_period_start"], context["default_period_end"]), (start, date(2025, 12, 31))
            )

    # Signed

    def test_same_content_has_the_same_digest(self):
        self.talk()
        first, second = self.run_report(), self.run_report()
        self.assertEqual(len(first.digest), 64)
        self.assertEqual(first.digest, second.digest)
        self.talk(company=self.other_company)
        self.assertNotEqual(self.run_report().digest, first.digest)

    def test_the_digest_tells_one_company_from_another(self):
        talk = self.talk()
        first = self.run_report()
        talk.partner_id = self.other_company
        self.assertNotEqual(self.run_report().digest, first.digest)

    def test_the_digest_tells_what_was_asked(self):
        """Without a conversation all of these say the same numbers."""
        programme = self.env["hub.programme"].create({"name": "Test Fund", "code": "TESTFUND"})
        digests = {self.run_report().digest}
        for values in (
            {"comparison": "year"}, {"comparison": "period"}, {"comparison": "none", "programme_id": programme.id},
        ):  # fmt: skip
            self.report.write(values)
            digests.add(self.run_report().digest)
        digests.add(self.run_report(period_end=date(2025, 12, 30)).digest)
        self.assertEqual(len(digests), 5)

    def test_a_run_that_has_begun_is_not_deleted(self):
        waiting, running = self.begin(), self.begin()
        running.sudo()._begin()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            running.unlink()
        waiting.unlink()
        self.assertFalse(waiting.exists())

    def test_it_holds_when_a_company_is_deleted(self):
        self.talk(company=self.third_company)
        run = self.run_report()
        self.env["hub.interaction"].sudo().search([("partner_id", "=", self.third_company.id)]).unlink()
        gone = self.third_company.id
        self.third_company.unlink()
        [unit] = self.cell(run)._get_list()
        self.assertFalse(unit.unit_id or unit.records)
        self.assertEqual(self.cell(run).units, 1)
        self.assertEqual(run.sudo()._get_digest(), run.digest)
        self.env.cr.execute(SQL("SELECT 1 FROM hub_report_cell_fact WHERE unit_id = %s", gone))
        self.assertFalse(self.env.cr.fetchall())

    def test_it_never_changes(self):
        self.talk()
        run = self.run_report()
        cell = self.cell(run)
        for records, vals in (
            (run, {"digest": "x"}),
            (cell, {"value": 5}),
            (cell.sudo().unit_ids, {"contribution": 2}),
        ):
            for changed in (records.with_user(self.director), records.sudo()):
                with self.subTest(records), self.assertRaises(UserError):
                    changed.write(vals)
                with self.subTest(records), self.assertRaises(UserError):
                    changed.unlink()
        with self.assertRaises(UserError):
            run.with_user(self.analyst).copy()
        self.assertEqual(self.cell(run).value, 1)

    def test_what_its_figures_are_divided_by_keeps_its_name(self):
        """A service is renamed or archived, but never deleted, though the conversation with it is gone."""
        services = self.env["hub.service"].create(
            [{"name": f"Test Service {code}", "code": f"TEST{code}"} for code in "ABC"]
        )
        by_service = self.env.ref("hub_reporting.hub_breakdown_service")
        self.version.breakdown_ids += by_service
        self.report.line_ids.write({"breakdown_id": self.by_channel.id, "second_breakdown_id": by_service.id})
        talks = [self.talk(service_id=service.id) for service in services[:2]]
        run = self.run_report()
        self.env["hub.interaction"].browse([talk.id for talk in talks]).unlink()
        self.assertEqual(services._get_uses(), dict.fromkeys(services[:2], "hub.report.cell"))
        with self.assertRaisesRegex(UserError, "“Test Service A” can't be deleted, because it is in use .*Figure of a"):
            services[0].with_user(self.director).unlink()
        services[2].with_user(self.director).unlink()
        services[0].write({"name": "Test Advice", "active": False})
        names = run.cell_ids.with_user(self.account).mapped("name")
        self.assertEqual(set(names), {"Total", "At the Office – Test Advice", "At the Office – Test Service B"})
        self.assertEqual(run.sudo()._get_digest(), run.digest)

    def test_a_definition_is_frozen_as_soon_as_the_run_begins(self):
        run = self.begin()
        self.version.definition = "Companies, said otherwise."
        run.sudo()._begin()
        with self.assertRaisesRegex(UserError, "in use"):
            self.version.definition = "Others."
        run.sudo()._end("cancelled")
        self.version.definition = "Nobody has counted by it."

    def test_a_report_that_changes_meanwhile_fails(self):
        run = self.begin()
        run.sudo()._begin()
        other = self.env["hub.indicator"].create({"name": "Other", "code": "TESTOTHER"})
        self.env["hub.indicator.version"].create({
            "indicator_id": other.id, "definition": "D", "source_ids": [Command.create({"fact_kind": "support"})],
        })  # fmt: skip
        self.report.line_ids = [Command.create({"indicator_id": other.id})]
        with self.assertRaisesRegex(UserError, "was changed"):
            run.sudo()._count_for_user(1, apart=lambda change: change(run.sudo()))

    def test_a_cancelled_run_leaves_nothing(self):
        self.talk()
        run = self.begin()
        attempt = run.sudo()._begin()
        counted = run.sudo()._count_for_user(attempt, apart=lambda change: change(run.sudo()))
        run.action_cancel()
        run.sudo()._finish(attempt, counted)
        self.assertEqual((run.state, run.digest), ("cancelled", False))
        self.assertFalse(self.env["hub.report.cell"].search([("run_id", "=", run.id)]))
        with self.assertRaises(GivenUpError):
            run.sudo()._beat(attempt, 1)

    def test_two_runs_do_not_mix(self):
        self.talk()
        one, other = self.begin(), self.begin(period_start=date(2024, 1, 1), period_end=date(2024, 12, 31))
        self.count(other)
        self.count(one)
        self.assertEqual((self.cell(one).value, self.cell(other).value), (1, 0))

    def test_half_a_run_is_not_seen(self):
        self.talk()
        run = self.begin()
        attempt = run.sudo()._begin()
        run.sudo()._count_for_user(attempt, apart=lambda change: change(run.sudo()))
        self.assertFalse(self.env["hub.report.cell"].with_user(self.analyst).search([("run_id", "=", run.id)]))

    def test_a_report_without_runs_is_deleted_and_one_with_runs_is_kept(self):
        copied = self.report.with_user(self.analyst).copy()
        self.assertEqual((copied.name, copied.line_ids.indicator_id), ("Test Report (copy)", self.indicator))
        self.assertNotEqual(copied.sudo().secret, self.report.sudo().secret)
        copied.unlink()
        run = self.run_report()
        with self.assertRaisesRegex(UserError, "Archive it instead"):
            self.report.with_user(self.analyst).unlink()
        self.report.with_user(self.analyst).line_ids.unlink()
        self.assertEqual(len(run.cell_ids), 1, "what was counted does not go with what is asked from now on")

    # Refused with a sentence

    def test_bad_input(self):
        with self.assertRefused("hub.report.run", "ends before it starts"):
            self.begin(period_start=date(2025, 2, 1), period_end=date(2025, 1, 1))
        with self.assertRaisesRegex(UserError, "hundred years"):
            self.begin(period_start=date(1202, 2, 1))
        with self.assertRaisesRegex(UserError, "no figures"):
            self.begin(report=self.env["hub.report"].create({"name": "Empty"}))
        for name, value in (("digest", "x"), ("state", "done"), ("user_id", self.director.id), ("company_id", 1)):
            with self.subTest(name), self.assertRaises(UserError):
                self.begin(**{name: value})
        with self.assertRaisesRegex(UserError, "can't be divided"):
            self.report.line_ids.breakdown_id = self.env.ref("hub_reporting.hub_breakdown_proof")
        with self.assertRaises(UserError):
            self.report.line_ids.second_breakdown_id = self.by_channel

    def test_no_definition_for_the_period(self):
        self.version.date_start = date(2026, 1, 1)
        run = self.begin().sudo()
        self.assertFalse(run._begin())
        self.assertEqual(run.state, "failed")
        self.assertIn("no definition for", run.error)

    def test_a_programme_decides_on_the_version(self):
        programme = self.env["hub.programme"].create({"name": "T", "code": "T", "date_start": date(2024, 1, 1)})
        self.talk(programme_id=programme.id)
        self.talk(company=self.other_company, programme_id=False)
        self.report.programme_id = programme
        later = self.other()
        later.date_end = False
        self.env["hub.programme.indicator"].create({"programme_id": programme.id, "version_id": self.version.id})
        run = self.run_report()
        self.assertEqual(run.cell_ids.version_id, self.version)
        self.assertEqual(self.cell(run).value, 1)

    def test_year_of_the_period_is_kept(self):
        self.assertEqual(self.begin()._get_period(), year_of(2025))

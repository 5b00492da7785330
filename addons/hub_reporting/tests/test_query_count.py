import io
from datetime import date

from odoo import Command

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .report_common import count


class TestQueryCount(QueryCountCase):
    """However many rows there are, a screen of indicators asks the database as often."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.indicators = cls.env["hub.indicator"].create(
            [{"name": f"Test {rank}", "code": f"TEST{rank}", "unit": "company"} for rank in range(12)]
        )
        cls.versions = cls.env["hub.indicator.version"].create(
            [
                {
                    "indicator_id": indicator.id,
                    "definition": "Companies in contact.",
                    "source_ids": [Command.create({"fact_kind": "support"})],
                }
                for indicator in cls.indicators
            ]
        )

    def test_indicators(self):
        self._assert_flat("hub_reporting.hub_indicator_view_list", "list", self.indicators)
        self._assert_flat("hub_reporting.hub_indicator_view_kanban", "kanban", self.indicators)

    def test_versions(self):
        self._assert_flat("hub_reporting.hub_indicator_version_view_list", "list", self.versions)

    def test_targets_take_a_statement_each(self):
        programme = self.env["hub.programme"].create({"name": "T", "code": "T", "date_start": date(2024, 1, 1)})
        rows = self.env["hub.programme.indicator"].create(
            [{"programme_id": programme.id, "version_id": version.id} for version in self.versions]
        )
        specification = self._fields_of(
            "hub_reporting.hub_programme_indicator_view_list", "list", "hub.programme.indicator"
        )
        few = self._count(lambda: rows[:3].with_user(self.account).web_read(specification))
        many = self._count(lambda: rows.with_user(self.account).web_read(specification))
        self.assertEqual(many - few, 9)

    def test_questions(self):
        questions = self.env["hub.question"].with_user(self.account)
        questions = questions.create([{"indicator_ids": each.ids, "interval": "year"} for each in self.indicators])
        self._assert_flat("hub_reporting.hub_question_view_list", "list", questions)
        self._assert_flat("hub_reporting.hub_question_view_kanban", "kanban", questions)

    def test_an_answer(self):
        """It takes as many statements for many companies as for few."""
        communes = self.env["hub.commune"].search([], limit=5)
        by_commune = self.env.ref("hub_reporting.hub_breakdown_commune")
        self.versions[0].breakdown_ids = by_commune
        service = self.env["hub.service"].create({"name": "Test", "code": "TESTCOUNT"})

        def talk(day, count):
            companies = self.env["res.partner"].create([
                {"name": "T", "is_company": True, "commune_id": communes[rank % 5].id} for rank in range(count)
            ])  # fmt: skip
            self.env["hub.interaction"].create([
                {"partner_id": each.id, "channel": "visit", "date": f"{day} 11:00:00", "service_id": service.id}
                for each in companies
            ])  # fmt: skip

        def ask(day):
            question = self.env["hub.question"].with_user(self.analyst).create({
                "indicator_ids": self.indicators[0].ids, "date_start": day, "date_end": day,
                "service_ids": service.ids, "breakdown_id": by_commune.id,
            })  # fmt: skip
            self.env.flush_all()
            self.env.invalidate_all()
            answer = []
            count = self._count(lambda: answer.append(question.get_answer()))
            self.assertEqual(len(answer[0]["columns"]), 6)
            return count

        talk("2025-03-03", 25)
        talk("2025-06-06", 150)
        talk("2025-09-09", 30)
        ask("2025-09-09")
        self.assertEqual(ask("2025-03-03"), ask("2025-06-06"))

    def test_reports(self):
        reports = self.env["hub.report"].create(
            [
                {
                    "name": f"Test {indicator.code}",
                    "line_ids": [Command.create({"indicator_id": each.id}) for each in self.indicators],
                }
                for indicator in self.indicators
            ]
        )
        self._assert_flat("hub_reporting.hub_report_view_list", "list", reports)
        self._assert_flat("hub_reporting.hub_report_view_kanban", "kanban", reports)
        period = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
        runs = self.env["hub.report.run"].with_user(self.analyst)
        runs = runs.create([{"report_id": report.id, **period} for report in reports])
        self._assert_flat("hub_reporting.hub_report_run_view_list", "list", runs)
        self._assert_flat("hub_reporting.hub_report_run_view_kanban", "kanban", runs)
        cells = count(runs[0]).cell_ids
        self.assertEqual(len(cells), 12)
        self._assert_flat("hub_reporting.hub_report_cell_view_list", "list", cells)
        self._assert_flat("hub_reporting.hub_report_cell_view_kanban", "kanban", cells)

    def test_files_of_a_run(self):
        """As many questions for a workbook of twelve figures with many cells as for one of three."""
        by = self.env.ref("hub_reporting.hub_breakdown_channel") + self.env.ref("hub_reporting.hub_breakdown_commune")
        self.versions.breakdown_ids = by
        reports = self.env["hub.report"].create(
            [
                {
                    "name": f"Test {len(own)}",
                    "line_ids": [
                        Command.create({"indicator_id": each.id, "breakdown_id": breakdown.id})
                        for each in own
                        for breakdown in by
                    ],
                }
                for own in (self.indicators[:3], self.indicators)
            ]
        )
        runs = (
            self.env["hub.report.run"]
            .with_user(self.analyst)
            .create(
                [
                    {"report_id": report.id, "period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
                    for report in reports
                ]
            )
        )
        for run in runs:
            count(run)

        def asked(run, file_format, outside):
            own = run.with_user(self.analyst)
            return self._count(lambda: own._write_file(io.BytesIO(), file_format, outside=outside))

        for file_format, outside in (("xlsx", True), ("xlsx", False), ("csv", False)):
            with self.subTest(file_format, outside=outside):
                few, many = (asked(run, file_format, outside) for run in runs)
                self.assertEqual(few, many)

    def test_a_page_with_maps(self):
        report = self.env["hub.report"].create({"name": "Test Maps"})
        commune = self.env.ref("hub_reporting.hub_breakdown_commune")
        self.versions.breakdown_ids = commune
        counted = []
        for own in (self.indicators[:3], self.indicators):
            report.line_ids = [
                Command.clear(),
                *(Command.create({"indicator_id": each.id, "breakdown_id": commune.id}) for each in own),
            ]
            run = (
                self.env["hub.report.run"]
                .with_user(self.analyst)
                .create({"report_id": report.id, "period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)})
            )
            count(run)
            counted.append(self._count(lambda run=run: run.with_user(self.account).read(["commune_maps"])))
        self.assertEqual(*counted)

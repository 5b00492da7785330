from odoo import Command
from odoo.tests import HttpCase, tagged

from odoo.addons.hub_entrepreneurs.tests.common import create_users

from .report_common import count, let_time_pass


@tagged("post_install", "-at_install")
class TestReportTour(HttpCase):
    """A report is run and read; a date is corrected, two companies become one, and Explain names both, in a browser."""

    def test_a_run_and_why_it_changed(self):
        create_users(self.env, {"hub_tour_director": "hub_entrepreneurs.group_hub_director"})
        companies = self.env["res.partner"].create(
            [{"name": f"Tour {name}", "is_company": True} for name in ("Kept", "Twin", "Moved", "Same")]
        )
        kept, twin, moved, _same = companies
        talks = self.env["hub.interaction"].create(
            [{"partner_id": each.id, "channel": "visit", "date": "2025-05-05 11:00:00"} for each in companies]
        )
        indicator = self.env["hub.indicator"].create({"name": "Tour Contact", "code": "TOUR", "unit": "company"})
        self.env["hub.indicator.version"].create({
            "indicator_id": indicator.id, "definition": "Companies of the tour.",
            "source_ids": [
                Command.create({"fact_kind": "support", "domain": repr([("partner_id", "in", companies.ids)])})
            ],
        })  # fmt: skip
        report = self.env["hub.report"].create(
            {"name": "Tour Report", "line_ids": [Command.create({"indicator_id": indicator.id})]}
        )
        with self.subTest("run"):
            self.start_tour(f"/odoo/hub-reports/{report.id}", "hub_report_run", login="hub_tour_director")
        run = report.run_ids
        self.assertEqual((run.state, run.user_id.login), ("queued", "hub_tour_director"))
        period = (run.period_start, run.period_end)
        self.assertEqual([(day.month, day.day) for day in period], [(1, 1), (12, 31)])
        talks.write({"date": f"{run.period_end.year}-05-05 11:00:00"})
        count(run)
        let_time_pass(run)
        talk = talks.filtered(lambda each: each.partner_id == moved)
        self.start_tour(f"/odoo/hub-conversations/{talk.id}", "hub_report_correct_date", login="hub_tour_director")
        self.assertEqual(talk.date.year, 2023)
        self.env["base.partner.merge.automatic.wizard"].create({})._merge([twin.id, kept.id], kept)
        self.env.flush_all()
        self.start_tour(f"/odoo/hub-report-runs/{run.id}", "hub_report_explain", login="hub_tour_director")

    def test_files_maps_and_the_page_of_a_figure(self):
        create_users(self.env, {"hub_tour_account": "hub_entrepreneurs.group_hub_account_manager"})
        place = self.env["hub.commune"].search([("nis_code", "=", "21009")])
        place.name = "Ixelles"
        company = self.env["res.partner"].create(
            {"name": "Tour Files", "is_company": True, "country_id": self.env.ref("base.be").id, "commune_id": place.id}
        )
        self.env.cr.precommit.run()
        self.env["hub.interaction"].create(
            {"partner_id": company.id, "channel": "visit", "date": "2025-05-05 11:00:00"}
        )
        indicator = self.env["hub.indicator"].create({"name": "Tour Contact", "code": "TOUR", "unit": "company"})
        commune = self.env.ref("hub_reporting.hub_breakdown_commune")
        self.env["hub.indicator.version"].create({
            "indicator_id": indicator.id, "definition": "Companies of the tour.",
            "breakdown_ids": [Command.set(commune.ids)],
            "source_ids": [
                Command.create({"fact_kind": "support", "domain": repr([("partner_id", "=", company.id)])})
            ],
        })  # fmt: skip
        report = self.env["hub.report"].create({
            "name": "Tour Report",
            "line_ids": [Command.create({"indicator_id": indicator.id, "breakdown_id": commune.id})],
        })  # fmt: skip
        runs = self.env["hub.report.run"].with_user(self.env.ref("base.user_admin"))
        run = runs.create({"report_id": report.id, "period_start": "2025-01-01", "period_end": "2025-12-31"})
        count(run)
        self.start_tour(f"/odoo/hub-report-runs/{run.id}", "hub_report_files", login="hub_tour_account")
        cell = run.cell_ids.filtered("is_total")
        self.start_tour(f"/odoo/hub-figures/{cell.id}", "hub_report_figure", login="hub_tour_account")

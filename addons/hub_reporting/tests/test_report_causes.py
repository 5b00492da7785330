from datetime import date

from odoo import Command

from .report_common import ReportCase


class TestReportCauses(ReportCase):
    """Causes that are easily taken for each other, and what Explain needs beside the records."""

    def count_facts(self, kind, **values):
        """Let the version count something else, of these companies."""
        domain = repr([("partner_id", "in", (self.company + self.other_company + self.third_company).ids)])
        self.version.write(
            {"source_ids": [Command.clear(), Command.create({"fact_kind": kind, "domain": domain})], **values}
        )

    def test_redated_within_the_period(self):
        """From one quarter into another: it got another date in both, and the year is as it was."""
        by_quarter = self.env.ref("hub_reporting.hub_breakdown_quarter")
        self.version.breakdown_ids += by_quarter
        self.report.line_ids.breakdown_id = by_quarter
        talk = self.talk(date(2025, 5, 5))
        self.talk(date(2025, 8, 8), company=self.other_company)
        run = self.run_report()
        self.let_time_pass(run)
        talk.date = "2025-08-09 11:00:00"
        self.assertEqual(self.causes(self.cell(run, "2025-Q2")), {"redated": -1})
        self.assertEqual(self.causes(self.cell(run, "2025-Q3")), {"redated": 1})
        self.assertEqual(self.causes(self.cell(run)), {})

    def test_what_lasts_got_another_last_day(self):
        membership = self.env["hub.cluster.membership"].create({
            "cluster_id": self.cluster.id, "partner_id": self.company.id, "contact_id": self.company.id,
            "date_start": "2023-01-01",
        })  # fmt: skip
        self.count_facts("member")
        run = self.run_report()
        self.let_time_pass(run)
        membership.date_end = "2024-12-31"
        self.assertEqual(self.causes(self.cell(run)), {"redated": -1})

    def test_a_lost_lead_with_another_day_is_not_voided(self):
        """A lead that is lost is archived, and still counts as lost."""
        lead = self.env["crm.lead"].create({"name": "T", "partner_id": self.company.id, "type": "opportunity"})
        lead.action_set_lost()
        lead.date_closed = "2025-05-05 11:00:00"
        self.count_facts("lead_lost", breakdown_ids=[Command.clear()])
        self.report.line_ids = [Command.clear(), Command.create({"indicator_id": self.indicator.id})]
        run = self.run_report()
        self.assertEqual(self.cell(run).value, 1)
        self.let_time_pass(run)
        lead.date_closed = "2026-05-05 11:00:00"
        self.assertFalse(lead.active)
        self.assertEqual(self.causes(self.cell(run)), {"redated": -1})

    def test_a_later_definition_that_lacks_the_breakdown(self):
        self.talk(channel="phone")
        run = self.run_report()
        self.version.date_end = date(2025, 6, 30)
        self.env.flush_all()
        domain = repr([("partner_id", "=", self.company.id)])
        self.define(
            {"fact_kind": "support", "domain": domain}, number=2, date_start=date(2025, 7, 1),
            breakdown_ids=[Command.clear()],
        )  # fmt: skip
        self.assertEqual(self.causes(self.cell(run, "Phone")), {"definition": -1})
        self.assertEqual(self.causes(self.cell(run)), {"definition": 0})

    def test_it_is_counted_in_the_agency_of_the_run(self):
        """Whoever works for two agencies looks at the figure of one of them."""
        agency = self.env["res.company"].create({"name": "Test Agency"})
        self.director.company_ids += agency
        self.other_company.company_id = agency
        self.talk()
        self.talk(company=self.other_company)
        run = self.run_report()
        self.assertEqual(self.cell(run).value, 1)
        both = [self.env.company.id, agency.id]
        cell = self.cell(run).with_user(self.director).with_context(allowed_company_ids=both)
        self.assertEqual(self.causes(cell), {})

    def test_a_list_opens_what_was_voided_since(self):
        self.version.counted = "record"
        talk, other = self.talk(), self.talk(company=self.other_company)
        run = self.run_report()
        talk.sudo().active = False
        opened = self.cell(run).with_user(self.analyst).action_open_list()
        found = self.env[opened["res_model"]].with_user(self.analyst).search(opened["domain"])
        self.assertEqual(found, talk + other)

    def test_what_is_left_out_decides_on_the_readers_as_well(self):
        """A version that leaves out what only analysts see tells of that by what is left."""
        self.env["ir.rule"].create({
            "name": "Own outcomes", "model_id": self.env["ir.model"]._get_id("hub.outcome"),
            "groups": self.env.ref("hub_entrepreneurs.group_hub_account_manager").ids,
            "domain_force": "[('user_id', '=', user.id)]",
        })  # fmt: skip
        self.assertEqual(self.version._get_audience(), "all")
        other = self.env["hub.indicator"].create({"name": "Test Outcomes", "code": "TESTOUT", "unit": "company"})
        left_out = self.env["hub.indicator.version"].create({
            "indicator_id": other.id, "definition": "D", "source_ids": [Command.create({"fact_kind": "outcome"})],
        })  # fmt: skip
        self.assertEqual(left_out._get_audience(), "analysis")
        self.version.excludes_id = left_out
        self.assertEqual(self.version._get_audience(), "analysis")

    def test_what_is_done_is_not_cancelled(self):
        self.talk()
        run = self.run_report()
        run.with_user(self.analyst).action_cancel()
        self.assertEqual((run.state, self.cell(run).value), ("done", 1))

    def test_a_second_attempt_begins_anew(self):
        """The server was stopped after the numbers were there: they don't stand there twice."""
        self.talk()
        run = self.begin()
        job = run.sudo()
        attempt = job._begin()
        job._count_for_user(attempt, apart=lambda change: change(job))
        self.count(run)
        self.assertEqual(run.attempts, 2)
        self.assertEqual(len(run.cell_ids), 2)
        self.assertTrue(job._is_genuine())

from datetime import date

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo import Command

from ..domain.drift import CAUSES
from .report_common import ReportCase

STEPS = st.lists(
    st.tuples(
        st.sampled_from(("talk", "redate", "void", "delete", "channel", "company", "merge", "erase")),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=8,
)
TALKS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(("phone", "office", "email")), st.integers(1, 3)), max_size=8
)
CHANNELS = ("phone", "office", "email")


class _TakenBackError(Exception):
    """Ends a savepoint."""


class TestReportExplain(ReportCase):
    """Why a figure is another one today: each cause by itself, and that they always add up."""

    def merge(self, source, destination):
        self.env.flush_all()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        source.company_registry = False
        wizard._merge([source.id, destination.id], destination)
        self.env.flush_all()

    def test_nothing_changed(self):
        self.talk()
        self.assertEqual(self.causes(self.cell(self.run_report())), {})

    def test_entered_late(self):
        self.talk()
        run = self.run_report()
        self.let_time_pass(run)
        late = self.talk(company=self.other_company)
        self.assertEqual(self.causes(self.cell(run)), {"late": 1})
        _drift, records = self.cell(run)._explain()
        self.assertEqual(records, {"late": {("hub.interaction", late.id)}})

    def test_merged(self):
        self.talk()
        self.talk(company=self.other_company)
        run = self.run_report()
        self.let_time_pass(run)
        self.merge(self.other_company, self.company)
        self.assertEqual(self.causes(self.cell(run)), {"merged": -1})
        _drift, records = self.cell(run)._explain()
        self.assertEqual(records, {"merged": {("res.partner", self.company.id)}})
        self.assertEqual(run.sudo()._get_digest(), run.digest)

    def test_merged_into_one_that_did_not_count(self):
        self.talk(company=self.other_company)
        run = self.run_report()
        self.let_time_pass(run)
        self.merge(self.other_company, self.company)
        self.assertEqual(self.causes(self.cell(run)), {"merged": 0})

    def test_merged_twice(self):
        self.talk()
        self.talk(company=self.other_company)
        run = self.run_report()
        self.let_time_pass(run)
        self.merge(self.other_company, self.company)
        self.merge(self.company, self.third_company)
        self.assertEqual(self.causes(self.cell(run)), {"merged": -1})

    def test_redated(self):
        talk = self.talk()
        run = self.run_report()
        self.let_time_pass(run)
        talk.date = "2024-12-30 11:00:00"
        self.assertEqual(self.causes(self.cell(run)), {"redated": -1})
        _drift, records = self.cell(run)._explain()
        self.assertEqual(records, {"redated": {("hub.interaction", talk.id)}})

    def test_moved_to_another_cell(self):
        talk = self.talk(channel="phone")
        self.talk(company=self.other_company, channel="email")
        run = self.run_report()
        self.let_time_pass(run)
        talk.channel = "email"
        self.assertEqual(self.causes(self.cell(run, "Phone")), {"moved": -1})
        self.assertEqual(self.causes(self.cell(run, "Email")), {"moved": 1})
        self.assertEqual(self.causes(self.cell(run)), {})

    def test_voided(self):
        talk = self.talk()
        run = self.run_report()
        self.let_time_pass(run)
        talk.sudo().active = False
        self.assertEqual(self.causes(self.cell(run)), {"voided": -1})

    def test_deleted(self):
        talk = self.talk()
        self.talk(company=self.third_company)
        run = self.run_report()
        self.let_time_pass(run)
        talk.sudo().unlink()
        self.assertEqual(self.causes(self.cell(run)), {"erased": -1})
        self.env["hub.interaction"].sudo().search([("partner_id", "=", self.third_company.id)]).unlink()
        self.third_company.unlink()
        self.assertEqual(self.causes(self.cell(run)), {"erased": -2})

    def test_no_longer_readable(self):
        self.talk()
        run = self.run_report()
        self.company.company_id = self.env["res.company"].create({"name": "Test Agency"})
        self.assertEqual(self.causes(self.cell(run).with_user(self.account)), {"closed": -1})
        page = self.cell(run).with_user(self.account).action_explain()
        page = self.env["hub.report.explanation"].with_user(self.account).browse(page["res_id"])
        opened = page.line_ids.action_open_records()
        self.assertFalse(self.env[opened["res_model"]].with_user(self.account).search(opened["domain"]))

    def test_another_definition(self):
        self.talk(channel="phone")
        self.talk(channel="phone", company=self.other_company)
        run = self.run_report()
        self.version.date_end = date(2025, 6, 30)
        self.env.flush_all()
        self.define(
            {"fact_kind": "support", "domain": repr([("partner_id", "=", self.company.id)])},
            number=2, date_start=date(2025, 7, 1),
        )  # fmt: skip
        self.assertEqual(self.causes(self.cell(run)), {"definition": -1})
        self.assertEqual(self.causes(self.cell(run, "Phone")), {"definition": -1})

    def test_hours_and_averages(self):
        self.version.write({"statistic": "average", "counted": "company"})
        self.version.source_ids.measure = "hours"
        self.talk(duration=2)
        talk = self.talk(company=self.other_company, duration=4)
        run = self.run_report()
        self.assertEqual(self.cell(run).value, 3)
        self.let_time_pass(run)
        self.talk(company=self.third_company, duration=6)
        talk.duration = 10
        self.assertEqual(self.causes(self.cell(run)), {"late": 1, "changed": 2})

    def test_the_page_names_causes_and_opens_their_records(self):
        talk = self.talk()
        self.talk(company=self.other_company)
        self.talk(company=self.third_company)
        run = self.run_report()
        self.let_time_pass(run)
        self.merge(self.other_company, self.company)
        self.env["hub.interaction"].search([("partner_id", "=", self.third_company.id)]).date = "2024-12-30 11:00:00"
        action = self.cell(run).with_user(self.account).action_explain()
        page = self.env["hub.report.explanation"].with_user(self.account).browse(action["res_id"])
        self.assertEqual((page.given, page.today, page.difference, page.is_same_definition), (3, 1, -2, True))
        self.assertEqual(
            [(line.cause, line.units, line.difference) for line in page.line_ids],
            [("merged", 1, -1), ("redated", 1, -1)],
        )
        opened = [line.action_open_records() for line in page.line_ids]
        self.assertEqual([each["res_model"] for each in opened], ["res.partner", "hub.interaction"])
        found = [self.env[each["res_model"]].search(each["domain"]) for each in opened]
        self.assertEqual(found[0], self.company)
        self.assertNotIn(talk, found[1])

    @settings(
        max_examples=12,
        phases=(Phase.explicit, Phase.generate),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(TALKS, STEPS, st.sampled_from(("company", "record", "sum", "average", "median")))
    def test_causes_always_add_up(self, talks, steps, counted):
        try:
            with self.env.cr.savepoint():
                self.check(talks, steps, counted)
                raise _TakenBackError
        except _TakenBackError:
            self.env.invalidate_all()

    def check(self, talks, steps, counted):
        statistic = counted if counted in ("average", "median") else "total"
        self.version.write({"statistic": statistic, "counted": "company" if statistic != "total" else counted})
        self.version.source_ids.measure = "one" if counted in ("company", "record") else "hours"
        companies = list(self.company + self.other_company + self.third_company)
        for company, channel, hours in talks:
            self.talk(company=companies[company], channel=channel, duration=hours)
        run = self.run_report()
        self.let_time_pass(run)
        alone = len(steps) == 1
        for name, first, second in steps:
            getattr(self, f"do_{name}")(first, second)
        self.env.flush_all()
        today = self.told()
        for cell in run.cell_ids:
            drift, _records = cell._explain()
            causes = self.causes(cell)
            self.assertAlmostEqual(drift.today, today.get(cell.name, 0), msg=cell.name)
            self.assertLessEqual(causes.keys(), set(CAUSES))
            if alone and counted == "company" and cell.is_total:
                self.assertLessEqual(causes.keys(), self.EXPECTED[steps[0][0]], steps)

    # What a total may name after one such step.
    EXPECTED = {
        "talk": {"late"}, "redate": {"redated"}, "void": {"voided"}, "delete": {"erased"}, "channel": set(),
        "company": {"changed", "moved"}, "merge": {"merged"}, "erase": {"erased"},
    }  # fmt: skip

    def told(self):
        """Return the figure of today by plain loops, by the words of its cells."""
        talks = self.env["hub.interaction"].search([("partner_id", "in", self.everybody().ids)])
        talks = talks.filtered(lambda talk: talk.date.year == 2025)
        words = dict(self.env["hub.interaction"]._fields["channel"]._description_selection(self.env))
        cells = {
            "Total": talks,
            **{words[channel]: talks.filtered(lambda talk, own=channel: talk.channel == own) for channel in CHANNELS},
        }
        return {name: self.value_of(own) for name, own in cells.items()}

    def value_of(self, talks):
        if self.version.counted == "record":
            return len(talks)
        hours = [sum(own.mapped("duration")) for own in talks.grouped("partner_id").values()]
        if self.version.counted == "sum":
            return sum(hours)
        if self.version.statistic == "average":
            return sum(hours) / len(hours) if hours else 0
        if self.version.statistic == "median":
            middle = sorted(hours)[(len(hours) - 1) // 2 : len(hours) // 2 + 1]
            return sum(middle) / len(middle) if middle else 0
        return len(hours)

    def everybody(self):
        return (self.company + self.other_company + self.third_company).exists()

    def one_of(self, rank):
        talks = self.env["hub.interaction"].search([("partner_id", "in", self.everybody().ids)], order="id")
        return talks[rank % len(talks)] if talks else talks

    def do_talk(self, first, second):
        everybody = self.everybody()
        self.talk(company=everybody[first % len(everybody)], channel=CHANNELS[second % 3], duration=first + 1)

    def do_redate(self, first, second):
        self.one_of(first).date = f"202{4 + second % 2}-0{1 + second % 9}-03 11:00:00"

    def do_void(self, first, _second):
        self.one_of(first).sudo().active = False

    def do_delete(self, first, _second):
        self.one_of(first).sudo().unlink()

    def do_channel(self, first, second):
        self.one_of(first).channel = CHANNELS[second % 3]

    def do_company(self, first, second):
        everybody = self.everybody()
        self.one_of(first).partner_id = everybody[second % len(everybody)]

    def do_merge(self, first, second):
        everybody = self.everybody()
        one, other = everybody[first % len(everybody)], everybody[second % len(everybody)]
        if one != other:
            self.merge(one, other)

    def do_erase(self, first, _second):
        gone = self.everybody()[first % len(self.everybody())]
        if len(self.everybody()) > 1:
            self.env["hub.interaction"].sudo().with_context(active_test=False).search(
                [("partner_id", "=", gone.id), ("active", "in", (True, False))]
            ).unlink()
            self.env.flush_all()
            gone.unlink()

    def test_a_report_of_two_lines_explains_each(self):
        self.report.line_ids = [Command.create({"indicator_id": self.indicator.id, "sequence": 30})]
        self.talk()
        run = self.run_report()
        self.let_time_pass(run)
        self.talk(company=self.other_company)
        for total in run.cell_ids.filtered("is_total"):
            self.assertEqual(self.causes(total), {"late": 1})

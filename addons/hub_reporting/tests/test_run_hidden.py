from itertools import product

from odoo import Command
from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.hub_reporting.tools.smallest import get_smallest

from .hiding_attack import bounds_of
from .run_files_common import RunFilesCase, rows_below

CHANNELS = ("visit", "phone")


# The languages of the demonstration are read.
@tagged("post_install", "-at_install")
class TestRunHidden(RunFilesCase):
    """Files for use outside the agency: by all of their numbers together, nobody works out a small one."""

    USERS = {
        **RunFilesCase.USERS,
        "knowing": "hub_entrepreneurs.group_hub_analyst,hub_entrepreneurs.group_hub_personal_data",
    }

    def setUp(self):
        super().setUp()
        self.by_commune, self.by_size = (
            self.env.ref(f"hub_reporting.hub_breakdown_{code}") for code in ("commune", "size")
        )
        self.communes = self.env["hub.commune"].search([], limit=3)
        self.service = self.env["hub.service"].create({"name": "Test Hidden", "code": "TESTHIDDEN"})
        self.all = self.figure("ALL", [])
        self.parts = {channel: self.figure(channel.upper(), [("channel", "=", channel)]) for channel in CHANNELS}

    def figure(self, code, domain, **values):
        """Return an indicator of companies with talks of the service."""
        indicator = self.env["hub.indicator"].create({"name": f"Test {code}", "code": f"TEST{code}", "unit": "company"})
        self.env["hub.indicator.version"].create({
            "indicator_id": indicator.id, "definition": "Companies.",
            "breakdown_ids": [Command.set((self.by_commune + self.by_size + self.by_channel).ids)],
            "source_ids": [Command.create(
                {"fact_kind": "support", "domain": repr([("service_id", "=", self.service.id), *domain])}
            )],
            **values,
        })  # fmt: skip
        return indicator

    def companies(self, counts):
        """Let companies have a talk: how many, by commune, size and channel."""
        for (commune, size, channel), count in counts.items():
            companies = self.env["res.partner"].create(
                [
                    {
                        "name": f"Test {commune} {size} {channel} {rank}",
                        "is_company": True,
                        "country_id": self.env.ref("base.be").id,
                        "commune_id": self.communes[commune].id,
                        **self.SIZES[size],
                    }
                    for rank in range(count)
                ]
            )
            self.record()
            for company in companies:
                self.talk(company=company, channel=channel, service_id=self.service.id)

    SIZES = (
        {"employee_count": 2, "turnover": 100_000, "balance_sheet_total": 100_000, "size_data_year": 2024},
        {"employee_count": 30, "turnover": 5_000_000, "balance_sheet_total": 5_000_000, "size_data_year": 2024},
    )

    def publish(self, *lines, **options):
        """Return the rows of the CSV file of a run outside, by figure and keys; lines are indicators by breakdowns."""
        names = ("indicator_id", "breakdown_id", "second_breakdown_id")
        report = self.env["hub.report"].create({
            "name": "Test Hidden",
            "line_ids": [
                Command.create({name: each.id for name, each in zip(names, line, strict=False)}) for line in lines
            ],
            **options,
        })  # fmt: skip
        run = self.run_report(report=report, user=self.knowing)
        tables, _words = self.csv_of(run, outside=True)
        return run, {
            (row["indicator"], row["breakdown"], row["key"], row["second_breakdown"], row["second_key"]): row
            for row in tables["figures.csv"]
        }

    def attack(self, rows, counts):
        """Check that no small number follows from the others: whoever attacks solves for commune, size and channel."""
        leaves = list(product(range(3), range(2), CHANNELS))
        sizes = ("micro", "small")

        def holds(place, leaf):
            figure, *keys = place
            commune, size, channel = leaf
            own = {"commune": str(self.communes[commune].id), "size": sizes[size], "channel": channel}
            asked = {by: key for by, key in (keys[:2], keys[2:]) if by}
            is_in = figure == "TESTALL" or figure == f"TEST{channel.upper()}"
            return is_in and all(own[by] == key for by, key in asked.items())

        matrix = {place: [holds(place, leaf) for leaf in leaves] for place in rows}
        shown = [place for place, row in rows.items() if row["is_suppressed"] == "0"]
        sides = [int(rows[place]["value"]) for place in shown]
        small = 0
        for place, row in rows.items():
            real = sum(counts.get(leaf, 0) for leaf, is_in in zip(leaves, matrix[place], strict=True) if is_in)
            if row["is_suppressed"] == "0":
                self.assertEqual(int(row["value"]), real, place)
            if 0 < real < 5:
                small += 1
                self.assertEqual((row["value"], row["units"], row["facts"], row["is_suppressed"]), ("", "", "", "1"))
                args = ([matrix[each] for each in shown], sides, len(leaves), [0] * len(leaves))
                least, most = bounds_of(matrix[place], *args)
                self.assertGreater(round(most, 6), 4, f"{place} is {real}, and may be {least} to {most}")
        self.assertTrue(small, "nothing was to be hidden")
        self.assertTrue(shown, "and something is told")

    def test_by_one_and_by_two(self):
        counts = {(commune, size, "visit"): 9 for commune in range(3) for size in range(2)} | {(1, 1, "visit"): 3}
        self.companies(counts)
        tables = ([], [self.by_commune], [self.by_size], [self.by_commune, self.by_size])
        _run, rows = self.publish(*([self.all, *by] for by in tables))
        self.attack(rows, counts)

    def test_a_whole_and_its_parts(self):
        counts = {(commune, 0, channel): 12 for commune in range(3) for channel in CHANNELS} | {(0, 0, "visit"): 3}
        self.companies(counts)
        figures = (self.all, *self.parts.values())
        _run, rows = self.publish(*([figure, self.by_commune] for figure in figures))
        self.attack(rows, counts)

    def test_everything_together(self):
        counts = {
            (commune, size, channel): 7 + commune + 2 * size
            for commune, size, channel in product(range(3), range(2), CHANNELS)
        } | {(2, 1, "phone"): 2, (0, 0, "visit"): 1}
        self.companies(counts)
        lines = [[figure, *by] for figure in (self.all, *self.parts.values()) for by in (
            [self.by_commune], [self.by_size], [self.by_size, self.by_commune]
        )]  # fmt: skip
        _run, rows = self.publish(*lines, [self.all, self.by_channel, self.by_commune])
        self.attack(rows, counts)

    def test_many_records_of_few_companies(self):
        """Nine conversations of one company tell about one company."""
        for company, count in ((self.company, 9), (self.other_company, 1)):
            for _talk in range(count):
                self.talk(company=company, service_id=self.service.id)
        talks = self.figure("TALKS", [], counted="record")
        hours = self.figure("HOURS", [], counted="sum")
        run, rows = self.publish([talks], [hours])
        self.assertEqual({row["is_suppressed"] for row in rows.values()}, {"1"})
        self.assertEqual(set(run.cell_ids.mapped("owners")), {2})

    def test_a_share_of_few(self):
        self.companies({(0, 0, "visit"): 3, (0, 0, "phone"): 37})
        for channel in CHANNELS:
            share = self.figure(f"SHARE{channel}", [], statistic="share", compared="whole", source_ids=[
                Command.create({
                    "fact_kind": "support", "is_reference": is_reference,
                    "domain": repr([("service_id", "=", self.service.id), *part]),
                })
                for is_reference, part in ((True, []), (False, [("channel", "=", channel)]))
            ])  # fmt: skip
            run, rows = self.publish([share])
            self.assertEqual(run.cell_ids.units, 40)
            with self.subTest(channel):
                [row] = rows.values()
                self.assertEqual(row["is_suppressed"], "1", "three of forty, or all but three")

    def test_what_there_was_before_rests_on_companies_too(self):
        self.companies({(0, 0, "visit"): 8})
        for _talk in range(9):
            self.talk(self.period.start.replace(year=2024), service_id=self.service.id)
        talks = self.figure("TALKS", [], counted="record")
        run, rows = self.publish([talks], [self.all], comparison="year")
        self.assertEqual(run.cell_ids.mapped("owners_before"), [1, 1])
        self.assertEqual([(row["value"], row["value_before"]) for row in rows.values()], [("8", ""), ("8", "")])

    def test_the_parameter_of_the_agency_counts_for_files(self):
        self.companies({(0, 0, "visit"): 8})
        self.env["ir.config_parameter"].sudo().set_param("hub_reporting.smallest_number", "10")
        self.assertEqual(get_smallest(self.env), 10)
        run, rows = self.publish([self.all])
        self.assertEqual([row["is_suppressed"] for row in rows.values()], ["1"])
        self.assertIn("than 10", self.csv_of(run, outside=True)[1])

    def test_two_readers_together_learn_no_more(self):
        """What is for some readers alone decides on what others are not told either."""
        counts = {(commune, 0, channel): 12 for commune in range(3) for channel in CHANNELS} | {(0, 0, "visit"): 3}
        self.companies(counts)
        figures = (self.all, *self.parts.values())
        run, rows = self.publish(*([figure, self.by_commune] for figure in figures))
        own = run.cell_ids.filtered(lambda cell: cell.indicator_id == self.all)
        self.env.cr.execute(SQL("UPDATE hub_report_cell SET audience = 'analysis' WHERE id IN %s", own._ids))
        self.env.invalidate_all()
        tables, _words = self.csv_of(run, self.account, outside=True)
        told = {(row["indicator"], row["key"]): row["is_suppressed"] for row in tables["figures.csv"]}
        self.assertTrue(told)
        self.assertNotIn(("TESTALL", ""), told)
        for place, row in rows.items():
            if place[0] != "TESTALL":
                self.assertEqual(told[place[0], place[2]], row["is_suppressed"])

    def test_a_promise_beside_the_run(self):
        """Two more since the programme began are a small number as well."""
        programme = self.env["hub.programme"].create({"name": "T", "code": "T", "date_start": "2024-01-01"})
        self.env["hub.programme.indicator"].create(
            {"programme_id": programme.id, "version_id": self.all.version_ids.id, "target": 40}
        )
        for year, count in ((2025, 12), (2024, 2)):
            for company in self.talks("visit", count):
                self.talk(
                    self.period.start.replace(year=year), company=company, service_id=self.service.id,
                    programme_id=programme.id,
                )  # fmt: skip
        run, _rows = self.publish([self.all], programme_id=programme.id)
        [row] = rows_below(self.book_of(run, outside=True)["EU Indicators"], "Indicator")
        self.assertEqual([row[name].value for name in ("In This Run", "Achieved", "Progress (%)")], [12, "–", "–"])

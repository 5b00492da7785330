import re
import zipfile

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .run_files_common import RunFilesCase, rows_below
from .test_sheets import opened_by_libreoffice

VISIT = "Visit to the Company"


# The languages of the demonstration are read.
@tagged("post_install", "-at_install")
class TestRunBook(RunFilesCase):
    """The workbook of a run says what its reader may read, in the reader's words, and each number opens its page."""

    def test_sheets_and_figures(self):
        self.talk(channel="phone")
        self.talk(channel="office")
        self.talk(company=self.other_company, channel="office")
        run = self.run_report()
        book = self.book_of(run)
        self.assertEqual(book.sheetnames, ["Summary", "Definitions", "Support", "Data Quality", "Facts"])
        [total] = rows_below(book["Summary"], "Indicator")
        self.assertEqual((total["Indicator"].value, total["Figure"].value), ("Test Contact", 2))
        rows = {row["Where"].value: row for row in rows_below(book["Support"], "Indicator")}
        self.assertEqual(
            {name: row["Figure"].value for name, row in rows.items()}, {"Total": 2, "At the Office": 2, "Phone": 1}
        )
        self.assertEqual((rows["Total"]["Overlap"].value, rows["At the Office"]["Overlap"].value), (1, None))
        self.assertIn("add up", " ".join(self.texts(book["Support"])))
        base = run.get_base_url()
        for cell in run.cell_ids:
            link = rows[cell.name]["Figure"].hyperlink.target
            self.assertEqual(link, f"{base}/odoo/hub-figures/{cell.id}")

    def texts(self, sheet):
        return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]

    def test_definitions_and_properties(self):
        self.talk()
        run = self.run_report()
        book = self.book_of(run)
        [row] = rows_below(book["Definitions"], "Indicator")
        self.assertEqual(row["Definition"].value, "Companies with a conversation.")
        self.assertEqual((row["Code"].value, row["Version"].value), ("TEST", 1))
        self.assertEqual(row["Digest"].value, self.version._get_digest())
        self.assertIn(run.digest, book.properties.keywords)
        title = run.with_context(lang="en_GB").display_name
        self.assertEqual((book.properties.creator, book.properties.title), (self.analyst.name, title))
        self.assertTrue(any(run.digest in text for text in self.texts(book["Summary"])))

    def test_a_definition_that_counts_otherwise_has_another_digest(self):
        digest = self.version._get_digest()
        self.assertEqual(self.version.with_context(lang="fr_BE")._get_digest(), digest)
        self.version.threshold = 3
        self.assertNotEqual(self.version._get_digest(), digest)

    def test_in_the_language_of_the_reader(self):
        self.talk(channel="phone")
        book = self.book_of(self.run_report(), lang="fr_BE")
        self.assertEqual(book.sheetnames[:2], ["Résumé", "Définitions"])
        self.assertIn("Téléphone", self.texts(book.worksheets[2]))

    def test_compared_with_the_year_before(self):
        self.report.comparison = "year"
        self.talk(channel="phone")
        self.talk(self.period.start.replace(year=2024), company=self.other_company, channel="phone")
        self.talk(self.period.start.replace(year=2024), channel="phone")
        book = self.book_of(self.run_report())
        [total] = rows_below(book["Summary"], "Indicator")
        self.assertEqual([total[name].value for name in ("Figure", "Before", "Change")], [1, 2, -1])

    def test_the_facts_that_were_counted(self):
        talk = self.talk(channel="phone")
        other = self.talk(company=self.other_company, channel="office")
        self.talk(self.period.start.replace(year=2024))
        run = self.run_report()
        facts = rows_below(self.book_of(run)["Facts"], "Counts In")
        found = {row["Record"].value: row for row in facts}
        self.assertEqual(set(found), {talk.id, other.id})
        self.assertEqual(found[talk.id]["Company"].value, self.company.display_name)
        self.assertEqual((found[talk.id]["Counts In"].value, found[talk.id]["Channel"].value), ("TEST", "Phone"))
        self.assertEqual(found[talk.id]["Day"].value.date(), self.period.start.replace(month=5, day=5))

    def test_what_lasts_stands_once_in_the_facts(self):
        self.env["hub.cluster.membership"].create({
            "cluster_id": self.cluster.id, "partner_id": self.company.id, "contact_id": self.company.id,
            "date_start": "2023-01-01",
        })  # fmt: skip
        domain = repr([("partner_id", "=", self.company.id)])
        self.version.source_ids = [Command.clear(), Command.create({"fact_kind": "member", "domain": domain})]
        facts = rows_below(self.book_of(self.run_report())["Facts"], "Counts In")
        self.assertEqual([row["Company"].value for row in facts], [self.company.display_name])

    def test_what_got_another_day_or_is_gone_is_no_fact_of_the_run(self):
        moved, gone = self.talk(), self.talk()
        kept = self.talk(company=self.other_company)
        run = self.run_report()
        moved.date = "2025-06-06 11:00:00"
        gone.unlink()
        facts = rows_below(self.book_of(run)["Facts"], "Counts In")
        self.assertEqual([row["Record"].value for row in facts], [kept.id])

    def test_a_fact_of_several_figures_stands_once(self):
        other = self.env["hub.indicator"].create({"name": "Test Talks", "code": "TESTTALKS", "unit": "conversation"})
        domain = self.version.source_ids.domain
        self.env["hub.indicator.version"].create({
            "indicator_id": other.id, "definition": "Conversations.", "counted": "record",
            "source_ids": [Command.create({"fact_kind": "support", "domain": domain})],
        })  # fmt: skip
        self.report.line_ids = [Command.create({"indicator_id": other.id, "sequence": 20})]
        self.talk()
        [fact] = rows_below(self.book_of(self.run_report())["Facts"], "Counts In")
        self.assertEqual(fact["Counts In"].value, "TEST, TESTTALKS")

    def test_what_there_was_before_is_hidden_like_the_rest(self):
        self.report.comparison = "year"
        for company in self.talks("phone", 12)[:3]:
            self.talk(self.period.start.replace(year=2024), company=company, channel="phone")
        for company in self.talks("office", 8):
            self.talk(self.period.start.replace(year=2024), company=company, channel="office")
        run, told = self.run_report(), ("Figure", "Before")
        for outside, befores in ((True, ["–", "–", 11]), (False, [3, 8, 11])):
            rows = {
                row["Where"].value: row
                for row in rows_below(self.book_of(run, outside=outside)["Support"], "Indicator")
            }
            figures = [[rows[name][each].value for name in ("Phone", "At the Office", "Total")] for each in told]
            self.assertEqual(figures, [[12, 8, 20], befores])

    def test_outside_the_agency(self):
        self.talks("phone", 6)
        self.talks("office", 7)
        self.talks("visit", 2)
        run = self.run_report()
        book = self.book_of(run, outside=True)
        self.assertEqual(book.sheetnames, ["Summary", "Definitions", "Support"])
        rows = {row["Where"].value: row for row in rows_below(book["Support"], "Indicator")}
        shown = {name: row["Figure"].value for name, row in rows.items()}
        self.assertEqual(
            shown, {"Total": 15, "At the Office": 7, "Phone": "–", VISIT: "–"}, "one more hides the small one"
        )
        for name in ("Phone", VISIT):
            self.assertEqual([rows[name][each].value for each in ("In the List", "Facts")], ["–", "–"])
            self.assertFalse(rows[name]["Figure"].hyperlink)
        inside = {
            row["Where"].value: row["Figure"].value for row in rows_below(self.book_of(run)["Support"], "Indicator")
        }
        self.assertEqual(inside[VISIT], 2)

    def test_charts_have_words_and_hide_what_is_hidden(self):
        self.talks("phone", 6)
        self.talks("office", 7)
        self.talks("visit", 2)
        self.talks("video", 8)
        run = self.run_report()
        file = self.file_of(run, "xlsx", outside=True)
        with zipfile.ZipFile(file) as archive:
            drawings = [archive.read(name).decode() for name in archive.namelist() if "drawings/drawing" in name]
            charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
        described = " ".join(re.findall(r'descr="([^"]*)"', " ".join(drawings)))
        self.assertIn("At the Office: 7", described)
        self.assertIn(f"{VISIT}: not shown", described)
        self.assertTrue(charts)
        for chart in charts:
            self.assertNotIn("<c:v>2</c:v>", chart)
            self.assertNotIn("<c:v>6</c:v>", chart)

    def by_commune(self):
        commune = self.env.ref("hub_reporting.hub_breakdown_commune")
        self.version.breakdown_ids += commune
        self.report.line_ids.breakdown_id = commune
        places = self.env["hub.commune"].search([("nis_code", "in", ("21009", "21016"))])
        for company, place in zip(self.company + self.other_company, places, strict=True):
            company.commune_id = place
            self.talk(company=company)
        self.record()
        return places

    def test_a_map_of_the_communes(self):
        places = self.by_commune()
        run = self.run_report()
        sheet = self.book_of(run)["Companies by Commune"]
        self.assertEqual(len(sheet._images), 1)
        [drawn] = run.with_user(self.account).commune_maps
        numbers = {tile["name"]: tile["number"] for tile in drawn["tiles"] if tile["number"]}
        self.assertEqual(numbers, dict.fromkeys(places.mapped("name"), 1))
        cells = {place: self.cell(run, place.name) for place in places}
        self.assertEqual(drawn["cells"], {str(place.id): cell.id for place, cell in cells.items()})
        self.assertFalse(self.run_report(report=self.plain_report()).commune_maps)

    def plain_report(self):
        return self.report.copy({"line_ids": [Command.clear(), Command.create({"indicator_id": self.indicator.id})]})

    def test_what_was_promised_to_the_funder(self):
        programme = self.env["hub.programme"].create({"name": "T", "code": "T", "date_start": "2025-01-01"})
        self.env["hub.programme.indicator"].create(
            {"programme_id": programme.id, "version_id": self.version.id, "baseline": 1, "target": 4}
        )
        self.report.programme_id = programme
        self.talk(programme_id=programme.id)
        self.talk(company=self.other_company, programme_id=False)
        run = self.run_report()
        [row] = rows_below(self.book_of(run)["EU Indicators"], "Indicator")
        told = [
            row[name].value for name in ("Baseline", "Target", "Achieved", "Progress (%)", "In This Run", "Definition")
        ]
        self.assertEqual(told, [1, 4, 1, 0, 1, 1], "one was there before, and three are to come")
        [row] = rows_below(self.book_of(run, outside=True)["EU Indicators"], "Indicator")
        self.assertEqual([row[name].value for name in ("Achieved", "Progress (%)", "In This Run")], ["–", "–", "–"])

    def test_the_annual_report_in_libreoffice(self):
        """Each sheet that the issue lists, opened by another program."""
        report = self.env.ref("hub_reporting.hub_report_annual")
        run = self.run_report(report=report)
        content = self.file_of(run, "xlsx").getvalue()
        book = opened_by_libreoffice(content)
        self.assertEqual(
            book.sheetnames,
            [
                "Summary", "Definitions", "Companies by Commune", "Companies by Sector", "Companies by Size", "Support",
                "Transition and Lapses", "Export Pipeline and Markets", "Clusters", "Outcomes by Proof",
                "European Funds", "Data Quality", "Facts",
            ],
        )  # fmt: skip

    def test_a_run_without_figures_has_no_file(self):
        run = self.begin()
        for file_format in ("xlsx", "csv"):
            with self.assertRaisesRegex(UserError, "Wait until it is done"):
                self.file_of(run, file_format)
        with self.assertRaisesRegex(UserError, "Wait until it is done"):
            run.action_excel()

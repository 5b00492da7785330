import io
from datetime import date

from odoo.tests import tagged

from ..engine import Book, Chart, ChartKind, Column, Kind, Limits, Note, NoteKind, Style, Table, Texts
from ..engine.names import next_sheet_name, sheet_name, table_headers, table_name
from .engine_case import MAIN, RELATION, EngineCase

SHEET = "xl/worksheets/sheet1.xml"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@tagged("at_install")
class TestEngineSheets(EngineCase):
    def test_rows_beyond_the_end_go_on_in_a_sheet_that_is_the_same(self):
        columns = [Column("Name", width=12), Column("Day", Kind.DATE, width=20)]
        rows = [[f"n{number}", date(2024, 1, 1)] for number in range(10)]
        look = {"freeze": (1, 0), "autofilter": True, "header_style": Style(italic=True)}
        book = self.read(self.write(columns, rows, sheet=look, limits=Limits(rows=5)))
        self.assertEqual(book.sheetnames, ["Sheet1", "Sheet2", "Sheet3"])
        found = [row for sheet in book for row in sheet.iter_rows(min_row=2, values_only=True)]
        self.assertEqual([name for name, _day in found], [name for name, _day in rows])
        for sheet, last in zip(book, (5, 5, 3), strict=True):
            self.assertEqual([cell.value for cell in sheet[1]], ["Name", "Day"])
            self.assertEqual([cell.font.i for cell in sheet[1]], [True, True])
            self.assertEqual(sheet["B2"].number_format, "yyyy-mm-dd")
            self.assertEqual(sheet.freeze_panes, "A2")
            self.assertEqual(sheet.auto_filter.ref, f"A1:B{last}")
            widths = [round(sheet.column_dimensions[letter].width) for letter in "AB"]
            self.assertEqual(widths, [13, 21])

    def test_one_batch_over_several_sheets(self):
        file = io.BytesIO()
        with Book(file, limits=Limits(rows=4)) as book:
            sheet = book.add_sheet("Companies", [Column("A"), Column("B")])
            sheet.write_columns([list("abcdefgh"), list(range(8))])
            sheet.write_row(["last", 9])
            self.assertEqual(sheet.rows, 9)
        found = self.read(file)
        self.assertEqual(found.sheetnames, ["Companies", "Companies (2)", "Companies (3)"])
        self.assertEqual(
            [self.first_column(file, number) for number in range(3)], [list("abc"), list("def"), ["g", "h", "last"]]
        )

    def test_a_sheet_ends_before_its_xml_is_too_large(self):
        file = self.column_of([f"{number:0500}" for number in range(2_000)], limits=Limits(part=200_000))
        counts = [sheet.max_row - 1 for sheet in self.read(file)]
        self.assertEqual(counts, [500] * 4)

    def test_names_of_sheets(self):
        self.assertEqual(sheet_name("a/b[c]:*?\\", []), "a_b_c_____")
        self.assertEqual(sheet_name("'quoted'", []), "quoted")
        self.assertEqual(sheet_name("  ", []), "Sheet")
        self.assertEqual(sheet_name("history", []), "history (2)")
        self.assertEqual(sheet_name("x" * 40, []), "x" * 31)
        self.assertEqual(sheet_name("😀" * 40, []), "😀" * 15)
        self.assertEqual(sheet_name("DATA", ["data", "Data (2)"]), "DATA (3)")
        self.assertEqual(sheet_name("x" * 40, ["X" * 31]), "x" * 27 + " (2)")
        self.assertEqual(next_sheet_name("Sheet1", 2, ["Sheet1"]), "Sheet2")
        self.assertEqual(next_sheet_name("Sheet1", 2, ["Sheet1", "sheet2"]), "Sheet1 (2)")
        self.assertEqual(next_sheet_name("Leads", 3, ["Leads", "Leads (2)"]), "Leads (3)")

    def test_names_in_tables(self):
        self.assertEqual(table_headers(["a", "A", "", "a\nb", "a\x01"]), ["a", "A2", "Column3", "a b", "a3"])
        self.assertEqual(table_headers(["a2", "a", "a"]), ["a2", "a", "a3"])
        self.assertEqual({len(header) for header in table_headers(["x" * 300, "x" * 300])}, {255, 249})
        self.assertEqual(
            [table_name(name, []) for name in ("My sales", "A1", "R1C1", "1st", "")],
            ["My_sales", "_A1", "_R1C1", "_1st", "Table"],
        )
        self.assertEqual(table_name("Table1", ["TABLE1", "table2"]), "Table3")

    def test_sheets_one_after_the_other(self):
        file = io.BytesIO()
        with Book(file) as book:
            first = book.add_sheet("Same", [Column("A")])
            first.write_rows([["one"]])
            book.add_sheet("same", [Column("B", style=Style(bg_color="#ff0000"))]).write_rows([["two"]])
            with self.assertRaisesRegex(ValueError, "closed"):
                first.write_rows([["late"]])
        self.assertEqual(self.read(file).sheetnames, ["Same", "same (2)"])
        self.assertEqual(self.read(file)["same (2)"]["A2"].fill.fgColor.rgb, "FFFF0000")
        self.assertEqual(self.read(file)["Same"]["A1"].font.b, True)

    def test_rows_with_styles_of_their_own(self):
        file = io.BytesIO()
        with Book(file) as book:
            sheet = book.add_sheet("Sheet1", [Column("A", style=Style(italic=True)), Column("B")])
            sheet.write_columns([["x"], [1]])
            # A style that the sheet learns of when it has begun.
            sheet.write_row(["Group", 2.5], [Style(bold=True, bg_color="#e9ecef"), Style(num_format="0.000")])
            sheet.write_row(["", None], Style(underline=1))
            sheet.write_columns([["y"], [2]])
        sheet = self.read(file).active
        self.assertEqual([sheet[cell].value for cell in ("A2", "A3", "B3", "A4", "A5")], ["x", "Group", 2.5, None, "y"])
        self.assertEqual([sheet[f"A{row}"].font.i for row in (2, 3, 5)], [True, False, True])
        self.assertEqual((sheet["A3"].font.b, sheet["A3"].fill.fgColor.rgb), (True, "FFE9ECEF"))
        self.assertEqual(sheet["B3"].number_format, "0.000")
        self.assertEqual(sheet["A4"].font.u, "single")

    def test_wrong_numbers_of_values_are_refused(self):
        with Book(io.BytesIO()) as book:
            sheet = book.add_sheet("Sheet1", [Column("A"), Column("B")])
            for columns in ([[1]], [[1], [2, 3]], [[1], [2], [3]]):
                with self.assertRaisesRegex(ValueError, "The sheet has 2 columns"):
                    sheet.write_columns(columns)
            for values, styles in (([1], None), ([1, 2], [None]), ([1, 2, 3], None)):
                with self.assertRaisesRegex(ValueError, "The sheet has 2 columns"):
                    sheet.write_row(values, styles)
            with self.assertRaisesRegex(ValueError, "at most 16384 columns"):
                book.add_sheet("Wide", [Column("x")] * 16_385)

    def test_links(self):
        values = [
            "http://a.b/ü x?y=1&z=<2>#top",
            ("mailto:a@b.c", "Mail"),
            ("#Sheet1!A1", "In here"),
            "tel:+3212345",
            "",
        ]
        values += [
            "javascript:alert(1)",
            "file://server/share",
            "www.example.com",
            ("https://x.y/" + "z" * 3_000, "Long"),
        ]
        file = self.column_of(values, Column("Link", Kind.LINK))
        cells = [cell for (cell,) in self.read(file).active.iter_rows(min_row=2)]
        texts = [value[1] if isinstance(value, tuple) else value or None for value in values]
        self.assertEqual([cell.value for cell in cells], texts)
        links = [cell.hyperlink and (cell.hyperlink.target, cell.hyperlink.location) for cell in cells]
        target = "http://a.b/ü%20x?y=1&z=%3C2%3E"
        expected = [(target, "top"), ("mailto:a@b.c", None), (None, "Sheet1!A1"), ("tel:+3212345", None)]
        self.assertEqual(links, expected + [None] * 5)
        self.assertEqual([cell.font.u for cell in cells], ["single"] * 4 + [None] * 5)
        self.assertEqual(self.kinds(), [(f"A{row}", NoteKind.NO_LINK) for row in (7, 8, 9, 10)])

    def test_links_beyond_the_limit_are_text(self):
        values = [f"http://a.b/{number}" for number in range(5)]
        file = self.column_of(values, Column("Link", Kind.LINK), limits=Limits(links=3))
        self.assertEqual(self.first_column(file), values)
        cells = [cell for (cell,) in self.read(file).worksheets[0].iter_rows(min_row=2)]
        self.assertEqual([bool(cell.hyperlink) for cell in cells], [True] * 3 + [False] * 2)
        self.assertEqual(self.kinds(), [("A5", NoteKind.TOO_MANY_LINKS), ("A6", NoteKind.TOO_MANY_LINKS)])

    def test_each_sheet_has_links_of_its_own(self):
        values = [f"http://a.b/{number}" for number in range(5)]
        file = self.column_of(values, Column("Link", Kind.LINK), limits=Limits(links=2, rows=3))
        cells = [cell for sheet in self.read(file) for (cell,) in sheet.iter_rows(min_row=2)]
        self.assertEqual([cell.hyperlink.target for cell in cells], values)
        self.assertFalse(self.book.notes)

    def test_tables(self):
        columns = [Column("Name"), Column("name"), Column("")]
        rows = [[f"n{number}", number, None] for number in range(5)]
        file = self.write(columns, rows, sheet={"table": Table("My sales"), "autofilter": True}, limits=Limits(rows=4))
        book = self.read(file)
        tables = [table for sheet in book for table in sheet.tables.values()]
        self.assertEqual([(table.name, table.ref) for table in tables], [("My_sales", "A1:C4"), ("My_sales2", "A1:C3")])
        self.assertEqual([table.autoFilter.ref for table in tables], ["A1:C4", "A1:C3"])
        for sheet, table in zip(book, tables, strict=True):
            self.assertEqual([column.name for column in table.tableColumns], ["Name", "name2", "Column3"])
            self.assertEqual([cell.value for cell in sheet[1]], ["Name", "name2", "Column3"])
            self.assertIsNone(sheet.auto_filter.ref)
        empty = self.read(self.write(columns, sheet={"table": Table()})).active
        self.assertEqual(empty.tables["Table1"].ref, "A1:C2")

    def test_charts(self):
        kinds = [Chart(kind, [1], 0, title=f"{kind.value} & <more>", anchor="E2") for kind in ChartKind]
        rows = [["North", 1.5], ["South", float("nan")], ["<r>x</r>", 3], ["=1", 4]]
        sheet = {"charts": [*kinds, Chart(ChartKind.COLUMN, [1], stacked=True)]}
        file = self.write([Column("Where"), Column("Sum")], rows, name="It's", sheet=sheet)
        self.assertEqual(len(self.read(file).worksheets[0]._charts), 5)
        chart = self.part(file, "xl/charts/chart1.xml")
        formulas = [node.text for node in chart.iter(f"{DRAWN}f")]
        self.assertEqual(formulas, ["'It''s'!$B$1", "'It''s'!$A$2:$A$5", "'It''s'!$B$2:$B$5"])
        points = [(node.tag.removeprefix(DRAWN), node.findtext(f"{DRAWN}v")) for node in chart.iter(f"{DRAWN}pt")]
        self.assertEqual([text for _tag, text in points], ["Sum", "North", "South", "<r>x</r>", "=1", "1.5", "3", "4"])
        self.assertIn("bar & <more>", "".join(chart.itertext()))
        self.assertFalse(len(self.part(file, "xl/sharedStrings.xml")), "texts that no cell shows")
        self.assertTrue(self.part(file, "xl/charts/chart5.xml").xpath("//*[local-name()='grouping'][@val='stacked']"))

    def test_charts_stay_on_the_first_of_several_sheets(self):
        rows = [[number] for number in range(6)]
        file = self.write(["A"], rows, sheet={"charts": [Chart(ChartKind.LINE, [0])]}, limits=Limits(rows=4))
        self.assertEqual([len(sheet._charts) for sheet in self.read(file)], [1, 0])
        formulas = [node.text for node in self.part(file, "xl/charts/chart1.xml").iter(f"{DRAWN}f")]
        self.assertEqual(formulas, ["Sheet1!$A$1", "Sheet1!$A$2:$A$4"])

    def test_properties(self):
        file = self.write(["A"], properties={"title": "T & <x>\x01", "author": "Me", "keywords": "a, b"})
        properties = self.read(file).properties
        self.assertEqual((properties.title, properties.creator, properties.keywords), ("T & <x>", "Me", "a, b"))

    def test_notes_have_a_sheet_at_the_end(self):
        texts = Texts(
            title="Notes", headers=("S", "C", "N", "D"), sentences={NoteKind.NOT_FINITE: "bad"}, more="%(count)s more"
        )
        values = ["\x01 yes", float("nan"), "x", float("inf"), float("inf")]
        file = self.column_of(values, name="Notes", texts=texts, limits=Limits(notes=3))
        self.assertEqual(self.read(file).sheetnames, ["Notes", "Notes (2)"])
        self.assertEqual(self.book.notes[0], Note("Notes", "A2", NoteKind.FORBIDDEN, "\ufffd yes"))
        self.assertEqual(self.book.notes_left_out, 1)
        forbidden = "The text has characters that a workbook cannot hold; they are shown by their code."
        rows = [["Notes", "A2", forbidden, "\ufffd yes"], ["Notes", "A3", "bad", "nan"], ["Notes", "A5", "bad", "inf"]]
        self.assertEqual(self.values(file, 1), [*rows, [None, None, "1 more", None]])
        self.assertEqual(self.read(self.column_of([1, "a"])).sheetnames, ["Sheet1"])

    def test_charts_and_links_have_their_relations(self):
        columns = [Column("Link", Kind.LINK), Column("Sum")]
        sheet = {"charts": [Chart(ChartKind.PIE, [1])], "table": Table()}
        file = self.write(columns, [["http://a.b", 1], ["#Sheet1!A1", 2]], sheet=sheet)
        used = set(self.part(file, SHEET).xpath("//@r:id", namespaces={"r": RELATION[1:-1]}))
        relations = self.part(file, "xl/worksheets/_rels/sheet1.xml.rels")
        self.assertEqual({relation.get("Id") for relation in relations}, used)
        self.assertEqual(len(used), 3)
        order = [node.tag.removeprefix(MAIN) for node in self.part(file, SHEET)]
        expected = [
            "sheetViews",
            "sheetFormatPr",
            "cols",
            "sheetData",
            "hyperlinks",
            "pageMargins",
            "drawing",
            "tableParts",
        ]
        self.assertEqual(order, expected)

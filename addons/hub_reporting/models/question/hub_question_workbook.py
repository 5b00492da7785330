import io

import xlsxwriter

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

_WIDTH, _NAME_WIDTH = 14, 36
_LONGEST_CELL = 32_000


class HubQuestion(models.Model):
    """The answer as a workbook: the table, its notes and a graph, with the definitions on a sheet of their own.

    It is written from what the page gets, so nothing hidden is in it.
    """

    _inherit = "hub.question"

    def action_excel(self):
        """Download the answer as a workbook.

        :raise UserError: if there is none
        """
        self.ensure_one()
        self.check_access("read")
        self._check_can_answer()
        return {"type": "ir.actions.act_url", "url": f"/hub_reporting/question/{self.id}/excel", "target": "download"}

    def _get_workbook(self):
        """Return the workbook as bytes.

        :raise UserError: if there is no answer
        """
        answer = self.get_answer()
        if "problem" in answer:
            raise UserError(answer["problem"])
        file = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file, options) as book:
            book.set_properties(
                {
                    "title": answer["title"],
                    "author": self.env.user.name,
                    "company": self.env.company.name,
                    "comments": format_datetime(self.env, self.env.cr.now()),
                }
            )
            self._write_answer(book, answer)
            self._write_definitions(book, answer)
        return file.getvalue()

    def _write_answer(self, book, answer):
        """Write the sheet with the table, what one has to know beside it, and a graph."""
        sheet = book.add_worksheet(self.env._("Answer"))
        title = book.add_format({"bold": True, "font_size": 14})
        whole, number = (book.add_format({"num_format": code}) for code in ("#,##0", "#,##0.00"))
        grey = book.add_format({"italic": True, "font_color": "#6c757d", "align": "right"})
        sheet.write_string(0, 0, answer["title"][:_LONGEST_CELL], title)
        sheet.write_string(1, 0, answer["period"])
        top, rows = 3, answer["rows"]
        names = self._get_headers(answer)
        for column, name in enumerate(names):
            sheet.write_string(top, column, name)
        hidden = self.env._("hidden")
        for rank, row in enumerate(rows, start=top + 1):
            sheet.write_string(rank, 0, "  " * row["level"] + row["name"])
            for column, cell in enumerate(row["cells"], start=1):
                if cell and cell.get("hidden"):
                    sheet.write_string(rank, column, hidden, grey)
                elif cell:
                    sheet.write_number(rank, column, cell["value"], number if cell["value"] % 1 else whole)
        bottom = top + len(rows)
        headers = [{"header": name} for name in names]
        sheet.add_table(top, 0, bottom, len(names) - 1, {"columns": headers, "style": "Table Style Light 1"})
        for rank, note in enumerate(answer["notes"], start=bottom + 2):
            sheet.write_string(rank, 0, note)
        sheet.set_column(0, 0, _NAME_WIDTH)
        sheet.set_column(1, len(names) - 1, _WIDTH)
        sheet.freeze_panes(top + 1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        self._write_graph(book, sheet, answer, top)

    def _get_headers(self, answer):
        """Return the names of the columns, each of them once: a native table wants that."""
        figures = answer["figures"]
        names = [" – ".join(answer["by"]) or self.env._("Figure")]
        for column in answer["columns"]:
            name = column["name"]
            if len(figures) > 1 and figures[column["figure"]]["unit"]:
                name = f"{name} ({figures[column['figure']]['unit']})"
            count = sum(each.startswith(name) for each in names)
            names.append(f"{name} {count + 1}" if name in names else name)
        return names

    def _write_graph(self, book, sheet, answer, top):
        """Draw a native chart over the rows of the first level, which reads its numbers from the table."""
        rows = [rank for rank, row in enumerate(answer["rows"]) if not row["is_total"]]
        columns = [rank for rank, column in enumerate(answer["columns"], start=1) if not column["is_total"]]
        if any(row["level"] for row in answer["rows"]) or max(len(rows), len(columns)) < 2:
            return
        is_line = answer["graph"]["kind"] == "line"
        across = len(answer["figures"]) == 1 and len(columns) > 1 and (is_line or not rows)
        chart = book.add_chart({"type": "line" if is_line else "column"})
        name = sheet.get_name()
        if across:
            for rank in rows[:8] or [0]:
                at = top + 1 + rank
                chart.add_series(
                    {
                        "name": [name, at, 0],
                        "categories": [name, top, columns[0], top, columns[-1]],
                        "values": [name, at, columns[0], at, columns[-1]],
                    }
                )
        else:
            first, last = top + 1 + rows[0], top + 1 + rows[-1]
            for column in columns[:8]:
                chart.add_series(
                    {
                        "name": [name, top, column],
                        "categories": [name, first, 0, last, 0],
                        "values": [name, first, column, last, column],
                    }
                )
        chart.show_blanks_as("gap")
        chart.set_title({"name": answer["title"][:100], "name_font": {"size": 11}})
        description = self.env._("Graph of the numbers in the table")
        place = top + len(answer["rows"]) + 4 + len(answer["notes"])
        sheet.insert_chart(place, 0, chart, {"description": description})

    def _write_definitions(self, book, answer):
        sheet = book.add_worksheet(self.env._("Definitions"))
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        headers = (self.env._("Figure"), self.env._("Unit"), self.env._("Definition"))
        for rank, figure in enumerate(answer["figures"], start=1):
            for column, name in enumerate(("version", "unit", "definition")):
                sheet.write_string(rank, column, (figure[name] or "")[:_LONGEST_CELL], wrapped)
        sheet.add_table(0, 0, len(answer["figures"]), 2, {"columns": [{"header": each} for each in headers]})
        sheet.set_column(0, 0, _NAME_WIDTH)
        sheet.set_column(1, 1, _WIDTH)
        sheet.set_column(2, 2, 90)

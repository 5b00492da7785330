"""Odoo's own export and ours of the same parameters, and what differs between the two files."""

from __future__ import annotations

import csv
import io
import json
import re
from types import SimpleNamespace
from unittest.mock import patch

from openpyxl import load_workbook

from odoo.tools import mute_logger

from odoo.addons.web.controllers import export as odoos

from ..writing.csv_file import unquoted
from .export_case import ExportCase
from .test_same_values import Refused

GROUP_COLOR = "FFE9ECEF"
GROUP_LABEL = re.compile(r"((?: {4})*)(.*) \((\d+)\)", re.DOTALL)


class FileCase(ExportCase):
    """The two files for one user; an export is refused with the same error or gives the same file."""

    def params(self, model, paths, *, import_compat=False, groupby=(), ids=False, domain=(), context=None):
        """What the web client posts for some paths of a model."""
        return {
            "model": model._name,
            "fields": [
                {"name": path, "label": f" {path.title()} ", "store": True, "type": self._client_type(model, path)}
                for path in paths
            ],
            "ids": ids,
            "domain": [list(term) if isinstance(term, tuple) else term for term in domain],
            "groupby": list(groupby),
            "import_compat": import_compat,
            "context": context or {},
        }

    @staticmethod
    def _client_type(model, path):
        """The type of the field at a path's end, as ``get_fields`` tells the client."""
        names = path.split("/")
        for name in names[:-1]:
            field = model._fields.get(name)
            if field is None or not field.comodel_name:
                return "char"
            model = model.env[field.comodel_name]
        field = model._fields.get("id" if names[-1] == ".id" else names[-1])
        return field.type if field is not None else "char"

    def odoos(self, env, params, file_format):
        """Odoo's response, with ``data`` and ``headers``, or its refusal."""
        request = SimpleNamespace(
            env=env,
            httprequest=SimpleNamespace(environ={"REMOTE_ADDR": "127.0.0.1"}),
            make_response=lambda data, headers: SimpleNamespace(data=data, headers=dict(headers)),
        )
        controller = {"xlsx": odoos.ExcelExport, "csv": odoos.CSVExport}[file_format]()
        with patch.object(odoos, "request", request):
            return self._made(lambda: controller.base(json.dumps(params)))

    def ours(self, env, params, file_format):
        """Our file's bytes, or its refusal."""
        file = io.BytesIO()
        made = self._made(lambda: env["hub.xlsx.export"]._write_file(params, file, file_format))
        return made if isinstance(made, Refused) else file.getvalue()

    def _made(self, export):
        self.env.flush_all()
        self.env.invalidate_all()
        try:
            with mute_logger("odoo.sql_db", "odoo.models"), self.env.cr.savepoint(flush=False):
                return export()
        except Exception as error:  # noqa: BLE001
            return Refused(error)

    def assertSameFile(self, env, params, file_format="xlsx"):  # noqa: N802
        """Assert that the two files are the same, or the two refusals; returns whether there was a file."""
        theirs, own = self.odoos(env, params, file_format), self.ours(env, params, file_format)
        what = f"{params['model']} as {env.user.login}, by {params['groupby']}: {[f['name'] for f in params['fields']]}"
        if isinstance(theirs, Refused) or isinstance(own, Refused):
            self.assertTrue(
                isinstance(theirs, Refused) and theirs.same(own), f"{what}\nOdoo {theirs!r:.500}, ours {own!r:.500}"
            )
            return False
        if file_format == "xlsx":
            differences = self._differences_of_workbooks(theirs.data, own, self._headings(env, params))
        else:
            differences = self._differences_of_csv(theirs.data, own)
        self.assertFalse(differences, "\n".join([what, *differences[:12], f"{len(differences)} differences"]))
        return True

    @staticmethod
    def _headings(env, params):
        """What heads the groups of a choice, and of yes and no, where Odoo writes what is stored."""
        model, headings = env[params["model"]], []
        yes, no = env._("Yes"), env._("No")
        for spec in params["groupby"]:
            field = model._fields.get(spec.partition(":")[0].partition(".")[0])
            kind, choices = field.type if field else None, []
            if kind == "selection":
                choices = field._description_selection(env)
            elif kind == "properties":
                definition = model.get_property_definition(spec)
                kind, choices = definition.get("type"), definition.get("selection") or []
                if kind == "boolean":
                    choices = [("Undefined", no)]
            if kind == "boolean":
                choices = [*choices, ("True", yes), ("False", no)]
            headings.append(dict(choices))
        return headings

    def _differences_of_workbooks(self, theirs, own, headings):
        odoos_book, our_book = (load_workbook(io.BytesIO(data)) for data in (theirs, own))
        sheets = [name for name in our_book.sheetnames if name not in {"Notes", "Notices"}]
        if odoos_book.sheetnames != sheets:
            return [f"sheets: Odoo {odoos_book.sheetnames}, ours {our_book.sheetnames}"]
        odoos_sheet, our_sheet = odoos_book.active, our_book.active
        differences = [
            f"{what}: Odoo {before}, ours {after}"
            for what, before, after in (
                ("rows", odoos_sheet.max_row, our_sheet.max_row),
                ("columns", odoos_sheet.max_column, our_sheet.max_column),
                ("widths", _widths(odoos_sheet), _widths(our_sheet)),
                ("freeze", odoos_sheet.freeze_panes, our_sheet.freeze_panes),
                ("filter", odoos_sheet.auto_filter.ref, our_sheet.auto_filter.ref),
                ("links", [], links(our_sheet)),
            )
            if before != after
        ]
        odoos_styles, our_styles = {}, {}
        for before, after in zip(odoos_sheet.iter_rows(), our_sheet.iter_rows(), strict=False):
            for odoos_cell, our_cell in zip(before, after, strict=False):
                expected, seen = _look(odoos_cell, odoos_styles), _look(our_cell, our_styles)
                expected = _as_on_screen(expected, odoos_cell, headings)
                if expected != seen and not _is_deliberate(odoos_cell, expected, seen):
                    differences.append(f"{our_cell.coordinate}: Odoo {expected!r:.300}, ours {seen!r:.300}")
        return differences

    def _differences_of_csv(self, theirs, own):
        if theirs.encode() == own:
            return []
        before, after = (list(csv.reader(io.StringIO(text, newline=""))) for text in (theirs, own.decode()))
        # Odoo puts a quote before each plus and minus and no other of these signs; ours can be taken away again.
        meant = [[cell[1:] if re.match("'[=+-]", cell) else cell for cell in row] for row in before]
        read = [[unquoted(cell) for cell in row] for row in after]
        return [f"Odoo {b!r:.300}, ours {a!r:.300}" for b, a in zip(meant, read, strict=False) if a != b] or (
            [] if len(before) == len(after) and before != after else [f"Odoo {theirs!r:.300}, ours {own!r:.300}"]
        )


def links(sheet):
    """The cells that are links."""
    return [cell.coordinate for row in sheet for cell in row if cell.hyperlink]


def _widths(sheet):
    return {
        letter: (column.width, column.min, column.max, column.hidden)
        for letter, column in sheet.column_dimensions.items()
    }


def _look(cell, styles):
    """A cell's value with its type, and how it looks.

    :param dict styles: what is known already of the styles of the cell's workbook
    """
    if cell.style_id not in styles:
        styles[cell.style_id] = _style(cell)
    # openpyxl does this to shared strings, which xlsxwriter writes, and not to inline ones, which we write.
    value = cell.value.replace("x005F_", "") if isinstance(cell.value, str) else cell.value
    return (value, type(cell.value).__name__, cell.data_type, *styles[cell.style_id])


def _as_on_screen(look, cell, headings):
    """The look of a cell of Odoo's with the heading of a group as the screen says it."""
    if cell.column != 1 or cell.fill.fgColor.rgb != GROUP_COLOR or not isinstance(look[0], str):
        return look
    label = GROUP_LABEL.fullmatch(look[0])
    if not label:
        return look  # a long name, cut off
    indent, name, count = label.groups()
    return (f"{indent}{headings[len(indent) // 4].get(name, name)} ({count})", *look[1:])


def _style(cell):
    fill = cell.fill.fgColor.rgb if cell.fill.fill_type else None
    return (
        cell.number_format,
        cell.font.b,
        (cell.font.name, cell.font.sz, cell.font.u, cell.font.color and cell.font.color.rgb),
        (cell.fill.fill_type, fill),
        (cell.alignment.wrap_text, cell.alignment.horizontal, cell.alignment.vertical, cell.alignment.indent),
    )


def _is_deliberate(odoos_cell, expected, seen):
    """Whether Odoo made a formula, a link or a number of what is text here, which looks the same otherwise."""
    if seen[2] != "s" or expected[3:] != seen[3:]:
        return False
    if expected[2] in {"n", "d"}:
        # A day before 1900 is a number there that Excel doesn't show.
        return bool(re.fullmatch(r"[01]\d{3}-\d\d-\d\d( .*)?", str(seen[0]))) and str(seen[0]) < "1900"
    if expected[2] == "f":
        formula = getattr(expected[0], "text", expected[0])
        # Of a formula that ends with a bracket, the writer takes the bracket away.
        return seen[0] in {formula, f"{{{formula}}}", f"{formula}}}"}
    prefixes = ("", "mailto:", "internal:", "external:")
    return odoos_cell.hyperlink is not None and seen[0] in {f"{prefix}{expected[0]}" for prefix in prefixes}

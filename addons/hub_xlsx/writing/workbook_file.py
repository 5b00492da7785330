"""An export as an Excel workbook, with Odoo's styles and Odoo's rows of groups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from odoo.tools import str2bool

from ..compat import get_param
from ..engine import Book, Column, Limits, NoteKind, Sheet, Style, Texts
from .export import Export
from .groups import Group, GroupsOfRecords, RowsOfGroup, Spool, aggregated_columns, specs_of_units

LONGEST_TEXT = Limits.text
BASE = {"text_wrap": True}
GROUP = {"text_wrap": True, "bold": True, "bg_color": "#e9ecef"}
DATES = {
    date: Style(**BASE, num_format="yyyy-mm-dd"),
    datetime: Style(**BASE, num_format="yyyy-mm-dd hh:mm:ss"),
}
INDENT = "    "
PLAIN = frozenset({str, int, float, bool, date, datetime})
"""Types that go into a workbook as they are, but for the carriage returns of texts."""


def write_workbook(export: Export, file: BinaryIO) -> None:
    """Write an export into a file as Odoo's Excel export does, grouped if it asks for that.

    :raise UserError: if a value can't be exported
    """
    too_long = export.odoos(
        "The content of this cell is too long for an XLSX file (more than %s characters). Please use the CSV format"
        " for this export.",
        LONGEST_TEXT,
    )
    shared = str2bool(get_param(export.env, "hub_xlsx.shared_strings"), False)
    with Book(file, too_long=too_long, texts=_texts_of_notes(export), shared_strings=shared) as book:
        writer = GroupedSheet if export.groupby else FlatSheet
        writer(export, book).write()


class FlatSheet:
    """The one sheet of an export."""

    def __init__(self, export: Export, book: Book) -> None:
        self._export = export
        self._number_formats = self._formats_by_type()
        self._sheet: Sheet = book.add_sheet("Sheet1", self._columns())

    def write(self) -> None:  # pylint: disable=method-required-super
        """Write all rows."""
        for batch in self._export.batches():
            self._sheet.write_columns(self._cells(batch.columns))

    def _columns(self) -> list[Column]:
        """Odoo styles by the value that it meets, and floats by the type that the web client sends with the field."""
        by_type = {kind: Style(**BASE, num_format=text) for kind, text in self._number_formats.items()}
        return [
            Column(
                label, style=Style(**BASE), styles={**DATES, float: by_type.get(field.get("type"), by_type["float"])}
            )
            for label, field in zip(self._export.labels, self._export.fields, strict=True)
        ]

    def _formats_by_type(self) -> dict[str, str]:
        currencies = self._export.env["res.currency"]
        places = currencies._read_group([], aggregates=["decimal_places:max"])[0][0] or 2
        return {"float": "#,##0.00", "monetary": f"#,##0.{'0' * places}"}

    def _cells(self, columns: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
        return [self._column_cells(label, values) for label, values in zip(self._export.labels, columns, strict=True)]

    def _column_cells(self, label: str, values: Sequence[Any]) -> Sequence[Any]:
        try:
            return for_workbook(values)
        except UnicodeDecodeError:
            raise self._export.refused(
                "Binary fields can not be exported to Excel unless their content is base64-encoded. That does not seem"
                " to be the case for %s.",
                label,
            ) from None


class GroupedSheet(FlatSheet):
    """The sheet of a grouped export: rows are kept in a file until their group's turn comes."""

    def write(self) -> None:  # pylint: disable=method-required-super
        with TemporaryFile() as file:
            for name, group in self._read_groups(file).children.items():
                self._write_group(name, group)

    def _read_groups(self, file: BinaryIO) -> Group:
        """Return the root of the groups, the rows of which are in the file."""
        export = self._export
        kinds = [export.model._fields[spec.split(":", 1)[0].split(".", 1)[0]].type for spec in export.groupby]
        root = Group(export.model, export.names, export.groupby, kinds)
        spool = Spool(file, aggregated_columns(root).values())
        found = self._found_groups()
        self._spool_rows(spool, GroupsOfRecords([group.pop("id:array_agg") for group in found]))
        for number, group in enumerate(found):
            root.insert_leaf(group, RowsOfGroup(spool, number))
        return root

    def _found_groups(self) -> list[dict[str, Any]]:
        model, domain, ids = self._export.model, self._export.domain, self._export.ids
        if ids:
            domain, model = [("id", "in", ids)], model.with_context(active_test=False)
        aggregates = ["__count", "id:array_agg", *specs_of_units(model).values()]
        return model.formatted_read_group(domain, self._export.groupby, aggregates, order=self._order_of_groups())

    def _order_of_groups(self) -> str | None:
        """Return the order of the groups, as Odoo's list has it: by what it is ordered by that its groups have."""
        model, groupby = self._export.model, self._export.groupby
        terms = [term.split(maxsplit=1) for term in (self._export.order or "").split(",") if term.strip()]
        directions = {name: rest[0] if rest else "" for name, *rest in terms}
        fields = [model._fields[name] for name in directions if name in model._fields]
        # Sums order the groups of one level: those of several would be torn apart.
        sums = [f"{field.name}:{field.aggregator}" for field in fields if field.aggregator and len(groupby) == 1]
        return model._get_read_group_order(directions, groupby, sums) if directions else None

    def _spool_rows(self, spool: Spool, groups: GroupsOfRecords) -> None:
        # A record that is asked for twice is in its groups once.
        ids = list(dict.fromkeys(self._export.ids)) if self._export.ids else self._export.ids
        for batch in self._export.batches(ids=ids):
            by_group: dict[int, list] = {}
            for record_id, rows in batch.records():
                for group in groups[record_id]:
                    by_group.setdefault(group, []).extend(rows)
            for group, rows in by_group.items():
                spool.add(group, rows)

    def _write_group(self, name: Any, group: Group, depth: int = 0) -> None:
        self._export.tell_progress()
        self._write_group_row(self._label(name, group, depth), group)
        for child_name, child in group.children.items():
            self._write_group(child_name, child, depth + 1)
        for rows in group.data:
            self._sheet.write_columns(self._cells(list(zip(*rows, strict=True))))

    def _label(self, name: Any, group: Group, depth: int) -> str:
        name = name[1] if isinstance(name, tuple) and len(name) > 1 else name
        name = self._headings[depth].get(name, name) or self._export.odoos("Undefined")
        return f"{INDENT * depth}{name} ({group.count})"[:LONGEST_TEXT]

    @cached_property
    def _headings(self) -> list[dict[Any, str]]:
        """What the user reads for the choices of each field that is grouped by, and for yes and no."""
        return [self._headings_of(spec) for spec in self._export.groupby]

    def _headings_of(self, spec: str) -> dict[Any, str]:
        model = self._export.model
        name, _dot, rest = spec.partition(".")
        field = model._fields[name.partition(":")[0]]
        kind, choices = field.type, []
        if kind == "selection":
            choices = field._description_selection(model.env)
        elif kind == "properties" and rest:
            definition = model.get_property_definition(spec)
            kind, choices = definition.get("type"), definition.get("selection") or []
        if kind == "boolean":
            choices = [(True, model.env._("Yes")), (False, model.env._("No"))]
        return dict(choices)

    def _write_group_row(self, label: str, group: Group) -> None:
        """Write a group's own row, which has its name in place of what the first column would sum up to."""
        sums = (group.aggregated_values.get(field["name"]) for field in self._export.fields[1:])
        values = [
            value if style.num_format else str("" if value is None else value)
            for value, style in zip(sums, self._group_styles[1:], strict=True)
        ]
        self._sheet.write_row([label, *values], self._group_styles)

    @cached_property
    def _group_styles(self) -> list[Style]:
        formats = [None, *(self._number_formats.get(field["type"]) for field in self._export.fields[1:])]
        return [Style(**GROUP, num_format=num_format) for num_format in formats]


def for_workbook(values: Sequence[Any]) -> Sequence[Any]:
    """Values of a column as Odoo's workbook has them.

    :raise UnicodeDecodeError: for bytes that are no text
    """
    try:
        # Joining takes nothing but texts, and asks faster than looking at every type.
        texts = "".join(values)
    except TypeError:
        if not set(map(type, values)) <= PLAIN:
            return [_workbook_cell(value) for value in values]
        texts = "".join([value for value in values if type(value) is str])
    return [_workbook_cell(value) for value in values] if "\r" in texts else values


def _workbook_cell(value: Any) -> Any:
    if isinstance(value, bytes):
        value = value.decode()
    elif isinstance(value, (list, tuple, dict)):
        value = str(value)
    return value.replace("\r", " ") if isinstance(value, str) else value


def _texts_of_notes(export: Export) -> Texts:
    env = export.env
    return Texts(
        title=env._("Notes"),
        headers=(env._("Sheet"), env._("Cell"), env._("Note"), env._("Detail")),
        sentences={
            NoteKind.TOO_LONG: env._("The text is longer than a cell can hold."),
            NoteKind.FORBIDDEN: env._("The text has characters that a workbook can't hold; their codes replace them."),
            NoteKind.NOT_FINITE: env._("The number is infinite or no number at all."),
            NoteKind.BEFORE_1900: env._("The day is before 1900, where a workbook's days begin: it is text."),
        },
        more=env._("Notes left out: %(count)s."),
    )

"""The workbook of the answer to a question: written of what its page gets, so nothing that is hidden is in it."""

from __future__ import annotations

from odoo.fields import Datetime
from odoo.models import BaseModel

from .sheets import EMPTY, HIDDEN, Cell, Chart, Column, Kind, Properties, Sheet, Workbook

MOST_POINTS = 40
MOST_SERIES = 8
"""With more, a chart can't be read."""

_NAME_WIDTH = 36


def workbook(question: BaseModel, answer: dict) -> Workbook:
    """Return the workbook of an answer, as ``hub.question`` tells it, for whoever reads it."""
    env = question.env
    properties = Properties(
        title=answer["title"], author=env.user.name, company=env.company.name, created=Datetime.now()
    )
    return Workbook(properties, [_table(env, answer), _definitions(env, answer)])


def _table(env, answer: dict) -> Sheet:
    figures = answer["figures"]
    first = Column(" – ".join(answer["by"]) or env._("Figure"), width=_NAME_WIDTH)
    columns = [
        Column(_title(column, figures), _kind(answer["rows"], rank), 16)
        for rank, column in enumerate(answer["columns"])
    ]
    rows = [
        [Cell("    " * row["level"] + row["name"], bold=row["is_total"]), *(_cell(cell, row) for cell in row["cells"])]
        for row in answer["rows"]
    ]
    lines = [answer["period"], *([_with_unit(figures[0])] if len(figures) == 1 else [])]
    return Sheet(
        env._("Answer"),
        answer["title"],
        [first, *columns],
        rows,
        lines=lines,
        notes=answer["notes"],
        charts=_charts(env, answer),
    )


def _title(column: dict, figures: list[dict]) -> str:
    return column["name"] if len(figures) == 1 else _with_unit({**figures[column["figure"]], "name": column["name"]})


def _with_unit(figure: dict) -> str:
    return f"{figure['name']} ({figure['unit']})" if figure["unit"] else figure["name"]


def _kind(rows: list[dict], rank: int) -> Kind:
    values = [cell["value"] for row in rows if (cell := row["cells"][rank]) and "value" in cell]
    return Kind.NUMBER if any(value % 1 for value in values) else Kind.WHOLE


def _cell(cell: dict | None, row: dict) -> Cell:
    if cell is None:
        return EMPTY
    return HIDDEN if "hidden" in cell else Cell(cell["value"], bold=row["is_total"])


def _charts(env, answer: dict) -> list[Chart]:
    """Return a native chart of the rows but the total, where they are of one level."""
    rows = [rank for rank, row in enumerate(answer["rows"]) if not row["is_total"]]
    columns = [rank for rank, column in enumerate(answer["columns"], start=1) if not column["is_total"]]
    if not 2 <= len(rows) <= MOST_POINTS or any(row["level"] for row in answer["rows"]):
        return []
    kind = "line" if answer["graph"]["kind"] == "line" and len(answer["figures"]) > 1 else "column"
    description = env._("Graph of the numbers in the table")
    return [Chart(answer["title"], description, 0, columns[:MOST_SERIES], kind, (rows[0], rows[-1]), (640, 360))]


def _definitions(env, answer: dict) -> Sheet:
    columns = [Column(env._("Figure"), width=_NAME_WIDTH), Column(env._("Unit")), Column(env._("Definition"), width=90)]
    rows = [[Cell(figure[name] or None) for name in ("version", "unit", "definition")] for figure in answer["figures"]]
    return Sheet(env._("Definitions"), env._("Definitions"), columns, rows)

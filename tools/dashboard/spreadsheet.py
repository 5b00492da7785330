"""A dashboard as Odoo's spreadsheet: JSON as core's own dashboards have it, ids and order always the same.

Scores stand in rows of four or three, below them charts in pairs, below these tables in pairs. What a score shows is a
cell of a second sheet that is not seen, with one pivot function in it: that is how a click finds the records behind it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from .parts import FILTERS, PERIOD, ROWS, Chart, Dashboard, Filter, Measure, Records, Score, Source, Table

VERSION = "18.5.10"
# Of the sheet, in pixels: two tables of a name and three numbers with a gap between them.
COLUMNS = (220, 107, 107, 107, 18, 220, 107, 107, 107)
WIDTH = sum(COLUMNS)
GAP = 10
ROW = 23
SCORE_HEIGHT = 105
CHART_HEIGHT = 300
DATA = "Data"
_LETTERS = "ABCDEFGHI"
_INK, _TITLE, _MUTED = "#434343", "#01666B", "#6C757D"
_NOTHING = "Nothing here yet"
_STYLES = {
    "1": {"textColor": _TITLE, "bold": True, "fontSize": 14},
    "2": {"textColor": _INK, "bold": True},
    "3": {"textColor": _INK, "bold": True, "align": "right"},
    "4": {"textColor": _INK},
    "5": {"textColor": _MUTED, "italic": True},
}
_BORDERS = {"1": {"bottom": {"style": "thin", "color": "#CCCCCC"}}}


def _text(words: str) -> str:
    return f'=_t("{words}")'


@dataclass
class _Sheet:
    """The cells of a sheet with their styles and borders, by their addresses."""

    cells: dict[str, str] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)
    borders: dict[str, int] = field(default_factory=dict)


class _Writer:
    """Puts the parts of one dashboard into a spreadsheet, one after the other."""

    def __init__(self) -> None:
        self.pivots: dict[str, dict[str, Any]] = {}
        self.lists: dict[str, dict[str, Any]] = {}
        self.figures: list[dict[str, Any]] = []
        self.page, self.data = _Sheet(), _Sheet()
        # Scores of one source, group and period share a pivot.
        self.shared: dict[str, str] = {}

    def matching(self, source: Source, offset: int = 0) -> dict[str, dict[str, Any]]:
        """Return where each filter looks at a source; with an offset, the period before."""
        chains = source.model.chains
        missing = {each.key for each in FILTERS} - set(chains) - {PERIOD.key}
        assert not missing, f"{source.model.name} needs a path for the filters {missing}"
        result: dict[str, dict[str, Any]] = {}
        for each in FILTERS:
            if each.key in chains:
                chain, kind = chains[each.key]
                result[each.key] = {"chain": chain, "type": kind}
                if each is PERIOD:
                    result[each.key]["offset"] = offset
        return result

    def pivot(self, name: str, source: Source, rows: list[str], measures: list[Measure], offset: int = 0) -> str:
        """Add a pivot and return its id."""
        pivot_id = str(len(self.pivots) + 1)
        by_first = {"measure": measures[0].id, "order": "desc", "domain": []} if rows else None
        self.pivots[pivot_id] = {
            "type": "ODOO",
            "id": pivot_id,
            "formulaId": pivot_id,
            "name": name,
            "model": source.model.name,
            "domain": source.domain,
            "context": {},
            "actionXmlId": source.model.action,
            "columns": [],
            "rows": [{"fieldName": row} for row in rows],
            "measures": [],
            "sortedColumn": by_first,
            "fieldMatching": self.matching(source, offset),
        }
        self.add_measures(pivot_id, measures)
        return pivot_id

    def add_measures(self, pivot_id: str, measures: list[Measure]) -> None:
        known = self.pivots[pivot_id]["measures"]
        for measure in measures:
            written = {"id": measure.id, "fieldName": measure.field}
            if measure.aggregator:
                written["aggregator"] = measure.aggregator
            if written not in known:
                known.append(written)

    @staticmethod
    def shared_key(source: Source, group: str, offset: int = 0) -> str:
        return json.dumps([source.model.name, source.domain, group, offset])

    def score_cell(self, score: Score, column: str, row: int, offset: int) -> str:
        """Write a number to the data sheet and return its address."""
        key = self.shared_key(score.source, score.group, offset)
        if key not in self.shared:
            rows = [score.group] if score.group else []
            self.shared[key] = self.pivot(score.source.model.name, score.source, rows, [score.measure], offset)
        pivot_id = self.shared[key]
        self.add_measures(pivot_id, [score.measure])
        chosen = f',"{score.group}","{score.value}"' if score.group else ""
        # Where there is no such group, nothing becomes zero.
        self.data.cells[f"{column}{row}"] = f'=0+PIVOT.VALUE({pivot_id},"{score.measure.id}"{chosen})'
        return f"{DATA}!{column}{row}"

    def score(self, rank: int, score: Score, top: int, a_row: int) -> None:
        row = rank + 2
        good, bad = ("Up", "Down") if score.more_is_better else ("Down", "Up")
        self.data.cells[f"A{row}"] = _text(score.title)
        chart: dict[str, Any] = {
            "type": "scorecard",
            "title": {"text": score.title, "bold": True, "color": _INK, "fontSize": 12},
            "background": "#EFF6FF" if score.source.of_today else "#FFF7ED",
            "keyValue": self.score_cell(score, "B", row, 0),
            f"baselineColor{good}": "#00863D",
            f"baselineColor{bad}": "#C5302B",
            "baselineMode": "percentage",
            "humanize": True,
        }
        if not score.source.of_today:
            chart["baseline"] = self.score_cell(score, "C", row, -1)
            chart["baselineDescr"] = {"text": "from before"}
        width = (WIDTH - GAP * (a_row - 1)) // a_row
        place = rank % a_row * (width + GAP), top + rank // a_row * (SCORE_HEIGHT + GAP)
        self.figure(f"score_{rank + 1}", chart, place, (width, SCORE_HEIGHT))

    def chart(self, rank: int, chart: Chart, left: int, top: int, width: int) -> None:
        groups, source = list(chart.groups), chart.source
        described: dict[str, Any] = {
            "type": f"odoo_{chart.kind}",
            "title": {"text": chart.title, "bold": True, "color": _TITLE, "fontSize": 14},
            "background": "#FFFFFF",
            "legendPosition": "top" if len(groups) > 1 or chart.kind == "pie" else "none",
            "metaData": {
                "groupBy": groups,
                "measure": chart.measure.field,
                "order": "DESC" if chart.sorted else None,
                "resModel": source.model.name,
                "mode": chart.kind,
            },
            "searchParams": {
                "comparison": None,
                "context": {},
                "domain": source.domain,
                "groupBy": groups,
                "orderBy": [],
            },
            "actionXmlId": source.model.action,
            "dataSets": [{}],
            "fieldMatching": self.matching(source),
        }
        if chart.kind != "pie":
            described |= {"verticalAxisPosition": "left", "stacked": len(groups) > 1}
        if chart.kind == "line":
            described |= {"fillArea": True, "cumulative": False}
        self.figure(f"chart_{rank + 1}", described, (left, top), (width, CHART_HEIGHT))

    def figure(self, key: str, chart: dict[str, Any], place: tuple[int, int], size: tuple[int, int]) -> None:
        self.figures.append(
            {
                "id": key,
                "tag": "chart",
                "col": 0,
                "row": 0,
                "offset": dict(zip("xy", place, strict=True)),
                **dict(zip(("width", "height"), size, strict=True)),
                "data": {**chart, "chartId": key},
            }
        )

    def heading(self, title: str, names: dict[str, str], row: int, texts: int, nothing: str) -> None:
        """Write the title of a table, and the names of its columns below it, by their letters; text comes first.

        :param nothing: the condition, as a formula, that there is nothing in the table, which the page then says
        """
        first, *_others, last = names
        beside = _LETTERS[_LETTERS.index(first) + 2]
        self.page.cells[f"{beside}{row}"] = f'=IF({nothing},_t("{_NOTHING}"),"")'
        self.page.styles[f"{beside}{row}"] = 5
        self.page.cells[f"{first}{row}"] = _text(title)
        self.page.styles[f"{first}{row}"] = 1
        for rank, (letter, name) in enumerate(names.items()):
            self.page.cells[f"{letter}{row + 1}"] = name
            self.page.styles[f"{letter}{row + 1}"] = 2 if rank < texts else 3
        self.page.borders[f"{first}{row + 1}:{last}{row + 1}"] = 1

    def table(self, table: Table, column: int, row: int) -> None:
        measures = [measure for measure, _heading in table.measures]
        shared = self.shared.get(self.shared_key(table.source, table.group))
        if shared and [each["id"] for each in self.pivots[shared]["measures"]] == [measure.id for measure in measures]:
            # The numbers above it are of the same groups: they are read once.
            pivot_id = shared
        else:
            pivot_id = self.pivot(table.title, table.source, [table.group], measures)
        headings = [table.heading, *(heading for _measure, heading in table.measures)]
        letters = _LETTERS[column : column + len(headings)]
        counted = next((measure for measure in measures if measure is ROWS), measures[0])
        nothing = f'0+PIVOT.VALUE({pivot_id},"{counted.id}")=0'
        self.heading(table.title, dict(zip(letters, map(_text, headings), strict=True)), row, 1, nothing)
        self.page.cells[f"{letters[0]}{row + 2}"] = f"=PIVOT({pivot_id},{table.rows},FALSE,FALSE,10,FALSE)"
        self.page.styles[f"{letters[0]}{row + 2}:{letters[-1]}{row + 1 + table.rows}"] = 4

    def records(self, records: Records, column: int, row: int) -> None:
        list_id = str(len(self.lists) + 1)
        self.lists[list_id] = {
            "id": list_id,
            "name": records.title,
            "model": records.source.model.name,
            "domain": records.source.domain,
            "context": {},
            "actionXmlId": records.source.model.action,
            "columns": list(records.columns),
            "orderBy": [{"name": records.order, "asc": True}],
            "fieldMatching": self.matching(records.source),
        }
        # The second of three has room for two.
        letters = [_LETTERS[column + place] for place in (0, 1, 3)]
        headings = [f'=ODOO.LIST.HEADER({list_id},"{name}")' for name in records.columns]
        nothing = f'ODOO.LIST({list_id},1,"{records.columns[0]}")=""'
        self.heading(records.title, dict(zip(letters, headings, strict=True)), row, 2, nothing)
        for line in range(records.rows):
            for letter, name in zip(letters, records.columns, strict=True):
                self.page.cells[f"{letter}{row + 2 + line}"] = f'=ODOO.LIST({list_id},{line + 1},"{name}")'
        self.page.styles[f"{letters[0]}{row + 2}:{letters[-1]}{row + 1 + records.rows}"] = 4


def _sheet(key: str, name: str, sheet: _Sheet, rows: int, **others: Any) -> dict[str, Any]:
    return {
        "id": key,
        "name": name,
        "colNumber": len(COLUMNS),
        "rowNumber": rows,
        "rows": {},
        "cols": {},
        "merges": [],
        "cells": sheet.cells,
        "styles": sheet.styles,
        "formats": {},
        "borders": sheet.borders,
        "conditionalFormats": [],
        "dataValidationRules": [],
        "figures": [],
        "tables": [],
        "areGridLinesVisible": False,
        "isVisible": True,
        "headerGroups": {"ROW": [], "COL": []},
        "comments": {},
        **others,
    }


def written(dashboard: Dashboard) -> str:
    """Return the file of a dashboard."""
    writer = _Writer()
    top, amount = GAP, len(dashboard.scores)
    a_row = 3 if amount % 4 else 4
    for rank, score in enumerate(dashboard.scores):
        writer.score(rank, score, top, a_row)
    top += -(-amount // a_row) * (SCORE_HEIGHT + GAP)
    half = (WIDTH - GAP) // 2
    for rank, chart in enumerate(dashboard.charts):
        alone = rank == len(dashboard.charts) - 1 and rank % 2 == 0
        left, below = rank % 2 * (half + GAP), rank // 2 * (CHART_HEIGHT + GAP)
        writer.chart(rank, chart, left, top + below, WIDTH if alone else half)
    top += -(-len(dashboard.charts) // 2) * (CHART_HEIGHT + GAP)
    row = -(-top // ROW) + 2
    for rank, table in enumerate(dashboard.tables):
        column = rank % 2 * 5
        writer.table(table, column, row) if isinstance(table, Table) else writer.records(table, column, row)
        if rank % 2 or rank == len(dashboard.tables) - 1:
            row += 4 + max(each.rows for each in dashboard.tables[rank - rank % 2 : rank + 1])
    sizes = {str(rank): {"size": size} for rank, size in enumerate(COLUMNS)}
    data = {
        "version": VERSION,
        "sheets": [
            _sheet("page", "Dashboard", writer.page, row, cols=sizes, figures=writer.figures),
            _sheet("data", DATA, writer.data, amount + 2, formats={f"B2:C{amount + 1}": 1}),
        ],
        "styles": _STYLES,
        "formats": {"1": "#,##0"},
        "borders": _BORDERS,
        "revisionId": "START_REVISION",
        "uniqueFigureIds": True,
        "settings": {},
        "pivots": writer.pivots,
        "pivotNextId": len(writer.pivots) + 1,
        "customTableStyles": {},
        "globalFilters": [_filter(each, dashboard.period) for each in FILTERS],
        "lists": writer.lists,
        "listNextId": len(writer.lists) + 1,
        "chartOdooMenusReferences": {},
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _filter(each: Filter, period: str) -> dict[str, Any]:
    if each.model:
        return {"id": each.key, "type": "relation", "label": each.label, "modelName": each.model}
    return {"id": each.key, "type": "date", "label": each.label, "defaultValue": period}

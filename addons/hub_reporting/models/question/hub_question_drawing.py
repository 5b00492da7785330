from odoo import models
from odoo.tools import format_date

from ...domain.figures import TOTAL, intervals, is_whole
from ...domain.hiding import ALL, APART


class HubQuestion(models.Model):
    """How an answer becomes a table, a graph and sentences: plain data in which nothing hidden is left."""

    _inherit = "hub.question"

    def _draw(self, found, hidden, notes):
        """Return the answer as plain data."""
        breakdowns = self._get_breakdowns()
        known = set().union(*hidden, *(each.cells for each in found))
        keys = [{key[axis] for key in known} - {ALL} for axis in range(len(breakdowns))]
        labels = [breakdown._get_labels(keys[axis]) for axis, breakdown in enumerate(breakdowns)]
        values = [self._in_order(*each) for each in zip(breakdowns, keys, labels, strict=True)]
        crossed = len(found) == 1 and bool(breakdowns)
        axes = range(len(breakdowns) - crossed)
        # Of personal data, nobody tells nothing from little.
        veils = [self.small_numbers == "hidden" and self._rests_on_personal_data(each.versions) for each in found]
        columns = (
            [(0, value) for value in (*values[-1], ALL)]
            if crossed
            else [(figure, None) for figure in range(len(found))]
        )
        if crossed and not any(key[-1] is ALL for key in known):
            columns.pop()
        total = self.env._("Total") if not crossed or found[0].axes[-1] != APART else self.env._("On the Last Day")
        whole = found[0].indicator.name if crossed and not axes else self.env._("Total")
        gone = self.env._("No longer there")
        rows = []
        for keys in self._get_rows(axes, values):
            cells = []
            for figure, value in columns:
                key = (*keys, value) if crossed else keys
                cell = self._draw_cell(found[figure], key, hidden[figure])
                cells.append({"hidden": True} if cell is None and veils[figure] else cell)
            is_empty = not any(cells) or (any(veils) and all(cell is None or "hidden" in cell for cell in cells))
            if is_empty and any(key is not ALL for key in keys):
                continue
            known = [rank for rank, key in enumerate(keys) if key is not ALL]
            rows.append(
                {
                    "name": str(labels[known[-1]].get(keys[known[-1]], gone)) if known else whole,
                    "level": known[-1] if known else 0,
                    "is_total": not known,
                    "cells": cells,
                }
            )
        if crossed and veils[0]:
            columns = self._drop_hidden(columns, rows)
        names = [
            (total if value is ALL else str(labels[-1].get(value, gone))) if crossed else found[figure].indicator.name
            for figure, value in columns
        ]
        answer = {
            "title": self.display_name,
            "period": " – ".join(format_date(self.env, day) for day in self._get_period()),
            "by": [breakdown.name for breakdown in breakdowns][: len(axes)],
            "figures": [self._draw_figure(measured) for measured in found],
            "columns": [
                {"name": name, "figure": figure, "is_total": value is ALL}
                for name, (figure, value) in zip(names, columns, strict=True)
            ],
            "rows": rows,
            "notes": [*notes, *self._get_notes(found, hidden)],
        }
        return {**answer, "graph": self._draw_graph(answer, is_timed=bool(self.interval), crossed=crossed)}

    @staticmethod
    def _drop_hidden(columns, rows):
        """Take the columns out of the rows in which nothing is told, but for the total; return those that are left."""
        kept = [
            rank
            for rank, (_figure, value) in enumerate(columns)
            if value is ALL or any("hidden" not in row["cells"][rank] for row in rows)
        ]
        for row in rows:
            row["cells"] = [row["cells"][rank] for rank in kept]
        return [columns[rank] for rank in kept]

    def _in_order(self, breakdown, keys, labels):
        """Return the values of a breakdown in their order: days and choices in theirs, names by letter, none last."""
        field = breakdown._field
        choices = [key for key, _label in field._description_selection(self.env)] if field.type == "selection" else []

        def rank(key):
            if breakdown._interval:
                return key
            return (choices.index(key) if key in choices else 0, str(labels.get(key, key)).casefold())

        return [*sorted(keys - {None}, key=rank), *keys.intersection([None])]

    def _get_rows(self, axes, values, prefix=()):
        """Yield the keys of the rows: each value with those below it, then the total with those below it."""
        rest = len(axes) - len(prefix) - 1
        if rest < 0:
            yield ()
            return
        for value in (*values[len(prefix)], ALL):
            if value is not ALL or not prefix:
                yield (*prefix, value, *[ALL] * rest)
            if rest:
                yield from self._get_rows(axes, values, (*prefix, value))

    def _draw_figure(self, measured):
        version = measured.versions[-1]
        return {
            "name": measured.indicator.name,
            "unit": dict(measured.indicator._fields["unit"]._description_selection(self.env)).get(
                measured.indicator.unit, ""
            ),
            "definition": version.definition,
            "version": ", ".join(each.display_name for each in measured.versions),
        }

    def _draw_cell(self, measured, key, hidden):
        """Return a number as plain data; None where there is nothing to say."""
        if key in hidden:
            return {"hidden": True}
        cell = measured.cells.get(key)
        if cell is None or cell.value is None:
            return None
        drawn = {
            "indicator": measured.indicator.id,
            "key": self.env["hub.question.answer"]._plain_key(key),
            "value": cell.value,
            "shown": self._written(cell.value),
            "opens": self._may_open(measured) and cell.units > 0,
        }
        if measured.versions[-1].statistic != TOTAL:
            drawn["units"] = cell.units
        before = self._get_key_before(key)
        if before and before not in hidden:
            earlier = measured.cells.get(before)
            if earlier and earlier.value is not None:
                drawn["change"] = cell.value - earlier.value
                drawn["shown_change"] = self._written(drawn["change"], sign=True)
        return drawn

    def _written(self, value, *, sign=False):
        return self.env["hub.report.cell"]._written(value, sign=sign)

    def _get_key_before(self, key):
        """Return the key of the same cell one period earlier, or None: for both, all days have to be asked about."""
        if not self.interval or not key or key[-1] is ALL:
            return None
        whole = [part.start for part in intervals(self._get_period(), self.interval) if is_whole(part, self.interval)]
        if key[-1] not in whole[1:]:
            return None
        return (*key[:-1], whole[whole.index(key[-1]) - 1])

    def _get_notes(self, found, hidden):
        """Return sentences that one has to know beside the table."""
        if any(hidden):
            yield self.env._(
                "Numbers below %s are hidden, with as many others as it takes that nobody can work them out.",
                self._get_smallest(),
            )
        if self.interval and not is_whole(last := [*intervals(self._get_period(), self.interval)][-1], self.interval):
            yield self.env._("Of the last period, only the days until %s count.", format_date(self.env, last.end))
        if any(len(measured.versions) > 1 for measured in found):
            yield self.env._("The definition has changed in this time, so there is no total over the periods.")
        if any(not self._may_open(measured) for measured in found):
            yield self.env._(
                "The answer rests on what persons told about themselves, so its lists are for the group Personal Data."
            )
        if self.target_group_ids.filtered("rests_on_personal_data"):
            yield self.env._(
                "A company counts if it belonged to the target group on the day. Of days before the first one on which "
                "that is known, that one is taken."
            )

    def _draw_graph(self, answer, *, is_timed, crossed):
        """Return the numbers of the graph: lines over time, else bars; what is hidden is a gap."""
        rows = [row for row in answer["rows"] if not row["is_total"] and row["level"] == 0] or answer["rows"]
        columns = [rank for rank, column in enumerate(answer["columns"]) if not column["is_total"]]
        value = lambda cell: cell.get("value") if cell else None  # noqa: E731
        if crossed and (is_timed or len(rows) == 1):
            rows = rows[:8]
            labels = [answer["columns"][rank]["name"] for rank in columns]
            series = [{"name": row["name"], "values": [value(row["cells"][rank]) for rank in columns]} for row in rows]
        else:
            labels = [row["name"] for row in rows]
            series = [
                {"name": answer["columns"][rank]["name"], "values": [value(row["cells"][rank]) for row in rows]}
                for rank in columns[:8]
            ]
        return {"kind": "line" if is_timed and len(labels) > 1 else "bar", "labels": labels, "series": series}

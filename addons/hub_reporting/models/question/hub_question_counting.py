import json
from datetime import date
from itertools import combinations
from typing import NamedTuple

import numpy as np

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from ...domain.figures import AVERAGE, SHARE, TOTAL, Period, intervals
from ...domain.hiding import ALL, Cell, is_of_few
from ..indicator.hub_indicator_version_measure import _VALUES

# How many numbers an answer may have.
MOST_CELLS = 5000


class Counted(NamedTuple):
    """A number of an answer, with what it rests on.

    ``elements`` stand for what was counted and what it contributed, ``owners`` for the companies and persons that each
    of them is about: two arrays of numbers, in one order.
    """

    keys: tuple
    value: float | None
    units: int
    amount: float
    owners_count: int
    elements: np.ndarray
    owners: np.ndarray


class Measured(NamedTuple):
    """What is said of an indicator: the cells of its table by their keys, which have ``ALL`` in the place of a total.

    ``axes`` tells for each key how its cells stand to their total, as :mod:`hub_reporting.domain.hiding` takes it;
    ``is_new`` whether it was counted now; ``base`` the cells without target groups that rest on personal data.
    """

    indicator: models.Model
    versions: models.Model
    cells: dict
    axes: tuple
    is_new: bool = True
    base: dict | None = None


class HubQuestion(models.Model):
    """Counting, by the one engine: one statement for the table of an indicator with all of its totals."""

    _inherit = "hub.question"

    def _measure(self, indicator):
        """Return what is said of an indicator, to whoever asks.

        :rtype: Measured
        :raise UserError: if it can't be asked like that
        """
        spans = self._get_spans(indicator)
        breakdowns = self._get_breakdowns()
        cells, base = {}, {}
        for version, period in spans:
            # What two definitions say is no total.
            with_totals = len(spans) == 1
            cells |= self._count(version, period, breakdowns, self._get_part(), with_totals_of_time=with_totals)
            if any(self.target_group_ids.mapped("rests_on_personal_data")) and self.small_numbers == "hidden":
                part = self._get_part(with_personal_data=False)
                base |= self._count(version, period, breakdowns, part, with_totals_of_time=with_totals)
        versions = indicator.version_ids.browse([version.id for version, _period in spans])
        axes = tuple(breakdown._get_axis(versions) for breakdown in breakdowns)
        return Measured(indicator, versions, cells, axes, base=base)

    def _get_spans(self, indicator):
        """Return the versions that are in force at the end of each interval, with the days that each is asked about."""
        spans = []
        for part in intervals(self._get_period(), self.interval or ""):
            version = self._get_version_on(indicator, part.end)
            if spans and spans[-1][0] == version:
                spans[-1] = (version, Period(spans[-1][1].start, part.end))
            else:
                spans.append((version, part))
        return spans

    def _get_version_on(self, indicator, day):
        if len(self.programme_ids) == 1:
            chosen = self.programme_ids.indicator_ids.filtered(lambda row: row.indicator_id == indicator)
            if chosen:
                return chosen[0].version_id
        for version in indicator.version_ids:
            if (not version.date_start or version.date_start <= day) and (
                not version.date_end or version.date_end >= day
            ):
                return version
        raise UserError(
            self.env._(
                "“%(figure)s” has no definition for %(day)s. Choose other days, or add a version that is in force on "
                "that day.",
                figure=indicator.display_name,
                day=format_date(self.env, day),
            )
        )

    def _count(self, version, period, breakdowns, part, *, with_totals_of_time):
        """Return the cells of a version by their keys: for each choice of keys a total over the others."""
        question = version._get_question(period, breakdowns, part)
        timed = [rank for rank, breakdown in enumerate(breakdowns) if breakdown._interval]
        ranks = range(len(breakdowns))
        choices = [
            chosen
            for count in range(len(breakdowns) + 1)
            for chosen in combinations(ranks, count)
            if with_totals_of_time or set(timed) <= set(chosen)
        ]
        # Of units a total is all that its cells have, each once; sums, shares and what lasts are worked out anew.
        united = version._is_count_of_units() and not (timed and version._is_placed_by_interval())
        statement = SQL(
            "%s %s",
            version._get_counted_sql(question),
            SQL(" UNION ALL ").join(
                SQL("SELECT * FROM (%s) AS chosen", self._get_choice_sql(version, breakdowns, rank, chosen, timed))
                for rank, chosen in enumerate(choices)
                if not united or len(chosen) == len(breakdowns)
            ),
        )
        cells = {}
        for rank, keys, *values, elements, owners in version._execute(statement):
            key = self._get_key(breakdowns, choices[rank], json.loads(keys))
            arrays = [np.frombuffer(each or b"", dtype=">i8").astype(np.int64) for each in (elements, owners)]
            # Sorted here, and not by the database: it would sort each list and each count by itself.
            cells[key] = Counted(key, *values, len(np.unique(arrays[1])), *arrays)
        return cells | self._get_totals(cells, choices, len(breakdowns)) if united and breakdowns else cells

    @staticmethod
    def _get_totals(cells, choices, count):
        """Return the totals of cells that count units, over the keys that a choice leaves out: each unit once.

        :param choices: the ranks of the keys that stay
        :param count: how many keys a cell has
        """
        parts = {(ALL,) * count: []} if () in choices else {}
        for cell in cells.values():
            for chosen in choices:
                if len(chosen) < count:
                    key = tuple(value if rank in chosen else ALL for rank, value in enumerate(cell.keys))
                    parts.setdefault(key, []).append(cell)
        totals, none = {}, np.array([], dtype=np.int64)
        for key, own in parts.items():
            elements, first = np.unique(np.concatenate([none, *(cell.elements for cell in own)]), return_index=True)
            owners = np.concatenate([none, *(cell.owners for cell in own)])[first]
            units = len(elements)
            totals[key] = Counted(key, float(units), units, float(units), len(np.unique(owners)), elements, owners)
        return totals

    def _get_choice_sql(self, version, breakdowns, rank, chosen, timed):
        """Return the statement for the cells of some of the keys, as a total over the others."""
        keys = [SQL("%s AS %s", SQL.identifier(f"k{old}"), SQL.identifier(f"k{new}")) for new, old in enumerate(chosen)]
        names = [SQL.identifier(f"k{new}") for new in range(len(chosen))]
        by = version.env["hub.breakdown"].browse([breakdowns[each].id for each in chosen])
        # Without a key of time, what lasts is placed on its last day alone.
        placed = SQL("TRUE") if set(timed) <= set(chosen) else SQL("is_last")
        own = SQL(
            "fact_id, is_reference, day, partner_id, res_model, res_id, unit_model, unit_id, is_last, is_presumed, "
            "value"
        )
        return SQL(
            """WITH counted AS (SELECT %(columns)s FROM counted WHERE %(placed)s), unit AS (%(units)s)
               SELECT %(rank)s, jsonb_build_array(%(names)s)::text, %(value)s::float8, COUNT(*)::int,
                      COALESCE(SUM(contribution), 0)::float8,
                      string_agg(int8send(hashtextextended(concat_ws('|', unit_model, unit_id, contribution), 0)),
                                 ''::bytea),
                      string_agg(int8send(owner_id), ''::bytea)
                 FROM unit %(by)s""",
            columns=SQL(", ").join([own, *keys]),
            placed=placed,
            units=version._get_units_sql(by or None, with_facts=False, with_owner=True),
            rank=rank,
            names=SQL(", ").join(names),
            value=_VALUES[version.statistic],
            by=SQL("GROUP BY %s", SQL(", ").join(names)) if names else SQL(),
        )

    def _get_key(self, breakdowns, chosen, values):
        """Return the key of a cell: for each breakdown its value, or ``ALL``."""
        key = [ALL] * len(breakdowns)
        for rank, value in zip(chosen, values, strict=True):
            key[rank] = date.fromisoformat(value) if value and breakdowns[rank]._interval else value
        return tuple(key)

    @staticmethod
    def _get_cell(counted, statistic, counts):
        """Return a number as what is hidden is decided by; what adds up is units, a sum, or nothing."""
        amount = None
        if statistic in (AVERAGE, SHARE) or (statistic == TOTAL and not counts):
            amount = counted.amount
        return Cell(counted.keys, counted.owners_count, amount)

    @staticmethod
    def _has_few(counted, statistic, smallest):
        """Tell whether a number is about few, though it rests on many: a share of which few are the part, or not."""
        return statistic == SHARE and is_of_few(counted.units, counted.amount, smallest)

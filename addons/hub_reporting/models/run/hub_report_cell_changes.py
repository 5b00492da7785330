from typing import NamedTuple

from odoo import models

from ...domain.drift import CHANGED, CLOSED, ERASED, LATE, MERGED, MOVED, REDATED, VOIDED
from ...tools.asked import KINDS

# What the records behind a unit tell; of the rest, the unit itself does.
_TOLD_BY_RECORDS = (VOIDED, LATE, REDATED, CHANGED)


class Row(NamedTuple):
    """What has become of a record behind a fact; what is gone has no :class:`Row`."""

    is_read: bool
    is_active: bool
    is_late: bool


class Past(NamedTuple):
    """What is known of the records of a figure, by model and id.

    ``rows`` is what has become of them, ``were`` and ``are`` the days on which they counted and count, ``days`` when
    the facts are now that count no more.
    """

    rows: dict
    were: dict
    are: dict
    days: dict


class Reason(NamedTuple):
    """Why a unit counts otherwise, see ``domain/drift.py``, and the records that tell it: models and ids."""

    cause: str
    records: frozenset


class HubReportCell(models.Model):
    """What has become of what was counted: one cause for each unit that counts otherwise."""

    _inherit = "hub.report.cell"

    def _get_reasons(self, then, now, units):
        """Return the :class:`Reason` of each of these units.

        :param then: the units of all cells of the figure as they were counted, by place and unit
        :param now: the same as they are counted now
        :param units: those of this cell that came, went or contribute something else
        """
        place = self._get_place()
        mine, present = then.get(place, {}), now.get(place, {})
        lost, gained = {}, {}
        for unit in units:
            before = mine[unit].facts if unit in mine else frozenset()
            after = present[unit].facts if unit in present else frozenset()
            lost[unit], gained[unit] = before - after, after - before
        taken = self._get_taken_over(then)
        rows = self._get_rows(
            {(model, id_) for facts in (*lost.values(), *gained.values()) for model, id_, _day in facts}
        )
        rows |= self._get_rows({unit for unit in units if unit[1]})
        kept = {fact[:2] for unit in units if unit in present for fact in present[unit].facts}
        past = Past(
            rows, self._get_places(then), self._get_places(now), self._get_days(self._get_named(lost) & rows.keys())
        )
        reasons = {}
        for unit in units:
            moved_in = taken.get(unit, frozenset())
            came = gained[unit] - moved_in
            if unit in mine and mine[unit].merged_into:
                reasons[unit] = Reason(MERGED, frozenset({("res.partner", mine[unit].merged_into)}))
            elif unit in mine and unit not in rows:
                reasons[unit] = Reason(ERASED, frozenset())
            elif moved_in and not came and not lost[unit]:
                reasons[unit] = Reason(MERGED, frozenset({unit}))
            else:
                cause = self._get_cause(lost[unit], came, past)
                facts = lost[unit] | came or (present[unit].facts if unit in present else frozenset())
                facts = {fact[:2] for fact in facts} if cause in _TOLD_BY_RECORDS else set()
                reasons[unit] = Reason(cause, frozenset(facts or {unit}) & (rows.keys() | kept))
        return reasons

    @staticmethod
    def _get_named(facts):
        """Return the models and ids of the records behind facts, which are told by unit."""
        return {fact[:2] for own in facts.values() for fact in own}

    @staticmethod
    def _get_places(cells):
        """Return the days of the facts in cells, by model and id."""
        return {fact[:2]: fact[2] for own in cells.values() for each in own.values() for fact in each.facts}

    def _get_taken_over(self, then):
        """Return the facts that contacts have from those that were merged into them, by unit."""
        taken = {}
        for cells in then.values():
            for each in cells.values():
                if each.merged_into:
                    unit = ("res.partner", each.merged_into)
                    taken[unit] = taken.get(unit, frozenset()) | each.facts
        return taken

    def _get_cause(self, lost, gained, past):
        """Return why a unit has lost and gained facts: the first thing that holds.

        :param Past past: what is known of the records
        """
        gone = [past.rows.get(fact[:2]) for fact in lost]
        signs = (
            (ERASED, None in gone),
            (CLOSED, any(row and not row.is_read for row in gone)),
            (
                VOIDED,
                any(
                    not past.rows[fact[:2]].is_active and fact[:2] not in past.days
                    for fact in lost
                    if fact[:2] in past.rows
                ),
            ),
            (LATE, any(past.rows[fact[:2]].is_late for fact in gained if fact[:2] in past.rows)),
            (
                REDATED,
                any(fact[:2] in past.days and not self._is_on(fact, past.days) for fact in lost)
                or any(past.were.get(fact[:2], fact[2]) != fact[2] for fact in gained),
            ),
            (
                MOVED,
                any(past.are.get(fact[:2]) == fact[2] for fact in lost)
                or any(past.were.get(fact[:2]) == fact[2] for fact in gained),
            ),
        )
        return next((cause for cause, holds in signs if holds), CHANGED)

    def _is_on(self, fact, days):
        """Tell whether a fact can still stand on its day, as it is now."""
        start, end = self.run_id._get_period()
        model, id_, day = fact
        for lasts, first, last in days[model, id_]:
            if str(first) == day and not lasts:
                return True
            if lasts and first <= end and (not last or last >= start) and str(min(last or end, end)) >= day:
                return True
        return False

    def _get_rows(self, named):
        """Return what has become of records, by model and id; those that are gone are left out.

        :param named: pairs of a model and an id
        """
        rows, counted_on = {}, self.run_id.counted_on
        for model in {model for model, _id in named if model in self.env}:
            ids = [id_ for name, id_ in named if name == model]
            # As superuser: whether the reader may read it is just being asked.
            everything = self.env[model].sudo().with_context(active_test=False).browse(ids).exists()
            counting = [("active", "in", (True, False))] if "active" in everything._fields else []
            readable = set(self._get_counting_run().env[model].search([("id", "in", ids), *counting])._ids)
            for record in everything:
                rows[model, record.id] = Row(
                    record.id in readable,
                    "active" not in record._fields or record.active,
                    "create_date" in record._fields and record.create_date > counted_on,
                )
        return rows

    def _get_days(self, named):
        """Return when the facts of records are now, those of kinds that the indicator counts, by model and id.

        Each is told by whether it lasts, its first day and its last one.
        """
        facts = self._get_counting_run().env["hub.fact"]
        kinds = self.version_id.source_ids.filtered(lambda source: not source.is_reference).mapped("fact_kind")
        places = [place for place, (kind, _label) in enumerate(facts._get_kinds()) if kind in kinds]
        ids = [id_ * KINDS + place for _model, id_ in named for place in places]
        days = {}
        if ids:
            for fact in facts.search_fetch([("id", "in", ids)], ["res_model", "res_id", "lasts", "date", "date_end"]):
                own = days.setdefault((fact.res_model, fact.res_id), [])
                own.append((fact.lasts, fact.date, fact.date_end))
        return days

"""What a run says to a reader, figure by figure: what each file of it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from odoo.models import BaseModel

from odoo.addons.hub_entrepreneurs.tools.suppressed import get_threshold

from ..domain.figures import SHARE, TOTAL
from ..domain.tile_map import TileMap
from ..tools.smallest import get_smallest
from .hidden_of_run import HiddenOfRun, Number
from .sheets import HIDDEN, Cell, Kind

EURO = ("eur", "eur_year")


class Figure(NamedTuple):
    """An indicator by its breakdowns; the total stands first, its cells in the order of the run."""

    total: BaseModel
    cells: BaseModel

    @property
    def version(self) -> BaseModel:
        """The definition by which it was counted."""
        return self.total.version_id

    @property
    def breakdowns(self) -> BaseModel:
        """What it is divided by, in this order."""
        one = self.cells[:1]
        return one.breakdown_id + one.second_breakdown_id

    @property
    def all(self) -> BaseModel:
        """The total and the cells."""
        return (self.total + self.cells).with_prefetch(self.total._prefetch_ids)


def _is_part(cell: BaseModel) -> bool:
    return not cell.is_total


class FiguresOfRun:
    """The figures of a run that is done, as whoever reads them may: cells by their audience.

    For use outside the agency, what is about fewer companies or persons than the agency tells is not shown, nor what
    would give it away (:mod:`.hidden_of_run`).
    """

    def __init__(self, run: BaseModel, *, outside: bool) -> None:
        run.check_access("read")
        self.run = run
        self.env = run.env
        self.outside = outside
        self.base_url = run.get_base_url()
        cells = run.env["hub.report.cell"].search([("run_id", "=", run.id)])
        # Whatever is asked of one of them is read for all of them.
        self.figures = [
            Figure(*(part.with_prefetch(cells._ids) for part in (own.filtered("is_total"), own.filtered(_is_part))))
            for own in cells.grouped("sequence").values()
        ]
        self.smallest = get_smallest(self.env)
        suppressed = set(cells.filtered("is_suppressed").ids)
        self._hidden = self._hidden_before = suppressed
        if outside:
            hidden = HiddenOfRun(run, self.least)
            self._hidden = suppressed | hidden.find(besides=suppressed)
            self._hidden_before = self._get_hidden_before(hidden)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.figures)

    def _get_hidden_before(self, hidden: HiddenOfRun) -> set[int]:
        """Return the ids of the cells of which is not shown what there was before.

        Of averages and the like nobody kept what they rested on.
        """

        def before(cell: BaseModel) -> Number | None:
            version = cell.version_id
            if version.statistic != TOTAL or version.compared == "baseline":
                return None
            if not cell.owners_before and cell.value_before:
                # Of a run from before that was kept.
                return None
            return Number(cell.owners_before, cell.value_before if version.counted in ("record", "sum") else None)

        others = {cell.id for cell in hidden.cells if before(cell) is None}
        return self._hidden | others | hidden.find(before, self._hidden)

    def least(self, version: BaseModel) -> int:
        """Return about how many companies or persons a number is at least that is told outside."""
        return max(get_threshold(self.env), self.smallest) if version.rests_on_personal_data else self.smallest

    def is_hidden(self, cell: BaseModel) -> bool:
        """Tell whether the number of a cell is not shown."""
        return cell.id in self._hidden

    @property
    def hides(self) -> bool:
        """Whether there is something that is not shown."""
        return bool(self._hidden)

    def is_compared(self, cell: BaseModel) -> bool:
        """Tell whether what there was before is known, and may be shown."""
        return cell.is_compared and cell.id not in self._hidden_before

    def has_overlap(self, figure: Figure) -> bool:
        """Tell whether the cells add up to more than the total, and that may be shown."""
        return bool(figure.total.overlap) and not any(self.is_hidden(cell) for cell in figure.all)

    def link(self, cell: BaseModel) -> str:
        """Return the address of a cell in Hub, whose page opens its list."""
        return f"{self.base_url}/odoo/hub-figures/{cell.id}"

    # As cells of a sheet

    def kind(self, version: BaseModel, value: float) -> Kind:
        """Return how a value is written."""
        if version.statistic == SHARE or version.unit == "percent":
            return Kind.PERCENT
        if version.unit in EURO:
            return Kind.MONEY
        return Kind.NUMBER if value % 1 else Kind.WHOLE

    def value(self, cell: BaseModel) -> Cell:
        """Return the number of a cell, with a link to its page."""
        if self.is_hidden(cell):
            return HIDDEN
        value = cell.value if cell.is_known else None
        kind = self.kind(cell.version_id, cell.value)
        return Cell(value, url=self.link(cell), kind=kind, bold=cell.is_total)

    def before(self, cell: BaseModel) -> Cell:
        """Return what there was in the period that the run is compared with."""
        if not self.is_compared(cell):
            return HIDDEN if cell.is_compared else Cell()
        return Cell(cell.value_before, kind=self.kind(cell.version_id, cell.value_before))

    def change(self, cell: BaseModel) -> Cell:
        """Return the change against that period."""
        if not self.is_compared(cell):
            return HIDDEN if cell.is_compared else Cell()
        return Cell(cell.change, kind=self.kind(cell.version_id, cell.change)) if cell.is_known else Cell()

    def count(self, cell: BaseModel, name: str) -> Cell:
        """Return on how many units, facts … a cell rests."""
        return HIDDEN if self.is_hidden(cell) else Cell(cell[name])

    def overlap(self, figure: Figure) -> Cell:
        """Return by how much the cells add up to more than the total."""
        if not figure.total.overlap:
            return Cell()
        if not self.has_overlap(figure):
            return HIDDEN
        return Cell(figure.total.overlap, kind=self.kind(figure.version, figure.total.overlap))

    # Words and maps

    @cached_property
    def _placed(self) -> BaseModel:
        return self.env["hub.commune"]._get_placed()

    def map(self, figure: Figure) -> TileMap | None:
        """Return the map of a figure that is by commune."""
        if figure.breakdowns.mapped("code") != ["commune"]:
            return None
        return figure.total._get_map(figure.cells, self._placed, self.is_hidden)

    @cached_property
    def _words_of_keys(self) -> dict[BaseModel, dict]:
        """The words for the keys of all cells, by breakdown."""
        keys: dict[BaseModel, set] = {}
        for figure in self.figures:
            for cell in figure.cells:
                for breakdown, key in cell._get_keys():
                    keys.setdefault(breakdown, set()).add(key)
        return {breakdown: breakdown._get_labels(own) for breakdown, own in keys.items()}

    def keys(self, cell: BaseModel) -> list[tuple[BaseModel, Any, str]]:
        """Return what a cell is by: each breakdown with the key of the cell, and that in words."""
        words = self._words_of_keys
        own = [] if cell.is_total else cell._get_keys()
        return [(by, key, str(words[by].get(key) or self.env._("No longer there"))) for by, key in own]

    def label(self, record: BaseModel, name: str) -> str:
        """Return what a selection says, in the reader's language."""
        words = dict(record._fields[name]._description_selection(self.env))
        return words.get(record[name]) or ""

    def words_on_hidden(self) -> list[str]:
        """Return what is said of numbers that are not shown."""
        if self.outside:
            return [
                self.env._(
                    "For use outside the agency: numbers that tell of fewer companies or persons than %s are not shown"
                    " (–), nor others that would give them away.",
                    self.smallest,
                )
            ]
        return [self.env._("Numbers that are not shown: –")] if self.hides else []

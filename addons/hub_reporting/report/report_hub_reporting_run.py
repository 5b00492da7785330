from base64 import b64encode
from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date, format_datetime
from odoo.tools.image import image_data_uri

from ..domain import tile_map_drawing
from ..workbook.run_book import RunBook
from ..workbook.sheets import SUPPRESSED


class Line(NamedTuple):
    """A number as it is printed, with what is beside it."""

    where: str
    is_total: bool
    shown: str
    before: str
    change: str
    overlap: str


class Block(NamedTuple):
    """A figure: its title, unit and lines, and a map where it is by commune."""

    title: str
    unit: str
    code: str
    lines: list[Line]
    map: str
    map_title: str


class Area(NamedTuple):
    """The figures of an area, under its title."""

    title: str
    blocks: list[Block]


class ReportRun(models.AbstractModel):
    """A run on paper: what it is, its figures by area with maps, and the definitions that it was counted by.

    As in the workbook, a reader finds what he or she may read. This one is for use outside the agency.
    """

    _name = "report.hub_reporting.run"
    _description = "Run of a Report on Paper"
    _outside = True

    @api.model
    def _get_report_values(self, docids, data=None):  # noqa: ARG002
        runs = self.env["hub.report.run"].browse(docids or ()).exists()
        if not runs:
            raise UserError(self.env._("Nothing says which run to print. Open the run, and print it from there."))
        runs._check_done()
        return {
            "doc_ids": runs.ids,
            "doc_model": "hub.report.run",
            "docs": runs,
            "pages": [self._get_page(run) for run in runs],
        }

    @api.model
    def _get_page(self, run):
        """Return what is printed of a run."""
        book = RunBook(run, outside=self._outside)
        figures = book.figures
        titles = book.get_titles()
        return {
            "run": run,
            "period": " – ".join(format_date(self.env, day) for day in run._get_period()),
            "before": " – ".join(format_date(self.env, day) for day in run._get_period_before() or ()),
            "counted_on": format_datetime(self.env, run.counted_on),
            "words": figures.words_on_hidden(),
            "has_before": any(figure.total.is_compared for figure in figures),
            "areas": [
                Area(titles[place], [self._get_block(book, figure) for figure in own])
                for place, own in book.get_places().items()
            ],
            "versions": self.env["hub.indicator.version"].union(*(figure.version for figure in figures)),
        }

    @api.model
    def _get_block(self, book, figure):
        figures = book.figures
        drawn = figures.map(figure)
        indicator = figure.version.indicator_id
        return Block(
            book.titled(figure) if figure.breakdowns else indicator.name,
            figures.label(indicator, "unit"),
            indicator.code,
            [self._get_line(figures, figure, cell) for cell in figure.all],
            image_data_uri(b64encode(tile_map_drawing.png(drawn, book.get_words()))) if drawn else "",
            book.described(figure) if drawn else "",
        )

    @api.model
    def _get_line(self, figures, figure, cell):
        hides, compared = figures.is_hidden(cell), figures.is_compared(cell)
        lacks = SUPPRESSED if cell.is_compared else ""
        return Line(
            cell.name,
            cell.is_total,
            SUPPRESSED if hides else cell.shown or "",
            cell.shown_before if compared else lacks,
            (cell.shown_change or "") if compared else lacks,
            cell.shown_overlap if cell.is_total and figures.has_overlap(figure) else "",
        )


class ReportRunInside(models.AbstractModel):
    """A run on paper with all numbers that its reader may read, for use inside the agency."""

    _name = "report.hub_reporting.run_inside"
    _description = "Run of a Report on Paper, for Use Inside the Agency"
    _inherit = "report.hub_reporting.run"
    _outside = False

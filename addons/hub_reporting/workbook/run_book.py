"""The workbook of a run: which sheets it has, and what stands on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from odoo.fields import Datetime
from odoo.models import BaseModel
from odoo.tools import format_date, format_datetime

from ..domain import tile_map_drawing
from ..domain.tile_map import TileMap
from . import annex
from .figures_of_run import Figure, FiguresOfRun
from .sheets import EMPTY, HIDDEN, SUPPRESSED, Cell, Chart, Column, Kind, Picture, Properties, Sheet, Workbook

MOST_BARS = 25
"""Of more cells than that, a chart can't be read."""

CHARTS = 3
PICTURE = (tile_map_drawing.WIDTH * 4 // 5, tile_map_drawing.HEIGHT * 4 // 5)


class RunBook:
    """Makes the workbook of a run that is done, in the reader's language, of what the reader may read.

    1. A summary with charts, the definitions, a sheet for each area that the figures need, what the programme promised
       to its funder, what makes figures wrong, and the facts that were counted, one row each.
    2. Each figure opens its page in Hub, from which its list is opened.
    3. For use outside the agency, small numbers are not shown, and there is neither the list of facts nor the quality
       of the data, which tells of colleagues.
    4. Facts go to who may export lists. They are read anew by their rules: who may not read a fact finds none.
    """

    def __init__(self, run: BaseModel, *, outside: bool) -> None:
        self.figures = FiguresOfRun(run, outside=outside)
        self.run, self.env, self.outside = run, run.env, outside

    def workbook(self, *, with_annex: bool, progress=None) -> Workbook:
        """Return the workbook; its facts are read while it is written.

        :param progress: is told how many facts are written, batch by batch
        """
        sheets = [self._summary(), self._definitions(), *self._areas()]
        if self.run.programme_id.indicator_ids:
            sheets.append(self._promises())
        if not self.outside:
            sheets.append(self._quality())
        streams = [annex.stream(self.figures, progress)] if with_annex and not self.outside else []
        return Workbook(self._properties(), sheets, streams)

    def _properties(self) -> Properties:
        env, run = self.env, self.run
        return Properties(
            title=run.display_name,
            subject=env._("Run of a report, counted on %s", self._moment(run.counted_on)),
            author=env.user.name,
            company=run.company_id.name,
            keywords=f"{run.report_id.name}, {run.digest}",
            comments=env._("Digest of the run: %s", run.digest),
            created=Datetime.now(),
        )

    def _moment(self, moment) -> str:
        return format_datetime(self.env, moment)

    # Words on sheets

    def _about(self) -> list[str]:
        """Return what is said of the run above the summary."""
        env, run = self.env, self.run
        period = " – ".join(format_date(env, day) for day in run._get_period())
        lines = [
            env._("Agency: %s", run.company_id.name),
            env._("Period: %s", period),
            env._(
                "Counted for %(user)s on %(moment)s: what this user may read.",
                user=run.user_id.name,
                moment=self._moment(run.counted_on),
            ),
        ]
        if before := run._get_period_before():
            lines.insert(2, env._("Compared with: %s", " – ".join(format_date(env, day) for day in before)))
        if run.programme_id:
            lines.insert(2, env._("Programme: %s", run.programme_id.display_name))
        lines.append(env._("Digest: %s", run.digest))
        return lines + self.figures.words_on_hidden()

    def _by(self, figure: Figure) -> str:
        return " × ".join(figure.breakdowns.mapped("name"))

    # Sheets

    def _summary(self) -> Sheet:
        """Return each indicator in total, those in the same unit together, with charts of the largest groups."""
        env, figures = self.env, self.figures
        totals: dict[int, Figure] = {}
        for figure in figures:
            totals.setdefault(figure.version.id, figure)
        by_unit: dict[str, list[Figure]] = {}
        for figure in totals.values():
            by_unit.setdefault(figure.version.unit or "", []).append(figure)
        compared = any(figure.total.is_compared for figure in figures)
        columns = [
            Column(env._("Indicator"), width=44),
            Column(env._("Figure"), Kind.NUMBER),
            *([Column(env._("Before"), Kind.NUMBER), Column(env._("Change"), Kind.NUMBER)] if compared else []),
            Column(env._("Unit"), width=22),
            Column(env._("Code"), width=18),
        ]
        rows, charts = [], []
        for own in by_unit.values():
            known = [figure for figure in own if not figures.is_hidden(figure.total) and figure.total.is_known]
            if 2 <= len(own) <= MOST_BARS and len(known) > 1:
                charts.append((len(own), self._summary_chart(own, len(rows), compared)))
            rows += [
                [
                    Cell(figure.version.indicator_id.name),
                    figures.value(figure.total),
                    *([figures.before(figure.total), figures.change(figure.total)] if compared else []),
                    Cell(figures.label(figure.version.indicator_id, "unit")),
                    Cell(figure.version.indicator_id.code),
                ]
                for figure in own
            ]
        charts.sort(key=lambda each: -each[0])
        notes = [env._("Each number opens its page in Hub, with its list and the reason why it is another one later.")]
        return Sheet(
            env._("Summary"),
            self.run.display_name,
            columns,
            rows,
            lines=self._about(),
            notes=notes,
            charts=[chart for _size, chart in charts[:2]],
        )

    def _summary_chart(self, own: list[Figure], first: int, compared: bool) -> Chart:
        unit = self.figures.label(own[0].version.indicator_id, "unit")
        title = self.env._("In total: %s", unit) if unit else self.env._("In total")
        described = self._described([(figure.version.indicator_id.name, figure.total) for figure in own])
        height = max(260, 60 + len(own) * (44 if compared else 28))
        values = [1, 2] if compared else [1]
        return Chart(title, described, 0, values, rows=(first, first + len(own) - 1), size=(560, height))

    def described(self, figure: Figure) -> str:
        """Return the alternative text of a chart or a map of a figure."""
        return f"{self.titled(figure)}. {self._described([(cell.name, cell) for cell in figure.cells])}"

    def _described(self, points: Iterable[tuple[str, BaseModel]]) -> str:
        """Return what a chart or a map shows, in words, for who does not see it."""
        return "; ".join(
            self.env._(
                "%(what)s: %(number)s",
                what=name,
                number=self.env._("not shown") if self.figures.is_hidden(cell) else cell.shown or "–",
            )
            for name, cell in points
        )

    def _definitions(self) -> Sheet:
        """Return what each indicator counts, by the version that the run was counted by."""
        env, figures = self.env, self.figures
        columns = [
            Column(env._("Indicator"), width=30),
            Column(env._("Code"), width=14),
            Column(env._("Version"), Kind.WHOLE, 8),
            Column(env._("Definition"), width=70),
            Column(env._("Unit"), width=14),
            Column(env._("Counted"), width=18),
            Column(env._("In Force From"), Kind.DAY, 12),
            Column(env._("In Force Until"), Kind.DAY, 12),
            Column(env._("Digest"), width=20),
        ]
        # As the reader may read the figures: a definition of what nobody told is none of the reader's.
        versions = env["hub.indicator.version"].union(*(figure.version for figure in figures))
        rows = [
            [
                Cell(version.indicator_id.name),
                Cell(version.indicator_id.code),
                Cell(version.number),
                Cell(version.definition),
                Cell(figures.label(version.indicator_id, "unit")),
                Cell(figures.label(version, "counted")),
                Cell(version.date_start or None),
                Cell(version.date_end or None),
                Cell(version._get_digest()),
            ]
            for version in versions
        ]
        lines = [env._("The digest of a definition is the same as long as the definition counts the same.")]
        return Sheet(env._("Definitions"), env._("Definitions"), columns, rows, lines=lines, freeze_columns=2)

    def _areas(self) -> Iterator[Sheet]:
        """Yield the sheets that the figures need, in the order of the annual report."""
        titles = self.get_titles()
        for place, own in self.get_places().items():
            yield self._area(titles[place], own)

    def get_places(self) -> dict[str, list[Figure]]:
        """Return the figures by the sheet on which they stand, in the order of :meth:`get_titles`."""
        by_place: dict[str, list[Figure]] = {place: [] for place in self.get_titles()}
        for figure in self.figures:
            by_place[self._get_place(figure)].append(figure)
        return {place: own for place, own in by_place.items() if own}

    def get_titles(self) -> dict[str, str]:
        """Return the titles of sheets in their order."""
        env = self.env
        return {
            "commune": env._("Companies by Commune"),
            "sector": env._("Companies by Sector"),
            "size": env._("Companies by Size"),
            "people": env._("Target Groups"),
            "contact": env._("Support"),
            "transition": env._("Transition and Lapses"),
            "export": env._("Export Pipeline and Markets"),
            "cluster": env._("Clusters"),
            "campaign": env._("Campaigns"),
            "action": env._("Actions and Plan"),
            "outcome": env._("Outcomes by Proof"),
            "eu": env._("European Funds"),
            "means": env._("Means"),
        }

    def _get_place(self, figure: Figure) -> str:
        """Return on which sheet a figure stands: companies in contact by what they are, the rest by its area."""
        area = figure.version.indicator_id.area
        by = figure.breakdowns[:1].code
        counts_companies = figure.version.counted in ("company", "undertaking")
        return by if area == "contact" and counts_companies and by in ("commune", "sector", "size") else area

    def _area(self, title: str, own: list[Figure]) -> Sheet:
        env, figures = self.env, self.figures
        compared = any(figure.total.is_compared for figure in own)
        overlaps = any(figure.total.overlap for figure in own)
        presumed = any(cell.presumed for figure in own for cell in figure.all)
        columns = [
            Column(env._("Indicator"), width=36),
            Column(env._("Divided By"), width=16),
            Column(env._("Where"), width=26),
            Column(env._("Figure"), Kind.NUMBER, 11),
            *([Column(env._("Before"), Kind.NUMBER, 11), Column(env._("Change"), Kind.NUMBER, 11)] if compared else []),
            Column(env._("Unit"), width=14),
            *([Column(env._("Overlap"), Kind.NUMBER, 10)] if overlaps else []),
            Column(env._("In the List"), Kind.WHOLE, 10),
            Column(env._("Facts"), Kind.WHOLE, 10),
            *([Column(env._("Presumed"), Kind.WHOLE, 10)] if presumed else []),
        ]
        rows, charts, pictures = [], [], []
        for figure in own:
            if drawn := self.figures.map(figure):
                pictures.append(self._picture(figure, drawn))
            elif self._is_drawn(figure) and len(charts) < CHARTS:
                charts.append(self._chart(figure, len(rows) + 1))
            for cell in figure.all:
                row = [
                    Cell(figure.version.indicator_id.name, bold=cell.is_total),
                    Cell("" if cell.is_total else self._by(figure)),
                    Cell(cell.name, bold=cell.is_total),
                    figures.value(cell),
                    *([figures.before(cell), figures.change(cell)] if compared else []),
                    Cell(figures.label(figure.version.indicator_id, "unit")),
                    *([figures.overlap(figure) if cell.is_total else EMPTY] if overlaps else []),
                    figures.count(cell, "units"),
                    figures.count(cell, "facts"),
                    *([figures.count(cell, "presumed")] if presumed else []),
                ]
                rows.append(row)
        notes = []
        if overlaps:
            notes.append(
                env._(
                    "Overlap: who is in several cells counts in each of them, and once in the total. So the cells add "
                    "up to more than the total, by what stands there."
                )
            )
        if presumed:
            notes.append(
                env._(
                    "Presumed: facts from before anything is known of their company. What was known first stands for "
                    "what it was then."
                )
            )
        words = self.figures.words_on_hidden()
        return Sheet(title, title, columns, rows, lines=words, notes=notes, charts=charts, pictures=pictures)

    def _is_drawn(self, figure: Figure) -> bool:
        """Tell whether a chart of a figure says something: by one thing, with some numbers, not too many."""
        shown = [cell for cell in figure.cells if not self.figures.is_hidden(cell) and cell.is_known]
        return len(figure.breakdowns) == 1 and len(shown) > 1 and len(figure.cells) <= MOST_BARS

    def _chart(self, figure: Figure, first: int) -> Chart:
        kind = "column" if figure.breakdowns._interval else "bar"
        height = 300 if kind == "column" else max(220, 80 + 26 * len(figure.cells))
        last = first + len(figure.cells) - 1
        return Chart(
            self.titled(figure), self.described(figure), 2, [3], type=kind, rows=(first, last), size=(520, height)
        )

    def titled(self, figure: Figure) -> str:
        """Return what a figure is, with what it is divided by."""
        return self.env._(
            "%(figure)s, by %(breakdown)s", figure=figure.version.indicator_id.name, breakdown=self._by(figure)
        )

    def _picture(self, figure: Figure, drawn: TileMap) -> Picture:
        picture = tile_map_drawing.png(drawn, self.get_words())
        return Picture(picture, self.described(figure), PICTURE, self.titled(figure))

    def get_words(self) -> tile_map_drawing.Words:
        """Return how a map writes its numbers."""
        written = self.env["hub.report.cell"]._written
        return tile_map_drawing.Words(written, SUPPRESSED)

    def _tells_of_few(self, promised: BaseModel, in_run: BaseModel | None) -> bool:
        """Tell whether what is achieved is about few, or about a few more than the run, which is a part of it."""
        owners, least = promised._count_owners(), self.figures.least(promised.version_id)
        return 0 < owners < least or bool(in_run and 0 < abs(owners - in_run.owners) < least)

    def _promises(self) -> Sheet:
        """Return what the programme of the report promised its funder, and what it has reached."""
        env, run, figures = self.env, self.run, self.figures
        columns = [
            Column(env._("Indicator"), width=40),
            Column(env._("Code"), width=14),
            Column(env._("Unit"), width=16),
            Column(env._("Baseline"), Kind.NUMBER, 12),
            Column(env._("Target"), Kind.NUMBER, 12),
            Column(env._("Achieved"), Kind.NUMBER, 12),
            Column(env._("Progress (%)"), Kind.PERCENT, 12),
            Column(env._("In This Run"), Kind.NUMBER, 12),
            Column(env._("Due On"), Kind.DAY, 12),
            Column(env._("Definition"), Kind.WHOLE, 12),
        ]
        totals = {figure.version.id: figure.total for figure in figures}
        rows = []
        for promised in run.programme_id.indicator_ids:
            in_run = totals.get(promised.version_id.id)
            hides = self.outside and promised.is_measured and self._tells_of_few(promised, in_run)
            kind = figures.kind(promised.version_id, promised.achieved)
            known = promised.achieved if promised.is_measured else None
            progress = promised.progress if promised.is_measured and promised.target else None
            rows.append(
                [
                    Cell(promised.indicator_id.name),
                    Cell(promised.indicator_id.code),
                    Cell(figures.label(promised.indicator_id, "unit")),
                    Cell(promised.baseline, kind=figures.kind(promised.version_id, promised.baseline)),
                    Cell(promised.target, kind=figures.kind(promised.version_id, promised.target)),
                    HIDDEN if hides else Cell(known, kind=kind),
                    HIDDEN if hides else Cell(progress),
                    figures.value(in_run) if in_run else EMPTY,
                    Cell(promised.date_due or run.programme_id.date_end or None),
                    Cell(promised.version_id.number),
                ]
            )
        lines = [
            env._("Programme: %s", run.programme_id.display_name),
            env._(
                "Achieved: from the first day of the programme until today, or until it is due, as you may count it."
            ),
        ]
        title = env._("Promised to the Funder")
        return Sheet(env._("EU Indicators"), title, columns, rows, lines=lines)

    def _quality(self) -> Sheet:
        """Return what makes figures wrong, as far as it is known: by rule and team, of the last month that was kept."""
        env = self.env
        scores = env["hub.quality.score"]
        month = scores.search([], order="month desc", limit=1).month
        groups = scores._read_group(
            [("month", "=", month)], ["rule_id", "team_id"], ["record_count:sum", "issue_count:sum"]
        )
        columns = [
            Column(env._("What to Mend"), width=44),
            Column(env._("Team"), width=26),
            Column(env._("Looked At"), Kind.WHOLE),
            Column(env._("To Mend"), Kind.WHOLE),
            Column(env._("Score (%)"), Kind.PERCENT),
        ]
        rows = [
            [
                Cell(rule.name),
                Cell(team.name or env._("No team")),
                Cell(records),
                Cell(issues),
                Cell(100 * (records - issues) / records if records else None),
            ]
            for rule, team, records, issues in groups
        ]
        lines = [
            env._("Records that make figures wrong, by the rule that finds them and the team whose records they are."),
        ]
        if month:
            lines.append(env._("As of the month of %s.", format_date(env, month, date_format="MMMM y")))
        return Sheet(env._("Data Quality"), env._("Data Quality"), columns, rows, lines=lines, freeze_columns=2)

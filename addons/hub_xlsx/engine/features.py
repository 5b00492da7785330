"""What a sheet has besides its cells: Excel's tables and charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class Table:
    """An Excel table (list object) over the header and all rows.

    :param name: by which formulas call it; is made one that Excel accepts, unique in the workbook
    :param style: one of Excel's table styles
    """

    name: str = "Table1"
    style: str = "Table Style Medium 2"
    banded_rows: bool = True


class ChartKind(Enum):
    """Kinds of charts, by xlsxwriter's names."""

    BAR = "bar"
    COLUMN = "column"
    LINE = "line"
    PIE = "pie"


@dataclass(frozen=True)
class Chart:
    """A native chart over columns of its sheet, which Excel draws anew when cells change.

    :param kind: what is drawn
    :param values: indexes of the columns with the numbers, each a series named by its header
    :param categories: index of the column that names the points; None numbers them
    :param anchor: the cell of the upper left corner, like ``"H2"``
    :param size: width and height in pixels
    :param stacked: series on top of each other instead of side by side
    """

    kind: ChartKind
    values: Sequence[int]
    categories: int | None = None
    title: str = ""
    anchor: str = "H2"
    size: tuple[int, int] = (640, 360)
    stacked: bool = False

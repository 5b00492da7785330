"""What a dashboard is made of: figures that are counted from models, and the filters that hold for all of them.

Nothing here says where a part stands or how it is written down; that is :mod:`.spreadsheet`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Domain = list[Any]


@dataclass(frozen=True)
class Filter:
    """A filter over the whole dashboard. Without a model it is one of days."""

    key: str
    label: str
    model: str = ""


FILTERS = (
    Filter("period", "Period"),
    Filter("commune", "Commune", "hub.commune"),
    Filter("sector", "Sector", "hub.sector"),
    Filter("cluster", "Cluster", "hub.cluster"),
    Filter("programme", "Programme", "hub.programme"),
)
PERIOD = FILTERS[0]


@dataclass(frozen=True)
class Model:
    """A model that is counted: the action that opens its records, and where each filter looks at them.

    ``chains`` holds a path of fields and the type of its last one by the key of a filter. Each filter must have one: a
    figure that a filter leaves as it was would be wrong. What is told of today alone has none for the period.
    """

    name: str
    action: str
    chains: dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Measure:
    """What is added up: a field with its aggregate, or the rows themselves."""

    field: str = "__count"
    aggregator: str = ""

    @property
    def id(self) -> str:
        return f"{self.field}:{self.aggregator}" if self.aggregator else self.field


ROWS = Measure()
COMPANIES = Measure("partner_id", "count_distinct")
HOURS = Measure("hours", "sum")


@dataclass(frozen=True)
class Source:
    """The records of a model that a part counts."""

    model: Model
    domain: Domain = field(default_factory=list)

    @property
    def of_today(self) -> bool:
        return PERIOD.key not in self.model.chains


@dataclass(frozen=True)
class Score:
    """One number, and by how much it differs from the period before; a click opens its records.

    ``group`` and ``value`` choose it among groups of its source: the numbers of one source and group are read at once.
    """

    title: str
    source: Source
    measure: Measure = ROWS
    group: str = ""
    value: str = ""
    more_is_better: bool = True


@dataclass(frozen=True)
class Chart:
    """A picture of groups; each bar, point or slice opens its records."""

    title: str
    source: Source
    groups: tuple[str, ...]
    measure: Measure = ROWS
    kind: str = "bar"
    sorted: bool = False


@dataclass(frozen=True)
class Table:
    """Groups with several numbers, the biggest first; each number opens its records."""

    title: str
    source: Source
    group: str
    heading: str
    measures: tuple[tuple[Measure, str], ...]
    rows: int = 12


@dataclass(frozen=True)
class Records:
    """The first records in an order; each opens itself."""

    title: str
    source: Source
    columns: tuple[str, str, str]
    order: str
    rows: int = 10


@dataclass(frozen=True)
class Dashboard:
    """The figures of a role, and the period that they open with."""

    key: str
    period: str
    scores: tuple[Score, ...]
    charts: tuple[Chart, ...]
    tables: tuple[Table | Records, ...]

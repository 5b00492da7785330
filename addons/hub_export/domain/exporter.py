"""What kind of exporter a company is, from its markets alone: no day changes the answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

EXPLORING, ENTERING, EXPORTING, STOPPED = "exploring", "entering", "exporting", "stopped"
NEVER, OCCASIONAL, REGULAR = "never", "occasional", "regular"

# The project's own rule. Statistics offices ask for three or four years in a row; Spain's ICEX for four.
REGULAR_YEARS = 3


@dataclass(frozen=True)
class Market:
    """One row of a company's markets: without a year it says how things are now."""

    country: int
    kind: str
    status: str
    year: int | None = None
    amount: float = 0.0

    @property
    def tells_of_sales(self) -> bool:
        """Whether the row says that the company sells there, or once did."""
        return self.status in (EXPORTING, STOPPED) or self.amount > 0

    @property
    def sold(self) -> bool:
        """Whether the company sold there in the row's year."""
        return self.status == EXPORTING or self.amount > 0


def present(markets: Iterable[Market]) -> list[Market]:
    """Return the rows that tell how each market, goods and services apart, is now: without a year, else the newest.

    >>> present([Market(1, "goods", "entering", 2024), Market(1, "goods", "exporting", 2025)])
    [Market(country=1, kind='goods', status='exporting', year=2025, amount=0.0)]
    """
    markets = list(markets)
    newest: dict[tuple[int, str], float] = {}
    for market in markets:
        key = (market.country, market.kind)
        newest[key] = max(newest.get(key, 0), _age(market))
    return [market for market in markets if _age(market) == newest[market.country, market.kind]]


def exporter_status(markets: Iterable[Market]) -> str:
    """Return whether a company never exported, does so occasionally or regularly.

    Regular: it exports somewhere now, and sold in each of the last :data:`REGULAR_YEARS` years up to the newest one
    that any row tells of sales in.
    """
    markets = list(markets)
    told = [market for market in markets if market.tells_of_sales]
    if not told:
        return NEVER
    years = [market.year for market in told if market.year]
    if not years or not any(market.status == EXPORTING for market in present(markets)):
        return OCCASIONAL
    last = max(years)
    sold = {market.year for market in told if market.sold}
    return REGULAR if sold.issuperset(range(last - REGULAR_YEARS + 1, last + 1)) else OCCASIONAL


def exported_kinds(markets: Iterable[Market]) -> dict[str, bool]:
    """Tell for each kind that there are rows of, goods or services, whether the company exports it now."""
    exported: dict[str, bool] = {}
    for market in present(markets):
        exported[market.kind] = exported.get(market.kind, False) or market.status == EXPORTING
    return exported


def _age(market: Market) -> float:
    return market.year or float("inf")

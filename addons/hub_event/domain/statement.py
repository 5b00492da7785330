"""What a company answers in a statement, as it is typed, and what of it is an outcome.

A number is read in the spelling of each language, and what is no number, or none that can be, is refused:

>>> [read_number(text) for text in ("3", " 2,5 FTE", "1.234,5", "1,234.5", "1 234 €", "12.500", "0.125", "")]
[3.0, 2.5, 1234.5, 1234.5, 1234.0, 12500.0, 0.125, None]
>>> refused = []
>>> for text in ("-1", "NaN", "1e9", "10^12", "three", "1.2.3", "1,234,5", "٣", "9" * 30):
...     try:
...         read_number(text)
...     except ValueError:
...         refused.append(text)
>>> len(refused)
9
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

MOMENTS = (0, 6, 12)
"""How many months after the support began a company is asked: at the baseline, and twice later."""

OCCASION_MONTHS = 12
"""What a company gets within so many months of the first time is one occasion, which is asked about once a moment."""

GRACE_DAYS = 30
"""How late a statement may still be prepared: support is noted late, and services are followed up from a day on."""

APART_DAYS = 7
"""A company gets no two first mails within fewer days than that."""

REMINDED_DAYS, CALLED_DAYS, EXPIRES_DAYS = 14, 28, 60
"""After the mail: when a company is reminded, when its account manager is asked to call, how long the link works."""

CORRECTED_DAYS = 14
"""How long after its answer a company may replace it."""

JOBS_MOST = 20_000
CONTRACTS_MOST = 1_000
AMOUNT_MOST = 1e9
MARKETS_MOST = 50
"""What no answer of one company exceeds."""

ATTRIBUTION = {"nothing": 100, "partly": 50, "same": 0}
"""How much of an outcome is the agency's doing, in percent, by what would have happened without it."""

# From each of these amounts on, in euro a year, a turnover is of the class.
_CLASSES = (
    (50_000_000, "over_50m"), (10_000_000, "to_50m"), (2_000_000, "to_10m"), (1_000_000, "to_2m"),
    (250_000, "to_1m"), (50_000, "to_250k"), (0, "to_50k"),
)  # fmt: skip
_NUMBER = re.compile(
    r"""(?:€|eur)?\s*
        (?P<whole>[1-9][0-9]{0,2}(?P<gap>[ .,'’\u00a0\u202f])[0-9]{3}(?:(?P=gap)[0-9]{3})*|[0-9]{1,15})
        (?:(?P<point>[.,])(?P<decimals>[0-9]{1,6}))?
        \s*(?:fte|etp|vte|jobs?|emplois?|banen|€|euros?|eur)?""",
    re.IGNORECASE | re.VERBOSE,
)


def read_number(text: str) -> float | None:
    """Return the number that somebody typed; None where nothing is typed.

    One separator before three digits parts thousands; otherwise it is the decimal one.

    :raises ValueError: if it is no number of 0 or more
    """
    if not (text := text.strip()):
        return None
    found = _NUMBER.fullmatch(text)
    if not found or (found["point"] and found["point"] == found["gap"]):
        raise ValueError(text)
    whole = re.sub(r"[^0-9]", "", found["whole"])
    return float(f"{whole}.{found['decimals'] or 0}")


def turnover_class(amount: float) -> str | None:
    """Return the class of a turnover in euro a year; None where it is unknown.

    >>> turnover_class(40_000), turnover_class(50_000), turnover_class(3e6), turnover_class(0)
    ('to_50k', 'to_250k', 'to_10m', None)
    """
    return next(name for least, name in _CLASSES if amount >= least) if amount > 0 else None


@dataclass(frozen=True)
class Known:
    """What is known of a company when it answers."""

    jobs: float | None = None
    """The most jobs that it has told of since the baseline of the occasion, the baseline included; None without one."""
    markets: Collection[int] = ()
    """Where it was already."""
    counted: dict[str, float] = field(default_factory=dict)
    """What somebody has entered as an outcome for the same time, by kind."""


@dataclass(frozen=True)
class Gain:
    """What is an outcome of an answer: how much more than before."""

    before: float
    value: float


def gains(moment: int, jobs: float | None, markets: Collection[int], amount: float, known: Known) -> dict[str, Gain]:
    """Return the outcomes of an answer by their kind.

    Nothing counts twice:

    1. At the baseline nothing has come about yet.
    2. Jobs count above the most that the company has told of since its baseline, in whatever statement.
    3. A market counts if neither Hub nor an earlier statement knows that the company is there.
    4. Contracts are asked for since the company's last answer, so each answer counts by itself.
    5. What somebody has entered by hand for the same time is taken off jobs, markets and contracts.

    >>> gains(6, 5, {1, 2}, 9000, Known(jobs=3, markets={1}))
    {'jobs_created': Gain(before=3, value=2), 'new_market': Gain(before=1, value=1), \
'export_contract': Gain(before=0, value=9000)}
    >>> gains(12, 5, {1, 2}, 0, Known(jobs=5, markets={1, 2})), gains(0, 5, {1}, 10, Known(jobs=1))
    ({}, {})
    >>> gains(6, 5, (), 0, Known(jobs=3, counted={"jobs_created": 1.5}))
    {'jobs_created': Gain(before=3, value=0.5)}
    >>> gains(6, 5, (), 0, Known()), gains(6, 2, (), 0, Known(jobs=3))
    ({}, {})
    """
    if not moment:
        return {}
    new = set(markets) - set(known.markets)
    found = {
        "jobs_created": Gain(known.jobs or 0, (jobs or 0) - known.jobs if known.jobs is not None else 0),
        "new_market": Gain(len(set(known.markets)), len(new)),
        "export_contract": Gain(0, amount),
    }
    less = {kind: Gain(gain.before, gain.value - known.counted.get(kind, 0)) for kind, gain in found.items()}
    return {kind: gain for kind, gain in less.items() if gain.value > 0}

"""Who goes abroad: the plan of each company on its way, from which its leads, markets and assessments are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from .companies import KNOWN_RANK, Company
from .files import dice
from .trades import CREATIVE, OTHER

HOME_FIRST, PREPARING, READY, STRONG = BANDS = ("home_first", "preparing", "ready", "strong")
INTEREST, DIAGNOSIS, EXPORT_PLAN, MARKET_ENTRY, EXPORTING, CONSOLIDATED = STAGES = (
    "interest",
    "diagnosis",
    "export_plan",
    "market_entry",
    "exporting",
    "consolidated",
)
# How many leads each stage has, how many leads were lost there, and the chances of each band, of which the last ones
# have no assessment.
_PIPELINE = {
    INTEREST: (15, 3, [2, 2, 0, 0, 8]),
    DIAGNOSIS: (13, 3, [3, 5, 1, 0, 4]),
    EXPORT_PLAN: (12, 2, [0, 5, 5, 1, 0]),
    MARKET_ENTRY: (10, 1, [0, 0, 7, 3, 0]),
    EXPORTING: (7, 0, [0, 0, 4, 3, 0]),
    CONSOLIDATED: (6, 0, [0, 0, 1, 5, 0]),
}
# Companies without a lead that were assessed, and such with markets only.
_ASSESSED, _SELLING = 12, 36
_NEARBY = {"fr": 20, "nl": 15, "de": 15, "lu": 7}
_FARTHER = {"uk": 7, "ch": 5, "dk": 4, "it": 6, "es": 5, "se": 2, "at": 2, "us": 5, "ca": 2, "ma": 4, "cn": 2,
            "jp": 2, "ae": 2, "sg": 1, "br": 1}  # fmt: skip
# The section of customs by activity; who is not in it and not creative has nothing to send abroad.
SECTIONS = {
    "10712": "iv", "1082": "iv", "1105": "iv", "1101": "iv", "1083": "iv", "14": "xi", "15": "viii", "13": "xi",
    "1623": "ix", "310": "xx", "2341": "xiii", "2313": "xiii", "2370": "xiii", "2599": "xv", "3212": "xiv",
    "1812": "x", "1814": "x", "322": "xviii", "324": "xx", "9524": "xx", "9523": "xii", "2042": "vi", "4761": "x",
    "4762": "x", "4779": "xi", "5811": "x", "5813": "x", "7411": "xi", "741": "xx", "742": "xxi",
}  # fmt: skip
_SERVED = {"59", "5821", "7111", "90", "60", "7311", "6210"}

# The last year, counted back from this one, and how many years.
Years = tuple[int, int] | None


@dataclass
class Exporter:
    """A company and how far it is to come abroad. Days are distances from the day of loading."""

    company: Company
    band: str | None = None
    # A knock-out keeps the band below the one of the score.
    capped: bool = False
    # The days of the done assessments; a draft waits for answers.
    assessed: list[int] = field(default_factory=list)
    draft: bool = False
    # What it aims at, and the status there; the last year that it sold in, counted back, and for how many years.
    market: str | None = None
    status: str | None = None
    years: Years = None
    stage: str | None = None
    lost: bool = False
    # What a director let pass: the kind of requirement.
    let_pass: str | None = None
    steps: list[str] = field(default_factory=list)

    @property
    def section(self) -> str | None:
        """Return the section of customs of what the company makes; None: it sells services."""
        return SECTIONS.get(self.company.trade.nace_2025)


def make(companies: list[Company]) -> list[Exporter]:
    """Return those who go abroad: first those with a lead, stage by stage."""
    rng = dice("exporters")
    able = [company for company in companies if _is_able(company)]
    rng.shuffle(able)
    turns = iter(able)
    made = []
    for stage, (count, lost, chances) in _PIPELINE.items():
        for rank in range(count + lost):
            made.append(_with_lead(rng, next(turns), stage, chances, rank))
            made[-1].lost = rank >= count
    for rank in range(_ASSESSED):
        exporter = Exporter(next(turns), rng.choice(BANDS[: 2 + rank % 3]), status="exploring")
        made.append(exporter)
    for rank in range(_SELLING):
        exporter = Exporter(next(turns), status=("exporting", "exporting", "stopped", "exploring")[rank % 4])
        exporter.years = _years(rng, exporter.status, rank % 3 == 0)
        made.append(exporter)
    for rank, exporter in enumerate(made):
        _settle(rng, exporter, rank)
    return made


def _is_able(company: Company) -> bool:
    trade = company.trade
    sells = trade.nace_2025 in SECTIONS or (trade.kind == CREATIVE and trade.nace_2025 in _SERVED)
    known = company.met is not None and company.met < -60 and company.rank != KNOWN_RANK
    return known and sells and trade.kind != OTHER and company.stage != "ceased"


def _with_lead(rng: Random, company: Company, stage: str, chances: list[int], rank: int) -> Exporter:
    band = rng.choices([*BANDS, None], chances)[0]
    exporter = Exporter(company, band, stage=stage)
    exporter.draft = stage == DIAGNOSIS and band is None
    if stage == EXPORT_PLAN:
        exporter.status = "exploring"
        exporter.steps = [["open"], ["open", "open"], ["open", "dropped"], []][rank % 4]
    elif stage == MARKET_ENTRY:
        exporter.status = "entering"
        exporter.steps = [["open"], ["open", "done"], ["open", "open", "done"]][rank % 3]
        if rank == 0:
            exporter.band, exporter.let_pass = PREPARING, "band"
        elif rank == 1:
            exporter.steps, exporter.let_pass = [], "plan"
    elif stage == EXPORTING:
        exporter.status, exporter.years = "exporting", (rng.randint(0, 1), rng.randint(1, 2))
        exporter.steps = ["done", "open"]
    elif stage == CONSOLIDATED:
        exporter.status, exporter.years = "exporting", (rng.randint(0, 1), rng.randint(3, 4))
        exporter.steps = ["done", "done"]
    elif rank % 2 or stage == DIAGNOSIS:
        exporter.status = "exploring"
    # A good score that one missing thing spoils.
    exporter.capped = exporter.band == PREPARING and rank % 3 == 2
    return exporter


def _years(rng: Random, status: str, is_regular: bool) -> Years:
    if status == "exporting":
        return rng.randint(0, 1), rng.randint(3, 4) if is_regular else rng.randint(1, 2)
    return (rng.randint(1, 3), rng.randint(1, 2)) if status == "stopped" else None


def _settle(rng: Random, exporter: Exporter, rank: int) -> None:
    """Choose the market and the days."""
    markets = _NEARBY if rng.random() < 0.68 else _FARTHER
    market = rng.choices(list(markets), list(markets.values()))[0]
    if exporter.status:
        exporter.market = market
    if not exporter.band:
        return
    last = -rng.randint(5, 300)
    exporter.assessed = [last]
    first = last - rng.randint(200, 420)
    if rank % 3 == 0 and exporter.band != HOME_FIRST and first > exporter.company.met:
        exporter.assessed = [first, last]

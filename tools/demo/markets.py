"""Where companies sell abroad, and where they want to: markets by year, with what was sold."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .exporters import Exporter, Years
from .files import Record, Table, dice, maybe_ref

_SECOND = ["fr", "nl", "de", "lu", "uk", "it", "ch"]
_NOTES = {
    "exploring": ["Asked for the figures of the market.", "Saw two competitors at the fair.", ""],
    "entering": ["Samples are with three shops.", "Talks with a distributor.", ""],
    "exporting": ["", "", "Through one distributor.", "Half of it in the web shop."],
    "stopped": ["The distributor stopped.", "Not worth the transport.", ""],
}


def targets(exporters: list[Exporter]) -> Iterator[Table]:
    """Yield the markets: a row a year for what was sold, one without a year for what is on its way."""
    rng = dice("markets")
    rows = [row for exporter in exporters if exporter.market for row in _rows(rng, exporter)]
    yield Table(
        "hub.export.target",
        "company, country, status, section, years_ago, amount, note",
        {
            "partner_id": "ref('hub_entrepreneurs.' + company)",
            "country_id": "ref('base.' + country)",
            "status": "status",
            "kind": "'goods' if section else 'services'",
            "hs_section_id": maybe_ref("section"),
            "year": "years_ago is not None and DateTime.today().year - years_ago",
            "amount": "amount",
            "note": "note",
        },
        rows,
    )


def shares(exporters: list[Exporter]) -> Iterator[Record]:
    """Yield which part of their turnover exporters sell abroad."""
    rng = dice("export shares")
    for exporter in exporters:
        if exporter.status == "exporting" and rng.random() < 0.8:
            share = rng.choice([3, 5, 8, 10, 12.5, 15, 20, 25, 30, 40, 55])
            yield Record(
                "res.partner", f"hub_entrepreneurs.{exporter.company.slug}", eval={"export_share": f"{share:g}"}
            )


def _rows(rng: Random, exporter: Exporter) -> Iterator[tuple]:
    yield from _market(rng, exporter, exporter.market, exporter.status, exporter.years)
    if rng.random() < 0.35:
        second = rng.choice([country for country in _SECOND if country != exporter.market])
        if exporter.years and rng.random() < 0.5:
            yield from _market(rng, exporter, second, "exporting", (exporter.years[0], 1))
        else:
            yield from _market(rng, exporter, second, "exploring", None)


def _market(rng: Random, exporter: Exporter, country: str, status: str, years: Years) -> Iterator[tuple]:
    section = exporter.section and f"hub_hs_section_{exporter.section}"
    slug, note = exporter.company.slug, rng.choice(_NOTES[status])
    if not years:
        yield slug, country, status, section, None, 0, note
        return
    newest, count = years
    amount = rng.randint(4, 90) * 1000
    if status == "stopped":
        yield slug, country, status, section, newest, 0, note
        newest, status, note = newest + 1, "exporting", ""
    for ago in range(newest + count - 1, newest - 1, -1):
        # What this year brings is not known yet.
        sold = 0 if ago == 0 else amount
        yield slug, country, status, section, ago, sold, note if ago == newest else ""
        amount = int(amount * rng.uniform(0.9, 1.5) / 500) * 500

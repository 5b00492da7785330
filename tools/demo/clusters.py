"""The clusters, and who belongs to them: members, candidates, and those who left."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .companies import KNOWN_RANK, Company
from .files import Record, Table, day, dice, links, maybe_day, maybe_ref

# Code, name, manager, sectors, what it is about.
CLUSTERS = [
    ("CRAFT", "Craft Makers", "cluster",
     ["artisan_wood", "artisan_ceramics_glass_stone", "artisan_metal", "artisan_jewellery_luxury",
      "artisan_furniture_interior"],
     "Makers who share workshops, apprentices and stands at fairs."),
    ("FASHION", "Fashion and Textile", "cluster", ["artisan_textile_leather_fashion"],
     "From the loom to the shop: smaller series, better cloth, fair prices."),
    ("SCREEN", "Film and Sound", "director", ["ccs_core"],
     "Producers, studios and stages that find crews, funds and audiences together."),
    ("DESIGN", "Design and Print", "cluster", ["ccs_core", "artisan_print_paper"],
     "Designers, architects, publishers and printers who work on the same orders."),
    ("TASTE", "Good Taste", "director", ["artisan_food", "horeca"],
     "Food makers and kitchens that buy from each other and waste less."),
    ("CIRCULAR", "Circular Makers", "bram", ["artisan_repair_restoration", "artisan_wood"],
     "Those who repair, reuse and pass on materials before they become waste."),
]  # fmt: skip
_CHARTER = (
    "<p>Members take part in two meetings a year, tell the others what worked and what did not, pay their suppliers "
    "in time, and report once a year how far they have come with their plan.</p>"
)
_REASONS = ["no_interest", "no_interest", "other_cluster", "left_region", "ceased", "charter"]
# Before how many days the charter of each cluster was renewed.
_CHARTER_AGES = [700, 1000, 0, 330, 600, 820]


def records() -> Iterator[Record]:
    """Yield the clusters, with a charter for most."""
    for rank, (code, name, manager, sectors, about) in enumerate(CLUSTERS):
        record = Record(
            "hub.cluster",
            f"cluster_{code.lower()}",
            text={"code": code, "name": name, "description": f"<p>{about}</p>"},
            ref={"manager_id": f"user_{manager}"},
            eval={
                "color": str(rank + 1),
                "sector_ids": links(f"hub_sector_{each}" for each in sectors),
            },
        )
        if code != "SCREEN":
            record.text |= {"charter": _CHARTER, "charter_version": "2"}
            record.eval["charter_date"] = day(-_CHARTER_AGES[rank])
        yield record


Membership = tuple[str, str, "str | None", str, "int | None", "int | None", "int | None", "str | None"]


def memberships(companies: list[Company]) -> list[Membership]:
    """Return the rows of the memberships, of which other topics need to know who was a member when."""
    rng = dice("memberships")
    rows: list[Membership] = []
    for company in companies:
        if company.rank == KNOWN_RANK:
            person = company.persons[0].slug
            rows.append(("cluster_fashion", company.slug, person, "effective", -300, None, -300, None))
            continue
        chosen = [cluster for cluster in company.trade.clusters if rng.random() < 0.74]
        if not company.trade.clusters and rng.random() < 0.25:
            chosen = [rng.choice(["taste", "circular", "design"])]
        for cluster in chosen:
            rows += _membership(rng, company, f"cluster_{cluster}")
    return rows


def _membership(rng: Random, company: Company, cluster: str) -> Iterator[Membership]:
    person = rng.choice(company.persons).slug if company.persons and rng.random() < 0.85 else None
    kind = rng.choices(["effective", "partner", "observer"], [80, 12, 8])[0]
    fate = rng.choices(["member", "left", "candidate", "back"], [70, 17, 10, 3])[0]
    start = -int(rng.triangular(5, 1300, 250))
    if fate == "candidate":
        yield cluster, company.slug, person, kind, rng.choice([None, None, None, rng.randint(5, 40)]), None, None, None
        return
    signed = _signature(rng, start)
    if fate == "member":
        yield cluster, company.slug, person, kind, start, None, signed, None
        return
    start = -rng.randint(420, 1400)
    end = -rng.randint(5, 330) if fate == "left" else start + 200
    reason = "ceased" if company.stage == "ceased" else rng.choice(_REASONS)
    yield cluster, company.slug, person, kind, start, end, _signature(rng, start), f"hub_cluster_leave_reason_{reason}"
    if fate == "back":
        yield cluster, company.slug, person, kind, end + 90, None, end + 90, None


def _signature(rng: Random, start: int) -> int | None:
    return min(start + rng.randint(0, 60), -1) if rng.random() < 0.78 else None


def table(rows: list[Membership]) -> Iterator[Table]:
    """Yield the memberships."""
    yield Table(
        "hub.cluster.membership",
        "cluster, company, person, kind, start, end, signed, reason",
        {
            "cluster_id": "ref(cluster)",
            "partner_id": "ref(company)",
            "contact_id": maybe_ref("person"),
            "kind": "kind",
            "date_start": maybe_day("start"),
            "date_end": maybe_day("end"),
            "charter_signed_on": maybe_day("signed"),
            "leave_reason_id": maybe_ref("reason"),
        },
        rows,
    )

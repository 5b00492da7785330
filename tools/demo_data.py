#!/usr/bin/env python3
"""Make the demo data of the addons: fictional companies, their clusters, labels and export leads.

    python3 tools/demo_data.py

The same seed gives the same files, so a change here shows as a change there. Dates are written as distances
from the day of loading, so that a database made next year still has members of today. Enterprise numbers
start with 0100 or 1999, which the register has not given out, and have valid check digits.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

ADDONS = Path(__file__).resolve().parent.parent / "addons"
SEED = 1900
COMPANIES = 60
HEADER = "<!-- Made by tools/demo_data.py: change it there. -->"

COMMUNES = [
    ("1070", "Anderlecht"),
    ("1160", "Auderghem"),
    ("1082", "Berchem-Sainte-Agathe"),
    ("1000", "Bruxelles"),
    ("1040", "Etterbeek"),
    ("1140", "Evere"),
    ("1190", "Forest"),
    ("1083", "Ganshoren"),
    ("1050", "Ixelles"),
    ("1090", "Jette"),
    ("1081", "Koekelberg"),
    ("1080", "Molenbeek-Saint-Jean"),
    ("1060", "Saint-Gilles"),
    ("1210", "Saint-Josse-ten-Noode"),
    ("1030", "Schaerbeek"),
    ("1180", "Uccle"),
    ("1170", "Watermael-Boitsfort"),
    ("1200", "Woluwe-Saint-Lambert"),
    ("1150", "Woluwe-Saint-Pierre"),
]
BUSIEST = [
    ("1000", "Bruxelles"),
    ("1030", "Schaerbeek"),
    ("1050", "Ixelles"),
    ("1060", "Saint-Gilles"),
    ("1070", "Anderlecht"),
]
# Code, name, what its members are called.
CLUSTERS = [
    ("CRAFT", "Craft Makers", "cluster", ["Atelier", "Workshop", "Forge"]),
    ("FASHION", "Fashion and Textile", "cluster", ["Maison", "Studio", "Couture"]),
    ("SCREEN", "Film and Sound", "director", ["Pictures", "Sound", "Films"]),
    ("DESIGN", "Design and Print", "cluster", ["Design", "Press", "Graphics"]),
    ("TASTE", "Good Taste", "director", ["Bakery", "Brewery", "Kitchen"]),
    ("CIRCULAR", "Circular Makers", "director", ["Reuse", "Repair", "Materials"]),
]
INVENTED = [
    "Alouvane",
    "Belcanthe",
    "Corvaline",
    "Dormille",
    "Esquaro",
    "Falimont",
    "Grivolle",
    "Hestoria",
    "Ivoline",
    "Jaspero",
    "Kortevinne",
    "Lumelle",
    "Marovin",
    "Nestelare",
    "Orvalis",
    "Pellucid",
    "Quintessa",
    "Rovelin",
    "Saltimbo",
    "Tervaline",
]
FIRST_NAMES = [
    "Alma",
    "Basil",
    "Cleo",
    "Dario",
    "Edith",
    "Felix",
    "Greta",
    "Hugo",
    "Iris",
    "Jules",
    "Karim",
    "Lina",
    "Mona",
    "Noor",
    "Otis",
]
LAST_NAMES = ["Example", "Exemple", "Voorbeeld", "Specimen", "Sample", "Fictief", "Modelle"]
STREETS = ["Rue de l'Exemple", "Voorbeeldstraat", "Avenue du Modèle", "Proefkaai", "Place de l'Essai"]
MARKETS = ["nl", "fr", "de", "lu", "uk", "ch", "dk", "it"]
STAGES = ["interest", "diagnosis", "export_plan", "market_entry", "exporting", "consolidated"]
NEEDS = ["first buyers", "a distributor", "a trade fair", "a flagship order", "a partner shop"]
# Scheme, its levels, days an award is valid (None: as the scheme says).
SCHEMES = [("ecodynamic", 3), ("good_food_resto", 3), ("b_corp", 0), ("artisan", 0), ("be_circular", 0), ("crea", 0)]


@dataclass
class Record:
    """An XML record: its field values as text, and as ``ref`` or ``eval`` expressions."""

    model: str
    id: str
    text: dict[str, str] = field(default_factory=dict)
    ref: dict[str, str] = field(default_factory=dict)
    eval: dict[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        yield f'    <record id="{self.id}" model="{self.model}">'
        for name, value in self.text.items():
            yield f'        <field name="{name}">{escape(value)}</field>'
        for name, value in self.ref.items():
            yield f'        <field name="{name}" ref="{value}"/>'
        for name, value in self.eval.items():
            yield f'        <field name="{name}" eval={quoteattr(value)}/>'
        yield "    </record>"


def day(distance: int) -> str:
    """Return the expression of the day so many days from today."""
    return f"(DateTime.today() + timedelta(days={distance})).strftime('%Y-%m-%d')"


def enterprise_number(rank: int) -> str:
    """Return the bare number of the company of that rank."""
    stem = f"{'0100' if rank % 3 else '1999'}{100 + rank * 13:04d}"
    return f"{stem}{97 - int(stem) % 97:02d}"


def companies(rng: random.Random) -> Iterator[Record]:
    """Yield the companies and a person for each; the first 19 cover the communes."""
    for rank in range(COMPANIES):
        postcode, city = COMMUNES[rank] if rank < len(COMMUNES) else rng.choice(BUSIEST + COMMUNES)
        trade = rng.choice(CLUSTERS[rank % len(CLUSTERS)][3])
        name = f"{trade} {INVENTED[rank % len(INVENTED)]}" + (
            "" if rank < len(INVENTED) else f" {'&' if rank % 2 else 'and'} Co"
        )
        if rank >= 2 * len(INVENTED):
            name = f"{INVENTED[rank % len(INVENTED)]} {trade} Collective"
        slug = f"company_{rank + 1:02d}"
        yield Record(
            "res.partner",
            slug,
            text={
                "name": name,
                "street": f"{rng.choice(STREETS)} {rng.randint(1, 180)}",
                "zip": postcode,
                "city": city,
                "company_registry": enterprise_number(rank),
                "email": f"hello.{rank + 1:02d}@example.com",
                "phone": f"+32 2 000 {rank // 10:02d} {rank % 10:02d}",
            },
            ref={"country_id": "base.be"}
            | ({"user_id": rng.choice(["user_account", "user_account", "user_cluster"])} if rank % 9 else {}),
            eval={"is_company": "True"},
        )
        yield Record(
            "res.partner",
            f"contact_{rank + 1:02d}",
            text={
                "name": f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}",
                "function": "Manager",
                "email": f"contact.{rank + 1:02d}@example.com",
            },
            ref={"parent_id": slug},
        )


def clusters() -> Iterator[Record]:
    """Yield the clusters."""
    for rank, (code, name, manager, _trades) in enumerate(CLUSTERS):
        yield Record(
            "hub.cluster",
            f"cluster_{code.lower()}",
            text={"code": code, "name": name, "description": f"A network of Brussels companies: {name.lower()}."},
            ref={"manager_id": f"user_{manager}"},
            eval={"color": str(rank + 1)},
        )


def memberships(rng: random.Random) -> Iterator[Record]:
    """Yield memberships: most run, some ended, some start as candidates."""
    reasons = ["no_interest", "other_cluster", "left_region", "ceased", "charter"]
    for rank in range(COMPANIES):
        own = rank % len(CLUSTERS)
        for turn, cluster in enumerate(
            [own] if rank % 4 else [own, (own + 1 + rank // 6 % (len(CLUSTERS) - 1)) % len(CLUSTERS)]
        ):
            start = -rng.randint(200, 1500)
            record = Record(
                "hub.cluster.membership",
                f"membership_{rank + 1:02d}_{turn + 1}",
                text={"kind": rng.choices(["effective", "partner", "observer"], [8, 1, 1])[0]},
                ref={
                    "cluster_id": f"cluster_{CLUSTERS[cluster][0].lower()}",
                    "partner_id": f"company_{rank + 1:02d}",
                    "contact_id": f"contact_{rank + 1:02d}",
                },
            )
            if rank % 10 == 3:
                record.eval["date_start"] = "False"
            else:
                record.eval["date_start"] = day(start if rank % 6 else -rng.randint(1, 40))
                if rank % 5 == 1:
                    record.eval["date_end"] = day(-rng.randint(5, 180) if rank % 2 else start + 150)
                    record.ref["leave_reason_id"] = f"hub_cluster_leave_reason_{rng.choice(reasons)}"
                elif turn == 0:
                    record.eval["charter_signed_on"] = record.eval["date_start"]
            if rank % 6 == 0 and "date_end" in record.eval:
                record.eval["date_start"] = day(-700)
            yield record


def evidence(rng: random.Random) -> Iterator[Record]:
    """Yield labels and won calls: valid, lapsing within 90 days, lapsed, to verify, rejected."""
    for rank in range(0, COMPANIES, 2):
        scheme, levels = SCHEMES[rank // 2 % len(SCHEMES)]
        record = Record(
            "hub.evidence",
            f"evidence_{rank + 1:02d}",
            text={"scope": "enterprise" if rank % 8 else "establishment", "reference": f"DEMO-{rank + 1:03d}"},
            ref={
                "partner_id": f"company_{rank + 1:02d}",
                "version_id": f"hub_evidence_scheme_version_{scheme}",
                "user_id": "user_account",
            },
        )
        if levels:
            record.ref["level_id"] = f"hub_evidence_scheme_level_{scheme}_{rng.randint(1, levels)}"
        kind = ["valid", "valid", "soon", "lapsed", "valid", "to_verify", "valid"][rank // 2 % 7]
        end = {
            "valid": rng.randint(150, 900),
            "soon": rng.randint(5, 85),
            "lapsed": -rng.randint(20, 300),
            "to_verify": rng.randint(300, 900),
        }[kind]
        record.eval = {"date_start": day(end - 1095), "date_end": day(end)}
        record.text["state"] = "to_verify" if kind == "to_verify" else "verified"
        if rank == 28:
            record.text["state"] = "rejected"
        if record.text["state"] != "to_verify":
            record.ref["verified_by_id"] = "user_director"
            record.eval["verified_on"] = day(end - 1080)
        yield record


def leads(rng: random.Random) -> Iterator[Record]:
    """Yield export leads in every stage, and a few that wait for nobody."""
    for rank in range(30):
        company = rank * 2 + 1
        stage = STAGES[min(rank // 6 + (rank % 3 == 2), len(STAGES) - 1)]
        market = rng.choice(MARKETS)
        record = Record(
            "crm.lead",
            f"lead_{rank + 1:02d}",
            text={"name": f"Looks for {rng.choice(NEEDS)}", "type": "opportunity", "priority": str(rng.randint(0, 3))},
            ref={
                "partner_id": f"hub_entrepreneurs.company_{company:02d}",
                "team_id": "crm_team_export",
                "stage_id": f"crm_stage_{stage}",
                "user_id": f"hub_entrepreneurs.user_{rng.choice(['account', 'account', 'director'])}",
            },
            eval={"expected_revenue": str(rng.randint(4, 90) * 500), "date_deadline": day(rng.randint(10, 240))},
        )
        if stage != "interest" or rank % 2:
            record.ref["target_country_id"] = f"base.{market}"
        yield record


def write(addon: str, name: str, records: Iterator[Record]) -> None:
    """Write the records to a demo file of an addon."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', HEADER, '<odoo noupdate="1">']
    for record in records:
        lines += record.lines()
    (ADDONS / addon / "demo" / name).write_text("\n".join([*lines, "</odoo>", ""]), encoding="utf-8")


def main() -> None:
    """Write every file, in the order in which the data depends on one another."""
    rng = random.Random(SEED)  # noqa: S311
    write("hub_entrepreneurs", "res_partner_demo.xml", companies(rng))
    write("hub_entrepreneurs", "hub_cluster_demo.xml", clusters())
    write("hub_entrepreneurs", "hub_cluster_membership_demo.xml", memberships(rng))
    write("hub_entrepreneurs", "hub_evidence_demo.xml", evidence(rng))
    write("hub_export", "crm_lead_demo.xml", leads(rng))


if __name__ == "__main__":
    main()

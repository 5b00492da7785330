"""The offices abroad, as public sources tell of them, and mandates that are made up for the demo.

Days stand only where the sources tell them; what they tell less exactly is a remark. The mandates begin on a first of
January, or when the office opened, so that nobody takes their days for facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .files import Record, Table

DECIDED = "Its closing was decided on 16 April 2026; on which day it closes is not known yet."
_FOLLOWED = "Wound down: this market nearby is followed from Brussels. Since when is not known."
_CLOSED = "Closed in 2024; the day is not known, so the last day of the year stands for it."
_SINCE_2019 = "Opened between 2019 and 2024; the day is not known."
_SEEN = "Seen open in 2016; nothing newer is known."
END_OF_2024 = "2024-12-31"
# The cities that have another name in French or in Dutch: as they are called there.
_CITIES = {
    "Brussels": ("Bruxelles", "Brussel"), "Milan": ("Milan", "Milaan"), "Barcelona": ("Barcelone", "Barcelona"),
    "Berlin": ("Berlin", "Berlijn"), "Copenhagen": ("Copenhague", "Kopenhagen"), "Geneva": ("Genève", "Genève"),
    "Abu Dhabi": ("Abou Dabi", "Abu Dhabi"), "Belgrade": ("Belgrade", "Belgrado"), "Hanoi": ("Hanoï", "Hanoi"),
    "Havana": ("La Havane", "Havana"), "The Hague": ("La Haye", "Den Haag"), "Lille": ("Lille", "Rijsel"),
    "Luxembourg": ("Luxembourg", "Luxemburg"), "Beirut": ("Beyrouth", "Beiroet"), "Cologne": ("Cologne", "Keulen"),
    "Beijing": ("Pékin", "Peking"), "Paris": ("Paris", "Parijs"), "Algiers": ("Alger", "Algiers"),
    "Singapore": ("Singapour", "Singapore"),
}  # fmt: skip
_LANGUAGES = ("fr_BE", "nl_BE")
FIRST_MANDATES, LATER_MANDATES = "2020-01-01", "2025-01-01"


@dataclass(frozen=True)
class Office:
    """An office; ``leads`` are the countries that it leads, ``serves`` those that another one leads or nobody."""

    city: str
    country: str
    opened: str = ""
    closed: str = ""
    note: str = ""
    kind: str = "office"
    archived: bool = False
    leads: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    successor: str = ""
    head: str = ""

    @property
    def name(self) -> str:
        return self.named(self.city)

    def named(self, city: str) -> str:
        """Return what the office is called where its city has this name."""
        return f"Brussels House {city}" if self.kind == "brussels_house" else city

    @property
    def slug(self) -> str:
        plain = self.city.lower().replace(" ", "_").replace("ã", "a")
        return f"office_{plain}"


OFFICES = [
    Office("Brussels", "be", kind="antenna", leads=("nl", "lu"), serves=("fr",), head="otto",
           note="Made up for the demo: who follows the markets nearby from Brussels."),
    Office("Milan", "it", "2023-02-02", note=DECIDED, kind="brussels_house", leads=("it",)),
    Office("Barcelona", "es", note=f"Open since September 2023. {DECIDED}", kind="brussels_house", leads=("es",)),
    Office("Berlin", "de", note="Announced in 2022; nobody saw it open.", kind="brussels_house", archived=True),
    Office("Copenhagen", "dk", note=f"Opened in 2022 or later. {DECIDED}", leads=("dk",)),
    Office("Geneva", "ch", "2024-03-19", note=DECIDED, leads=("ch",)),
    Office("Rabat", "ma", note="Opened in September or October 2022.", leads=("ma",), head="noor"),
    Office("São Paulo", "br", note=_SINCE_2019, leads=("br",)),
    Office("Ramallah", "ps", note=_SINCE_2019, leads=("ps",)),
    Office("Abu Dhabi", "ae", note=DECIDED, leads=("ae",)),
    Office("Belgrade", "rs", note=DECIDED, leads=("rs",)),
    Office("Hanoi", "vn", note=DECIDED, leads=("vn",)),
    Office("Montevideo", "uy", note=DECIDED, leads=("uy",)),
    Office("San Francisco", "us", note=DECIDED, leads=("us",)),
    Office("Shanghai", "cn", note=DECIDED, leads=("cn",)),
    Office("Vancouver", "ca", note=DECIDED, leads=("ca",)),
    Office("Havana", "cu", note="Its closing was announced before April 2026; the day is not known.", leads=("cu",)),
    Office("The Hague", "nl", note=_FOLLOWED, archived=True),
    Office("Lille", "fr", note=_FOLLOWED, archived=True),
    Office("Luxembourg", "lu", note=_FOLLOWED, archived=True),
    Office("Tunis", "tn", closed=END_OF_2024, note=_CLOSED, leads=("tn",)),
    Office("Beirut", "lb", closed=END_OF_2024, note=_CLOSED, leads=("lb",)),
    Office("Cologne", "de", closed=END_OF_2024, note=_CLOSED, leads=("de",)),
    Office("Beijing", "cn", closed=END_OF_2024, note=_CLOSED, leads=("cn",), successor="Shanghai"),
    Office("Zagreb", "hr", note="Closed after the evaluation of 2021; the day is not known.", archived=True),
    Office("Paris", "fr", note="Supports about a hundred small Brussels companies a year, as counted in 2021.",
           leads=("fr",), head="noor"),
    Office("Algiers", "dz", note=_SEEN, leads=("dz",)),
    Office("Singapore", "sg", note=_SEEN, leads=("sg",)),
]  # fmt: skip


def leading() -> set[str]:
    """Return the countries that an office leads today."""
    return {country for office in OFFICES if not office.closed for country in office.leads}


def records() -> Iterator[Record | Table]:
    """Yield the offices, those that took over first, and the mandates."""
    for office in sorted(OFFICES, key=lambda office: bool(office.successor)):
        record = Record(
            "hub.foreign.office",
            office.slug,
            text={"name": office.name, "city": office.city, "kind": office.kind, "note": office.note},
            ref={"country_id": f"base.{office.country}"},
        )
        if office.opened:
            record.text["date_start"] = office.opened
        if office.closed:
            record.text["date_end"] = office.closed
        if office.archived:
            record.eval["active"] = "False"
        if office.successor:
            record.ref["successor_id"] = next(each.slug for each in OFFICES if each.city == office.successor)
        if office.head:
            record.ref["user_id"] = f"user_{office.head}"
            record.eval["user_ids"] = f"[Command.link(ref('user_{office.head}'))]"
        yield record
    yield from _translations()
    yield Table(
        "hub.foreign.office.mandate",
        "office, country, leads, start, end",
        {
            "office_id": "ref(office)",
            "country_id": "ref('base.' + country)",
            "is_lead": "leads",
            "date_start": "start",
            "date_end": "end",
        },
        [row for office in OFFICES for row in _mandates(office)],
    )


def _translations() -> Iterator[Table]:
    """Yield what the offices are called in the languages that are there."""
    for rank, language in enumerate(_LANGUAGES):
        names = {office: _CITIES[office.city][rank] for office in OFFICES if office.city in _CITIES}
        yield Table(
            "hub.foreign.office",
            "office, name, city",
            {"name": "name", "city": "city"},
            [(office.slug, office.named(city), city) for office, city in names.items() if city != office.city],
            id="office",
            addon="hub_export",
            read="res.lang",
            only_if=f"{language!r} in dict(obj().get_installed())",
            context={"lang": language},
        )


def _mandates(office: Office) -> Iterator[tuple]:
    for country in (*office.leads, *office.serves):
        others = [other for other in OFFICES if other != office and country in other.leads]
        follows = any(other.closed for other in others) and not office.closed
        start = LATER_MANDATES if follows else FIRST_MANDATES
        yield office.slug, country, country in office.leads, max(start, office.opened), office.closed or False

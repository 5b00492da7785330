"""The register of the demonstration: companies that demo data has, with differences, and others that nobody knows yet.

A full extract, the update after it, and one more for whoever wants to load one. What the first two say of companies of
the demo data follows from these; all others are written down here. Nobody in them exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from ..domain import layout
from ..domain.extract import Meta
from ..domain.layout import File, Kind
from ..domain.numbers import check_digits, dotted
from . import codes, words
from .dice import Dice
from .places import REGION
from .rows import line, quoted
from .writing import write_files

FRENCH, DUTCH = "1", "2"
FIRST_NUMBER = 100
"""The number of the full extract: below those of the generator, whose extracts may be loaded after it."""
OTHERS = 36
"""So many companies that nobody knows, beside those that may be one of :data:`WITHOUT_NUMBER`."""
PERSONS = 5
# Neither the demo data nor the generator have these.
_STEM, _PLACE_STEM = 19_995_000, 23_990_000
_ENDINGS = ("quin", "blon", "drel", "fosse", "gard", "jou")
"""Of invented words that no company of the demo data has."""
ACTIVITIES = {
    "18120": ("Autre imprimerie", "Overige drukkerijen"),
    "23410": ("Céramique à usage domestique", "Huishoudelijk aardewerk"),
    "43320": ("Travaux de menuiserie", "Schrijnwerk"),
    "47610": ("Commerce de détail de livres", "Detailhandel in boeken"),
    "58110": ("Édition de livres", "Uitgeverijen van boeken"),
    "62100": ("Programmation informatique", "Computerprogrammering"),
    "70200": ("Conseil de gestion", "Bedrijfsadvies"),
    "95290": ("Réparation d’autres articles", "Reparatie van andere artikelen"),
}
"""Codes of NACE 2025, with their labels in French and Dutch."""


@dataclass(frozen=True)
class At:
    """An address: the register writes it alike in both languages here."""

    street: str
    house: str
    postcode: str
    city: str


@dataclass(frozen=True)
class Told:
    """What the register says of an enterprise.

    :param places: the number and the address of each establishment, and what it is called if it has a name
    :param activities: codes of NACE 2025, the main one first
    """

    number: str
    name: str
    language: str
    start: date
    at: At | None
    form: str = "610"
    situation: str = "000"
    contacts: tuple[tuple[str, str], ...] = ()
    activities: tuple[str, ...] = ()
    places: tuple[tuple[str, str, At], ...] = ()
    is_person: bool = False


RANKS = range(5, 301, 8)
"""The companies of the demo data that the register has, by their ranks there."""
STOPS, LEAVES = 261, 245
"""Who stops the day after, and who leaves the region."""


@dataclass(frozen=True)
class Other:
    """What the register says otherwise than Hub of a company of the demo data."""

    name: str = ""
    street: str = ""
    house: str = ""
    phone: str = ""
    email: str = ""
    start: date | None = None


DIFFERENT = {
    13: Other(house="9"),
    133: Other(house="14"),
    141: Other(street="Prototypekaai", house="77"),
    149: Other(phone="+32 2 555 92 01"),
    157: Other(name="Céramique Kortembo et Filles SRL"),
    181: Other(start=date(2019, 9, 2)),
    205: Other(house="21"),
    221: Other(email="office.221@example.com"),
    229: Other(name="Theatergezelschap Jaspeline en Vrienden ASBL"),
    237: Other(phone="+32 2 555 92 02", start=date(1999, 4, 1)),
    277: Other(phone="+32 2 555 92 03"),
    293: Other(street="Proefplein", house="8"),
}
"""By rank."""


@dataclass(frozen=True)
class WithoutNumber:
    """A company that Hub has without number, and those of the register that it may be.

    :param manager: whose company it is
    :param registered: the differences of each candidate: name, house number, phone; None: as Hub has it
    """

    name: str
    manager: str | None
    at: At
    phone: str
    registered: tuple[tuple[str | None, str | None, str | None], ...]


WITHOUT_NUMBER = (
    WithoutNumber(
        "Atelier Lumevolle", "account", At("Rue de l'Exemple", "12", "1060", "Saint-Gilles"), "+32 2 555 90 01",
        (("Atelier Lumevolle SRL", None, None),),
    ),
    WithoutNumber(
        "Keramiek Ulmonelle", "account", At("Voorbeeldstraat", "48", "1030", "Schaarbeek"), "+32 2 555 90 02",
        ((None, None, ""),),
    ),
    WithoutNumber(
        "Boulangerie Rovemont", "account", At("Avenue du Modèle", "7", "1050", "Ixelles"), "+32 2 555 90 03",
        (("Boulangerie Rovemont, Père & Fils", None, None), ("Boulangerie Rovemont", "230", "")),
    ),
    WithoutNumber(
        "Librairie Zelkoria", "cluster", At("Place de l'Essai", "33", "1190", "Forest"), "+32 2 555 90 04",
        (("LIBRAIRIE ZELKORIA", None, None),),
    ),
    WithoutNumber(
        "Studio Falivin", "gwen", At("Quai du Prototype", "101", "1000", "Bruxelles"), "+32 2 555 90 05",
        (("Studio Falivine", "99", ""), ("Falivin Studios", "14", "")),
    ),
    WithoutNumber(
        "Drukkerij Nestevane", None, At("Modellaan", "66", "1080", "Sint-Jans-Molenbeek"), "+32 2 555 90 06",
        (("Drukkerij Nestevane & Co", None, ""),),
    ),
    WithoutNumber(
        "Fietsenmaker Orvaline", "director", At("Proefplein", "5", "1020", "Brussel"), "+32 2 555 90 07",
        (("Fietsenmaker Orvaline BV", None, None),),
    ),
    # Hub has it with its number as well.
    WithoutNumber("Rovevolle Lutherie", None, At("Rue de l'Exemple", "65", "1050", "Elsene"), "", ()),
)  # fmt: skip


def otherwise(rank: int, told: Told) -> Told:
    """Return what the register says of a company of the demo data, from what Hub says of it."""
    other = DIFFERENT.get(rank)
    if not other or not told.at:
        return told
    at = replace(told.at, street=other.street or told.at.street, house=other.house or told.at.house)
    contacts = {**dict(told.contacts), **({"TEL": other.phone} if other.phone else {})}
    if other.email:
        contacts["EMAIL"] = other.email
    return replace(
        told,
        name=other.name or told.name,
        start=other.start or told.start,
        at=at,
        contacts=tuple(contacts.items()),
    )


def place_number(rank: int) -> str:
    """Return the number of the establishment of a company of the demo data."""
    return dotted(_number(_PLACE_STEM - 1000 + rank))


def others() -> list[Told]:
    """Return the companies that nobody knows, those that Hub may have without a number first."""
    numbers = _numbers(_STEM)
    places = _numbers(_PLACE_STEM)
    told = []
    for company in WITHOUT_NUMBER:
        for name, house, phone in company.registered:
            dice = Dice("demo", company.name, len(told))
            contacts = (("TEL", phone if phone is not None else company.phone),)
            told.append(
                Told(
                    next(numbers),
                    name or company.name,
                    DUTCH if company.name.split()[0] in ("Keramiek", "Drukkerij", "Fietsenmaker") else FRENCH,
                    _start(dice),
                    replace(company.at, house=house or company.at.house),
                    contacts=contacts if contacts[0][1] else (),
                    activities=(dice.of(tuple(ACTIVITIES)),),
                )
            )
    for rank in range(OTHERS):
        dice = Dice("demo", "other", rank)
        language = dice.of((FRENCH, FRENCH, DUTCH))
        told.append(
            Told(
                next(numbers),
                words.company(dice, _word(dice), language),
                language,
                _start(dice),
                _at(dice, language),
                form=dice.of(("610", "610", "014", "017", "706")),
                situation=dice.of(("000",) * 11 + ("012", "050")),
                contacts=(("TEL", f"+32 2 555 91 {rank:02d}"),) if dice.percent(50) else (),
                activities=tuple(dict.fromkeys(dice.of(tuple(ACTIVITIES)) for _each in range(1 + dice.below(3)))),
                places=tuple(
                    (
                        next(places),
                        f"{_word(dice)} {1 + dice.below(9)}" if dice.percent(40) else "",
                        _at(dice, language),
                    )
                    for _each in range(dice.below(4))
                ),
            )
        )
    for rank in range(PERSONS):
        dice = Dice("demo", "person", rank)
        place = (next(places), "", _at(dice, FRENCH))
        told.append(
            Told(next(numbers), words.person(dice), FRENCH, _start(dice), None, places=(place,), is_person=True)
        )
    return told


def after_a_day(told: Iterable[Told]) -> list[Told]:
    """Return the companies that nobody knows a day later: one stops, one is renamed, one moves, one begins."""
    companies = [each for each in told if not each.is_person]
    *maybe, _stopped, second, third = companies[: len(companies) - OTHERS + 3]
    rest = companies[len(companies) - OTHERS + 3 :]
    dice = Dice("demo", "begins")
    begins = Told(dotted(_number(_STEM + 99)), "Atelier Novessa", FRENCH, date(2026, 1, 5), _at(dice, FRENCH))
    renamed, moved = replace(second, name=f"{second.name} II"), replace(third, at=_at(dice, third.language))
    return [*maybe, renamed, moved, *rest, begins]


def after_two_days(told: Iterable[Told]) -> list[Told]:
    """Return them another day later: the last one that began has an establishment, the one before it has stopped."""
    *rest, _stopped, last = told
    place = (dotted(_number(_PLACE_STEM + 999)), "Novessa Midi", At("Rue de l'Exemple", "2", "1070", "Anderlecht"))
    return [*rest, replace(last, places=(place,))]


def full(number: int, day: date, told: Iterable[Told]) -> bytes:
    """Return the full extract of these companies; three of its rows are bad."""
    file = BytesIO()
    told = list(told)
    subjects = ((subject, [*_lines(subject, told).values(), *_bad(subject, told)]) for subject in layout.SUBJECTS)
    write_files(file, Meta(number, Kind.FULL, day), _labels(), subjects)
    return file.getvalue()


def update(number: int, day: date, before: Iterable[Told], now: Iterable[Told]) -> bytes:
    """Return the update that leads from some companies to others."""
    file = BytesIO()
    write_files(file, Meta(number, Kind.UPDATE, day), _labels(), _changes(list(before), list(now)))
    return file.getvalue()


def next_update(day: date) -> bytes:
    """Return the update that follows those of the demo data."""
    before = after_a_day(others())
    return update(FIRST_NUMBER + 2, day, before, after_two_days(before))


def by_spreadsheet(number: int, day: date) -> bytes:
    """Return a full extract as a spreadsheet program saves it: leading zeros and quotes are lost."""
    file = BytesIO()
    row = b"100395006,AC,0,2,610,,1/02/2020\n"
    subjects = ((subject, [row] * 20 if subject is layout.ENTERPRISE else []) for subject in layout.SUBJECTS)
    write_files(file, Meta(number, Kind.FULL, day), _labels(), subjects)
    return file.getvalue()


def _changes(before: list[Told], now: list[Told]) -> Iterator[tuple[File, Iterable[bytes]]]:
    for subject in layout.SUBJECTS:
        old, new = _lines(subject, before), _lines(subject, now)
        changed = [number for number in dict.fromkeys((*old, *new)) if old.get(number) != new.get(number)]
        yield layout.deletes(subject), [line(quoted(number)) for number in changed if number in old]
        yield layout.inserts(subject), [new[number] for number in changed if number in new]


def _lines(subject: File, told: Iterable[Told]) -> dict[str, bytes]:
    """Return the lines of a file by the number that they are about."""
    lines: dict[str, bytes] = {}
    for each in told:
        for number, row in _of(subject, each):
            lines[number] = lines.get(number, b"") + row
    return lines


def _of(subject: File, told: Told) -> Iterator[tuple[str, bytes]]:
    of = {
        layout.ENTERPRISE: _enterprise,
        layout.ESTABLISHMENT: _establishments,
        layout.DENOMINATION: _denominations,
        layout.ADDRESS: _addresses,
        layout.CONTACT: _contacts,
        layout.ACTIVITY: _activities,
    }
    return of[subject](told) if subject in of else iter(())


def _enterprise(told: Told) -> Iterator[tuple[str, bytes]]:
    kind, form = ("1", "") if told.is_person else ("2", told.form)
    yield told.number, line(*map(quoted, (told.number, "AC", told.situation, kind, form, "")), _written(told.start))


def _establishments(told: Told) -> Iterator[tuple[str, bytes]]:
    for place, _name, _at in told.places:
        yield place, line(quoted(place), _written(told.start), quoted(told.number))


def _denominations(told: Told) -> Iterator[tuple[str, bytes]]:
    yield told.number, line(*map(quoted, (told.number, told.language, "001", told.name)))
    for place, name, _at in told.places:
        if name:
            yield place, line(*map(quoted, (place, told.language, "003", name)))


def _addresses(told: Told) -> Iterator[tuple[str, bytes]]:
    if told.at:
        yield told.number, _address(told.number, "REGO", told.at)
    for place, _name, at in told.places:
        yield place, _address(place, "BAET", at)


def _contacts(told: Told) -> Iterator[tuple[str, bytes]]:
    for kind, said in told.contacts:
        yield told.number, line(*map(quoted, (told.number, "ENT", kind, said)))


def _activities(told: Told) -> Iterator[tuple[str, bytes]]:
    for rank, code in enumerate(told.activities):
        yield told.number, line(*map(quoted, (told.number, "001", "2025", code, "SECO" if rank else "MAIN")))


def _written(day: date) -> str:
    return f"{day:{layout.DATE}}"


def _address(number: str, kind: str, at: At) -> bytes:
    where = (at.postcode, at.city, at.city, at.street, at.street, at.house)
    return line(*map(quoted, (number, kind, "", "", *where, "", "")), "")


def _bad(subject: File, told: list[Told]) -> Iterator[bytes]:
    """Yield rows with a code that no table has, a day that does not exist, and too few cells."""
    number = next(each.number for each in reversed(told) if not each.is_person)
    if subject is layout.DENOMINATION:
        yield line(*map(quoted, (number, "9", "001", "Proef")))
    elif subject is layout.ADDRESS:
        yield line(*map(quoted, (number, "REGO", "", "", *["Proef"] * 5, "1", "", "")), "31-02-2024")
    elif subject is layout.CONTACT:
        yield line(*map(quoted, (number, "ENT", "WEB")))


def _labels() -> Iterator[tuple[str, str, str, str]]:
    for table, labels in codes.TABLES.items():
        for code, (french, dutch) in labels.items():
            yield table, code, "FR", french
            yield table, code, "NL", dutch
    for code, (french, dutch) in ACTIVITIES.items():
        yield "Nace2025", code, "FR", french
        yield "Nace2025", code, "NL", dutch


def _word(dice: Dice) -> str:
    return words.BEGINNINGS[dice.below(25)] + dice.of(_ENDINGS)


def _numbers(stem: int) -> Iterator[str]:
    while True:
        yield dotted(_number(stem))
        stem += 1


def _number(stem: int) -> int:
    return stem * 100 + check_digits(stem)


def _start(dice: Dice) -> date:
    return date(1990 + dice.below(34), 1 + dice.below(12), 1 + dice.below(28))


def _at(dice: Dice, language: str) -> At:
    postcode, *cities = dice.of(REGION[:-1])
    streets = dice.of(words.STREETS[:5])
    place, name = (0, 1) if language == DUTCH else (1, 0)
    return At(streets[name], str(1 + dice.below(240)), postcode, cities[place])

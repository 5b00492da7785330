"""The lines that the register would have about a pair of made-up enterprises, in each of its files.

For each file there is a function that gives the lines by the number that they are about. Lines are bytes, as the
register writes them: text in quotes, a day without, nothing or ``""`` where it knows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..domain import layout
from . import words
from .codes import LONG, NACE
from .dice import Dice
from .places import ABROAD, BELGIUM, CITIES, COUNTRIES, DUTCH_ALONE, FRENCH_ALONE, IN, REGION
from .world import FOREIGN, LEGAL, PERSON, UNKNOWN, Enterprise, Establishment

Lines = dict[str, bytes]
"""The lines about each number, each with its line break."""
NULLS = ("", '""')
_FORMS = {
    LEGAL: (("610", ""), ("610", ""), ("014", ""), ("015", "610"), ("017", ""), ("706", ""), ("612", "")),
    FOREIGN: (("030", ""),),
    PERSON: (("", ""),),
    UNKNOWN: (("", ""),),
}
_TYPES = {LEGAL: "2", FOREIGN: "2", PERSON: "1", UNKNOWN: "0"}
_LANGUAGES = (("1",), ("1",), ("2",), ("1", "2"), ("1", "2"), ("3",), ("4",), ("0",), ("2", "1", "4"))
_NUMBER = "#"
_BUNDLES = 3000
_EMPTY_BUNDLES = 12
"""How many in a hundred have no activity at all."""


def quoted(text: str, null: str = "") -> str:
    """Return a text as the register writes it.

    >>> quoted('Atelier "Exemple", Fils'), quoted(""), quoted("", '""')
    ('"Atelier ""Exemple"", Fils"', '', '""')
    """
    return '"' + text.replace('"', '""') + '"' if text else null


def line(*cells: str) -> bytes:
    """Return a line of cells that are written out already."""
    return (",".join(cells) + "\n").encode()


class Writer:
    """Gives the lines of a pair, for each file of a full extract."""

    def __init__(self, seed: int):
        self.seed = seed
        self._bundles = [self._bundle(Dice(seed, "bundle", place)) for place in range(_BUNDLES)]
        self._of: dict[str, Callable[[Enterprise], Iterator[tuple[str, bytes]]]] = {
            layout.ENTERPRISE.name: self._enterprise,
            layout.ESTABLISHMENT.name: self._establishments,
            layout.BRANCH.name: self._branch,
            layout.DENOMINATION.name: self._denominations,
            layout.ADDRESS.name: self._addresses,
            layout.CONTACT.name: self._contacts,
            layout.ACTIVITY.name: self._activities,
        }

    def lines(self, subject: layout.File, pair: Sequence[Enterprise]) -> Lines:
        """Return the lines of a pair in a file."""
        of = self._of[subject.name]
        return {number: text for each in pair if each.is_there for number, text in of(each) if text}

    def _enterprise(self, enterprise: Enterprise) -> Iterator[tuple[str, bytes]]:
        dice = Dice(self.seed, "form", enterprise.rank)
        form, form_read_as = dice.of(_FORMS[enterprise.kind])
        null = dice.of(NULLS)
        yield (
            enterprise.number,
            line(
                quoted(enterprise.number),
                quoted("AC"),
                quoted(enterprise.situation),
                quoted(_TYPES[enterprise.kind]),
                quoted(form, null),
                quoted(form_read_as, null),
                enterprise.start,
            ),
        )

    def _establishments(self, enterprise: Enterprise) -> Iterator[tuple[str, bytes]]:
        for each in open_places(enterprise):
            yield each.number, line(quoted(each.number), each.start, quoted(enterprise.number))

    def _branch(self, enterprise: Enterprise) -> Iterator[tuple[str, bytes]]:
        if enterprise.branch:
            yield enterprise.branch, line(quoted(enterprise.branch), enterprise.start, quoted(enterprise.number))

    def _denominations(self, enterprise: Enterprise) -> Iterator[tuple[str, bytes]]:
        number = quoted(enterprise.number)

        def named(*names: tuple[str, str, str]) -> bytes:
            return b"".join(line(number, quoted(code), quoted(kind), quoted(text)) for code, kind, text in names)

        dice = Dice(self.seed, "names", enterprise.rank, enterprise.names)
        if enterprise.kind == PERSON:
            yield enterprise.number, named((dice.of("12"), "001", words.person(dice)))
        else:
            word = words.invented(dice)
            found = [(each, "001", words.company(dice, word, each)) for each in dice.of(_LANGUAGES)]
            if dice.percent(15):
                found.append((found[0][0], "002", word[:4].upper()))
            if dice.percent(10):
                found.append((dice.of("1234"), "003", f"Chez {word}"))
            yield enterprise.number, named(*found)
            if enterprise.branch:
                number = quoted(enterprise.branch)
                yield enterprise.branch, named(("4", "004", f"{word} Brussels Branch"))
        for place in open_places(enterprise):
            dice = Dice(self.seed, "place", place.number)
            if dice.percent(35):
                number = quoted(place.number)
                yield place.number, named((dice.of("1122340"), "003", f"{words.invented(dice)} {dice.below(90)}"))

    def _addresses(self, enterprise: Enterprise) -> Iterator[tuple[str, bytes]]:
        if enterprise.kind != PERSON:
            dice = Dice(self.seed, "address", enterprise.number, enterprise.address)
            struck_off = f"{1 + dice.below(28):02d}-03-2024" if enterprise.is_struck_off else ""
            yield enterprise.number, address(dice, enterprise.number, "REGO", enterprise.where, struck_off)
        if enterprise.branch:
            yield enterprise.branch, address(Dice(self.seed, enterprise.branch), enterprise.branch, "ABBR", IN)
        for place in open_places(enterprise):
            dice = Dice(self.seed, "address", place.number, place.address)
            yield place.number, address(dice, place.number, "BAET", place.where)

    def _contacts(self, enterprise: Enterprise) -> Iterator[tuple[str, bytes]]:
        yield enterprise.number, self._contact(enterprise.number, "ENT", enterprise.contacts)
        for place in open_places(enterprise):
            yield place.number, self._contact(place.number, "EST", 0)

    def _contact(self, number: str, of: str, version: int) -> bytes:
        dice = Dice(self.seed, "contact", number, version)
        if not dice.percent(11):
            return b""
        site = f"{words.invented(dice).lower()}{dice.below(1000)}.example"
        every = {"TEL": f"+32 2 555 {dice.below(100):02d} {dice.below(100):02d}", "EMAIL": f"info@{site}", "WEB": site}
        chosen = [kind for kind in every if dice.percent(60)]
        return b"".join(line(quoted(number), quoted(of), quoted(kind), quoted(every[kind])) for kind in chosen)

    def _activities(self, enterprise: Enterprise) -> Iterator[tuple[str, bytes]]:
        yield enterprise.number, self._bundle_of(enterprise.number, enterprise.activities)
        for place in open_places(enterprise):
            yield place.number, self._bundle_of(place.number, 0)

    def _bundle_of(self, number: str, version: int) -> bytes:
        dice = Dice(self.seed, "activities", number, version)
        if dice.percent(_EMPTY_BUNDLES):
            return b""
        return dice.of(self._bundles).replace(_NUMBER, number).encode()

    def _bundle(self, dice: Dice) -> str:
        """Return the activities that some have, with a sign for the number. No two are the same."""
        codes = [dice.of(NACE) for _each in range(1 + dice.below(4))]
        if dice.percent(10):
            codes.append(dice.of(LONG))
        groups = [group for group, chance in (("001", 90), ("003", 45), ("006", 45)) if dice.percent(chance)]
        versions = [version for version, chance in (("2003", 35), ("2008", 90), ("2025", 97)) if dice.percent(chance)]
        lines: dict[str, None] = {}
        for group in groups or ["001"]:
            for version in versions or ["2008"]:
                for rank, code in enumerate(dict.fromkeys(codes)):
                    # At times there are several main ones in a group.
                    main = rank == 0 or (group == "003" and dice.percent(30))
                    kind = "MAIN" if main else "ANCI" if dice.percent(5) else "SECO"
                    lines[f'"{_NUMBER}","{group}","{version}","{code}","{kind}"\n'] = None
        return "".join(lines)


def open_places(enterprise: Enterprise) -> Iterator[Establishment]:
    """Yield the open establishments of an enterprise, those that it has got from another one included."""
    for place in (*enterprise.establishments, *enterprise.owned):
        if place.is_open:
            yield place


def address(dice: Dice, number: str, kind: str, where: int, struck_off: str = "") -> bytes:
    """Return the line of an address."""
    null, street_null = dice.of(NULLS), dice.of(NULLS)
    street_fr, street_nl = dice.of(words.STREETS)
    house, box = str(1 + dice.below(240)), str(dice.below(20)) if dice.percent(15) else ""
    extra = "c/o Exemple, 2e" if dice.percent(2) else ""
    country = ("", "")
    if where == ABROAD:
        country, postcode = dice.of(COUNTRIES), "75001" if dice.percent(30) else ""
        name_nl = name_fr = dice.of(CITIES)
        street_nl = street_fr = "Example Street"
    else:
        postcode, name_nl, name_fr = dice.of(REGION if where == IN else BELGIUM)
        if where != IN and dice.percent(30):
            if postcode[0] in DUTCH_ALONE:
                name_fr = street_fr = ""
            elif postcode[0] in FRENCH_ALONE:
                name_nl = street_nl = ""
    return line(
        *(quoted(number), quoted(kind), quoted(country[0], null), quoted(country[1], null), quoted(postcode, null)),
        *(quoted(name_nl, null), quoted(name_fr, null), quoted(street_nl, street_null), quoted(street_fr, street_null)),
        *(quoted(house), quoted(box, null), quoted(extra, street_null), struck_off),
    )

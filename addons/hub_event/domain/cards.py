r"""Business cards as somebody pastes them: a line each, and which part of a line is what.

>>> text = "Name;Company;Mail\nAna Beispiel; Casa Exemplo; Buyer; ANA@example.com; +351 21 000 00 00; Portugal"
>>> [card] = read(text, {"portugal": 7})
>>> card.name, card.organisation, card.function, card.email, card.phone, card.country
('Ana Beispiel', 'Casa Exemplo', 'Buyer', 'ana@example.com', '+351 21 000 00 00', 7)

Parts come from a table (tabs), or are separated by one sign; a card is there once, and one without a name goes by its
organisation or its address:

>>> [(each.name, each.email) for each in read("Bo\tbo@example.com\n\nB., Bo, bo@example.com\nsamples@example.com")]
[('Bo', 'bo@example.com'), ('samples@example.com', 'samples@example.com')]
>>> read("Ana | Casa | www.example.com | Imports | of tiles")[0].function
'Imports, of tiles'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MOST = 300
"""So many cards are read at once."""

_SEPARATORS = ("\t", ";", "|", ",")
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_PHONE = re.compile(r"(?:(?:tel|t|m|gsm|mob)[.: ]*)?(?P<number>[+(]?[0-9][0-9 ()/.+-]{5,24})", re.IGNORECASE)
_WEBSITE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HEADS = {
    "name", "company", "organisation", "organization", "function", "email", "e-mail", "mail", "phone", "telephone",
    "country", "nom", "société", "fonction", "téléphone", "pays", "courriel", "naam", "bedrijf", "organisatie",
    "functie", "telefoon", "land",
}  # fmt: skip


@dataclass(frozen=True)
class Card:
    """What a line says of somebody; the country is what the caller keeps for its name."""

    name: str
    organisation: str = ""
    function: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    country: int | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What two lines about the same person have in common."""
        return (self.email,) if self.email else (self.name.casefold(), self.organisation.casefold())


def read(text: str, countries: Mapping[str, int] | None = None) -> list[Card]:
    """Return the cards of a text, each once.

    :param countries: by their names and codes in small letters
    """
    cards: dict[tuple[str, ...], Card] = {}
    for line in text.splitlines():
        parts = _split(line)
        if parts and not (len(parts) > 1 and all(part.casefold() in _HEADS for part in parts)):
            card = _card(parts, countries or {})
            cards.setdefault(card.key, card)
    return list(cards.values())


def _split(line: str) -> list[str]:
    separator = next((each for each in _SEPARATORS if each in line), "\t")
    return [part for part in (" ".join(each.split()) for each in line.split(separator)) if part]


def _card(parts: list[str], countries: Mapping[str, int]) -> Card:
    found: dict[str, str] = {}
    country, rest = None, []
    for part in parts:
        if "email" not in found and (email := _EMAIL.search(part)):
            found["email"] = email[0].casefold()
        elif "phone" not in found and (phone := _PHONE.fullmatch(part)):
            found["phone"] = phone["number"].strip()
        elif "website" not in found and _WEBSITE.fullmatch(part):
            found["website"] = part
        elif country is None and rest and part.casefold() in countries:
            country = countries[part.casefold()]
        else:
            rest.append(part)
    name, organisation, *more = [*rest, "", ""][: max(len(rest), 2)]
    return Card(name or found.get("email") or parts[0], organisation, ", ".join(more), country=country, **found)

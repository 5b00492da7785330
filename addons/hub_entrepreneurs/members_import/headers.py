"""What the header of a column means: in English, French and Dutch, in the words that agencies and accountants use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import Enum

from ..domain import enterprise_number


class Column(Enum):
    """What a column holds; the value is the column's name in the model of the preview."""

    NUMBER = "number"
    NAME = "name"
    CITY = "city"
    POSTCODE = "postcode"
    CLUSTER = "cluster"
    JOINED = "joined"


SPELLINGS = {
    Column.CITY: "Municipality|Commune|City|Ville|Localité|Gemeente|Stad",
    Column.POSTCODE: "Postcode|Postal code|Zip|Code postal|CP",
    Column.CLUSTER: "Cluster|Grappe",
    Column.JOINED: "Joined on|Member since|Adhésion le|Membre depuis|Date d'adhésion|Affilié le|"
    "Lid sinds|Lid vanaf|Toegetreden op",
}


def _vocabulary(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Small words that change nothing.
_FILLING = _vocabulary("d de du des la le l les of the van het een et en and ou of or be belge belgisch belgian")
_ENTERPRISE = _vocabulary(
    "entreprise entreprises societe enterprise company business firm firme bedrijf onderneming vennootschap firma "
    "organisation organisatie organization asbl vzw"
)
_COUNTED = _vocabulary("n no nr num nbr numero number nummer numeros id identification identificatie")
_REGISTER = _vocabulary(
    "bce kbo cbe rpm rpr ondernemingsnummer ondernemingsnr ondernemingsnum kbonummer kbonr bcenr bedrijfsnummer "
    "entrepriseid companyid"
)
_TAX = _vocabulary("tva btw vat btwnummer btwnr vatnumber tvanumero")
_CALLED = _vocabulary("nom name naam")
_FIRM_NAMES = _vocabulary(
    "denomination benaming raison bedrijfsnaam handelsnaam firmanaam ondernemingsnaam vennootschapsnaam "
    "organisatienaam enseigne"
)
_OFFICIAL = _vocabulary(
    "sociale social officielle officiel official commercial commerciale maatschappelijke juridique legal legale "
    "juridische complet complete full volledige"
)
_FIRST_NAMES = _vocabulary("prenom prenoms voornaam voornamen firstname forename givenname")
_PERSONS = _FIRST_NAMES | _vocabulary("familienaam achternaam surname lastname")

# What joins the headers of two rows.
JOINT = " | "

# How many lines tell what a column holds, and which part of them has to.
SAMPLE, PART = 50, 0.8


def header_key(header: str) -> str:
    """Return what two spellings of one header have in common: its letters and digits, without case and accents.

    >>> header_key("Numéro d’entreprise *")
    'numerodentreprise'
    """
    return "".join(_words(header))


def _words(header: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", header.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.findall(r"[^\W_]+", re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain))


_KNOWN = {header_key(spelling): column for column, each in SPELLINGS.items() for spelling in each.split("|")}


def meaning(header: str) -> tuple[Column, int] | None:
    """Return the column that a header names, and how sure that is: the surest of several counts.

    Each of its words has to be known: a column *VAT liable* holds no number. Of a title over titles, both together
    count, or what the lower one says for sure: *Contact | Name* is no company's.

    >>> meaning("N° d'entreprise (BCE)"), meaning("Nom"), meaning("Assujetti TVA")
    ((<Column.NUMBER: 'number'>, 3), (<Column.NAME: 'name'>, 1), None)
    """
    if JOINT in header:
        both, lower = meaning(header.replace(JOINT, " ")), meaning(header.rpartition(JOINT)[2])
        return both or (lower if lower and lower[1] > 1 else None)
    if column := _KNOWN.get(header_key(header)):
        return column, 3
    words = set(_words(header)) - _FILLING
    if words <= _COUNTED | _REGISTER | _TAX | _ENTERPRISE:
        if words & _REGISTER or (words & _COUNTED and words & _ENTERPRISE):
            return Column.NUMBER, 3
        if words & _TAX:
            return Column.NUMBER, 2
    if words <= _ENTERPRISE | _CALLED | _FIRM_NAMES | _OFFICIAL and words - _OFFICIAL:
        return Column.NAME, 3 if words & (_FIRM_NAMES | _ENTERPRISE) else 1
    return None


def find_columns(headers: Iterable[object]) -> dict[Column, int]:
    """Return the place of each column that the headers name; of two, the surer one, then the first.

    Beside a column of first names, *Name* is a person's.

    >>> find_columns(["NOM", None, "lid sinds:"]) == {Column.NAME: 0, Column.JOINED: 2}
    True
    >>> find_columns(["Nom", "Prénom", "Entreprise"]), find_columns(["Nom", "Prénom"])
    ({<Column.NAME: 'name'>: 2}, {})
    """
    texts = [text(header) for header in headers]
    persons = any(header_key(each) in _PERSONS for each in texts)
    surest: dict[Column, tuple[int, int]] = {}
    for place, header in enumerate(texts):
        found = meaning(header) if header else None
        if not found or (persons and found == (Column.NAME, 1)):
            continue
        column, sure = found
        surest[column] = max(surest.get(column, (0, 0)), (sure, -place))
    return {column: -place for column, (_sure, place) in surest.items()}


def find_number_column(columns: dict[int, Sequence[object]]) -> int | None:
    """Return the one column whose cells are enterprise numbers, whatever its header says; None if there are several.

    >>> find_number_column({0: ["Evere", "1140"], 4: ["0123.456.749"]})
    4
    """
    found = []
    for place, values in columns.items():
        texts = [each for each in map(text, values) if each][:SAMPLE]
        if texts and sum(map(enterprise_number.is_valid, texts)) >= PART * len(texts):
            found.append(place)
    return found[0] if len(found) == 1 else None


def text(value: object) -> str:
    r"""Return a cell's value as somebody would have typed it, without signs that nobody can see.

    >>> text(1030.0), text("  Atelier  du\nBois "), text(None)
    ('1030', 'Atelier du Bois', '')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join("".join(char for char in str(value) if char.isspace() or char.isprintable()).split())

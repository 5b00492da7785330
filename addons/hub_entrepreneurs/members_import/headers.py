"""What the header of a column means: in English, French and Dutch, in the words that agencies and accountants use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum


class Column(Enum):
    """What a column holds; the value of the first ones is the column's name in the model of the preview."""

    NUMBER = "number"
    NAME = "name"
    CITY = "city"
    POSTCODE = "postcode"
    CLUSTER = "cluster"
    JOINED = "joined"
    STREET = "street"
    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    FIRST_NAME = "first_name"
    SURNAME = "surname"
    PERSON = "person"
    FUNCTION = "function"
    PERSON_PHONE = "person_phone"
    PERSON_EMAIL = "person_email"
    REMARK = "remark"


BASIC = (Column.NUMBER, Column.NAME, Column.CITY, Column.POSTCODE, Column.CLUSTER, Column.JOINED)
"""What the template asks for; the others are taken in where a list has them."""
FURTHER = tuple(column for column in Column if column not in BASIC)
NAMES_OF_PERSONS = (Column.FIRST_NAME, Column.SURNAME, Column.PERSON)

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
_SURNAMES = _vocabulary("familienaam achternaam surname lastname nomfamille familyname")
_CONTACT = _vocabulary(
    "contact contacts contactpersoon contactperson contactname contactnaam personne persoon person responsable "
    "verantwoordelijke representant vertegenwoordiger referent gerant zaakvoerder dirigeant interlocuteur "
    "aanspreekpunt"
)
_PHONES = _vocabulary("telephone tel phone telefoon telefoonnummer phonenumber telefoonnr telnr")
_MOBILES = _vocabulary("gsm mobile portable mobiel gsmnummer gsmnr cell cellphone")
_EMAILS = _vocabulary("email mail courriel emailadres mailadres emailaddress emails")
_WEBSITES = _vocabulary("website site web internet url siteweb webadres www siteinternet homepage")
_STREETS = _vocabulary("rue adresse adres address straat street")
_FUNCTIONS = _vocabulary("fonction functie function role rol poste jobtitle position job beroep")
_REMARKS = _vocabulary(
    "remarque remarques remark remarks commentaire commentaires comment comments note notes opmerking opmerkingen "
    "observation observations"
)
_PLACES = _vocabulary(
    "e adresse adres address nr no n numero nummer number fixe vast general generale algemeen pro title titel"
)
# Dates and numbers of something else, whatever they look like.
_NOT_BY_CONTENT = _vocabulary(
    "naissance birth geboorte geboortedatum birthdate creation oprichting oprichtingsdatum fondation founded "
    "modification update fax telefax sortie fin end einde iban compte rekening"
)

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
    return _further_meaning(words) or _needed_meaning(words)


def _needed_meaning(words: set[str]) -> tuple[Column, int] | None:
    """Return whether a header names the number or the name of the company."""
    if words <= _COUNTED | _REGISTER | _TAX | _ENTERPRISE:
        if words & _REGISTER or (words & _COUNTED and words & _ENTERPRISE):
            return Column.NUMBER, 3
        if words & _TAX:
            return Column.NUMBER, 2
    if words <= _ENTERPRISE | _CALLED | _FIRM_NAMES | _OFFICIAL and words - _OFFICIAL:
        return Column.NAME, 3 if words & (_FIRM_NAMES | _ENTERPRISE) else 1
    return None


def _further_meaning(words: set[str]) -> tuple[Column, int] | None:
    """Return what a header names beside the columns of the template: how the company is reached, who speaks for it."""
    named, theirs = words - _CONTACT, bool(words & _CONTACT)
    joined = "".join(sorted(named, key=lambda word: word not in ("first", "last", "given", "family", "nom")))
    if (named & _FIRST_NAMES and named <= _FIRST_NAMES) or joined in _FIRST_NAMES:
        return Column.FIRST_NAME, 3
    if (named & _SURNAMES and named <= _SURNAMES | _CALLED) or joined in _SURNAMES:
        return Column.SURNAME, 3
    if theirs and named <= _CALLED | _OFFICIAL | _FILLING:
        return Column.PERSON, 3 if named else 2
    for column, vocabulary, sure in (
        (Column.EMAIL, _EMAILS, 3),
        (Column.PHONE, _PHONES, 3),
        (Column.PHONE, _PHONES | _MOBILES, 2),
        (Column.WEBSITE, _WEBSITES, 3),
        (Column.FUNCTION, _FUNCTIONS, 3),
        (Column.REMARK, _REMARKS, 3),
        (Column.STREET, _STREETS, 2),
    ):
        own = named - (_ENTERPRISE if column not in (Column.FUNCTION, Column.REMARK) else set())
        if own & vocabulary and own <= vocabulary | _PLACES:
            return (OF_PERSONS.get(column, column) if theirs else column), sure
    return None


OF_PERSONS = {Column.PHONE: Column.PERSON_PHONE, Column.EMAIL: Column.PERSON_EMAIL}
"""What a number or an address is that is not the company's."""


def meanings(headers: Iterable[str]) -> list[tuple[Column, int] | None]:
    """Return what each header names, in view of the others: beside first names, *Name* is a person's, and so is *GSM*.

    >>> meanings(["Nom", "Prénom", "GSM"]) == [(Column.SURNAME, 2), (Column.FIRST_NAME, 3), (Column.PERSON_PHONE, 2)]
    True
    >>> meanings(["Nom", "GSM"]) == [(Column.NAME, 1), (Column.PHONE, 2)]
    True
    >>> meanings(["Nom", "Prénom", "Nom de famille"])[0] == (Column.NAME, 1)
    True
    >>> [column for column, _sure in meanings(["Nom", "CP", "Nom", "Prénom"])][::2] == [Column.NAME, Column.SURNAME]
    True
    """
    found = [meaning(header) if header else None for header in headers]
    named = {each[0] for each in found if each}
    if Column.FIRST_NAME in named and Column.SURNAME not in named:
        names = [place for place, each in enumerate(found) if each == (Column.NAME, 1)]
        firsts = [place for place, each in enumerate(found) if each and each[0] is Column.FIRST_NAME]
        if len(names) > 1 and firsts:
            # Of two columns *Name*, the one beside the first names is the person's.
            names = [place for place in names if any(abs(place - first) == 1 for first in firsts)]
        found = [(Column.SURNAME, 2) if place in names else each for place, each in enumerate(found)]
    if named & set(NAMES_OF_PERSONS):
        found = [(Column.PERSON_PHONE, 2) if each == (Column.PHONE, 2) else each for each in found]
    return found


def is_named_otherwise(header: str) -> bool:
    """Tell whether a header says that its dates or numbers are none that a list of members is about."""
    return not _NOT_BY_CONTENT.isdisjoint(_words(header))


def find_columns(headers: Iterable[object]) -> dict[Column, int]:
    """Return the place of each column that the headers name; of two, the surer one, then the first.

    Beside a column of first names, *Name* is a person's.

    >>> find_columns(["NOM", None, "lid sinds:"]) == {Column.NAME: 0, Column.JOINED: 2}
    True
    >>> find_columns(["Nom", "Prénom", "Entreprise"])[Column.NAME], Column.NAME in find_columns(["Nom", "Prénom"])
    (2, False)
    """
    surest: dict[Column, tuple[int, int]] = {}
    for place, found in enumerate(meanings([text(header) for header in headers])):
        if found:
            column, sure = found
            surest[column] = max(surest.get(column, (0, 0)), (sure, -place))
    return {column: -place for column, (_sure, place) in surest.items()}


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

"""Which known company a line may be about, when its number tells none: by its name, addresses and phone numbers.

A namesake with a number of its own is another company. What is found is only proposed: people decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from odoo.fields import Domain
from odoo.tools import SQL, email_normalize_all

from ..domain import enterprise_number, phone
from ..tools import finding
from .headers import NAMES_OF_PERSONS, Column
from .workbook import Line


class Key(Enum):
    """By what a company was found, the surest first."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    WEBSITE = "website"


@dataclass(frozen=True)
class Candidate:
    """A company, or a person who may be a sole trader."""

    id: int
    name: str
    active: bool
    is_company: bool
    number: str
    keys: tuple[Key, ...] = ()


_HOST = r"^https?://|^www\.|[/?#:].*$"
# Names of persons are written either way round.
_LONGEST_TURNED = 3


def find_candidates(env, lines: Mapping[Hashable, Sequence[Line]]) -> dict[Hashable, list[Candidate]]:
    """Return the known companies that some lines may be about, the likeliest first.

    :param lines: lines that are about one company each, by whatever they are told apart
    """
    found: dict[Hashable, dict[int, set[Key]]] = defaultdict(lambda: defaultdict(set))
    for key, places in (
        (Key.NAME, _find_names(env, lines)),
        (Key.EMAIL, _find_emails(env, lines)),
        (Key.PHONE, _find_phones(env, lines)),
        (Key.WEBSITE, _find_websites(env, lines)),
    ):
        for place, partner_id in places:
            found[place][partner_id].add(key)
    ids = {partner_id for partners in found.values() for partner_id in partners}
    known = {
        partner.id: partner
        for partner in _contacts(env).search_fetch(
            Domain("id", "in", list(ids)), ["name", "active", "is_company", "company_registry", "vat", "country_id"]
        )
    } if ids else {}  # fmt: skip
    return {
        place: sorted(
            (
                _candidate(known[partner_id], keys)
                for partner_id, keys in partners.items()
                if partner_id in known and _may_be(known[partner_id], keys, lines[place][0])
            ),
            key=lambda each: (
                not each.active,
                Key.NAME not in each.keys,
                -len(each.keys),
                not each.is_company,
                each.id,
            ),
        )
        for place, partners in found.items()
    }


def _contacts(env):
    return env["res.partner"].with_context(active_test=False)


def _candidate(partner, keys: Iterable[Key]) -> Candidate:
    ordered = tuple(key for key in Key if key in keys)
    return Candidate(
        partner.id, partner.name or "", partner.active, partner.is_company, partner.company_registry or "", ordered
    )


def _may_be(partner, keys: Iterable[Key], line: Line) -> bool:
    """Tell whether a contact may be the company of a line: none with another number, and no person named beside it."""
    if not partner.is_company and Key.NAME not in keys and any(line.texts[column] for column in NAMES_OF_PERSONS):
        return False
    if not line.number:
        return True
    if partner.company_registry or (partner.country_id and partner.country_id.code != "BE"):
        return False
    return not enterprise_number.is_valid(partner.vat) or enterprise_number.normalise(partner.vat) == line.number


def _find_names(env, lines) -> list[tuple[Hashable, int]]:
    places, names = [], []
    for place, each in lines.items():
        for name in {name for line in each for name in _turned(line.name)}:
            places.append(place)
            names.append(name)
    if not names:
        return []
    is_numberless = all(line.number for each in lines.values() for line in each)
    top = Domain("partner_share", "=", True) & (Domain("is_company", "=", True) | Domain("parent_id", "=", False))
    query = _contacts(env)._search(top & Domain("company_registry", "=", False) if is_numberless else top)
    partners = env["res.partner"]
    # All names by one statement: each line by itself would ask the index of words.
    rows = env.execute_query(
        SQL(
            """
            WITH wanted AS (
                SELECT place, %(wanted)s AS key FROM unnest(%(places)s, %(names)s) AS listed(place, name)
            )
            SELECT DISTINCT wanted.place, %(id)s FROM %(tables)s JOIN wanted ON wanted.key = %(known)s
            WHERE wanted.key != '' AND %(rules)s
            """,
            wanted=finding.name_key(SQL.identifier("listed", "name")),
            places=list(range(len(places))),
            names=names,
            id=SQL.identifier(query.table, "id"),
            tables=query.from_clause,
            known=finding.name_key(SQL.identifier(query.table, "name", to_flush=partners._fields["name"])),
            rules=query.where_clause or SQL("TRUE"),
        )
    )
    return [(places[rank], partner_id) for rank, partner_id in rows]


def _turned(name: str) -> list[str]:
    """Return a name as it is, and a short one with its first or its last word at the other end.

    >>> _turned("Dupont Jean"), _turned("")
    (['Dupont Jean', 'Jean Dupont'], [])
    """
    parts = name.replace(",", " ").split()
    if not parts:
        return []
    if not 1 < len(parts) <= _LONGEST_TURNED:
        return [name]
    turned = (" ".join([*parts[1:], parts[0]]), " ".join([parts[-1], *parts[:-1]]))
    return list(dict.fromkeys([name, *turned]))


def _find_emails(env, lines) -> list[tuple[Hashable, int]]:
    wanted = _wanted(lines, (Column.EMAIL, Column.PERSON_EMAIL), email_normalize_all)
    return _find_by(env, wanted, "email_normalized")


def _find_phones(env, lines) -> list[tuple[Hashable, int]]:
    # Kept with the code of the country: a Belgian number has lost it here.
    wanted = _wanted(
        lines,
        (Column.PHONE, Column.PERSON_PHONE),
        lambda text: [f"{code}{number}" for number in phone.numbers(text) for code in ("+32", "+")],
    )
    return _find_by(env, wanted, "phone_sanitized")


def _wanted(lines, columns: Sequence[Column], values_of) -> dict[str, list[Hashable]]:
    wanted: dict[str, list[Hashable]] = defaultdict(list)
    for place, each in lines.items():
        for value in {value for line in each for column in columns for value in values_of(line.texts[column])}:
            wanted[value].append(place)
    return wanted


def _find_by(env, wanted: Mapping[str, Sequence[Hashable]], field: str) -> list[tuple[Hashable, int]]:
    """Find who has one of these values, or the company in which somebody who has it works."""
    if not wanted:
        return []
    found = _contacts(env).search_fetch(
        Domain("partner_share", "=", True) & Domain(field, "in", list(wanted)), [field, "is_company", "parent_id"]
    )
    persons = found.filtered(lambda contact: not contact.is_company)
    roles = env["hub.company.role"].search([("person_id", "in", persons.ids), ("is_current", "=", True)])
    employers = roles.grouped("person_id")
    pairs = []
    for contact in found:
        owners = contact.parent_id or contact
        if contact in employers:
            owners = (contact.parent_id | employers[contact].partner_id) or contact
        pairs += [(place, owner.id) for place in wanted[contact[field]] for owner in owners]
    return pairs


def _find_websites(env, lines) -> list[tuple[Hashable, int]]:
    wanted = _wanted(lines, (Column.WEBSITE,), lambda text: [text] if text else [])
    if not wanted:
        return []
    sites = list(wanted)
    companies = Domain("partner_share", "=", True) & Domain("parent_id", "=", False) & Domain("website", "!=", False)
    query = _contacts(env)._search(companies)

    def host(site: SQL) -> SQL:
        # The scheme goes first, or www would not stand at the beginning.
        bare = SQL("regexp_replace(lower(%s), '^https?://', '')", site)
        return SQL("regexp_replace(%s, %s, '', 'g')", bare, _HOST)

    rows = env.execute_query(
        SQL(
            """
            WITH wanted AS (SELECT rank, %(wanted)s AS host FROM unnest(%(ranks)s, %(sites)s) AS listed(rank, site))
            SELECT DISTINCT wanted.rank, %(id)s FROM %(tables)s JOIN wanted ON wanted.host = %(known)s
            WHERE wanted.host != '' AND %(rules)s
            """,
            wanted=host(SQL.identifier("listed", "site")),
            ranks=list(range(len(sites))),
            sites=sites,
            id=SQL.identifier(query.table, "id"),
            tables=query.from_clause,
            known=host(SQL.identifier(query.table, "website")),
            rules=query.where_clause or SQL("TRUE"),
        )
    )
    return [(place, partner_id) for rank, partner_id in rows for place in wanted[sites[rank]]]

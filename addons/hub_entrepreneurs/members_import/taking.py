"""What a line brings beside the membership: how the company is reached, and who speaks for it.

A value that is there already is never overwritten: the line says what it has instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from odoo.fields import Domain
from odoo.tools import email_normalize_all, html2plaintext, plaintext2html

from ..domain import phone
from ..domain.signs import folded, words
from . import sentences
from .guessing import is_email, is_website
from .headers import FURTHER, Column
from .matching import Verdict
from .workbook import Line

_FIELDS = {
    Column.PHONE: "phone", Column.EMAIL: "email", Column.WEBSITE: "website", Column.REMARK: "comment",
    Column.PERSON_PHONE: "phone", Column.PERSON_EMAIL: "email", Column.FUNCTION: "function",
}  # fmt: skip
_OF_COMPANY = (Column.PHONE, Column.EMAIL, Column.WEBSITE, Column.REMARK)
_OF_PERSON = (Column.FUNCTION, Column.PERSON_PHONE, Column.PERSON_EMAIL)
_FITS = {
    Column.PHONE: lambda value: bool(phone.numbers(value)),
    Column.EMAIL: is_email,
    Column.WEBSITE: is_website,
    Column.PERSON_PHONE: lambda value: bool(phone.numbers(value)),
    Column.PERSON_EMAIL: is_email,
}
_COMPARED = {
    "phone": lambda value: set(phone.numbers(value)) or value,
    "email": lambda value: set(email_normalize_all(value)) or value,
    "website": lambda value: value.split("://")[-1].removeprefix("www.").rstrip("/").casefold(),
    "comment": lambda value: folded(html2plaintext(value)),
    "function": folded,
}


class Taking:
    """What some lines bring to their companies, compared with what is there.

    :param email_source: where the addresses of the list come from, if anybody said so
    """

    def __init__(self, env, verdicts: Iterable[Verdict], email_source: str | bool = False):
        self.env = env
        self.email_source = email_source
        self.names = sentences.column_names(env)
        self.verdicts = [verdict for verdict in verdicts if any(verdict.line.texts[column] for column in FURTHER)]
        ids = list({verdict.partner_id for verdict in self.verdicts if verdict.partner_id})
        companies = env["res.partner"].search_fetch([("id", "in", ids)], ["phone", "email", "website", "comment"])
        self.companies = {company.id: company for company in companies}
        self.people = self._find_people(ids)

    def _find_people(self, ids: Sequence[int]) -> dict[tuple[int, str], object]:
        """The people of the companies by name, either way round: contacts, and who has a role there."""
        if not any(person_name(verdict.line) for verdict in self.verdicts):
            return {}
        partners = self.env["res.partner"]
        people = {}
        contacts = partners.search_fetch(
            Domain("parent_id", "in", ids) & Domain("is_company", "=", False),
            ["name", "parent_id", "phone", "email", "function"],
        )
        for contact in contacts:
            people.setdefault((contact.parent_id.id, name_key(contact.name)), contact)
        for role in self.env["hub.company.role"].search([("partner_id", "in", ids), ("is_current", "=", True)]):
            people.setdefault((role.partner_id.id, name_key(role.person_id.name)), role.person_id)
        return people

    def remarks(self) -> None:
        """Tell on each line what is not taken in."""
        for verdict in self.verdicts:
            if verdict.loads:
                company = self.companies.get(verdict.partner_id)
                verdict.sentences += self._differences(verdict.line, company, _OF_COMPANY)
                if person_name(verdict.line):
                    person = self._person(verdict)
                    verdict.sentences += self._differences(verdict.line, person, _OF_PERSON)
                elif any(verdict.line.texts[column] for column in _OF_PERSON):
                    verdict.sentences.append(
                        self.env._("No contact person is named: function, phone and email of one are not taken in.")
                    )

    def _differences(self, line: Line, record, columns: Iterable[Column]) -> Iterable[str]:
        for column in columns:
            value = line.texts[column]
            if not value:
                continue
            name = self.names[column]
            if not _FITS.get(column, bool)(value):
                yield self.env._("%(column)s: %(value)s is none, and is not taken in.", column=name, value=value)
            elif record and (there := record[_FIELDS[column]]) and not _is_same(_FIELDS[column], there, value):
                yield self.env._(
                    "%(column)s: %(there)s stays, and %(value)s is not taken in.",
                    column=name,
                    there=html2plaintext(there) if column is Column.REMARK else there,
                    value=value,
                )

    def values_of(self, line: Line, columns: Sequence[Column] = _OF_COMPANY, record=None) -> dict:
        """Return what a line says about a company or a person, as far as nothing is there."""
        if not any(line.texts[column] for column in columns):
            return {}
        values = {}
        for column in columns:
            value, name = line.texts[column], _FIELDS[column]
            if value and _FITS.get(column, bool)(value) and not (record and record[name]):
                values[name] = plaintext2html(value) if name == "comment" else _spelled(column, value)
        if "website" in values:
            values["website"] = self.env["res.partner"]._clean_website(values["website"])
        if "email" in values:
            values["email_source"] = self.email_source
        return values

    def fill_in(self) -> None:
        """Complete the known companies of the lines: of two lines, the first."""
        values = {}
        for verdict in reversed(self.verdicts):
            if company := self.companies.get(verdict.partner_id):
                values[company] = self.values_of(verdict.line, record=company)
        self._write_each(values)

    def bring_people(self, partner_ids: dict[int, int]) -> dict[int, int]:
        """Find the contact person of each line, or create it as a contact of the company; return the ids by line.

        :param partner_ids: the companies by line
        """
        new: dict[tuple[int, str], list[Line]] = {}
        values, found = {}, {}
        for verdict in self.verdicts:
            line = verdict.line
            if not person_name(line):
                continue
            if person := self._person(verdict):
                found[line.row] = person.id
                values.setdefault(person, self.values_of(line, _OF_PERSON, person))
            else:
                new.setdefault((partner_ids[line.row], name_key(person_name(line))), []).append(line)
        self._write_each(values)
        people = self.env["res.partner"].create([
            {
                "name": person_name(lines[0]),
                "parent_id": partner_id,
                "is_company": False,
                **self.values_of(lines[0], _OF_PERSON),
            }
            for (partner_id, _name), lines in new.items()
        ])  # fmt: skip
        for lines, person_id in zip(new.values(), people.ids, strict=True):
            found |= {line.row: person_id for line in lines}
        return found

    def _write_each(self, values: dict) -> None:
        """Write other values on each contact, and look once for all that follows from them.

        A ``write`` looks for leads, campaigns and events of each contact by itself: of five thousand, for minutes.
        """
        values = {record: each for record, each in values.items() if each}
        names = {name for each in values.values() for name in each}
        records = self.env["res.partner"].union(*values)
        records.check_access("write")
        with self.env.protecting([records._fields[name] for name in names], records):
            for record, each in values.items():
                for name, value in each.items():
                    record[name] = value
        records.modified(names)

    def _person(self, verdict: Verdict):
        return self.people.get((verdict.partner_id, name_key(person_name(verdict.line))))


def person_name(line: Line) -> str:
    """Return the name of the contact person of a line, first name first, or nothing."""
    split = " ".join(filter(None, (line.texts[Column.FIRST_NAME], line.texts[Column.SURNAME])))
    return line.texts[Column.PERSON] or split


def name_key(name: str | None) -> str:
    """Return what two ways to write a person's name have in common.

    >>> name_key("DUPONT, Jean-Noël") == name_key("Jean Noel Dupont")
    True
    """
    return " ".join(sorted(map(folded, words(name))))


def _spelled(column: Column, value: str) -> str:
    """Return a value as it is kept: Excel takes the leading zero off a phone number.

    >>> _spelled(Column.PHONE, "475123456"), _spelled(Column.PHONE, "32475123456")
    ('0475123456', '+32475123456')
    """
    if column in (Column.PHONE, Column.PERSON_PHONE) and value.isascii() and value.isdigit():
        if len(value) in (8, 9) and not value.startswith("0"):
            return f"0{value}"
        if len(value) in (10, 11) and value.startswith("32"):
            return f"+{value}"
    return value


def _is_same(name: str, there: str, value: str) -> bool:
    return _COMPARED[name](there) == _COMPARED[name](value)

"""How what the register says becomes contacts, establishments, and what is known of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.quiet import NO_LOG

from ...domain.company import Company, company_of
from ...domain.comparing import compare
from ...domain.contact import contact_values, is_in_region
from ...domain.numbers import bare
from ...tools.arrays import array, arrays, assigned
from ...tools.references import get_references, get_region
from ...tools.rows import Packed
from ...tools.same import once

_TYPES = {
    "number": "varchar",
    "partner_id": "int4",
    "digest": "varchar",
    "extract_id": "int4",
    "legal_form_id": "int4",
    "situation_id": "int4",
    "names": "text",
    "in_region": "bool",
    "said": "jsonb",
    "told_on": "date",
    "since": "jsonb",
    "differs": "jsonb",
}


class HubCbeCompany(models.Model):
    _inherit = "hub.cbe.company"

    @api.model
    def _take_rows(self, several: Iterable[Packed], extract) -> tuple[int, int]:
        """Put together those companies of which the register says something new, and take them.

        :return: how many are new, and how many have changed
        """
        several = list(several)
        self.env.flush_all()
        known = self._get_by_number([each.number for each in several])
        region = once(self.env, "region", partial(get_region, self.env))
        told = {
            digest: company_of(each.rows(), region)
            for each in several
            if known.get(each.number, {}).get("digest") != (digest := each.digest(region))
        }
        return self._take(told, known, extract) if told else (0, 0)

    @api.model
    def _take(self, told: Mapping[str, Company], known: Mapping[int, Mapping], extract) -> tuple[int, int]:
        """Make contacts of companies that are new, and let those of others say what has changed.

        :param told: the companies by their digests
        :param known: what was said of companies before, by number
        :return: how many are new, and how many have changed
        """
        references = once(self.env, "references", partial(get_references, self.env))
        values = {company.number: contact_values(company, references) for company in told.values()}
        for each in values.values():
            each["website"] = self._get_website(each["website"])
        contacts = {number: known[number]["partner_id"] for number in values if number in known}
        # Whoever has the number now is the company, whoever had it.
        contacts |= self._get_contacts(values)
        new = self._get_let_in([company for company in told.values() if company.number not in contacts], values)
        taken = contacts.keys() | {*new}
        told = {digest: company for digest, company in told.items() if company.number in taken}
        if not told:
            return 0, 0
        values = {company.number: values[company.number] for company in told.values()}
        created = self.env["res.partner"]._create_at_once([for_new(values[number]) for number in new])
        contacts |= dict(zip(new, created, strict=True))
        differs: dict[int, list[str]] = {number: [] for number in new}
        changed = {number: contacts[number] for number in values if number not in differs}
        differs |= self._tell_contacts(changed, values, known)
        self._keep_companies(told, contacts, self._get_said(values, known, extract.snapshot_date), differs, extract)
        self.env["hub.establishment"]._keep(told.values(), contacts, [*changed.values()], extract.snapshot_date)
        self._note_taken(created, [*changed.values()], extract)
        return len(new), len(changed)

    @api.model
    def _note_taken(self, new: list[int], changed: list[int], extract):
        """Note what an extract has made of contacts.

        :param new: the ids of those that are new
        :param changed: the ids of those of which it says something new
        """

    @api.model
    def _get_website(self, text: str | None) -> str | None:
        """Return a web address as a contact has it, so that both can be compared; None for what is no address."""
        clean = self.env["res.partner"]._clean_website
        try:
            # Whoever writes it cleans it once more.
            return clean(clean(text)) if text else None
        except ValueError:
            return None

    @api.model
    def _get_contacts(self, several: Iterable[int]) -> dict[int, int]:
        """Return the contact of each of these companies that is here already, archived or not."""
        query = SQL(
            """SELECT DISTINCT ON (company_registry) company_registry, id FROM res_partner
                WHERE company_registry = ANY(%s) AND is_company AND is_belgian
             ORDER BY company_registry, active DESC, id""",
            array("varchar", map(bare, several)),
        )
        return {int(number): id_ for number, id_ in self.env.execute_query(query)}

    @api.model
    def _tell_contacts(self, contacts, values, known) -> dict[int, list[str]]:
        """Write what the register says where the contact is empty or says what the register said before.

        :param contacts: the ids of the contacts of companies, by number
        :return: by number, the fields in which somebody has typed something else
        """
        partners = self.env["res.partner"].with_context(active_test=False, **NO_LOG).browse(contacts.values())
        partners.fetch(list(next(iter(values.values()), ())))
        differs = {}
        for number, partner in zip(contacts, partners, strict=True):
            row = known.get(number, {})
            # To another contact than before the register has said nothing yet.
            before = row["said"] if row.get("partner_id") == partner.id else {}
            if partner.company_registry != bare(number):
                # It has become another company by a merge: what the register says of this one is noted only.
                differs[number] = []
                continue
            new = {name: as_kept(value) or None for name, value in values[number].items()}
            old = {name: value or None for name, value in (before or {}).items()}
            written, differs[number] = compare(as_told(partner, new), new, old)
            if written:
                partner.write({name: as_written(name, values[number][name]) for name in written})
        self.env.flush_all()
        return differs

    @api.model
    def _get_said(self, values, known, day) -> dict[int, tuple[dict, date, dict | None]]:
        """Return, by number, what the register says, since which day something, and what it says since a later one."""
        said = {number: {name: as_kept(value) for name, value in each.items()} for number, each in values.items()}
        return {
            number: (each, *_get_since(each, known[number], day)) if number in known else (each, day, None)
            for number, each in said.items()
        }

    @api.model
    def _get_codes(self) -> dict[tuple[str, str], int]:
        """Return the ids of the codes of the register by table and code."""
        query = SQL("SELECT kind, code, id FROM hub_cbe_code")
        return {(kind, code): id_ for kind, code, id_ in self.env.execute_query(query)}

    @api.model
    def _keep_companies(self, told, contacts, said, differs, extract):
        """Note what the register says of these companies, by one statement."""
        codes = once(self.env, "codes", self._get_codes)
        rows = [
            (
                bare(company.number),
                contacts[company.number],
                digest,
                extract.id,
                codes.get(("JuridicalForm", company.legal_form)),
                codes.get(("JuridicalSituation", company.situation)),
                "\n".join(dict.fromkeys(name.text for name in company.names)) or None,
                is_in_region(company),
                *said[company.number],
                differs[company.number],
            )
            for digest, company in told.items()
        ]
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO hub_cbe_company AS known (
                       %(names)s, create_uid, create_date, write_uid, write_date)
                SELECT *, %(user)s, %(now)s, %(user)s, %(now)s FROM UNNEST(%(columns)s)
           ON CONFLICT (number) DO UPDATE
                   SET %(assigned)s, write_uid = %(user)s, write_date = %(now)s, stopped_on = NULL,
                       left_on = CASE WHEN EXCLUDED.in_region THEN NULL
                                      WHEN known.in_region THEN %(day)s ELSE known.left_on END,
                       news = CASE WHEN known.in_region AND NOT EXCLUDED.in_region THEN 'left'
                                   WHEN EXCLUDED.in_region AND (known.left_on IS NOT NULL OR
                                                                known.stopped_on IS NOT NULL) THEN 'back' END,
                       news_extract_id = %(extract_id)s
                """,
                names=SQL(", ").join(map(SQL.identifier, _TYPES)),
                columns=arrays(_TYPES, rows),
                assigned=assigned(_TYPES),
                day=extract.snapshot_date,
                extract_id=extract.id,
                user=self.env.uid,
                now=self.env.cr.now(),
            )
        )
        self.invalidate_model()


def for_new(values: Mapping[str, object]) -> dict[str, object]:
    """Return what a contact is created with that is known from the register alone."""
    return {**values, "is_company": True, "is_prospect": True}


def as_kept(value: object) -> object:
    """Return a value as what the register says is kept."""
    return value.isoformat() if isinstance(value, date) else value


def as_written(name: str, value: object) -> object:
    """Return what is kept of the register as it is written to a contact."""
    return [(6, 0, value or [])] if name == "nace_ids" else value or False


def as_told(partner, names: Iterable[str]) -> dict[str, object]:
    """Return what a contact says in some fields, as what the register says is kept."""
    return {name: _as_told(partner._fields[name], partner[name]) for name in names}


def _as_told(field, value):
    if field.type == "many2one":
        return value.id or None
    if field.type == "many2many":
        return sorted(value.ids) or None
    if field.type == "boolean":
        return bool(value) or None
    return as_kept(value) or None


def _get_since(said: Mapping[str, object], known: Mapping, day: date) -> tuple[date, dict[str, str] | None]:
    """Return since which day the register says something of a company, and what it says since a later one."""
    before, since = known["said"] or {}, known["since"] or {}
    if not before:
        return day, None
    days = {
        name: since.get(name) if name in before and before[name] == value else day.isoformat()
        for name, value in said.items()
    }
    return known["told_on"], {name: each for name, each in days.items() if each} or None

"""How what the register says becomes contacts, establishments, and what is known of both."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.quiet import NO_LOG

from ...domain.company import Company
from ...domain.comparing import compare
from ...domain.contact import contact_values, is_in_region, street_line
from ...domain.numbers import bare
from ...tools.references import get_references

_ASSIGNED = (
    "partner_id", "digest", "extract_id", "legal_form_id", "situation_id", "names", "in_region", "said", "differs",
)  # fmt: skip


class HubCbeCompany(models.Model):
    _inherit = "hub.cbe.company"

    @api.model
    def _take(self, companies: Mapping[str, Company], extract) -> tuple[int, int]:
        """Make contacts of companies that are new, and let those of others say what has changed.

        :param companies: by their digests; those whose digest is known already are passed over
        :return: how many are new, and how many have changed
        """
        self.env.flush_all()
        known = self._get_by_number([company.number for company in companies.values()])
        told = {
            digest: company
            for digest, company in companies.items()
            if known.get(company.number, {}).get("digest") != digest
        }
        if not told:
            return 0, 0
        references = get_references(self.env)
        values = {company.number: contact_values(company, references) for company in told.values()}
        for each in values.values():
            each["website"] = self._get_website(each["website"])
        contacts = {number: row["partner_id"] for number, row in known.items()}
        # Whoever has the number now is the company, whoever had it.
        contacts |= self._get_contacts(values)
        new = self._get_let_in([company for company in told.values() if company.number not in contacts], values)
        taken = contacts.keys() | {*new}
        told = {digest: company for digest, company in told.items() if company.number in taken}
        values = {company.number: values[company.number] for company in told.values()}
        if not told:
            return 0, 0
        created = self.env["res.partner"]._create_at_once([for_new(values[number]) for number in new])
        contacts |= dict(zip(new, created, strict=True))
        day = extract.snapshot_date
        said = {number: _get_said(values[number], known.get(number, {}).get("said"), day) for number in values}
        differs: dict[int, list[str]] = {number: [] for number in new}
        changed = {number: contacts[number] for number in values if number not in differs}
        differs |= self._tell_contacts(changed, values, known)
        self._keep_companies(told, contacts, said, differs, extract)
        self._keep_establishments(told.values(), contacts, day)
        return len(new), len(changed)

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
            [bare(number) for number in several],
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
            before = (row.get("partner_id") == partner.id and row["said"]) or {}
            if partner.company_registry != bare(number):
                # It has become another company by a merge: what the register says of this one is noted only.
                differs[number] = []
                continue
            new = {name: as_kept(value) or None for name, value in values[number].items()}
            old = {name: value or None for name, [value, _day] in before.items()}
            written, differs[number] = compare(as_told(partner, new), new, old)
            if written:
                partner.write({name: as_written(name, values[number][name]) for name in written})
        self.env.flush_all()
        return differs

    @api.model
    def _keep_companies(self, told, contacts, said, differs, extract):
        """Note what the register says of these companies, by one statement."""
        codes = {
            (kind, code): id_
            for kind, code, id_ in self.env.execute_query(SQL("SELECT kind, code, id FROM hub_cbe_code"))
        }
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
                json.dumps(said[company.number]),
                json.dumps(differs[company.number]),
            )
            for digest, company in told.items()
        ]
        columns = [*map(list, zip(*rows, strict=True))]
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO hub_cbe_company AS known (
                       number, partner_id, digest, extract_id, legal_form_id, situation_id, names, in_region, said,
                       differs, create_uid, create_date, write_uid, write_date)
                SELECT *, %(user)s, %(now)s, %(user)s, %(now)s
                  FROM UNNEST(%(number)s::varchar[], %(partner)s::int[], %(digest)s::varchar[], %(extract)s::int[],
                              %(form)s::int[], %(situation)s::int[], %(names)s::text[], %(in_region)s::bool[],
                              %(said)s::jsonb[], %(differs)s::jsonb[])
           ON CONFLICT (number) DO UPDATE
                   SET %(assigned)s, write_uid = %(user)s, write_date = %(now)s, stopped_on = NULL,
                       left_on = CASE WHEN EXCLUDED.in_region THEN NULL
                                      WHEN known.in_region THEN %(day)s ELSE known.left_on END,
                       news = CASE WHEN known.in_region AND NOT EXCLUDED.in_region THEN 'left'
                                   WHEN EXCLUDED.in_region AND (known.left_on IS NOT NULL OR
                                                                known.stopped_on IS NOT NULL) THEN 'back' END,
                       news_extract_id = %(extract_id)s
                """,
                **dict(
                    zip(
                        ("number", "partner", "digest", "extract", "form", "situation", "names", "in_region", "said",
                         "differs"),
                        columns, strict=True,
                    )
                ),
                assigned=SQL(", ").join(SQL("%s = EXCLUDED.%s", *[SQL.identifier(name)] * 2) for name in _ASSIGNED),
                day=extract.snapshot_date,
                extract_id=extract.id,
                user=self.env.uid,
                now=self.env.cr.now(),
            )
        )  # fmt: skip
        self.invalidate_model()

    @api.model
    def _keep_establishments(self, companies: Iterable[Company], contacts: Mapping[int, int], day: date):
        """Bring the establishments of these companies up to what the register says; those it names no more end."""
        rows = [
            (
                bare(place.number),
                contacts[company.number],
                place.name or bare(place.number),
                *_address_cells(place.address, company.language),
                place.start,
            )
            for company in companies
            for place in company.establishments
        ]
        rows = [*{row[0]: row for row in rows}.values()]
        names = ("number", "partner_id", "name", "street", "zip", "city", "commune_id", "date_start")
        types = ("varchar", "int", "varchar", "varchar", "varchar", "varchar", "int", "date")
        columns = [[*each] for each in zip(*rows, strict=True)] or [[] for _name in names]
        identifiers = SQL(", ").join(map(SQL.identifier, names))
        self.env.cr.execute(
            SQL(
                """
                UPDATE hub_establishment SET date_end = %s
                 WHERE partner_id = ANY(%s) AND number <> ALL(%s) AND date_end IS NULL
                """,
                day, [contacts[company.number] for company in companies], columns[0],
            )
        )  # fmt: skip
        if rows:
            self.env.cr.execute(
                SQL(
                    """
                    INSERT INTO hub_establishment AS known (
                           %(names)s, create_uid, create_date, write_uid, write_date)
                    SELECT *, %(user)s, %(now)s, %(user)s, %(now)s FROM UNNEST(%(columns)s) ORDER BY 1
               ON CONFLICT (number) DO UPDATE
                       SET %(assigned)s, date_end = NULL, write_uid = %(user)s, write_date = %(now)s
                     WHERE (%(known)s, known.date_end) IS DISTINCT FROM (%(excluded)s, NULL)
                    """,
                    names=identifiers,
                    columns=SQL(", ").join(
                        SQL("%s::" + kind + "[]", column)  # pylint: disable=sql-injection
                        for column, kind in zip(columns, types, strict=True)
                    ),
                    assigned=SQL(", ").join(SQL("%s = EXCLUDED.%s", *[SQL.identifier(name)] * 2) for name in names),
                    known=SQL(", ").join(SQL.identifier("known", name) for name in names),
                    excluded=SQL(", ").join(SQL.identifier("excluded", name) for name in names),
                    user=self.env.uid,
                    now=self.env.cr.now(),
                )
            )
        self.env["hub.establishment"].invalidate_model()


def for_new(values: Mapping[str, object]) -> dict[str, object]:
    """Return what a contact is created with that is known from the register alone."""
    return {**values, "is_company": True, "is_prospect": True}


def _address_cells(address, language):
    if not address:
        return (None, None, None, None)
    return (
        street_line(address, language) or None,
        address.postcode or None,
        address.municipality or None,
        address.commune,
    )


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


def _get_said(values: Mapping[str, object], before: Mapping[str, list] | None, day: date) -> dict[str, list]:
    """Return what the register says, each with the day since which it does."""
    said = {}
    for name, value in values.items():
        stored = as_kept(value)
        known = (before or {}).get(name)
        said[name] = known if known and known[0] == stored else [stored, day.isoformat()]
    return said

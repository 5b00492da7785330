from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from psycopg2.extras import Json

from odoo import SUPERUSER_ID, api, models
from odoo.fields import Domain
from odoo.orm.domains import DomainAnd, DomainCondition
from odoo.tools import SQL, email_normalize

from odoo.addons.hub_entrepreneurs.domain.sectors import Code
from odoo.addons.hub_entrepreneurs.tools.compat import get_param
from odoo.addons.hub_entrepreneurs.tools.groups import READER
from odoo.addons.hub_entrepreneurs.tools.quiet import NO_LOG

from ...tools.arrays import array
from ...tools.quiet import WITH_PROSPECTS
from ...tools.same import once

_RELATIONS = ("nace_ids",)
# Whoever asks for one of these means one contact, whatever it is.
_NAMING = frozenset({"id", "company_registry", "enterprise_number", "vat"})
_NAMED_BY = frozenset({"=", "in", "child_of", "parent_of"})
PROSPECTS_IN_SIGHT = "hub_cbe.prospects_in_sight"


class ResPartnerAtOnce(models.Model):
    """Companies of the register are created by one statement: by the ORM a quarter of a million takes hours.

    What a new company has in each column is not known here: one is created by the ORM, in a transaction that is rolled
    back, and its row is copied. Only what follows from the register's own values is worked out here, as core does it:
    names, normalized address and number, country, sectors.

    Core: base/models/res_partner.py, mail/models/mail_thread_blacklist.py and
    phone_validation/models/mail_thread_phone.py, 19.0. Contract: test_core_create_at_once.
    """

    _inherit = "res.partner"

    @api.model
    def _create_at_once(self, vals_list: list[dict]) -> list[int]:
        """Create companies, and return their ids in order; nothing is logged, nobody follows them.

        :param vals_list: all with the same fields; of many2one fields an id, of the activities a list of ids
        """
        if not vals_list:
            return []
        template = once(self.env, "template", self._get_template_row)
        rows = [
            {**vals, **following} for vals, following in zip(vals_list, self._get_following(vals_list), strict=True)
        ]
        ids = self._insert_rows(template, rows)
        self._insert_activities(ids, [vals["nace_ids"] for vals in vals_list])
        self.invalidate_model()
        return ids

    @api.model
    def _get_template_row(self) -> dict[str, object]:
        """Return the row of a company as the ORM creates it, with nothing but a name."""
        if not self.env.registry.ready:
            # Whoever installs an addon has locked the table: another transaction would wait for this one.
            with self.env.cr.savepoint() as undone:
                row = self._make_template_row(self.env.cr)
                undone.rollback()
            return row
        with self.env.registry.cursor() as cr:
            row = self._make_template_row(cr)
            cr.rollback()
        return row

    @api.model
    def _make_template_row(self, cr) -> dict[str, object]:
        partners = self.with_env(self.env(cr=cr, user=SUPERUSER_ID)).with_context(**NO_LOG)
        company = partners.create({"name": "–", "is_company": True})
        partners.env.flush_all()
        [row] = partners.env.execute_query_dict(SQL("SELECT * FROM res_partner WHERE id = %s", company.id))
        return row

    @api.model
    def _get_following(self, vals_list: Iterable[Mapping]) -> list[dict[str, object]]:
        """Return the columns of each that follow from the others."""
        country = cache(self.env["res.country"].browse)
        belgium = self.env.ref("base.be").id
        sanitized = cache(lambda number, of: self._phone_format(number=number, country=country(of)) or None)
        return [
            {
                "complete_name": vals["name"].strip(),
                "commercial_company_name": vals["name"],
                "is_belgian": vals["country_id"] == belgium if vals["country_id"] else bool(vals["company_registry"]),
                "website": self._clean_website(vals["website"]) if vals["website"] else None,
                "email_normalized": (email_normalize(vals["email"], strict=False) or None) if vals["email"] else None,
                "phone_sanitized": sanitized(vals["phone"], vals["country_id"] or False) if vals["phone"] else None,
            }
            for vals in vals_list
        ]

    @api.model
    def _insert_rows(self, template: Mapping[str, object], rows: list[dict]) -> list[int]:
        """Insert rows of contacts: their own columns, and those of the template in all others."""
        own = [name for name in rows[0] if name not in _RELATIONS]
        types = dict(
            self.env.execute_query(
                SQL(
                    """SELECT attname, typname FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
                        WHERE attrelid = 'res_partner'::regclass AND attnum > 0 AND NOT attisdropped
                          AND attgenerated = ''"""
                )
            )
        )
        now = self.env.cr.now()
        logged = {"create_uid": self.env.uid, "write_uid": self.env.uid, "create_date": now, "write_date": now}
        shared = {
            name: value
            for name, value in {**template, **logged}.items()
            if value is not None and name in types and name not in (*own, "id", "commercial_partner_id")
        }
        ids = [
            id_
            for [id_] in self.env.execute_query(
                SQL("SELECT NEXTVAL('res_partner_id_seq') FROM GENERATE_SERIES(1, %s)", len(rows))
            )
        ]
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO res_partner (id, commercial_partner_id, %(own)s, %(shared)s)
                SELECT id, id, %(own_values)s, %(shared_values)s FROM UNNEST(%(columns)s) AS told (id, %(own)s)
                """,
                own=SQL(", ").join(map(SQL.identifier, own)),
                own_values=SQL(", ").join(SQL.identifier("told", name) for name in own),
                shared=SQL(", ").join(map(SQL.identifier, shared)),
                shared_values=SQL(", ").join(
                    SQL(
                        "CAST(%s AS %s)", Json(value) if isinstance(value, dict) else value, SQL.identifier(types[name])
                    )
                    for name, value in shared.items()
                ),
                columns=SQL(", ").join(
                    [array("int4", ids), *(array(types[name], [row[name] for row in rows]) for name in own)]
                ),
            )
        )
        return ids

    @api.model
    def _insert_activities(self, ids: list[int], activities: list[list[int]]):
        """Give contacts their activity codes, and the sectors that follow from these."""
        sectors_of = once(self.env, "sectors", self._get_sectors_of)
        sectors = (sorted(set().union(*map(sectors_of.__getitem__, of))) for of in activities)
        self._insert_pairs("nace_ids", zip(ids, activities, strict=True))
        self._insert_pairs("sector_ids", zip(ids, sectors, strict=True))

    @api.model
    def _get_sectors_of(self) -> dict[int, frozenset[int]]:
        """Return the sectors of each activity code."""
        table = self.env["hub.sector"]._prefix_table()
        return {
            id_: table.sectors_of(Code(version, code))
            for id_, version, code in self.env.execute_query(SQL("SELECT id, version, code FROM hub_nace"))
        }

    @api.model
    def _insert_pairs(self, name: str, pairs: Iterable[tuple[int, Iterable[int]]]):
        field = self._fields[name]
        flat = [(id_, other) for id_, others in pairs for other in others]
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (%s, %s) SELECT * FROM UNNEST(%s, %s)",
                SQL.identifier(field.relation), SQL.identifier(field.column1), SQL.identifier(field.column2),
                array("int4", (id_ for id_, _other in flat)), array("int4", (other for _id, other in flat)),
            )
        )  # fmt: skip


class ResPartnerInSight(models.Model):
    """Prospects are found only by who asks for them, as archived contacts are.

    Whoever names one contact, by its number or as a record, finds it as well; and so does code as superuser, which
    knows what it looks for. A setting shows them to everybody. Who has no role of Hub asks for none of them.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_prospects.
    """

    _inherit = "res.partner"

    @api.model
    def _search(self, domain, *args, **kwargs):
        domain = Domain(domain)
        if not self.env.su and not self._is_asking_for_prospects(domain):
            domain &= self._get_in_sight(domain)
        return super()._search(domain, *args, **kwargs)

    _search.is_transparent = True

    @api.model
    def _is_asking_for_prospects(self, domain: Domain) -> bool:
        """Tell whether a search finds prospects as well."""
        if get_param(self.env, PROSPECTS_IN_SIGHT):
            return True
        is_asking = self.env.context.get(WITH_PROSPECTS) or any(
            condition.field_expr == "is_prospect" for condition in domain.iter_conditions()
        )
        return bool(is_asking) and (self.env.su or self.env.user.has_group(READER))

    @api.model
    def _get_in_sight(self, domain: Domain) -> Domain:
        """Return the domain of who is found by a search: all but prospects, and the prospects that it names."""
        for each in domain.children if isinstance(domain, DomainAnd) else (domain,):
            if self._is_naming(each):
                return Domain.TRUE
        named = [each for each in domain.iter_conditions() if self._is_naming(each)]
        return Domain.OR([Domain("is_prospect", "!=", True), *named])

    @staticmethod
    def _is_naming(domain: Domain) -> bool:
        if (
            not isinstance(domain, DomainCondition)
            or domain.field_expr not in _NAMING
            or domain.operator not in _NAMED_BY
        ):
            return False
        # Of a query nobody asks what it finds: that would run it.
        value = domain.value
        return any(value) if isinstance(value, (list, tuple, set, frozenset)) else value not in (False, None)

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Find prospects as well, behind all others, where somebody looks for a company to work with."""
        found = super().name_search(name, domain, operator, limit)
        if not name or (limit and len(found) >= limit) or not self.env.user.has_group(READER):
            return found
        prospects = Domain("is_prospect", "=", True) & Domain(domain or Domain.TRUE)
        return found + super().name_search(name, prospects, operator, limit and limit - len(found))

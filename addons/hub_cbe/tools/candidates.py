"""Which companies of the register a company without number may be: candidates, found by statements for all at once.

By names, what is looked up are words. Those of all names of the register, establishments included, are put into a table
of their own for the time of the transaction: a few seconds for a quarter of a million companies. Words that many
companies have tell nothing. A word that the register hardly has is taken for those that are alike by their trigrams:
among the register's words, which are few beside its names. How rare the words are that two names have in common says
which companies are looked at closer.

By what else there is, a company is looked for as a whole: the same name, VAT number, phone, email, host, address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools import finding

from ..domain.hosts import hosts
from ..domain.matching import Known

Pair = tuple[int, int]
"""The ids of a contact and of a company of the register."""

MOST = 20
"""So many companies are looked at closer for each contact, by words of the name."""
_SHARED = 10
"""What more companies have in common is nobody's own: a floor of an office building, an accountant's phone."""
_RARE = 5
_ALIKE = 0.5
_COMMON = 100
_LEAST_COMMON = 200
_SAME_POSTCODE = 3.0
_SHORTEST = 5


def find_by_words(env, ids: Sequence[int]) -> set[Pair]:
    """Return the companies whose names have the rarest words in common with the names of some contacts."""
    cr = env.cr
    _make_words(cr)
    cr.execute(SQL("SET LOCAL pg_trgm.similarity_threshold = %s", _ALIKE))
    cr.execute(
        SQL(
            """
            WITH asked AS MATERIALIZED (
                SELECT DISTINCT contact.id, contact.zip, word
                  FROM res_partner AS contact,
                       UNNEST(%(words)s) AS word
                 WHERE contact.id = ANY(%(ids)s) AND LENGTH(word) > 1
            ), several AS (
                SELECT GREATEST(%(least)s, COUNT(*) / %(common)s) AS most, COUNT(*)::real AS total FROM hub_cbe_company
            ), meant AS MATERIALIZED (
                SELECT asked.word, same.word AS other, same.companies, 1::real AS share
                  FROM (SELECT DISTINCT word FROM asked) AS asked JOIN hub_cbe_vocabulary AS same USING (word)
             UNION ALL
                SELECT asked.word, alike.word, alike.companies, SIMILARITY(asked.word, alike.word)
                  FROM (SELECT DISTINCT word FROM asked) AS asked
             LEFT JOIN hub_cbe_vocabulary AS own USING (word)
                  JOIN hub_cbe_vocabulary AS alike ON alike.word %% asked.word AND alike.word <> asked.word
                 WHERE COALESCE(own.companies, 0) < %(rare)s AND LENGTH(asked.word) >= %(shortest)s
            ), weighed AS (
                SELECT asked.id, found.company, MIN(asked.zip) AS zip,
                       SUM(LN(several.total / meant.companies + 1) * meant.share) AS weight
                  FROM asked JOIN meant USING (word)
                  JOIN several ON meant.companies <= several.most
                  JOIN hub_cbe_word AS found ON found.word = meant.other
              GROUP BY asked.id, found.company
            )
            SELECT id, company
              FROM (SELECT weighed.id, company, ROW_NUMBER() OVER (
                               PARTITION BY weighed.id
                               ORDER BY weight + CASE WHEN partner.zip = weighed.zip THEN %(near)s ELSE 0 END DESC,
                                        company) AS rank
                      FROM weighed
                      JOIN hub_cbe_company AS register ON register.id = weighed.company
                      JOIN res_partner AS partner ON partner.id = register.partner_id) AS ranked
             WHERE rank <= %(most)s
            """,
            words=_words_sql(SQL("CONCAT_WS(' ', contact.name, contact.former_names)")),
            ids=list(ids),
            least=_LEAST_COMMON,
            common=_COMMON,
            rare=_RARE,
            shortest=_SHORTEST,
            near=_SAME_POSTCODE,
            most=MOST,
        )
    )
    return set(cr.fetchall())


def _make_words(cr) -> None:
    """Make the tables of the register's words and of how many companies have each; they go with the transaction."""
    cr.execute(SQL("DROP TABLE IF EXISTS pg_temp.hub_cbe_word, pg_temp.hub_cbe_vocabulary"))
    cr.execute(
        SQL(
            """
            CREATE TEMPORARY TABLE hub_cbe_word ON COMMIT DROP AS
            SELECT company.id AS company, word
              FROM hub_cbe_company AS company, UNNEST(%(words)s) AS word
             WHERE stopped_on IS NULL AND LENGTH(word) > 1
          GROUP BY company.id, word
         UNION ALL
            SELECT company.id, word
              FROM hub_establishment AS place
              JOIN hub_cbe_company AS company ON company.partner_id = place.partner_id,
                   UNNEST(%(place_words)s) AS word
             WHERE place.date_end IS NULL AND company.stopped_on IS NULL AND LENGTH(word) > 1
               AND POSITION(place.name IN COALESCE(company.names, '')) = 0
          GROUP BY company.id, word
            """,
            words=_words_sql(SQL("company.names")),
            place_words=_words_sql(SQL("place.name")),
        )
    )
    cr.execute(
        SQL(
            """
            CREATE TEMPORARY TABLE hub_cbe_vocabulary ON COMMIT DROP AS
            SELECT word, COUNT(*) AS companies FROM hub_cbe_word GROUP BY word
            """
        )
    )
    cr.execute(SQL("CREATE INDEX ON hub_cbe_vocabulary USING gin (word gin_trgm_ops)"))
    cr.execute(SQL("ANALYZE hub_cbe_vocabulary"))
    cr.execute(SQL("ANALYZE hub_cbe_word"))


def _words_sql(text: SQL) -> SQL:
    return SQL("STRING_TO_ARRAY(REGEXP_REPLACE(hub_fold(%s), '[^[:alnum:]]+', ' ', 'g'), ' ')", text)


def find_by_name(env, ids: Sequence[int]) -> set[Pair]:
    """Return the companies with the very name, whatever its words."""
    env.cr.execute(
        SQL(
            """
            SELECT contact.id, found.id
              FROM res_partner AS contact
        CROSS JOIN LATERAL (
                       SELECT company.id
                         FROM res_partner AS same
                         JOIN hub_cbe_company AS company ON company.partner_id = same.id
                        WHERE %(theirs)s = %(mine)s AND same.is_company AND company.stopped_on IS NULL
                        LIMIT %(most)s) AS found
             WHERE contact.id = ANY(%(ids)s) AND %(mine)s <> ''
            """,
            theirs=finding.name_key(SQL("same.name")),
            mine=finding.name_key(SQL("contact.name")),
            ids=list(ids),
            most=MOST,
        )
    )
    return set(env.cr.fetchall())


def find_by_values(env, known: Mapping[int, Known]) -> set[Pair]:
    """Return the companies that have the number of a contact, or its phone, email, host or address as few others."""
    return {
        *_find_by(known, "number", _companies_by_column(env, "number", _values(known, "number"))),
        *_find_by(known, "phones", _companies_by_phone(env, _values(known, "phones"))),
        *_find_by(known, "emails", _companies_by_contact(env, "email_normalized", _values(known, "emails"))),
        *_find_by(known, "sites", _companies_by_host(env, _values(known, "sites"))),
        *_find_by_address(env, list(known)),
    }


def _each(known: Known, name: str) -> Iterable[str]:
    found = getattr(known, name)
    return filter(None, (found,) if isinstance(found, str) else found)


def _values(known: Mapping[int, Known], name: str) -> set[str]:
    return {value for each in known.values() for value in _each(each, name)}


def _find_by(known: Mapping[int, Known], name: str, companies: Mapping[str, set[int]]) -> Iterable[Pair]:
    for id_, each in known.items():
        for value in _each(each, name):
            if len(found := companies.get(value, ())) <= _SHARED:
                yield from ((id_, company) for company in found)


def _grouped(rows: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    found = defaultdict(set)
    for value, company in rows:
        found[value].add(company)
    return found


def _companies_by_column(env, name: str, values: set[str]) -> dict[str, set[int]]:
    column = SQL.identifier(name)
    query = SQL("SELECT %s, id FROM hub_cbe_company WHERE %s = ANY(%s)", column, column, list(values))
    return _grouped(env.execute_query(query)) if values else {}


def _companies_by_contact(env, name: str, values: Iterable[str]) -> dict[str, set[int]]:
    column = SQL.identifier("contact", name)
    return _grouped(
        env.execute_query(
            SQL(
                """SELECT %s, company.id FROM res_partner AS contact
                     JOIN hub_cbe_company AS company ON company.partner_id = contact.id
                    WHERE %s = ANY(%s) AND company.stopped_on IS NULL""",
                column, column, list(values),
            )
        )
    )  # fmt: skip


def _companies_by_phone(env, digits: set[str]) -> dict[str, set[int]]:
    # Kept with the code of the country: a Belgian number has lost it here.
    meant = {f"{code}{number}": number for number in digits for code in ("+32", "+")}
    found = defaultdict(set)
    for written, companies in _companies_by_contact(env, "phone_sanitized", meant).items():
        found[meant[written]] |= companies
    return found


def _companies_by_host(env, wanted: set[str]) -> dict[str, set[int]]:
    if not wanted:
        return {}
    rows = env.execute_query(
        SQL(
            """SELECT company.id, contact.website, contact.email_normalized FROM res_partner AS contact
                 JOIN hub_cbe_company AS company ON company.partner_id = contact.id
                WHERE (contact.website IS NOT NULL OR contact.email_normalized IS NOT NULL)
                  AND company.stopped_on IS NULL"""
        )
    )
    return _grouped(
        (host, company)
        for company, website, email in rows
        for host in hosts(website, filter(None, (email,)))
        if host in wanted
    )


def _find_by_address(env, ids: Sequence[int]) -> Iterable[Pair]:
    """Return the companies with a seat or an establishment at the very address, where few have one."""

    def key(alias: str) -> SQL:
        street = SQL.identifier(alias, "street")
        return SQL("REGEXP_REPLACE(hub_fold(%s), '[^[:alnum:]]+', '', 'g')", street)

    rows = env.execute_query(
        SQL(
            """
            WITH asked AS MATERIALIZED (
                SELECT id, zip, %(mine)s AS street FROM res_partner AS contact
                 WHERE id = ANY(%(ids)s) AND zip <> '' AND street <> ''
            ), places AS (
                SELECT partner.zip, %(theirs)s AS street, company.id AS company
                  FROM hub_cbe_company AS company JOIN res_partner AS partner ON partner.id = company.partner_id
                 WHERE company.stopped_on IS NULL AND partner.street IS NOT NULL
                   AND partner.zip IN (SELECT zip FROM asked)
             UNION
                SELECT place.zip, %(of_places)s, company.id
                  FROM hub_cbe_company AS company JOIN hub_establishment AS place USING (partner_id)
                 WHERE company.stopped_on IS NULL AND place.date_end IS NULL AND place.street IS NOT NULL
                   AND place.zip IN (SELECT zip FROM asked)
            )
            SELECT asked.id, places.company FROM asked JOIN places USING (zip, street)
            """,
            mine=key("contact"),
            theirs=key("partner"),
            of_places=key("place"),
            ids=list(ids),
        )
    )
    found = defaultdict(set)
    for id_, company in rows:
        found[id_].add(company)
    return ((id_, company) for id_, companies in found.items() if len(companies) <= _SHARED for company in companies)

"""Contacts by the hundred thousand, by one SQL statement: companies, and people who work at some of them."""

from __future__ import annotations

from collections.abc import Sequence

from odoo import Command, api
from odoo.tools import SQL

SALESPEOPLE = 24
TAGS = 30
LANGUAGES = ("en_US", "fr_FR", "nl_NL")
COUNTRIES = ("be", "be", "be", "be", "fr", "nl", "de", "lu", "it", "es", "us", "ca", "ch", "pl", "pt", "se")
FIRST_NAMES = ("Amélie", "Bilal", "Chloé", "Dries", "Élise", "Fatima", "Gaël", "Hélène", "Inès", "Jörg", "Łucja", "Zoë")
FAMILIES = ("Abelard", "Béchir", "Coppens", "El Amrani", "García", "Håkansson", "Içten", "Müller", "Noël", "O'Brien")
TRADES = (
    "Atelier",
    "Brasserie",
    "Café",
    "Éditions",
    "Imprimerie",
    "Käserei",
    "Maroquinerie",
    "Meubelmakerij",
    "Théâtre",
)
FORMS = ("SRL", "SA", "BV", "NV", "ASBL", "& Fils", "& Söhne", "<VZW>")
JOBS = ("Gérante", "Directeur général", "Sales & Marketing", "Comptable", "Chargée d'export", "Owner")
STREETS = (
    "Rue de l'Église",
    "Chaussée de Wavre",
    "Hoogstraat",
    "Place du Jeu de Balle",
    "Avenue Louise",
    "Nieuwstraat",
)
CITIES = ("Bruxelles", "Liège", "Gent", "'s-Hertogenbosch", "Köln", "Saint-Étienne", "Genève", "Málaga", "Łódź")


def make_contacts(env: api.Environment, first: int, last: int) -> None:
    """Make the contacts numbered so: of a dozen, nine are companies and three work at the first of these.

    Names have accents and ampersands, each contact has a country, four of five a state, a salesperson, a language.
    The same numbers make contacts of the same kind, not the same contacts.
    """
    for language in LANGUAGES:
        env["res.lang"]._activate_lang(language)
    salespeople = _salespeople(env)
    columns = {
        "id": SQL("id"),
        "name": SQL("name"),
        "complete_name": SQL("CONCAT(employer || ', ', name)"),
        "is_company": SQL("is_company"),
        "active": SQL("TRUE"),
        "type": SQL("'contact'"),
        "parent_id": SQL("employer_id"),
        "commercial_partner_id": SQL("COALESCE(employer_id, id)"),
        "commercial_company_name": SQL("COALESCE(employer, name)"),
        "industry_id": SQL("CASE WHEN is_company THEN %s END", _one_of(env["res.partner.industry"].search([]).ids)),
        "function": SQL("CASE WHEN NOT is_company THEN %s END", _one_of(JOBS)),
        "phone": _often(SQL("'+32 2 ' || to_char(n, 'FM0000000')")),
        "email": _often(SQL("'contact' || n || '@example.com'")),
        "website": SQL("CASE WHEN mod(n, 5) < 3 THEN 'https://www.company' || n || '.example' END"),
        "street": SQL("%s || ' ' || 1 + mod(n, 400)", _one_of(STREETS)),
        "street2": SQL("CASE WHEN mod(n, 7) = 0 THEN 'Bât. ' || mod(n, 90) END"),
        "zip": SQL("(1000 + mod(n, 9000))::text"),
        "city": _one_of(CITIES),
        "country_id": SQL("country_id"),
        "state_id": _often(SQL("states[1 + floor(random() * cardinality(states))]")),
        "vat": SQL("CASE WHEN is_company THEN 'BE' || 1000000000 + n END"),
        "ref": _often(SQL("'C-' || n")),
        "lang": _often(_one_of(LANGUAGES)),
        "tz": SQL("'Europe/Brussels'"),
        "company_id": _often(SQL("%s", env.company.id)),
        "user_id": _often(_one_of(salespeople)),
        "partner_share": SQL("TRUE"),
        "create_uid": _one_of(salespeople),
        "write_uid": _one_of(salespeople),
        "create_date": SQL("moment"),
        "write_date": SQL("moment + random() * INTERVAL '300 days'"),
    }
    env.flush_all()
    # It keeps how foreign keys are looked up, chosen for the few contacts of before; ANALYZE has it choose again.
    env.cr.execute("SET LOCAL enable_seqscan = off")
    env.cr.execute("ANALYZE res_partner")
    env.cr.execute(
        SQL(
            """
            INSERT INTO res_partner (%(names)s)
            SELECT %(values)s
              FROM (SELECT *, CASE WHEN NOT is_company THEN FIRST_VALUE(id) OVER dozen END AS employer_id,
                           CASE WHEN NOT is_company THEN FIRST_VALUE(name) OVER dozen END AS employer
                      FROM (SELECT n, n + (SELECT MAX(id) - %(first)s + 1 FROM res_partner) AS id,
                                   mod(n, 4) > 0 AS is_company, %(country)s AS country_id,
                                   CASE WHEN mod(n, 4) > 0 THEN %(company)s ELSE %(person)s END AS name,
                                   TIMESTAMP '2020-01-01' + random() * INTERVAL '2000 days' AS moment
                              FROM generate_series(%(first)s, %(last)s) n) drawn
                    WINDOW dozen AS (PARTITION BY (n - %(first)s) / 12 ORDER BY n)) contact
              LEFT JOIN (SELECT country_id, array_agg(id) AS states FROM res_country_state GROUP BY 1) state
                  USING (country_id)
            """,
            names=SQL(", ").join(map(SQL.identifier, columns)),
            values=SQL(", ").join(columns.values()),
            country=_one_of([env.ref(f"base.{code}").id for code in COUNTRIES]),
            company=SQL("%s || ' ' || %s || ' ' || n || ' ' || %s", _one_of(TRADES), _one_of(FAMILIES), _one_of(FORMS)),
            person=SQL("%s || ' ' || %s", _one_of(FIRST_NAMES), _one_of(FAMILIES)),
            first=first,
            last=last,
        )
    )
    env.cr.execute("SET LOCAL enable_seqscan = on")
    env.cr.execute("SELECT setval('res_partner_id_seq', (SELECT MAX(id) FROM res_partner))")
    env.cr.execute("ANALYZE res_partner")
    env.invalidate_all()


def tag_and_name_contacts(env: api.Environment) -> None:
    """Give the contacts up to three of thirty tags each, and the external ids that they have after a first export."""
    tags = env["res.partner.category"].create([{"name": f"Étiquette {number}"} for number in range(TAGS)])
    env.cr.execute(
        SQL(
            """
            INSERT INTO res_partner_res_partner_category_rel (partner_id, category_id)
            SELECT id, (%s)[1 + mod(id * place * 7, %s)]
              FROM res_partner, generate_series(1, 3) place
             WHERE mod(id, 4) >= place
                ON CONFLICT DO NOTHING
            """,
            tags.ids,
            TAGS,
        )
    )
    env["res.partner"].with_context(active_test=False).search([])._BaseModel__ensure_xml_id()
    env.cr.execute("ANALYZE res_partner_res_partner_category_rel, ir_model_data")
    env.invalidate_all()


def _salespeople(env: api.Environment) -> list[int]:
    group = env.ref("base.group_user")
    logins = [f"bench-{number}" for number in range(SALESPEOPLE)]
    found = env["res.users"].search([("login", "in", logins)])
    return found.ids or (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            [
                {
                    "name": f"{FIRST_NAMES[number % 12]} {FAMILIES[number % 10]}",
                    "login": login,
                    "group_ids": [Command.set(group.ids)],
                }
                for number, login in enumerate(logins)
            ]
        )
        .ids
    )


def _one_of(values: Sequence[object]) -> SQL:
    """Draw one of the values for each row."""
    return SQL("(%s)[1 + floor(random() * %s)::int]", list(values), len(values))


def _often(value: SQL) -> SQL:
    """Four of five times."""
    return SQL("CASE WHEN random() < 0.8 THEN %s END", value)

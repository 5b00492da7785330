"""What codes are called, from the extract's own table: in each language that is installed."""

from __future__ import annotations

import json
from collections.abc import Iterable

from odoo.tools import SQL

from ..domain.extract import Extract
from ..domain.layout import LANGUAGES

NACE = {"Nace2008": "2008", "Nace2025": "2025"}
"""The tables of activities that are kept, and the version of each. Those of 2003 are history."""
_KEPT = ("JuridicalForm", "JuridicalSituation", "Status")
_MOST = 5_000


def take_labels(env, extract: Extract) -> None:
    """Bring activity codes and code tables up to what an extract calls them."""
    languages = [code for code, _name in env["res.lang"].get_installed()]
    names: dict[tuple[str, str], dict[str, str]] = {}
    for label in extract.labels():
        if label.table in NACE or label.table in _KEPT:
            names.setdefault((label.table, label.code), {})[label.language.upper()] = label.text
    named = {key: translated(texts, languages) for key, texts in names.items()}
    _take_activities(env, {(NACE[kind], code): text for (kind, code), text in named.items() if kind in NACE})
    _upsert(env, SQL("hub_cbe_code"), ("kind", "code"), {key: text for key, text in named.items() if key[0] in _KEPT})
    env["hub.cbe.code"].invalidate_model()


def _take_activities(env, names) -> None:
    names = {(version, code): text for (version, code), text in names.items() if code.isdigit() and 2 <= len(code) <= 7}
    activities = env["hub.nace"]
    env.flush_all()
    before = activities.search_count([])
    _upsert(env, SQL("hub_nace"), ("version", "code"), names)
    activities.invalidate_model()
    if activities.search_count([]) != before:
        activities.search([("version", "in", list(NACE.values()))])._place_among_others()
        env.flush_all()


def _upsert(env, table: SQL, key: tuple[str, str], names) -> None:
    """Write names by their keys, where they say something else than what is there.

    What is called something in a language that the register does not speak keeps that name.
    """
    rows = [(*each, *map(_json, text)) for each, text in names.items()]
    for start in range(0, len(rows), _MOST):
        firsts, seconds, own, others = map(list, zip(*rows[start : start + _MOST], strict=True))
        env.cr.execute(
            SQL(
                """
                WITH named AS (
                    SELECT first, second, own::jsonb AS own, others::jsonb AS others
                      FROM UNNEST(%(firsts)s::varchar[], %(seconds)s::varchar[], %(own)s::text[], %(others)s::text[])
                           AS named (first, second, own, others)
                ), changed AS (
                    UPDATE %(table)s AS known
                       SET name = named.others || known.name || named.own, write_uid = %(user)s, write_date = %(now)s
                      FROM named
                     WHERE known.%(first)s = named.first AND known.%(second)s = named.second
                       AND NOT known.name @> named.own
                )
                INSERT INTO %(table)s (%(first)s, %(second)s, name, create_uid, create_date, write_uid, write_date)
                SELECT first, second, others || own, %(user)s, %(now)s, %(user)s, %(now)s FROM named
           ON CONFLICT (%(first)s, %(second)s) DO NOTHING
                """,
                table=table,
                first=SQL.identifier(key[0]),
                second=SQL.identifier(key[1]),
                user=env.uid,
                now=env.cr.now(),
                firsts=firsts,
                seconds=seconds,
                own=own,
                others=others,
            )
        )


def translated(texts: dict[str, str], languages: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names by the codes of installed languages: those that the register gives, and what others get.

    >>> translated({"FR": "Société", "NL": "Vennootschap"}, ["en_US", "fr_BE", "nl_BE"])
    ({'fr_BE': 'Société', 'nl_BE': 'Vennootschap'}, {'en_US': 'Société'})
    """
    first = next(texts[language] for language in ("EN", *LANGUAGES, *texts) if language in texts)
    own = {code: texts[language] for code in languages if (language := code[:2].upper()) in texts}
    return own, {code: first for code in languages if code not in own}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

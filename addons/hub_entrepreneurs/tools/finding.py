"""What PostgreSQL needs so that names are found however they are written, and the SQL that asks it.

Odoo compares without accents as soon as a database has the function ``unaccent``, and indexes by trigrams as soon as it
has ``pg_trgm``; it makes neither on its own. ``hub_fold`` is ours: what two spellings of a name have in common, small
letters without accents, ligatures, apostrophes, hyphens and dots, as :func:`..domain.signs.folded` has it.

Tables of many rows keep that of some columns together in a column of its own, which PostgreSQL fills in whatever writes
them. Comparing it costs less than comparing the columns did, where a search reads row by row in the order of a list.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence

from odoo import api
from odoo.fields import Field
from odoo.modules.db import FunctionStatus, has_trigram, has_unaccent
from odoo.orm.registry import Registry, _unaccent
from odoo.tools import SQL
from odoo.tools.misc import remove_accents
from odoo.tools.sql import column_exists

from ..domain.legal_forms import SHORT

_logger = logging.getLogger(__name__)

FOUND_BY = "hub_found_by"
SEARCHED_TOGETHER = {"res_partner": ("complete_name", "email", "ref", "vat", "company_registry", "website")}
"""The columns that are kept together, by table."""

NO_DIFFERENCE = rf"'\m({SHORT})\M|[^[:alnum:]]+'"
"""What makes no difference between two names, as a text of SQL: an index is made of it."""

_PATTERN = re.compile(r"[%_\\]")

# unaccent takes off accents, parts ligatures, and makes one apostrophe and one hyphen of the many that there are.
# Each sign here costs some of the time of a search that reads many names.
_DROPPED = "'`´.-\u200b"


def set_up(env: api.Environment) -> None:
    """Make what the search by name needs in a database that may have some of it: new, old, or of somebody else's.

    What is there already stays. Each step is one that the owner of a database may take; only that Odoo's own indexes
    ignore accents as well needs the owner of the function, and its absence is told in the log.
    """
    cr = env.cr
    for extension in ("pg_trgm", "unaccent"):
        cr.execute(SQL("CREATE EXTENSION IF NOT EXISTS %s", SQL.identifier(extension)))
    [[schema, own]] = env.execute_query(
        SQL(
            "SELECT nspname, nspname = current_schema FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace "
            "WHERE extname = 'unaccent'"
        )
    )
    if own:
        _make_indexable(cr)
    cr.execute(
        SQL(
            "CREATE OR REPLACE FUNCTION hub_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE "
            "AS $$ SELECT translate(lower(%s($1)), %s, '') $$",
            SQL.identifier(schema, "unaccent"),
            _DROPPED,
        )
    )
    for table, names in SEARCHED_TOGETHER.items():
        _keep_together(cr, table, names)
    _tell(env.registry, cr)
    if env.registry.has_unaccent == FunctionStatus.INDEXABLE:
        _remake_trigram_indexes(env)


def take_down(env: api.Environment) -> None:
    """Take away what is ours; accents stay ignored."""
    for table in SEARCHED_TOGETHER:
        env.cr.execute(SQL("ALTER TABLE %s DROP COLUMN %s", SQL.identifier(table), SQL.identifier(FOUND_BY)))
    # With the indexes that are made of it.
    env.cr.execute(SQL("DROP FUNCTION hub_fold(text) CASCADE"))


def _keep_together(cr, table: str, names: Sequence[str]) -> None:
    if column_exists(cr, table, FOUND_BY):
        return
    text = SQL(" || ' ' || ").join(SQL("COALESCE(%s, '')", SQL.identifier(name)) for name in names)
    cr.execute(
        SQL(
            "ALTER TABLE %s ADD COLUMN %s text GENERATED ALWAYS AS (hub_fold(%s)) STORED",
            SQL.identifier(table),
            SQL.identifier(FOUND_BY),
            text,
        )
    )


def _make_indexable(cr) -> None:
    """Declare ``unaccent`` immutable, as Odoo does with the databases that it makes with ``--unaccent``."""
    if has_unaccent(cr) == FunctionStatus.INDEXABLE:
        return
    cr.execute(SQL("SELECT pg_has_role(proowner, 'USAGE') FROM pg_proc WHERE oid = 'unaccent(text)'::regprocedure"))
    [is_owner] = cr.fetchone()
    if is_owner:
        cr.execute(SQL("ALTER FUNCTION unaccent(text) IMMUTABLE"))
    else:
        _logger.warning(
            "Odoo's own trigram indexes can't ignore accents: let a superuser of PostgreSQL run ALTER FUNCTION "
            "unaccent(text) IMMUTABLE, then update hub_entrepreneurs."
        )


def _tell(registry: Registry, cr) -> None:
    """Tell the registry what the database has by now; it looks only once, when it is made."""
    registry.has_trigram = has_trigram(cr)
    registry.has_unaccent = has_unaccent(cr)
    if registry.has_unaccent:
        registry.unaccent, registry.unaccent_python = _unaccent, remove_accents


def _remake_trigram_indexes(env: api.Environment) -> None:
    """Make the indexes of fields with ``index="trigram"`` anew that date from before ``unaccent``.

    Odoo compares without accents from now on, and would not use them; and it remakes none that is there.
    """
    rows = env.execute_query(
        SQL(
            r"""
            SELECT i.relname, t.relname, pg_get_indexdef(i.oid, 1, TRUE)
              FROM pg_index x
              JOIN pg_class i ON i.oid = x.indexrelid
              JOIN pg_class t ON t.oid = x.indrelid
              JOIN pg_opclass o ON o.oid = x.indclass[0]
             WHERE o.opcname = 'gin_trgm_ops' AND x.indnatts = 1 AND x.indpred IS NULL
               AND i.relnamespace = current_schema::regnamespace
               AND i.relname LIKE '%%\_\_%%\_index' AND pg_get_indexdef(i.oid, 1, TRUE) NOT LIKE '%%unaccent(%%'
            """
        )
    )
    for index, table, expression in rows:
        name = SQL.identifier(index)
        env.cr.execute(SQL("DROP INDEX %s", name))
        env.cr.execute(
            SQL(
                "CREATE INDEX %s ON %s USING gin (unaccent(%s) gin_trgm_ops)",
                name,
                SQL.identifier(table),
                SQL(expression.replace("%", "%%")),
            )
        )


def _literal(word: str) -> str:
    """Return a word as a part of a pattern: what LIKE takes for any sign stands for itself."""
    return _PATTERN.sub(r"\\\g<0>", word)


def has(text: SQL, word: str) -> SQL:
    """Return the condition that a text has a word in any writing."""
    return SQL("hub_fold(%s) LIKE hub_fold(%s)", text, f"%{_literal(word)}%")


def has_together(alias: str, word: str, fields: Iterable[Field]) -> SQL:
    """Return the condition that one of the columns that are kept together has a word."""
    kept = SQL("%s LIKE hub_fold(%s)", SQL.identifier(alias, FOUND_BY), f"%{_literal(word)}%")
    return SQL().join([kept, *(SQL(to_flush=field) for field in fields)])


def begins_together(alias: str, start: str, fields: Iterable[Field]) -> SQL:
    """Return the condition that a word in one of the columns that are kept together begins so."""
    kept, start = SQL.identifier(alias, FOUND_BY), _literal(start)
    begins = SQL("(%s LIKE hub_fold(%s) OR %s LIKE hub_fold(%s))", kept, f"{start}%", kept, f"% {start}%")
    return SQL().join([begins, *(SQL(to_flush=field) for field in fields)])


def begins(text: SQL, start: str) -> SQL:
    """Return the condition that a word of a text begins so, in any writing."""
    start = _literal(start)
    return SQL(
        "(hub_fold(%s) LIKE hub_fold(%s) OR hub_fold(%s) LIKE hub_fold(%s))", text, f"{start}%", text, f"% {start}%"
    )


def name_key(name: SQL) -> SQL:
    """Return what two spellings of one name have in common: letters and digits, without accents and legal forms."""
    return SQL("regexp_replace(hub_fold(%s), %s, '', 'g')", name, SQL(NO_DIFFERENCE))


def has_besides(text: SQL, word: str) -> SQL:
    """Return what :func:`has` does, beside :func:`has_together`: PostgreSQL shall not multiply their rareness."""
    return SQL("strpos(hub_fold(%s), hub_fold(%s)) > 0", text, word)

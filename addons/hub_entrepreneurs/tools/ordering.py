"""The order of texts."""

from odoo.tools import SQL

COLLATION = SQL('COLLATE "und-x-icu"')
"""The root of ICU: the order of French, Dutch, English and German, which PostgreSQL has from its installation on."""

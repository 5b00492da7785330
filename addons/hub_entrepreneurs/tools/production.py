"""What a server should have and can do without: said in its log once, in plain words."""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterator
from importlib.util import find_spec

from odoo.modules.db import FunctionStatus
from odoo.orm.registry import Registry

_logger = logging.getLogger(__name__)


def tell_what_is_missing(registry: Registry) -> None:
    """Warn of what a server or its database lacks, of each thing once in a process and database."""
    for sentence in _missing(registry):
        _warn(registry.db_name, sentence)


def _missing(registry: Registry) -> Iterator[str]:
    if not find_spec("phonenumbers"):
        yield (
            "The Python package phonenumbers is not installed: nobody is found by a phone number in another spelling. "
            "Install what requirements/production.txt names."
        )
    if registry.has_unaccent != FunctionStatus.INDEXABLE:
        yield (
            "PostgreSQL's extension unaccent is missing or can't be indexed: searches are slower. Let a superuser run "
            "CREATE EXTENSION IF NOT EXISTS unaccent; ALTER FUNCTION unaccent(text) IMMUTABLE, then update "
            "hub_entrepreneurs."
        )
    if not registry.has_trigram:
        yield (
            "PostgreSQL's extension pg_trgm is missing: searches by name read every row. Let a superuser run "
            "CREATE EXTENSION pg_trgm, then update hub_entrepreneurs."
        )


@functools.cache
def _warn(database: str, sentence: str) -> None:
    _logger.warning("%s (database %s)", sentence, database)

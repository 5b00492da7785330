"""What contacts of the register point to in this database."""

from __future__ import annotations

import json
from hashlib import blake2b

from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain.communes import match

from ..domain.company import DUTCH, FRENCH, GERMAN
from ..domain.contact import References
from ..domain.region import Region

_LANGUAGES = (FRENCH, DUTCH, GERMAN)


def get_references(env) -> References:
    """Return the ids of what the register names: countries by their names in its languages, activities by code."""
    installed = [code for code, _name in env["res.lang"].get_installed()]
    of_belgium = {language: f"{language}_BE" for language in _LANGUAGES}
    languages = {
        language: min(found, key=lambda code, language=language: code != of_belgium[language])
        for language in _LANGUAGES
        if (found := [code for code in installed if code.startswith(language)])
    }
    names = env.execute_query(
        SQL("SELECT LOWER(name.value), country.id FROM res_country country, jsonb_each_text(country.name) name")
    )
    activities = env.execute_query(SQL("SELECT version, code, id FROM hub_nace"))
    return References(
        belgium=env.ref("base.be").id,
        countries=dict(names),
        languages=languages,
        activities={(version, code): id_ for version, code, id_ in activities},
    )


def get_region(env) -> Region:
    """Return the region of this database: its communes, as addresses of contacts are matched with them."""
    tables = env["hub.commune"]._match_tables()
    told = json.dumps(tables, sort_keys=True).encode()
    return Region(
        lambda name, postcode: match(name, postcode, *tables).commune, blake2b(told, digest_size=8).hexdigest()
    )

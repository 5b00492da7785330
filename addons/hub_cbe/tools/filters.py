"""The filters of this database, as its settings keep them."""

from __future__ import annotations

from odoo.addons.hub_entrepreneurs.tools.compat import get_param

from ..domain.filters import Filters

FILTERS = {
    "hub_cbe_commune_ids": "hub_cbe.commune_ids",
    "hub_cbe_legal_form_ids": "hub_cbe.legal_form_ids",
    "hub_cbe_situation_ids": "hub_cbe.situation_ids",
    "hub_cbe_sector_ids": "hub_cbe.sector_ids",
}
"""The parameters that keep ids, by the fields of the settings."""


def get_ids(env, name: str) -> list[int]:
    """Return the ids of a filter, by the field of the settings; what was deleted since is left out."""
    model = env["res.config.settings"]._fields[name].comodel_name
    ids = [int(each) for each in get_param(env, FILTERS[name]).split(",") if each.isdigit()]
    return env[model].browse(ids).exists().ids


def get_filters(env) -> Filters:
    """Return which new companies come in."""
    # As superuser: the settings are the administrator's, whoever lets an extract be loaded.
    env = env(su=True)
    communes, forms, situations, sectors = (get_ids(env, name) for name in FILTERS)
    codes = env["hub.cbe.code"]
    return Filters(
        frozenset(communes),
        frozenset(codes.browse(forms).mapped("code")),
        frozenset(codes.browse(situations).mapped("code")),
        frozenset(sectors),
    )

"""The groups that fields name, and code that asks for a right."""

from odoo import SUPERUSER_ID

READER = "hub_entrepreneurs.group_hub_reader"
"""Whoever may read what Hub adds: account managers, all who stand above them, and analysts."""

ACCOUNT_MANAGER = "hub_entrepreneurs.group_hub_account_manager"
CLUSTER_MANAGER = "hub_entrepreneurs.group_hub_cluster_manager"
DIRECTOR = "hub_entrepreneurs.group_hub_director"
"""The ladder: each has what the one before has."""

PERSONAL_DATA = "hub_entrepreneurs.group_hub_personal_data"


def may_know(env) -> bool:
    """Tell whether personal data are for this user, whatever rights the code has; they are for Odoo itself."""
    return env.uid == SUPERUSER_ID or env.user.has_group(PERSONAL_DATA)

"""From how many companies or persons on a number is told."""

from __future__ import annotations

from odoo.addons.hub_entrepreneurs.tools.compat import get_param

from ..domain import hiding


def get_smallest(env) -> int:
    """Return the smallest number that answers, and files for use outside the agency, tell."""
    return hiding.threshold(get_param(env, "hub_reporting.smallest_number"))

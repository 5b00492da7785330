"""What an installation does with the contacts that are there already."""

from collections import defaultdict

from .domain import enterprise_number
from .tools import finding


def pre_init_hook(env):
    """Let PostgreSQL find names in any writing, before the first index is made of it."""
    finding.set_up(env)


def uninstall_hook(env):
    """Take away what the search by name had PostgreSQL keep."""
    finding.take_down(env)


def post_init_hook(env):
    """Bring the enterprise numbers typed before Hub into the form that it stores and searches.

    A wrong number stays as it is, and so do two spellings of one number on two companies: only a person can tell
    which is right. Both are named when somebody edits them.
    """
    companies = env["res.partner"].search([
        ("is_company", "=", True), ("is_belgian", "=", True), ("company_registry", "!=", False),
    ])  # fmt: skip
    by_number = defaultdict(env["res.partner"].browse)
    for company in companies:
        if enterprise_number.is_valid(company.company_registry):
            by_number[enterprise_number.normalise(company.company_registry)] += company
    for number, company in by_number.items():
        if len(company) == 1 and company.company_registry != number:
            company.company_registry = number

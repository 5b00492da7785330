"""Briefings for a day of visits, as pages on a screen and as one file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from odoo import api, fields
from odoo.models import BaseModel
from odoo.tools import mute_logger

from odoo.addons.hub_entrepreneurs.tools.dates import today

from .measuring import Figure, account_manager, queries, seconds

REPORT = "hub_entrepreneurs.briefing"
VISITS = 20
ROWS = 60
"""How many conversations each company had; of the rest it has a sixth."""


def run(env: api.Environment, core: str) -> Iterator[Figure]:
    """Yield the figures of the issue "A day that begins by itself", as far as they are about briefings.

    No server answers here, so that the engine of PDF goes without the stylesheet, which is a hundredth of its time.
    """
    companies = _companies(env)
    reader = account_manager(env)
    reports = reader["ir.actions.report"]
    reports._render_qweb_html(REPORT, companies.ids)
    few, many = (
        queries(reader, lambda some=some: reports._render_qweb_html(REPORT, some.ids))
        for some in (companies[:3], companies)
    )
    yield Figure(f"queries of {VISITS} companies beside those of 3", many - few, 0, f"({few} queries)")
    reader.invalidate_all()
    yield Figure(
        "20 companies on a screen, in seconds", seconds(lambda: reports._render_qweb_html(REPORT, companies.ids)), 2
    )
    if reports.get_wkhtmltopdf_state() == "ok":
        reader.invalidate_all()
        with mute_logger("odoo.addons.base.models.ir_actions_report"):
            duration = seconds(lambda: reports._render_qweb_pdf(REPORT, companies.ids))
        yield Figure("20 companies as PDF, in seconds", duration, 5)
    env.cr.rollback()


def _companies(env: api.Environment) -> BaseModel:
    """Create companies of which there is much to say."""
    now, day = fields.Datetime.now(), today(env)
    companies = env["res.partner"].create(
        [{"name": f"Visit {rank}", "is_company": True, "zip": "1030", "city": "Schaerbeek"} for rank in range(VISITS)]
    )
    of_each = [(company, rank) for company in companies for rank in range(ROWS)]
    people = env["res.partner"].create(
        [{"name": f"Person {rank}", "parent_id": company.id} for company, rank in of_each if rank % 6 == 0]
    )
    env["hub.company.role"].create(
        [{"partner_id": person.parent_id.id, "person_id": person.id, "role": "owner"} for person in people]
    )
    env["hub.interaction"].create(
        [
            {"partner_id": company.id, "date": now - timedelta(days=rank), "note": "What was said. " * 20}
            for company, rank in of_each
        ]
    )
    rare = [company for company, rank in of_each if rank % 6 == 0]
    env["hub.commitment"].create(
        [{"partner_id": company.id, "name": "Promise", "date_deadline": day} for company in rare]
    )
    env["hub.outcome"].create([{"partner_id": company.id, "kind": "new_market"} for company in rare])
    env["crm.lead"].create([{"partner_id": company.id, "name": "Lead", "type": "opportunity"} for company in rare])
    env.flush_all()
    return companies

"""Today, the search, the briefing and a company's page, as axe-core sees them: no fault that core's own views lack."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.campaign_mail.odoo_process import OdooProcess
from tools.web_lint import HOME

AXE = HOME / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
    // The chatter is core's, and shows what a record happens to have.
    const { violations } = await axe.run({ exclude: [".o-mail-Chatter"] }, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))]);
}"""
COMPANY = """async () => {
    const domain = [["is_company", "=", true], ["interaction_ids", "!=", false], ["user_id.login", "=", "account"]];
    const { orm } = odoo.__WOWL_DEBUG__.root.env.services;
    return (await orm.search("res.partner", domain, { limit: 1 }))[0];
}"""
LEAD = """async () => {
    const domain = [["message_ids", "!=", false], ["type", "=", "opportunity"]];
    const { orm } = odoo.__WOWL_DEBUG__.root.env.services;
    return (await orm.search("crm.lead", domain, { limit: 1 }))[0];
}"""
PROGRAMME = """async () => {
    const { orm } = odoo.__WOWL_DEBUG__.root.env.services;
    const domain = [["programme_id", "!=", false]];
    return (await orm.searchRead("hub.interaction", domain, ["programme_id"], { limit: 1 }))[0].programme_id[0];
}"""
TIMEOUT = 60_000


@dataclass(frozen=True)
class View:
    """One page: where it is, what is typed or clicked there, and what must be seen before it is looked at."""

    path: str
    seen: str
    typed: str = ""
    clicked: str = ""


# What a page of ours may share with core: cards, a form with messages, and the palette with its links.
OF_CORE = (
    View("/odoo/action-contacts.action_contacts?view_type=kanban", ".o_kanban_record:not(.o_kanban_ghost)"),
    View("/odoo/action-contacts.action_contacts/{contact}", ".o_form_view .o_notebook"),
    View("/odoo/action-crm.crm_lead_action_pipeline/{lead}", ".o-mail-Message"),
    View("/odoo/action-contacts.action_contacts", ".o_command .o_command_name", "/con"),
)
OURS = {
    "today": View("/odoo/hub-today", ".o_hub_day_row"),
    "search": View("/odoo/hub-today", ".o_hub_found", "atelier"),
    "briefing": View("/report/html/hub_entrepreneurs.briefing/{company}", ".o_hub_briefing_page"),
    "company": View("/odoo/hub-companies/{company}", ".o_hub_glance"),
    "map": View("/odoo/hub-programmes/{programme}", ".o_hub_tile", clicked=".o_notebook a[name=map]"),
}


def faults(page: Page, view: View, **ids: int) -> dict[str, list[str]]:
    """The rules that a page breaks, each with the beginnings of the elements."""
    page.goto(view.path.format(**ids))
    if view.typed:
        page.wait_for_selector(".o_web_client .o_main_navbar")
        page.keyboard.press("Control+k")
        page.wait_for_selector(".o_command_palette")
        page.keyboard.type(view.typed)
    if view.clicked:
        page.click(view.clicked)
    page.wait_for_selector(view.seen)
    # Core says so outside the regions of the page.
    page.wait_for_selector(".o_loading_indicator", state="detached")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return dict(page.evaluate(RUN))


def log_in(browser: Browser, odoo: OdooProcess, login: str, size: tuple[int, int]) -> Page:
    page = browser.new_context(viewport=dict(zip(("width", "height"), size, strict=True)), base_url=odoo.url).new_page()
    page.set_default_timeout(TIMEOUT)
    page.goto("/web/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", login)
    page.click("form.oe_login_form button[type=submit]")
    page.wait_for_selector(".o_web_client .o_main_navbar")
    return page


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desk", "phone"])
def test_no_fault_that_core_lacks(browser: Browser, odoo: OdooProcess, size: tuple[int, int]) -> None:
    of_core = log_in(browser, odoo, "demo", size)
    lead = of_core.evaluate(LEAD)
    contact = of_core.evaluate(
        "() => odoo.__WOWL_DEBUG__.root.env.services.orm.search('res.partner', [], { limit: 1 })"
    )
    known = set().union(*(faults(of_core, view, lead=lead, contact=contact[0]) for view in OF_CORE))
    assert known, "axe-core finds something in core's own views"
    page = log_in(browser, odoo, "account", size)
    company, programme = page.evaluate(COMPANY), page.evaluate(PROGRAMME)
    new = {
        f"{name}: {rule}": nodes[:3]
        for name, view in OURS.items()
        for rule, nodes in faults(page, view, company=company, programme=programme).items()
        if rule not in known
    }
    assert not new

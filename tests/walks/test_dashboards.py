"""Dashboards as their roles use them: filter, click a number and a bar, and land on the records behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.campaign_mail.odoo_process import OdooProcess
from tests.walks.walker import ROWS, SIZES, Walker

# Of each role, the place of a number that counts the records themselves.
ROLES = {"director": 1, "analyst": 0, "cluster": 1, "account": 0}
SCORES = ".o-scorecard"
CHARTS = ".o-figure canvas:not(.o-scorecard)"
LOADED = """() => document.querySelectorAll(".o-figure canvas:not(.o-scorecard)").length
    && [...document.querySelectorAll(".o-scorecard")].every((each) => each.getAttribute("role") === "button")"""
DASHBOARD = """(key) => odoo.__WOWL_DEBUG__.root.env.services.orm.call(
    "ir.model.data", "check_object_reference", ["hub_reporting", `spreadsheet_dashboard_${key}`])"""
# Where the biggest bar or point of a chart is, in pixels of the page.
MIDDLE = """(canvas) => {
    const chart = Chart.getChart(canvas);
    const all = chart.data.datasets.flatMap(({ data }, rank) =>
        data.map((number, at) => ({ number, element: chart.getDatasetMeta(rank).data[at] })));
    const { element } = all.reduce((one, other) => (other.number > one.number ? other : one));
    const { x, y, base = y } = element.getProps(["x", "y", "base"], true);
    const { left, top } = canvas.getBoundingClientRect();
    return { x: left + x, y: top + (y + base) / 2 };
}"""
OPENED = """async () => {
    const { action, orm } = odoo.__WOWL_DEBUG__.root.env.services;
    const { resModel, domain } = action.currentController.props;
    const rows = await orm.searchRead(resModel, domain, "commune_id" in (await orm.call(resModel, "fields_get"))
        ? ["commune_id"] : ["display_name"]);
    return { count: rows.length, communes: [...new Set(rows.map((row) => row.commune_id?.[1]))] };
}"""


def open_dashboard(me: Walker, key: str) -> None:
    """Open the dashboard of a role, and wait until its numbers are there."""
    _model, dashboard = me.page.evaluate(DASHBOARD, key)
    me.page.goto(f"/odoo/dashboards?dashboard_id={dashboard}")
    me.see(SCORES)
    me.page.wait_for_function(LOADED)


def said(me: Walker) -> list[str]:
    """What a screen reader says of each score."""
    return [score.get_attribute("aria-label") for score in me.find(SCORES).all()]


def wait_for_others(me: Walker, before: list[str]) -> list[str]:
    """Wait until the numbers have changed and are whole."""
    for _try in range(100):
        now = said(me)
        if now != before and me.page.evaluate(LOADED):
            return now
        me.page.wait_for_timeout(100)
    raise AssertionError(f"still {before}")


def opened(me: Walker) -> dict[str, Any]:
    """What is behind the number that was clicked."""
    me.see(ROWS)
    me.check_page()
    return me.page.evaluate(OPENED)


@pytest.mark.parametrize("login", ROLES)
def test_each_number_leads_to_its_records(walk: Callable[..., Walker], login: str) -> None:
    with walk(login) as me:
        open_dashboard(me, login)
        place = ROLES[login]
        number = int(said(me)[place].rpartition(":")[2].replace(",", ""))
        me.find(SCORES).nth(place).click()
        assert opened(me)["count"] == number > 0
        open_dashboard(me, login)
        # By the keyboard as well.
        me.find(SCORES).nth(place).focus()
        me.press("Enter")
        assert opened(me)["count"] == number


@pytest.mark.parametrize("login", ROLES)
def test_a_bar_leads_to_its_records(walk: Callable[..., Walker], login: str) -> None:
    with walk(login) as me:
        open_dashboard(me, login)
        chart = me.find(CHARTS).first
        chart.scroll_into_view_if_needed()
        # Bars grow for a while.
        me.page.wait_for_timeout(1500)
        middle = chart.evaluate(MIDDLE)
        me.page.mouse.click(middle["x"], middle["y"])
        assert opened(me)["count"]


@pytest.mark.parametrize("login", ROLES)
def test_another_period(walk: Callable[..., Walker], login: str) -> None:
    with walk(login) as me:
        open_dashboard(me, login)
        before = said(me)
        me.find(".btn-previous-date").first.click()
        wait_for_others(me, before)
        me.check_page()


def test_a_filter_holds_for_the_records_as_well(browser: Browser, odoo: OdooProcess) -> None:
    """On a desk: on a phone, filters are core's page of their own."""
    with Walker(browser, odoo.url, "director", SIZES["desk"]) as me:
        open_dashboard(me, "director")
        before = said(me)
        me.find(".o_sp_dashboard_search input").fill("Ixelles")
        me.see(".o_searchview_autocomplete .o-dropdown-item", "Commune").click()
        wait_for_others(me, before)
        me.find(SCORES).nth(ROLES["director"]).click()
        assert opened(me)["communes"] == ["Ixelles"]

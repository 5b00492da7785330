"""Dashboards as their roles use them: filter, click a number and a bar, and land on the records behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator

from tests.campaign_mail.odoo_process import OdooProcess
from tests.walks.test_tile_map import see_rows
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
        if now != before and all(text.rpartition(":")[2].strip() for text in now) and me.page.evaluate(LOADED):
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
        click_a_bar(me, me.find(CHARTS).first)
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


SEEN = {
    "director": ["director", "analyst", "cluster", "account"],
    "analyst": ["analyst"],
    "cluster": ["cluster", "account"],
}
TITLES = """async () => (await odoo.__WOWL_DEBUG__.root.env.services.orm.searchRead(
    "spreadsheet.dashboard", [["is_published", "=", true]], ["name"])).map(({ name }) => name)"""


@pytest.mark.parametrize("key", SEEN["director"])
def test_a_director_opens_each_dashboard(walk: Callable[..., Walker], key: str) -> None:
    """Sets its period, and lands on records by a number and by a bar."""
    with walk("director") as me:
        open_dashboard(me, key)
        before = said(me)
        me.find(".btn-previous-date").first.click()
        now = wait_for_others(me, before)
        place = next(rank for rank, text in enumerate(now) if number_of(text) and opens_rows(text))
        me.find(SCORES).nth(place).click()
        assert opened(me)["count"] > 0
        open_dashboard(me, key)
        click_a_bar(me, me.find(CHARTS).first)
        assert opened(me)["count"]


def number_of(text: str) -> float:
    return float(text.rpartition(":")[2].replace(",", "") or 0)


def opens_rows(text: str) -> bool:
    """Tell whether a number counts rows or companies: a sum of hours has as many rows as it has."""
    return "Hours" not in text


def click_a_bar(me: Walker, chart: Locator) -> None:
    chart.scroll_into_view_if_needed()
    # Bars grow for a while.
    me.page.wait_for_timeout(1500)
    middle = chart.evaluate(MIDDLE)
    me.page.mouse.click(middle["x"], middle["y"])


def test_a_tile_leads_to_the_companies(walk: Callable[..., Walker]) -> None:
    """From the companies behind a bar to those of a commune: the map beside the list."""
    with walk("director") as me:
        open_dashboard(me, "director")
        chart = me.find(f".o-figure:has-text('Companies by Transition Status Today') canvas, {CHARTS}").nth(1)
        click_a_bar(me, chart)
        behind = opened(me)
        me.find(".o_hub_map_toggle").click()
        tile = me.see(".o_hub_tile:not([aria-label$=': 0'])")
        number = int(number_of(tile.get_attribute("aria-label")))
        assert 0 < number <= behind["count"]
        tile.click()
        me.see(".o_hub_tile[aria-pressed=true]")
        see_rows(me, number)
        me.check_page()


@pytest.mark.parametrize("login", ["account", "analyst", "cluster"])
def test_who_sees_but_the_own_dashboard(walk: Callable[..., Walker], login: str) -> None:
    with walk(login) as me:
        open_dashboard(me, SEEN.get(login, ["account"])[0])
        assert len(me.page.evaluate(TITLES)) == len(SEEN.get(login, ["account"]))
        if login == "analyst":
            me.miss(".o_spreadsheet_dashboard_search_panel li", "Director")


def test_an_account_manager_sees_the_own_figures(walk: Callable[..., Walker], odoo: OdooProcess) -> None:
    """The same dashboard says something else to each of two account managers, and each number is of the own records."""
    own = {login: odoo.user(login) for login in ("account", "cluster")}
    told = {}
    for login, user in own.items():
        with walk(login) as me:
            open_dashboard(me, "account")
            told[login] = said(me)
            companies = next(text for text in told[login] if text.startswith("My Companies Today"))
            mine = [("is_company", "=", True), ("user_id.is_mine", "=", True)]
            assert number_of(companies) == user.call("res.partner", "search_count", mine)
            if number_of(companies):
                me.find(SCORES).nth(told[login].index(companies)).click()
                assert opened(me)["count"] == number_of(companies)
                me.see(".o_data_row, .o_kanban_record:not(.o_kanban_ghost)")
    assert told["account"] != told["cluster"]

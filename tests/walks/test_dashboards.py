"""Dashboards as their roles use them: filter, click a number and a bar, and land on the records behind them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.walks.walker import Walker

ROLES = {"director": "director", "analyst": "analyst", "cluster": "cluster", "account": "account"}
OPENED = ".o_list_view .o_data_row, .o_kanban_record:not(.o_kanban_ghost)"
LOADED = """() => document.querySelectorAll(".o-figure canvas:not(.o-scorecard)").length
    && [...document.querySelectorAll(".o-scorecard")].every((each) => each.getAttribute("role") === "button")"""
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
EXACT = """() => {
    const { action } = odoo.__WOWL_DEBUG__.root.env.services;
    const { resModel, domain } = action.currentController.props;
    return odoo.__WOWL_DEBUG__.root.env.services.orm.call(resModel, "search_count", [domain]);
}"""
BIG = """(canvas) => canvas.getAttribute("aria-label")"""


def open_dashboard(me: Walker, key: str) -> None:
    """Open the dashboard of a role, and wait until its numbers are there."""
    ids = me.page.evaluate(
        """(key) => odoo.__WOWL_DEBUG__.root.env.services.orm.call("ir.model.data", "check_object_reference",
            ["hub_reporting", `spreadsheet_dashboard_${key}`])""",
        key,
    )
    me.page.goto(f"/odoo/dashboards?dashboard_id={ids[1]}")
    me.see(".o-scorecard")
    me.page.wait_for_function(LOADED)


@pytest.mark.parametrize("login", ROLES)
def test_each_number_leads_to_records(walk: Callable[..., Walker], login: str) -> None:
    with walk(login) as me:
        open_dashboard(me, ROLES[login])
        assert not me.problems, me.problems
        first = me.find(".o-scorecard").first
        said = first.evaluate(BIG)
        first.click()
        me.see(OPENED)
        assert json.dumps(me.page.evaluate(EXACT)) != "0", said
        open_dashboard(me, ROLES[login])
        chart = me.find(".o-figure canvas:not(.o-scorecard)").first
        chart.scroll_into_view_if_needed()
        me.page.wait_for_timeout(1500)
        place = chart.evaluate(MIDDLE)
        me.page.mouse.click(place["x"], place["y"])
        me.see(OPENED)
        me.check_page()

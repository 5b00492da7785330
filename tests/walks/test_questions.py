"""An analyst's question: asked, read, downloaded, opened by click and by key, and why definitions differ."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.campaign_mail.odoo_process import OdooProcess
from tests.walks.forms import choose, fill, push
from tests.walks.walker import Walker

CARD = ".o_kanban_record:not(.o_kanban_ghost)"
TABLE = ".o_hub_question_answer table"
NUMBER = f"{TABLE} td button"
ROWS = ".o_data_row, .o_kanban_record:not(.o_kanban_ghost)"
KNOWING = "knowing"
GROUPS = ("hub_entrepreneurs.group_hub_analyst", "hub_entrepreneurs.group_hub_personal_data", "base.group_user")
IDLE = """() => document.querySelector(".o_hub_question_answer")?.getAttribute("aria-busy") === "false" """
OPENED = """async () => {
    const { action, orm } = odoo.__WOWL_DEBUG__.root.env.services;
    const { resModel, domain } = action.currentController.props;
    return orm.searchCount(resModel, domain, { context: { active_test: false } });
}"""


@pytest.fixture(scope="module")
def knowing(odoo: OdooProcess) -> str:
    """An analyst of the group Personal Data; the demonstration has none."""
    admin = odoo.user("admin")
    ids = []
    for xmlid in GROUPS:
        module, _dot, name = xmlid.partition(".")
        [row] = admin.read("ir.model.data", [("module", "=", module), ("name", "=", name)], ["res_id"])
        ids.append(row["res_id"])
    if not admin.read("res.users", [("login", "=", KNOWING)], ["id"]):
        admin.create(
            "res.users", {"name": "Kim Knowing", "login": KNOWING, "password": KNOWING, "group_ids": [(6, 0, ids)]}
        )
    return KNOWING


def since(me: Walker, year: int) -> None:
    field = "[name=date_start]"
    me.find(f"{field} :is(button, input)").first.click()
    box = me.see(f"{field} input")
    box.fill(f"01/01/{year}")
    box.press("Enter")


def ask(me: Walker, template: str) -> None:
    """Open a template as a question of one's own, for Schaerbeek and since 2023."""
    me.page.goto("/odoo/hub-questions")
    me.see(CARD, template).click()
    me.see(TABLE)
    # What comes late would move what is pressed.
    me.page.wait_for_function(IDLE)
    fill(me, "commune_ids", "Schaerbeek")
    since(me, 2023)


def answer(me: Walker) -> None:
    """Have the question answered, and wait until the answer to just this stands on the page."""
    me.page.wait_for_function(IDLE)
    with me.page.expect_response(lambda response: response.url.endswith("/get_answer")):
        push(me, "action_ask")
    me.page.wait_for_function(IDLE)


def table(me: Walker) -> list[list[str]]:
    """The table as it is read: its rows, each with its name and its cells; what there was before is left out."""
    me.see(TABLE)
    return me.page.evaluate(
        """(selector) => [...document.querySelectorAll(`${selector} tbody tr`)].map((row) => [
            row.querySelector("th").textContent.trim(),
            ...[...row.querySelectorAll("td")].map((cell) => {
                const part = cell.querySelector("button, span");
                return part.classList.contains("visually-hidden") ? "" : part.textContent.trim();
            }),
        ])""",
        TABLE,
    )


def download(me: Walker, tmp_path: Path) -> list[list[Any]]:
    """Get the workbook of the answer as a browser saves it, and return the rows of its first sheet."""
    with me.page.expect_download() as waiting:
        push(me, "action_excel")
    path = tmp_path / waiting.value.suggested_filename
    assert path.suffix == ".xlsx"
    waiting.value.save_as(path)
    return [list(row) for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)]


def number(text: str) -> float:
    return float(text.replace(",", "").replace("\u202f", ""))


def check_file(rows: list[list[Any]], read: list[list[str]]) -> None:
    """Check that the file says what the page says, and hides what it hides."""
    by_name = {str(row[0]): row for row in rows if row[0] is not None}
    for name, *cells in read:
        own = [cell for cell in by_name[name][1:] if cell is not None]
        shown = [cell for cell in cells if cell]
        for cell, on_page in zip(own, shown, strict=False):
            if on_page == "hidden":
                assert not isinstance(cell, (int, float)), f"{name}: {cell}"
            else:
                assert abs(number(on_page) - float(cell)) < 0.01, f"{name}: {cell} and {on_page}"


def test_who_may_not_know_gets_no_small_number(walk: Callable[..., Walker], tmp_path: Path) -> None:
    """Craft companies of women in Schaerbeek, per year since 2023, with hours and cost, by who may not know."""
    with walk("analyst") as me:
        ask(me, "Craft Companies of Women")
        answer(me)
        me.check_page()
        read = table(me)
        assert {cell for _name, *cells in read for cell in cells if cell} >= {"hidden"}
        for name, companies, *_more in read:
            assert not companies or companies == "hidden" or number(companies) >= 5, name
        me.see(".o_hub_question_answer li", "are hidden")
        # No list tells who they are.
        me.miss(NUMBER)
        check_file(download(me, tmp_path), read)
        # Which definition says so is not told to the analyst, but what to ask instead.
        me.page.goto("/odoo/hub-questions")
        me.see(CARD, "Companies of Women by Each Definition").click()
        me.see(".o_hub_question_answer .alert", "Ask a member of the group Personal Data")
        me.see(".o_hub_question_answer .alert", "target group of women")
        me.check_page()


def test_who_may_know_reads_all_of_it(walk: Callable[..., Walker], knowing: str, tmp_path: Path) -> None:
    with walk(knowing) as me:
        ask(me, "Craft Companies of Women")
        choose(me, "small_numbers", "Shown")
        answer(me)
        me.check_page()
        read = table(me)
        years = [name for name, *_cells in read if name.isdigit()]
        assert years
        assert set(years) <= {str(year) for year in range(2023, datetime.now().year + 1)}
        assert not any("hidden" in cells for _name, *cells in read)
        total = next(cells for name, *cells in read if not name.isdigit())
        companies, hours, _cost = (number(cell) if cell else 0 for cell in total)
        assert companies > 0
        assert hours > 0
        # The graph says the same as the table.
        drawn = me.page.evaluate("() => Chart.getChart(document.querySelector('.o_hub_question_graph canvas')).data")
        assert drawn["labels"] == years
        told = {name: cells for name, *cells in read}
        assert drawn["datasets"][0]["data"] == [number(told[year][0]) for year in years]
        check_file(download(me, tmp_path), read)
        follow(me, str(int(companies)))


def follow(me: Walker, shown: str) -> None:
    """Open the records of a number by Enter and by click, and come back to the answer."""
    for way in ("Enter", "click"):
        figure = me.find(f"{TABLE} tr.fw-bold td button").first
        figure.scroll_into_view_if_needed()
        if way == "click":
            figure.click()
        else:
            figure.focus()
            me.press("Shift+Tab", "Tab")
            me.check_focus()
            me.press("Enter")
        me.see(ROWS)
        me.miss(TABLE)
        assert me.page.evaluate(OPENED) == int(shown.replace(",", ""))
        me.check_page()
        me.page.go_back()
        me.see(NUMBER)


def test_why_the_definitions_differ(walk: Callable[..., Walker], knowing: str) -> None:
    """Owned, led, decided in: the numbers and words beside each other, and who is in one list and not in the other."""
    with walk(knowing) as me:
        me.page.goto("/odoo/hub-questions")
        me.see(CARD, "Companies of Women by Each Definition").click()
        me.see(TABLE)
        me.check_page()
        me.see(".o_hub_question_answer summary").click()
        for words in ("more than half", "at least a quarter", "whatever she holds"):
            me.see(".o_hub_question_answer dd", words)
        push(me, "action_compare")
        me.see("[name=line_ids]", "Only in")
        for words in ("more than half", "at least a quarter"):
            me.see(".o_form_view", words)
        me.check_page()
        row = me.see("[name=line_ids] .o_data_row, [name=line_ids] .o_kanban_record", "Only in WOMEN-LED")
        shown = int(row.inner_text().split("v1")[1].split()[0])
        assert shown, "the demonstration has companies that women lead and do not own"
        row.locator("button[name=action_open_list]").click()
        me.see(ROWS)
        me.miss("[name=line_ids]")
        assert me.page.evaluate(OPENED) == shown
        me.check_page()

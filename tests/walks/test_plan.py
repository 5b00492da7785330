"""A director plans the next year: copied, one fair dropped, consulted, approved, amended, on paper and in Excel."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Browser

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.forms import add_line, look_up, open_menu, push, save, turn_to, write
from tests.walks.walker import SIZES, Walker

YEAR = datetime.now().year + 1
CARD = ".o_kanban_record:not(.o_kanban_ghost)"
CHANGE = "[name=change_ids] .o_data_row"
WHY_DROPPED = "Too few buyers came in the last two years."
WHY_MOVED = "The hall is taken in that month."
DROPPED, MOVED = "Paper Moon Market", "Evening of Small Kitchens"


def test_a_director_plans_the_next_year(browser: Browser, odoo: OdooProcess, admin: User, tmp_path: Path) -> None:
    taking_place = [("action_plan_id.year", "=", YEAR - 1), ("kanban_state", "!=", "cancel")]
    planned = {each["name"] for each in admin.read("event.event", taking_place, ["name"])}
    assert {DROPPED, MOVED} < planned
    with Walker(browser, odoo.url, "director", SIZES["desk"]) as me:
        copy_last_year(me, planned)
        drop(me)
        compare(me, planned)
        consult(me)
        approve(me)
        amend(me)
        check_paper(me, tmp_path)
        check_workbook(me, tmp_path, planned)


def copy_last_year(me: Walker, planned: set[str]) -> None:
    open_menu(me, "Support", "Plans")
    me.check_page()
    me.see(".o_list_button_add").click()
    me.see_value("[name=year] input", str(YEAR))
    write(me, "budget", "400000")
    save(me)
    me.check_page()
    push(me, "action_copy_previous")
    me.see(".o_kanban_group", "Proposed")
    me.see(CARD, DROPPED)
    assert me.find(CARD).count() == len(planned), "all of them in one step"
    me.check_page()


def drop(me: Walker) -> None:
    me.see(CARD, DROPPED).click()
    push(me, "action_drop")
    me.check_page()
    write(me, "reason", WHY_DROPPED, ".modal")
    me.see(".modal footer button[name=action_drop]").click()
    me.miss(".modal")
    me.check_page()


def open_plan(me: Walker) -> None:
    """Go back to the plan by the way that one has come."""
    me.see(".o_breadcrumb .breadcrumb-item", f"Plan {YEAR}").first.click()
    me.see("[name=action_plan_id], button[name=action_workbook]")


def compare(me: Walker, planned: set[str]) -> None:
    open_menu(me, "Support", "Plans")
    me.see(".o_data_row", str(YEAR)).locator("td[name=year]").click()
    turn_to(me, "Against Last Year")
    row = me.see(CHANGE, "Dropped")
    assert DROPPED in row.inner_text()
    assert WHY_DROPPED in row.inner_text()
    assert me.find(CHANGE, "Kept").count() == len(planned) - 1, "nobody has moved anything"
    me.check_page()


def consult(me: Walker) -> None:
    turn_to(me, "Consultations")
    add_line(me, "consultation_ids")
    look_up(me, "cluster_id", "Craft Makers", "[name=consultation_ids]")
    write(me, "who", "Board of the cluster", "[name=consultation_ids]")
    write(me, "request", "Fewer markets, and more buyers.", "[name=consultation_ids]")
    save(me)
    me.see("[name=consultation_ids] .o_data_row", "Fewer markets")
    me.check_page()


def approve(me: Walker) -> None:
    push(me, "action_approve")
    me.see(".modal", "is an amendment with a reason").get_by_role("button", name="Ok").click()
    me.see(".o_arrow_button_current", "Approved")
    me.see("[name=approved_by_id]", "Director")
    me.check_page()


def amend(me: Walker) -> None:
    me.see("button[name=action_open_actions]").click()
    me.see(".o_kanban_group", "Approved")
    me.see(CARD, MOVED).click()
    me.see("[name=amendment_reason]")
    look_up(me, "country_id", "Luxembourg")
    me.see(".o_form_button_save").click()
    # Without its reason it is refused, and what was typed stays.
    me.see(".modal", "Reason of the Amendment").get_by_role("button", name="Close").last.click()
    me.miss(".modal")
    me.see_value("[name=country_id] input", "Luxembourg")
    write(me, "amendment_reason", WHY_MOVED)
    save(me)
    me.problems.clear()
    open_menu(me, "Support", "Plans")
    me.see(".o_data_row", str(YEAR)).locator("td[name=year]").click()
    turn_to(me, "Amendments")
    row = me.see("[name=amendment_ids] .o_data_row", MOVED).inner_text()
    assert all(text in row for text in ("Moved", WHY_MOVED, "Luxembourg", "Belgium"))
    me.check_page()


def check_paper(me: Walker, tmp_path: Path) -> None:
    """The printed programme: a file where wkhtmltopdf is there, else a page."""
    button = me.see(".o_statusbar_buttons button", "Print Programme")
    if not shutil.which("wkhtmltopdf"):
        button.click()
        me.see_in_frame("h1", f"Programme {YEAR}")
        me.page.go_back()
        return
    with me.page.expect_download() as waiting:
        button.click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.name == f"Plan {YEAR}.pdf"
    assert path.read_bytes().startswith(b"%PDF")


def check_workbook(me: Walker, tmp_path: Path, planned: set[str]) -> None:
    with me.page.expect_download() as waiting:
        push(me, "action_workbook")
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.name == f"Plan {YEAR}.xlsx"
    programme, changes, consultations = (
        list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path).worksheets
    )
    names = {row[2] for row in programme[1:]}
    assert names == planned - {DROPPED}
    assert {row[0].year for row in programme[1:]} == {YEAR}
    by_name = {row[1]: row for row in changes[1:]}
    assert (by_name[DROPPED][0], by_name[DROPPED][-1]) == ("Dropped", WHY_DROPPED)
    assert (by_name[MOVED][0], by_name[MOVED][-1]) == ("Moved", WHY_MOVED)
    assert "Fewer markets, and more buyers." in consultations[1]
    me.check_page()

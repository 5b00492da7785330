"""An analyst takes the programme of the year into Excel: days are days, and the sums are those of the plan."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser
from python_calamine import CalamineWorkbook

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.forms import push
from tests.walks.walker import SIZES, Walker

YEAR = datetime.now().year
AMOUNTS = {"Planned (EUR)": "cost_planned", "Spent (EUR)": "cost_spent", "Income (EUR)": "cost_income"}


@pytest.fixture
def plan(admin: User) -> dict:
    [plan] = admin.read("hub.action.plan", [("year", "=", YEAR)], ["change_ids", "consultation_ids"])
    return plan


def test_the_programme_in_excel(browser: Browser, odoo: OdooProcess, admin: User, plan: dict, tmp_path: Path) -> None:
    with Walker(browser, odoo.url, "analyst", SIZES["desk"]) as me:
        me.page.goto(f"/odoo/hub-plans/{plan['id']}")
        me.check_page()
        with me.page.expect_download() as waiting:
            push(me, "action_workbook")
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        me.check_page()
    assert path.name == f"Plan {YEAR}.xlsx"
    actions, changes, consultations = load_workbook(path).worksheets
    assert [sheet.title for sheet in (actions, changes, consultations)] == [
        f"Programme {YEAR}",
        "Against Last Year",
        "Consultations",
    ]
    check_actions(actions, admin, plan["id"])
    assert changes.max_row == 1 + len(plan["change_ids"])
    assert consultations.max_row == 1 + len(plan["consultation_ids"])
    # Another program reads the same.
    other = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in other] == [cell.value for cell in actions["C"]]


def check_actions(sheet: Worksheet, admin: User, plan: int) -> None:
    head, *rows = sheet.iter_rows(values_only=True)
    taking_place = [("action_plan_id", "=", plan), ("kanban_state", "!=", "cancel")]
    wanted = admin.read("event.event", taking_place, ["name", *AMOUNTS.values()], order="date_begin")
    lines = [dict(zip(head, row, strict=True)) for row in rows]
    assert sorted(row[2] for row in rows) == sorted(each["name"] for each in wanted)
    begins = [row[0] for row in rows]
    assert all(isinstance(day, datetime) and day.year == YEAR for day in begins)
    assert begins == sorted(begins), "in the order of the year"
    for label, field in AMOUNTS.items():
        assert all(isinstance(line[label], int | float) for line in lines)
        assert sum(line[label] for line in lines) == pytest.approx(sum(each[field] for each in wanted))
    # Whoever opens it reads the words, and the line of headings stays.
    assert sheet.freeze_panes == "A2"
    assert all(sheet.column_dimensions[letter].width > 10 for letter in "ABCD")


def test_who_may_not_export_sees_no_button(browser: Browser, odoo: OdooProcess, plan: dict) -> None:
    with Walker(browser, odoo.url, "account", SIZES["desk"]) as me:
        me.page.goto(f"/odoo/hub-plans/{plan['id']}")
        me.see(".o_statusbar_buttons button", "Print Programme")
        assert not me.find("button[name=action_workbook]").count()
        me.check_page()

"""A given figure is another one later: a date is corrected, two companies become one, and Explain names both."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.walker import Walker

ROW = ".o_data_row, .o_kanban_record:not(.o_kanban_ghost)"
CAUSES = "[name=line_ids] .o_data_row, [name=line_ids] .o_kanban_record:not(.o_kanban_ghost)"
OPENED = """async () => {
    const { action, orm } = odoo.__WOWL_DEBUG__.root.env.services;
    const { resModel, domain } = action.currentController.props;
    const rows = await orm.searchRead(resModel, domain, ["display_name"], { context: { active_test: false } });
    return { model: resModel, ids: rows.map(({ id }) => id) };
}"""


class Given(NamedTuple):
    """A report that was run, and what will change of it."""

    run: int
    kept: int
    twin: int
    moved_talk: int
    names: dict[str, str]


@pytest.fixture
def given(odoo: OdooProcess, admin: User, size: tuple[int, int]) -> Given:
    """Four companies in contact in 2022, counted by a report that was run for the year."""
    director = odoo.user("director")
    names = {kind: f"Explain {kind} {size[0]}" for kind in ("Kept", "Moved", "Same")}
    # The same one, typed a second time.
    names["Twin"] = names["Kept"].upper()
    place = {"is_company": True, "zip": "1140", "city": "Evere"}
    ids = {kind: admin.create("res.partner", {"name": name, **place}) for kind, name in names.items()}
    admin.run_cron("hub_reporting.ir_cron_quality")
    talks = {
        kind: admin.create("hub.interaction", {"partner_id": id_, "channel": "visit", "date": "2022-05-05 11:00:00"})
        for kind, id_ in ids.items()
    }
    indicator = director.create(
        "hub.indicator", {"name": f"Explained {size[0]}", "code": f"EXPLAINED{size[0]}", "unit": "company"}
    )
    source = {"fact_kind": "support", "domain": repr([("partner_id", "in", list(ids.values()))])}
    director.create(
        "hub.indicator.version",
        {"indicator_id": indicator, "definition": "Companies of the walk.", "source_ids": [(0, 0, source)]},
    )
    report = director.create(
        "hub.report", {"name": f"Explained {size[0]}", "line_ids": [(0, 0, {"indicator_id": indicator})]}
    )
    period = {"period_start": "2022-01-01", "period_end": "2022-12-31"}
    run = director.create("hub.report.run", {"report_id": report, **period})
    admin.run_cron("hub_reporting.ir_cron_report_runs")
    [state] = director.read("hub.report.run", [("id", "=", run)], ["state"])
    assert state["state"] == "done"
    return Given(run, ids["Kept"], ids["Twin"], talks["Moved"], names)


def test_a_date_and_a_merge_are_named(walk: Callable[..., Walker], given: Given, odoo: OdooProcess) -> None:
    with walk("director") as me:
        correct_date(me, given)
        merge(me, given)
        me.page.goto(f"/odoo/hub-report-runs/{given.run}")
        cell = me.see(f"[name=cell_ids] :is({ROW})", "4")
        explain = cell.locator("button[name=action_explain]")
        explain.click()
        me.see("[name=given]", "4")
        me.see("[name=today]", "2")
        me.check_page()
        assert me.find(CAUSES).count() == 2
        for cause, model, id_ in (
            ("Merged", "res.partner", given.kept),
            ("another date", "hub.interaction", given.moved_talk),
        ):
            row = me.see(CAUSES, cause)
            assert "-1" in row.inner_text()
            row.locator("button[name=action_open_records]").click()
            me.see(ROW)
            me.miss("[name=given]")
            assert me.page.evaluate(OPENED) == {"model": model, "ids": [id_]}
            me.check_page()
            me.page.go_back()
            me.see("[name=given]")
    director = odoo.user("director")
    assert not director.read("res.partner", [("id", "=", given.twin), ("active", "in", [True, False])], ["id"])
    [cell] = director.read("hub.report.cell", [("run_id", "=", given.run)], ["value"])
    assert cell["value"] == 4, "what was given stays"


def correct_date(me: Walker, given: Given) -> None:
    me.page.goto(f"/odoo/hub-conversations/{given.moved_talk}")
    me.see(".o_form_view .o_field_widget[name=date] :is(button, input)").click()
    box = me.see(".o_field_widget[name=date] input")
    box.fill("05/05/2023 11:00:00")
    box.press("Enter")
    # Hub asks whether so old a day is right.
    me.see(".modal", "Is This Right?").get_by_role("button", name="Close").last.click()
    me.miss(".modal")
    me.see(".o_form_button_save").click()
    me.see(".o_form_saved")
    me.check_page()


def merge(me: Walker, given: Given) -> None:
    """Make one company of two: chosen in the list, or on a phone by the card that says that they may be the same."""
    if me.is_narrow:
        me.page.goto("/odoo/hub-data-to-mend")
        me.look_for(given.names["Kept"], "Company", instead_of="Mine")
        me.see(ROW, "Possible Duplicate").locator("button[name=action_merge]").click()
    else:
        me.page.goto("/odoo/contacts?view_type=list")
        me.look_for(given.names["Kept"], "Name")
        boxes = me.find(".o_data_row .o_list_record_selector input")
        expect(boxes).to_have_count(2)
        for rank in range(2):
            boxes.nth(rank).click()
        me.see(".o_control_panel .o_cp_action_menus button", "Actions").click()
        me.see(".o-dropdown--menu .o-dropdown-item", "Merge").click()
    me.see(".modal [name=partner_ids]")
    if not me.is_narrow:
        # Which of the two stays; on the phone the first one is fine.
        me.see(".modal [name=dst_partner_id] input").fill(given.names["Kept"])
        me.see(".o-autocomplete--dropdown-item", str(given.kept)).click()
    me.see_value(".modal [name=dst_partner_id] input", f"({given.kept})")
    me.check_page()
    me.see(".modal footer button[name=action_merge]").click()
    me.see(".modal", "no more contacts to merge").get_by_role("button", name="Close").last.click()
    me.miss(".modal")

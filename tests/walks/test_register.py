"""The enterprise register: a number that nobody knew becomes a company; a director loads, compares and matches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import requests
from playwright.sync_api import expect

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.forms import push
from tests.walks.walker import ROWS, SIZES, Walker
from tools.pure import open_addon

open_addon("hub_cbe")

from hub_cbe.domain.layout import Kind, zip_name  # noqa: E402
from hub_cbe.synthetic import demo  # noqa: E402

SAID = "Asks what the agency can do for a company of two."
BOX = ".o_command_palette_search input:focus"


@pytest.fixture
def strangers(size: tuple[int, int]) -> list[demo.Told]:
    """Three companies that nobody knows; each size has its own."""
    companies = [each for each in demo.others() if not each.is_person][-3 * len(SIZES) :]
    return companies[list(SIZES.values()).index(size) :: len(SIZES)]


def test_a_number_that_nobody_knew(walk: Callable[..., Walker], admin: User, strangers: list[demo.Told]) -> None:
    by_number, by_name, _by_dialog = strangers
    with walk("account") as me:
        find_by_number(me, by_number)
        activate(me, by_number)
        log_a_conversation(me)
        find_in_the_list(me, by_name)
    for company in (by_number, by_name):
        number = company.number.replace(".", "")
        fields = ["is_prospect", "user_id", "name", "interaction_ids", "email"]
        [found] = admin.read("res.partner", [("company_registry", "=", number)], fields)
        assert not found["is_prospect"]
        assert found["user_id"][1].startswith("Ada Account")
        assert found["name"] == company.name
        assert bool(found["interaction_ids"]) == (company is by_number)
        assert found["email"] == ("typed@example.com" if company is by_number else False)


def find_by_number(me: Walker, company: demo.Told) -> None:
    """The first click is on what the search of all pages has found."""
    me.see(".o_hub_day_row:focus")
    me.press("Control+k")
    me.see(BOX)
    me.type(company.number)
    me.see(".o_command", company.name).click()
    me.see_value(".o_form_view [name=name] :is(input, textarea)", company.name)
    me.see(".alert", "nobody works with this company yet")
    me.check_page()


def activate(me: Walker, company: demo.Told) -> None:
    """The second click: only what the register does not know is asked."""
    me.see("button[name=action_activate_prospect]").click()
    me.see(".modal", "What the Register Does Not Know")
    assert bool(me.find(".modal [name=phone]").count()) != bool(company.contacts)
    assert not me.find(".modal [name=street], .modal [name=founding_date], .modal [name=name]").count()
    me.see(".modal [name=email] input").fill("typed@example.com")
    me.check_page()
    me.see(".modal footer button", "Save").click()
    me.miss(".modal")
    me.miss(".alert", "nobody works with this company yet")
    me.see("[name=street] .o_hub_register_mark")
    me.check_page()


def log_a_conversation(me: Walker) -> None:
    push(me, "action_log_interaction")
    me.see(".modal [name=note] textarea").fill(SAID)
    me.check_page()
    me.press("Control+Enter")
    me.see(".o_hub_timeline_conversation", SAID)
    me.check_page()


def find_in_the_list(me: Walker, company: demo.Told) -> None:
    """Nothing is found among one's own: one click looks in the register, one more begins to work with it."""
    me.page.goto("/odoo/hub-companies")
    me.look_for(company.name, "Company")
    me.see(".o_hub_look_in_register").click()
    me.see(ROWS, company.name).locator("button[name=action_activate_prospect]").click()
    me.see(".modal", "What the Register Does Not Know")
    me.see(".modal footer button", "Later").click()
    me.miss(".modal")
    me.check_page()


def test_a_conversation_begins_with_a_stranger(
    walk: Callable[..., Walker], admin: User, strangers: list[demo.Told]
) -> None:
    """Whoever chooses a company that nobody knows, where one is asked for, works with it."""
    company = strangers[-1]
    with walk("account") as me:
        me.page.goto("/odoo/action-hub_entrepreneurs.hub_interaction_action_log_here")
        box = me.see("[name=partner_id] input")
        box.click()
        box.fill(company.name)
        me.see(".o-autocomplete--dropdown-item", company.name).click()
        me.see("[name=note] textarea").fill(SAID)
        me.check_page()
        me.press("Control+Enter")
        me.miss("[name=note] textarea")
    number = company.number.replace(".", "")
    [found] = admin.read("res.partner", [("company_registry", "=", number)], ["is_prospect", "interaction_ids"])
    assert not found["is_prospect"]
    assert len(found["interaction_ids"]) == 1


@pytest.mark.parametrize("size", [SIZES["desk"]], ids=["desk"])
def test_a_director_keeps_the_register(
    walk: Callable[..., Walker], odoo: OdooProcess, admin: User, tmp_path: Path
) -> None:
    today = date.today()
    path = tmp_path / zip_name(demo.FIRST_NUMBER + 2, Kind.UPDATE, today)
    path.write_bytes(demo.next_update(today))
    with walk("director") as me:
        load(me, path, odoo, admin)
        take_five(me, admin)
        match_two(me, admin)


def load(me: Walker, path: Path, odoo: OdooProcess, admin: User) -> None:
    """Upload the update, and see on its page that it is done."""
    me.page.goto("/odoo/hub-register/new")
    me.see(".o_hub_register_upload button", "Choose the Zip")
    me.find(".o_hub_register_upload input[type=file]").set_input_files(path)
    me.see(".o_breadcrumb", "Update 102")
    me.see(".alert", "loaded in the background")
    me.check_page()
    run_jobs(odoo, admin)
    # The page follows it by itself.
    me.see(".o_arrow_button_current", "Done")
    me.check_page()


def run_jobs(odoo: OdooProcess, admin: User) -> None:
    """Do what the runner of the job queue does, which begins with no server of the tests."""
    for _turn in range(10):
        odoo.sql("UPDATE queue_job SET state = 'enqueued' WHERE state = 'pending'")
        jobs = admin.read("queue.job", [("state", "=", "enqueued")], ["uuid"], order="priority, id")
        if not jobs:
            return
        for job in jobs:
            asked = {"db": odoo.database, "job_uuid": job["uuid"]}
            requests.get(f"{odoo.url}/queue_job/runjob", params=asked, timeout=60).raise_for_status()
    raise AssertionError(f"jobs are left: {jobs}")


def take_five(me: Walker, admin: User) -> None:
    """Look at what differs, and let five be as the register says."""
    differing = [("differs", "=", True)]
    before = admin.call("hub.cbe.value", "search_count", differing)
    me.page.goto("/odoo/hub-register-values")
    facet = me.see(".o_searchview_facet", "Differs from the Register")
    if me.find(".o_searchview_facet", "Mine").count():
        me.see(".o_searchview_facet", "Mine").locator(".o_facet_remove").click()
        me.miss(".o_searchview_facet", "Mine")
    assert facet.count() == 1
    expect(me.find(".o_data_row")).to_have_count(before)
    me.check_page()
    rows = me.find(".o_data_row")
    said = [rows.nth(rank).locator("[name=value_text]").inner_text() for rank in range(5)]
    for rank in range(5):
        rows.nth(rank).locator("input[type=checkbox]").check()
    me.see(".o_control_panel button", "Take the Register's").click()
    expect(me.find(".o_data_row")).to_have_count(before - 5)
    for text in said:
        me.miss(".o_data_row", text)
    me.check_page()
    assert admin.call("hub.cbe.value", "search_count", differing) == before - 5


def match_two(me: Walker, admin: User) -> None:
    """Two companies get their number, each by one click."""
    me.page.goto("/odoo/hub-register-matches")
    me.see(".o_searchview_facet", "To Decide")
    if me.find(".o_searchview_facet", "Mine").count():
        me.see(".o_searchview_facet", "Mine").locator(".o_facet_remove").click()
    for name in ("Librairie Zelkoria", "Fietsenmaker Orvaline"):
        me.see(".o_data_row", name).locator("button[name=action_take]").click()
        me.see(".o_notification", "has its number now")
        me.miss(".o_data_row", name)
        [company] = admin.read("res.partner", [("name", "=", name)], ["company_registry", "is_prospect"])
        assert company["company_registry"].startswith("1999")
        assert not company["is_prospect"]
    me.check_page()

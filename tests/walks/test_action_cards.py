"""The cards of Today about actions: each is opened, and worked until it is empty of what it asked for."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.actions import address, make_action, make_companies
from tests.walks.forms import look_up, push, save
from tests.walks.walker import SIZES, Walker

ROW = ".o_hub_day_row"
# Before whatever the demonstration data have.
SOON = timedelta(hours=2)


def see_on_today(me: Walker, card: str, text: str) -> None:
    me.page.goto("/odoo/hub-today")
    me.see(f"[data-card={card}] {ROW}", text)
    me.check_page()


def open_from_today(me: Walker, card: str, text: str) -> None:
    see_on_today(me, card, text)
    me.see(f"[data-card={card}] {ROW}", text).click()
    me.see(".o_form_view")
    me.check_page()


def is_done(me: Walker, card: str, text: str) -> None:
    """Look at Today again: nothing asks for it any more."""
    me.page.goto("/odoo/hub-today")
    me.see(f"[data-card={card}]")
    me.miss(f"[data-card={card}] {ROW}", text)
    me.check_page()


def user_id(admin: User, login: str) -> int:
    [user] = admin.read("res.users", [("login", "=", login)], ["id"])
    return user["id"]


def register(admin: User, event: int, *companies: int) -> list[int]:
    return [admin.create("event.registration", {"event_id": event, "partner_id": company}) for company in companies]


# Who runs actions


def test_an_adviser_decides_on_a_registration(browser: Browser, odoo: OdooProcess, admin: User) -> None:
    """Somebody has registered without a company: it is found by the address, and taken."""
    adviser = user_id(admin, "adviser")
    event = make_action(admin, "FAIR", datetime.now() + SOON, name="Card to Decide", user_id=adviser)
    make_companies(admin, "Decided Atelier")
    values = {"event_id": event, "name": "Dario Plainly Madeup", "email": address("Decided Atelier")}
    row = admin.create("event.registration", values)
    with Walker(browser, odoo.url, "adviser", SIZES["desk"]) as me:
        open_from_today(me, "registrations", "Dario Plainly Madeup")
        me.see("[name=eligibility_misses]", "The company is not known yet")
        me.see("[name=proposed_company_id]", "Decided Atelier")
        me.see("button[name=action_take_company]").click()
        me.see("[name=place_state]", "Has a Place")
        me.check_page()
        is_done(me, "registrations", "Dario Plainly Madeup")
    [taken] = admin.read("event.registration", [("id", "=", row)], ["attendee_company_id", "state"])
    assert (taken["attendee_company_id"][1], taken["state"]) == ("Decided Atelier", "open")


def test_an_adviser_gives_places(browser: Browser, odoo: OdooProcess, admin: User) -> None:
    event = make_action(
        admin,
        "FAIR",
        datetime.now() + SOON,
        name="Card to Give",
        user_id=user_id(admin, "adviser"),
        selection_rule="draw",
        seats_limited=True,
        seats_max=1,
    )
    register(admin, event, *make_companies(admin, "Given First", "Given Second"))
    with Walker(browser, odoo.url, "adviser", SIZES["desk"]) as me:
        open_from_today(me, "places", "Card to Give")
        push(me, "action_give_places")
        me.see(".modal", "The places are given at once").get_by_role("button", name="Ok").click()
        me.miss(".modal")
        me.see("button[name=action_open_registrations]", "Waiting")
        me.check_page()
        is_done(me, "places", "Card to Give")
    places = admin.read("event.registration", [("event_id", "=", event)], ["place_state"])
    assert sorted(each["place_state"] for each in places) == ["given", "waiting"]


def test_an_adviser_marks_who_was_there(browser: Browser, odoo: OdooProcess, admin: User) -> None:
    adviser, names = user_id(admin, "adviser"), ("Marked First", "Marked Second")
    # The longest ago, so that it stands first.
    begin = datetime.now() - timedelta(days=58)
    event = make_action(admin, "FAIR", begin, name="Card to Mark", user_id=adviser)
    register(admin, event, *make_companies(admin, *names))
    with Walker(browser, odoo.url, "adviser", SIZES["desk"]) as me:
        open_from_today(me, "attendance", "Card to Mark")
        me.see(".o_statusbar_buttons button[name=action_open_registrations]").click()
        me.see(".o_data_row", names[0]).locator("input[type=checkbox]").check()
        me.page.get_by_role("button", name="Attended").click()
        me.see(".o_data_row [name=state]", "Attended")
        me.check_page()
        is_done(me, "attendance", "Card to Mark")
    talks = admin.read("hub.interaction", [("event_id", "=", event)], ["partner_id"])
    assert [talk["partner_id"][1] for talk in talks] == [names[0]]


@pytest.fixture
def unready(odoo: OdooProcess) -> str:
    """An action of a plan that begins in three weeks, and that nobody runs or has approved."""
    director, begin = odoo.user("director"), datetime.now() + timedelta(days=20)
    of_year = [("year", "=", begin.year)]
    plans = director.read("hub.action.plan", of_year, ["id"])
    plan = plans[0]["id"] if plans else director.create("hub.action.plan", {"year": begin.year})
    values = {"action_plan_id": plan, "user_id": False, "amendment_reason": "A partner asked for it."}
    make_action(director, "SEMINAR", begin, name="Card Not Ready", **values)
    return "Card Not Ready"


def test_a_director_makes_an_action_ready(browser: Browser, odoo: OdooProcess, admin: User, unready: str) -> None:
    with Walker(browser, odoo.url, "director", SIZES["desk"]) as me:
        open_from_today(me, "unready", unready)
        me.see(".o_arrow_button", "Approved").click()
        me.see(".o_arrow_button_current", "Approved")
        see_on_today(me, "unready", "nobody runs it")
        open_from_today(me, "unready", unready)
        look_up(me, "user_id", "Noor")
        save(me)
        me.check_page()
        is_done(me, "unready", unready)
    [action] = admin.read("event.event", [("name", "=", unready)], ["action_state", "user_id"])
    assert action["action_state"] == "approved"
    assert action["user_id"][1].startswith("Noor")


# An account manager


def test_an_account_manager_takes_a_place_by_phone(browser: Browser, odoo: OdooProcess, admin: User) -> None:
    """A company of mine is offered a place; it says yes on the phone."""
    event = make_action(admin, "FAIR", datetime.now() + SOON, name="Card Offered", seats_limited=True, seats_max=1)
    first, second = register(admin, event, *make_companies(admin, "Offered First", "Offered Second"))
    admin.call("event.registration", "action_cancel", [first])
    with Walker(browser, odoo.url, "account", SIZES["phone"]) as me:
        see_on_today(me, "taking_part", "Place Offered")
        open_from_today(me, "taking_part", "Offered Second")
        push(me, "action_accept_offer")
        me.see("[name=place_state]", "Has a Place")
        me.check_page()
        me.page.goto("/odoo/hub-today")
        row = me.see(f"[data-card=taking_part] {ROW}", "Offered Second")
        assert "Place Offered" not in row.inner_text()
        assert "Offered First" not in me.see("[data-card=taking_part]").inner_text()
    [taken] = admin.read("event.registration", [("id", "=", second)], ["place_state"])
    assert taken["place_state"] == "given"

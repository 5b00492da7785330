"""An adviser plans a mission to Rabat; one company waits, takes a place by link on a phone, and was there."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from playwright.sync_api import Browser, expect

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.forms import add_line, choose, fill, look_up, open_menu, push, save, turn_to, write
from tests.walks.walker import SIZES, Walker

# Nobody else of the walks plans that year.
YEAR = datetime.now().year + 2
NAME = "Design Mission to Rabat"
CRITERIA = "Companies of the cultural and creative sectors."
WHY = "Its new line is design."
NAMES = ("Mission First", "Mission Outside", "Mission Next")
IS_WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def companies(admin: User) -> dict[str, int]:
    """Two companies of the creative sector and one of none, each with its person; a plan that is not approved yet."""
    admin.create("hub.action.plan", {"year": YEAR})
    [account] = admin.read("res.users", [("login", "=", "account")], ["id"])
    [sector] = admin.read("hub.sector", [("code", "=", "ccs_core")], ["id"])
    ids = {}
    for name in NAMES:
        values = {"name": name, "is_company": True, "user_id": account["id"]}
        if name != "Mission Outside":
            values["sector_added_ids"] = [(4, sector["id"])]
        ids[name] = admin.create("res.partner", values)
        person = {"name": f"Head of {name}", "email": f"{name.lower().replace(' ', '.')}@example.com"}
        admin.create("res.partner", {**person, "parent_id": ids[name]})
    return ids


def test_a_mission(browser: Browser, odoo: OdooProcess, admin: User, companies: dict[str, int]) -> None:
    # The office in Rabat is Noor's.
    with Walker(browser, odoo.url, "noor", SIZES["desk"]) as me:
        plan(me)
        register(me)
    with Walker(browser, odoo.url, "director", SIZES["desk"]) as me:
        override(me)
    with Walker(browser, odoo.url, "account", SIZES["desk"]) as me:
        cancel(me)
    accept(browser, odoo, admin)
    # Its day comes; nobody was there before.
    odoo.sql(
        f"""UPDATE event_event SET date_begin = LOCALTIMESTAMP - INTERVAL '1 day', date_end = LOCALTIMESTAMP
             WHERE name->>'en_US' = '{NAME}'"""
    )
    with Walker(browser, odoo.url, "noor", SIZES["phone"]) as me:
        mark(me)
    with Walker(browser, odoo.url, "account", SIZES["desk"]) as me:
        read_conversation(me, companies["Mission Outside"])


def plan(me: Walker) -> None:
    """The whole form of the action: when, where, for whom, how many, by which rule, and what it costs."""
    open_menu(me, "Support", "Actions")
    me.check_page()
    me.see(".o_switch_view.o_list").click()
    me.see(".o_list_button_add").click()
    write(me, "name", NAME)
    me.see("button[data-field=date_begin]").click()
    for field, moment in (("date_begin", f"10/03/{YEAR} 09:00:00"), ("date_end", f"13/03/{YEAR} 17:00:00")):
        box = me.see(f"input[data-field={field}]")
        box.fill(moment)
        box.press("Tab")
    me.press("Escape")
    look_up(me, "action_type_id", "Trade Mission")
    me.see_value("[name=action_plan_id] input", f"Plan {YEAR}")
    look_up(me, "country_id", "Morocco")
    me.miss("[name=address_id] .o_field_many2one_extra")
    look_up(me, "office_id", "Rabat")
    fill(me, "sector_ids", "Culture and Creation")
    choose(me, "follow_up_months", "12 months")
    me.see("[name=seats_limited] input").check()
    write(me, "seats_max", "3")
    choose_who_takes_part(me)
    turn_to(me, "Costs")
    for kind, planned in (("Travel", "12000"), ("Speakers", "3000")):
        add_line(me, "cost_ids")
        choose(me, "cost_ids] .o_selected_row [name=kind", kind)
        write(me, "planned", planned, "[name=cost_ids]")
    save(me)
    me.see("[name=cost_ids] tfoot", "15,000")
    me.check_page()


def choose_who_takes_part(me: Walker) -> None:
    turn_to(me, "Who Takes Part")
    write(me, "criteria", CRITERIA)
    me.see(".o_domain_add_first_node_button").click()
    me.see("[name=criteria_domain] .o_model_field_selector").click()
    me.see(".o_model_field_selector_popover input").fill("Sectors")
    me.page.locator(".o_model_field_selector_popover").get_by_text("Sectors", exact=True).click()
    box = me.see("[name=criteria_domain] .o-autocomplete input")
    box.fill("Culture and Creation")
    me.see(".o-autocomplete--dropdown-item", "Culture and Creation").click()
    me.see("[name=criteria_domain] .o_tag", "Culture and Creation")
    write(me, "seats_held_back", "1")
    choose(me, "selection_rule", "In Order")
    add_line(me, "quota_ids")
    write(me, "places", "1", "[name=quota_ids]")
    for size, amount in (("Micro", "100"), ("Large", "300")):
        add_line(me, "fee_ids")
        choose(me, "fee_ids] .o_selected_row [name=size_class", size)
        write(me, "amount", amount, "[name=fee_ids]")


def register(me: Walker) -> None:
    """Three companies by phone: two have a place, of the third it says what is missing, and only a director may."""
    push(me, "action_open_registrations")
    for name in NAMES:
        me.see(".o_list_button_add").click()
        look_up(me, "attendee_company_id", name)
        me.see_value("[name=partner_id] input", f"Head of {name}")
        me.see_value("[name=name] input", f"Head of {name}")
        save(me)
        me.check_page()
        if name == "Mission Outside":
            me.see("[name=place_state]", "To Check")
            me.see("[name=eligibility_misses]", "Sectors: Culture and Creation is asked for")
            assert not me.find("button[name=action_override]").count()
        else:
            me.see("[name=place_state]", "Has a Place")
        me.see(".breadcrumb-item", "Registrations").click()
    me.see(".o_data_row", "Not Eligible")
    me.check_page()


def open_registration(me: Walker, company: str) -> None:
    """By the menu and the list of all registrations."""
    open_menu(me, "Support", "Registrations")
    me.look_for(company, "Company")
    me.see(".o_data_row", company).locator("td[name=name]").click()


def override(me: Walker) -> None:
    open_registration(me, "Mission Outside")
    push(me, "action_override")
    write(me, "reason", WHY, ".modal")
    me.see(".modal footer button[name=action_override]").click()
    me.miss(".modal")
    me.see("[name=override_reason]", WHY)
    me.see("[name=place_state]", "Waiting")
    me.see("[name=waiting_rank]", "1")
    me.check_page()


def cancel(me: Walker) -> None:
    """The company calls its account manager: it can't come."""
    open_registration(me, "Mission First")
    push(me, "action_cancel")
    me.see(".o_arrow_button_current", "Cancelled")
    me.check_page()


def accept(browser: Browser, odoo: OdooProcess, admin: User) -> None:
    """The next one is offered the place by mail, and takes it on a phone without a log-in."""
    [mail] = admin.read("mail.mail", [("email_to", "ilike", "mission.outside@example.com")], ["body_html"], limit=1)
    phone = dict(zip(("width", "height"), SIZES["phone"], strict=True))
    context = browser.new_context(viewport=phone, base_url=odoo.url)
    page = context.new_page()
    page.goto(re.search(r"/place/[\w-]+", mail["body_html"])[0])
    expect(page.get_by_text(NAME)).to_be_visible()
    assert not page.evaluate(IS_WIDER)
    page.get_by_role("button", name="We take the place").click()
    expect(page.get_by_role("heading", name="You take part")).to_be_visible()
    context.close()


def mark(me: Walker) -> None:
    """At the door, on a phone."""
    me.page.goto("/odoo/hub-registrations")
    me.look_for(NAME, "Action")
    for company in ("Mission Outside", "Mission Next"):
        card = me.see(".o_kanban_record", company)
        card.get_by_role("button", name="Attended").click()
        me.see(".o_kanban_record:has-text('Attended')", company)
    me.check_page()


def read_conversation(me: Walker, company: int) -> None:
    me.page.goto(f"/odoo/hub-companies/{company}")
    me.see(".o_hub_timeline_conversation", NAME)
    me.see("button[name=action_open_interactions]").click()
    me.see(".o_data_row").locator("td[name=partner_id]").click()
    me.see("[name=event_id]", NAME)
    me.check_page()

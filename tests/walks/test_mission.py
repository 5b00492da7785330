"""An adviser plans a mission to Rabat; companies register, one waits, takes a place by link on a phone, and was there."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from playwright.sync_api import Browser, expect

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.forms import choose, fill, look_up, open_menu, push, save, turn_to, write
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
        register(me, *NAMES)
    with Walker(browser, odoo.url, "director", SIZES["desk"]) as me:
        override(me)
    with Walker(browser, odoo.url, "account", SIZES["desk"]) as me:
        cancel(me)
    accept(browser, odoo, admin)
    with Walker(browser, odoo.url, "noor", SIZES["phone"]) as me:
        mark(me)
    with Walker(browser, odoo.url, "account", SIZES["desk"]) as me:
        read_conversation(me, companies["Mission Outside"])


def plan(me: Walker) -> None:
    open_menu(me, "Support", "Actions")
    me.check_page()
    me.see(".o_switch_view.o_list").click()
    me.see(".o_list_button_add").click()
    write(me, "name", NAME)
    me.see("[name=date_begin] input").fill(f"10/03/{YEAR} 09:00")
    look_up(me, "action_type_id", "Trade Mission")
    me.see_value("[name=action_plan_id] input", f"Plan {YEAR}")
    look_up(me, "country_id", "Morocco")
    look_up(me, "office_id", "Rabat")
    fill(me, "sector_ids", "Cultural and Creative")
    choose(me, "follow_up_months", "12")
    me.see("[name=seats_limited] input").check()
    write(me, "seats_max", "3")
    turn_to(me, "Who Takes Part")
    write(me, "criteria", CRITERIA)
    write(me, "seats_held_back", "1")
    choose(me, "selection_rule", "In Order")
    me.see("[name=quota_ids] .o_field_x2many_list_row_add a").click()
    write(me, "places", "1", "[name=quota_ids]")
    for size, amount in (("Micro", "100"), ("Large", "300")):
        me.see("[name=fee_ids] .o_field_x2many_list_row_add a").click()
        choose(me, "fee_ids] [name=size_class", size)
        write(me, "amount", amount, "[name=fee_ids]")
    turn_to(me, "Costs")
    me.see("[name=cost_ids] .o_field_x2many_list_row_add a").click()
    write(me, "planned", "12000", "[name=cost_ids]")
    save(me)
    me.check_page()


def register(me: Walker, *names: str) -> None:
    push(me, "action_open_registrations")
    for name in names:
        me.see(".o_list_button_add").click()
        look_up(me, "attendee_company_id", name)
        me.see_value("[name=partner_id] input", f"Head of {name}")
        save(me)
        me.check_page()
        me.see(".o_back_button, .o_breadcrumb .breadcrumb-item").first.click()


def override(me: Walker) -> None:
    pass


def cancel(me: Walker) -> None:
    pass


def accept(browser: Browser, odoo: OdooProcess, admin: User) -> None:
    pass


def mark(me: Walker) -> None:
    pass


def read_conversation(me: Walker, company: int) -> None:
    pass

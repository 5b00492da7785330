"""A director works the queue of data to mend: by one click, with a reason, as no duplicate, and shares the rest out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.walker import Walker

ROW = ".o_data_row, .o_kanban_record:not(.o_kanban_ghost)"


@pytest.fixture
def names(admin: User, size: tuple[int, int]) -> dict[str, str]:
    """Companies of nobody's that each lack something, found by the nightly job."""
    names = {kind: f"Queue {kind} {size[0]}" for kind in ("Bounces", "Holding", "Twin", "Given")}
    [sector] = admin.read("hub.sector", [], ["id"], limit=1)
    whole = {
        "is_company": True, "zip": "1140", "city": "Evere", "entrepreneur_stage": "project",
        "sector_added_ids": [(6, 0, [sector["id"]])],
    }  # fmt: skip
    address = f"queue{size[0]}@example.com"
    admin.create("res.partner", {**whole, "name": names["Bounces"], "email": address, "message_bounce": 3})
    for kind in ("Holding", "Given"):
        admin.create("res.partner", {**whole, "name": names[kind], "sector_added_ids": False})
    for name in (names["Twin"], names["Twin"].upper()):
        admin.create("res.partner", {**whole, "name": name})
    admin.run_cron("hub_reporting.ir_cron_quality")
    return names


def states(admin: User, name: str) -> dict[str, tuple]:
    """What has become of the data to mend of a company, by rule."""
    issues = admin.read(
        "hub.quality.issue", [("partner_id.name", "=", name)], ["rule_id", "state", "reason", "user_id"]
    )
    return {each["rule_id"][1]: (each["state"], each["reason"], each["user_id"]) for each in issues}


def find(me: Walker, name: str) -> None:
    """Open the queue and look for a company."""
    me.page.goto("/odoo/hub-data-to-mend")
    me.look_for(name, "Company", instead_of="Mine")
    me.see(ROW, name)
    me.check_page()


def push(me: Walker, name: str, button: str) -> None:
    me.see(ROW, name).locator(f"button[name={button}]").first.click()


def test_work_the_queue(walk: Callable[..., Walker], names: dict[str, str], admin: User, odoo: OdooProcess) -> None:
    director = odoo.user("director")
    with walk("director") as me:
        find(me, names["Bounces"])
        push(me, names["Bounces"], "action_mend")
        me.miss(ROW, names["Bounces"])
        me.see(".o_notification", "Mended: 1")
        assert states(admin, names["Bounces"])["Email Address That Bounces"][0] == "mended"

        find(me, names["Holding"])
        push(me, names["Holding"], "action_set_aside")
        me.see(".modal [name=reason] input").fill("It is a holding")
        me.check_page()
        me.see(".modal footer button[name=action_set_aside]").click()
        me.miss(ROW, names["Holding"])
        assert states(admin, names["Holding"])["Company without a Sector"][:2] == ("set_aside", "It is a holding")

        find(me, names["Twin"])
        push(me, names["Twin"], "action_not_duplicate")
        me.miss(ROW, names["Twin"])
        admin.run_cron("hub_reporting.ir_cron_quality")
        told = states(admin, names["Twin"]) | states(admin, names["Twin"].upper())
        assert told["Possible Duplicate"][:2] == ("set_aside", "Not a duplicate"), "and the night asks no more"

        if me.is_narrow:
            # Cards are not chosen by the dozen: work is shared out at a desk.
            return
        find(me, names["Given"])
        me.see(ROW, names["Given"]).locator(".o_list_record_selector input").click()
        me.see(".o_control_panel button", "Share Out").click()
        me.see(".modal [name=user_ids] input").fill("Dina")
        me.see(".o-autocomplete--dropdown-item", "Dina Director").click()
        me.check_page()
        me.see(".modal footer button[name=action_assign]").click()
        me.miss(".modal")
        assert states(admin, names["Given"])["Company without a Sector"][2][0] == director.id
        me.check_page()

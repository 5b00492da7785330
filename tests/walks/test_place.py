"""A place falls free: the company that waits takes it by link, comes, and its attendance becomes a conversation."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import Browser, expect

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.walker import Walker

_IS_WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def _prepare(admin: User, name: str) -> tuple[int, list[int]]:
    """Let two companies register for an action of one place; return the action and the registrations."""
    [account, cluster] = admin.read(
        "res.users", [("login", "in", ("account", "cluster"))], ["login"], order="login", limit=2
    )
    [fair] = admin.read("hub.action.type", [("code", "=", "fair")], ["id"]) or admin.read(
        "hub.action.type", [], ["id"], limit=1
    )
    begin = datetime.now() + timedelta(days=20)
    event = admin.create(
        "event.event",
        {
            "name": name,
            "action_type_id": fair["id"],
            "date_begin": f"{begin:%Y-%m-%d} 08:00:00",
            "date_end": f"{begin:%Y-%m-%d} 12:00:00",
            "seats_limited": True,
            "seats_max": 1,
            "user_id": cluster["id"],
        },
    )
    registrations = []
    for who in ("First", "Second"):
        company = admin.create(
            "res.partner",
            {
                "name": f"{who} of {name}",
                "is_company": True,
                "email": f"{who}.{name}@example.com".lower().replace(" ", "."),
                "user_id": account["id"],
            },
        )
        registrations.append(admin.create("event.registration", {"event_id": event, "partner_id": company}))
    return event, registrations


def test_the_next_one_takes_the_place(
    walk: Callable[..., Walker], browser: Browser, odoo: OdooProcess, admin: User, size: tuple[int, int]
) -> None:
    event, [first, second] = _prepare(admin, f"Place {size[0]}")
    with walk("account") as me:
        me.page.goto(f"/odoo/hub-registrations/{second}")
        me.see("[name=place_state]", "Waiting")
        me.see("[name=waiting_rank]", "1")
        me.check_page()
    admin.call("event.registration", "write", [first], {"state": "cancel"})
    [waiting] = admin.read("event.registration", [("id", "=", second)], ["place_state", "email"])
    assert waiting["place_state"] == "offered"
    [mail] = admin.read("mail.mail", [("email_to", "ilike", waiting["email"])], ["body_html"])
    link = re.search(r"/place/[\w-]+", mail["body_html"])[0]
    context = browser.new_context(viewport=dict(zip(("width", "height"), size, strict=True)), base_url=odoo.url)
    page = context.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", name="A place is free")).to_be_visible()
    expect(page.get_by_text(f"Second of Place {size[0]}")).to_be_visible()
    assert not page.evaluate(_IS_WIDER), "the page is to be scrolled sideways"
    page.get_by_role("button", name="We take the place").click()
    expect(page.get_by_role("heading", name="You take part")).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("heading", name="You take part")).to_be_visible()
    assert not page.get_by_role("button", name="We take the place").count()
    context.close()
    # Nobody was there before the day on which it begins.
    today = f"{datetime.now():%Y-%m-%d}"
    admin.call("event.event", "write", [event], {"date_begin": f"{today} 08:00:00", "date_end": f"{today} 12:00:00"})
    with walk("cluster") as me:
        me.page.goto(f"/odoo/events/{event}")
        me.page.goto("/odoo/hub-registrations")
        me.look_for(f"Place {size[0]}", "Action")
        if me.is_narrow:
            me.see(".o_kanban_record", f"Second of Place {size[0]}").get_by_role("button", name="Attended").click()
            me.see(".o_kanban_record [name=state]", "Attended")
        else:
            me.see(".o_data_row", f"Second of Place {size[0]}").locator("input[type=checkbox]").check()
            me.page.get_by_role("button", name="Attended").click()
            me.see(".o_data_row [name=state]", "Attended")
        me.check_page()
    [registration] = admin.read("event.registration", [("id", "=", second)], ["state", "attendee_company_id"])
    assert registration["state"] == "done"
    [talk] = admin.read("hub.interaction", [("event_id", "=", event)], ["partner_id", "duration", "channel"])
    assert talk["partner_id"] == registration["attendee_company_id"]
    assert (talk["duration"], talk["channel"]) == (4, "event")

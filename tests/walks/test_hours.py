"""An hour at the office, booked on the phone for a starter: two clicks, a reminder, a conversation, or a no-show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.forms import push
from tests.walks.walker import ROWS, SIZES, Walker


@pytest.fixture
def hours(admin: User, size: tuple[int, int]) -> list[int]:
    """Two hours of the account manager, before those of the demonstration: today or tomorrow."""
    [account] = admin.read("res.users", [("login", "=", "account")], ["id"])
    [kind] = admin.read("hub.action.type", [("code", "=", "HOURS")], ["id"])
    now = datetime.now()
    event = admin.create(
        "event.event",
        {
            "name": f"Office {size[0]}",
            "action_type_id": kind["id"],
            "date_begin": f"{now - timedelta(days=3):%Y-%m-%d} 00:00:00",
            "date_end": f"{now + timedelta(days=30):%Y-%m-%d} 00:00:00",
        },
    )
    # The walks share a database, and an adviser has one hour at a time.
    first = 6 + 2 * list(SIZES.values()).index(size)
    day = f"{now + timedelta(days=1):%Y-%m-%d}"
    return [
        admin.create(
            "event.slot",
            {
                "event_id": event,
                "user_id": account["id"],
                "date": day,
                "start_hour": first + rank / 2,
                "end_hour": first + rank / 2 + 0.5,
                "place": "Showcase Office",
            },
        )
        for rank in range(2)
    ]


@pytest.fixture
def starters(admin: User, size: tuple[int, int]) -> list[str]:
    """Two persons without a company, of the account manager."""
    [account] = admin.read("res.users", [("login", "=", "account")], ["id"])
    names = [f"{name} Starting {size[0]}" for name in ("Ada", "Bo")]
    for name in names:
        email = f"{name.lower().replace(' ', '.')}@example.com"
        admin.create("res.partner", {"name": name, "email": email, "user_id": account["id"]})
    return names


def test_an_hour_is_booked_on_the_phone(
    walk: Callable[..., Walker], odoo: OdooProcess, admin: User, hours: list[int], starters: list[str]
) -> None:
    with walk("account") as me:
        for hour, name in zip(hours, starters, strict=True):
            book(me, admin, name)
            [slot] = admin.read("event.slot", [("id", "=", hour)], ["booking_id", "is_free"])
            assert slot["booking_id"][1] == name
            assert not slot["is_free"]
    check_reminder(admin, hours[0])
    with walk("cluster") as me:
        see_as_a_colleague(me, starters)
    # Two days pass; nobody moves an hour that is booked.
    odoo.sql(
        f"""UPDATE event_slot SET date = date - 2, start_datetime = start_datetime - INTERVAL '2 days',
                   end_datetime = end_datetime - INTERVAL '2 days'
             WHERE id IN ({", ".join(map(str, hours))})"""
    )
    with walk("account") as me:
        note_who_came(me, *starters)
        open_starter(me, admin, starters[0])
        me.see(".o_hub_timeline_conversation")
        me.check_page()
    [talk] = admin.read("hub.interaction", [("event_slot_id", "=", hours[0])], ["partner_id", "channel", "duration"])
    assert (talk["partner_id"][1], talk["channel"], talk["duration"]) == (starters[0], "office", 0.5)
    assert not admin.read("hub.interaction", [("event_slot_id", "=", hours[1])], ["id"])


def open_starter(me: Walker, admin: User, name: str) -> None:
    [starter] = admin.read("res.partner", [("name", "=", name)], ["id"])
    me.page.goto(f"/odoo/hub-starters/{starter['id']}")
    me.see(".o_form_view")


def book(me: Walker, admin: User, name: str) -> None:
    """From the page of the starter: the next free hour is proposed, so that two clicks book it."""
    open_starter(me, admin, name)
    push(me, "action_book_hour")
    me.see_value(".modal [name=slot_id] input", "At the Office")
    me.check_page()
    me.see(".modal footer button[name=action_book]").click()
    me.miss(".modal")
    me.check_page()


def check_reminder(admin: User, hour: int) -> None:
    """The appointment is confirmed, and core's scheduler has a reminder for its moment."""
    [slot] = admin.read("event.slot", [("id", "=", hour)], ["event_id", "start_datetime", "booking_id"])
    mails = admin.read("event.mail", [("event_id", "=", slot["event_id"][0])], ["id"])
    admin.call("event.mail", "execute", [each["id"] for each in mails])
    assert admin.read("event.mail.registration", [("registration_id", "=", slot["booking_id"][0])], ["id"])
    reminders = admin.read("event.mail.slot", [("event_slot_id", "=", hour)], ["scheduled_date"])
    assert reminders
    assert all(each["scheduled_date"] < slot["start_datetime"] for each in reminders)


def see_as_a_colleague(me: Walker, starters: list[str]) -> None:
    """Which hours are free, and who comes to the others."""
    me.page.goto("/odoo/hub-hours")
    me.see(ROWS, "Free")
    me.miss(ROWS, starters[0])
    me.check_page()
    me.look_for("Office", "Action", instead_of="Free")
    me.see(ROWS, starters[0])
    me.check_page()


def note_who_came(me: Walker, came: str, missed: str) -> None:
    me.page.goto("/odoo/hub-hours")
    me.look_for("Office", "Action", instead_of="Free")
    for name in (came, missed):
        assert "Did Not Come" in me.see(ROWS, name).inner_text()
    me.see(ROWS, came).locator("button[name=action_booking_done]").click()
    me.see(f":is({ROWS}):has-text('Was There'):not(:has-text('Did Not Come'))", came)
    me.check_page()
    assert "Did Not Come" in me.see(ROWS, missed).inner_text(), "who did not come is told"

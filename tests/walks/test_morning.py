"""An account manager's morning with nothing but keys: what takes long is only what is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.callers import NOTE, look_up, make_company
from tests.walks.walker import SIZES, Walker

ROW = ".o_hub_day_row:focus"
# Before whatever the demonstration data have.
LONG_AGO = ("2020-01-01", "2020-01-02")


@pytest.fixture
def account(odoo: OdooProcess) -> User:
    return odoo.user("account")


@pytest.fixture
def names(admin: User, account: User, size: tuple[int, int]) -> dict[str, str]:
    """Companies of the account manager's own: one with a meeting today, two with something that is long overdue."""
    names = {kind: f"Morning {kind} {size[0]}" for kind in ("Meeting", "First", "Second")}
    ids = {
        kind: admin.create("res.partner", {"name": name, "is_company": True, "user_id": account.id})
        for kind, name in names.items()
    }
    day = account.call("hub.day", "get_day")["day"]
    [me] = admin.read("res.users", [("id", "=", account.id)], ["partner_id"])
    guests = [(6, 0, [ids["Meeting"], me["partner_id"][0]])]
    # The walks share a database: the meeting of the later one is the earlier one.
    hour = 8 - list(SIZES.values()).index(size)
    hours = {"start": f"{day} {hour:02d}:00:00", "stop": f"{day} {hour + 1:02d}:00:00"}
    account.create("calendar.event", {"name": "Visit", "location": "Quay 3", "partner_ids": guests, **hours})
    [contacts] = admin.read("ir.model", [("model", "=", "res.partner")], ["id"])
    for kind, deadline in zip(("First", "Second"), LONG_AGO, strict=True):
        about = {"res_model_id": contacts["id"], "res_id": ids[kind], "summary": f"Ask {kind}"}
        admin.create("mail.activity", {**about, "user_id": account.id, "date_deadline": deadline})
    return names


def conversations(user: User, name: str) -> list[str]:
    """What was said with a company."""
    found = user.read("hub.interaction", [("partner_id.name", "=", name)], ["note"])
    return [conversation["note"] for conversation in found]


def test_a_whole_morning(
    walk: Callable[..., Walker], names: dict[str, str], account: User, size: tuple[int, int]
) -> None:
    with walk("account") as me:
        me.see(f"[data-card=agenda] {ROW}", names["Meeting"])
        me.check_page()
        me.start_counting()
        log_the_meeting(me, account, names["Meeting"])
        move_one_and_do_another(me, account, names)
        make_a_call(me, account)
        # Two that differ by the screen: the walks share a database.
        name, number = f"Unknown {size[0]}", f"0475 98 {size[0] // 100:02d} {size[0] % 100:02d}"
        make_a_company_of_a_caller(me, account, name, number)
        read_the_briefing(me, name)


def log_the_meeting(me: Walker, account: User, name: str) -> None:
    me.press("l")
    me.see(NOTE)
    me.type("They open on Sundays from now on.")
    me.press("Control+Enter")
    me.see(f"[data-card=agenda] {ROW}", "conversation logged")
    me.check_keys(2)
    # Under what the meeting was called.
    assert conversations(account, name) == ["Visit\nThey open on Sundays from now on."]


def move_one_and_do_another(me: Walker, account: User, names: dict[str, str]) -> None:
    me.press("ArrowRight")
    me.see(f"[data-card=due] {ROW}", names["First"])
    me.press("m")
    me.see(f"[data-card=due] {ROW}", names["Second"])
    me.press("d")
    me.miss("[data-card=due]", names["Second"])
    me.check_keys(3)
    mine = [("user_id", "=", account.id), ("res_name", "in", list(names.values()))]
    [moved] = account.read("mail.activity", mine, ["res_name", "date_deadline"])
    assert moved["res_name"] == names["First"]
    assert moved["date_deadline"] > LONG_AGO[-1]


def make_a_call(me: Walker, account: User) -> None:
    """The next call is marked afterwards."""
    me.press("ArrowRight")
    called, following = me.find("[data-card=calls] .o_hub_day_company").all_inner_texts()[:2]
    me.see(f"[data-card=calls] {ROW}", called)
    me.press("l")
    me.see(NOTE)
    me.type("She comes to the workshop.")
    me.press("Alt+q")
    me.see(f"[data-card=calls] {ROW}", following)
    me.check_keys(3)
    assert conversations(account, called)[:1] == ["She comes to the workshop."]


def make_a_company_of_a_caller(me: Walker, account: User, name: str, number: str) -> None:
    """Nobody has the number: it is in its place already, and the person comes with what was said."""
    look_up(me, number)
    me.check_keys(2)
    me.check_page()
    make_company(me, name, "She asks for a first talk.")
    me.check_keys(12)
    me.check_page()
    [company] = account.read("res.partner", [("name", "=", name)], ["phone", "user_id", "child_ids"])
    assert company["phone"].replace(" ", "").endswith(number.replace(" ", "")[1:])
    assert company["user_id"][0] == account.id
    [talk] = account.read("hub.interaction", [("partner_id", "=", company["id"])], ["contact_id"])
    assert talk["contact_id"][0] in company["child_ids"]


def read_the_briefing(me: Walker, name: str) -> None:
    # On a phone its button is in a menu.
    me.press("Alt+Shift+b")
    me.see(".o_action button[title=Print]")
    me.see_in_frame("h1", name)
    me.check_keys(1)
    me.check_page()

"""Somebody calls: who is known is found by two keys; who is not is a company with a person and a talk in a minute."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.callers import look_up, make_company
from tests.walks.walker import Walker

# A person who types without haste: five keys a second, and as many for each key that is no letter.
PAUSE = 200
A_MINUTE = 60
BOX = ".o_command_palette_search input:focus"
SAID = "Opens a shop in May, asks for a first talk about packaging and grants."


def test_who_is_calling(walk: Callable[..., Walker], admin: User, size: tuple[int, int]) -> None:
    name, phone = f"Caller {size[0]}", f"0475 97 {size[0]:04d}"
    admin.create("res.partner", {"name": name, "is_company": True, "phone": phone})
    with walk("account") as me:
        me.see(".o_hub_day_row:focus")
        me.start_counting()
        me.press("Control+k")
        me.see(BOX)
        me.type(phone.replace(" ", ""))
        # At once, before the answer is there: what is opened is what the number finds.
        me.press("Enter")
        me.see_value(".o_form_view [name=name] :is(input, textarea)", name)
        me.check_keys(2)
        me.check_page()


def test_a_new_company_in_a_minute(walk: Callable[..., Walker], odoo: OdooProcess, size: tuple[int, int]) -> None:
    """From Today to a conversation that is kept: by the keys and by what one waits for."""
    name, number = f"Atelier Minute {size[0]}", f"0475 96 {size[0] // 100:02d} {size[0] % 100:02d}"
    with walk("account", pause=PAUSE) as me:
        me.see(".o_hub_day_row:focus")
        me.start_counting()
        began = time.monotonic()
        look_up(me, number)
        make_company(me, name, SAID)
        took = time.monotonic() - began
        keys = me.keys + me.letters
        print(f"{keys} keys, {keys * PAUSE / 1000:.1f} s of typing, {took:.1f} s in all")
        assert keys * PAUSE / 1000 < A_MINUTE
        assert took < A_MINUTE
    account = odoo.user("account")
    [company] = account.read("res.partner", [("name", "=", name)], ["child_ids", "interaction_ids"])
    [talk] = account.read("hub.interaction", [("partner_id", "=", company["id"])], ["contact_id", "note"])
    assert (talk["contact_id"][0], talk["note"]) == (company["child_ids"][0], SAID)

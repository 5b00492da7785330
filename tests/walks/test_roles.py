"""The first ten minutes of each role, with keys alone: what stands on Today, where it leads, and the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.campaign_mail.odoo_process import OdooProcess
from tests.walks.walker import Walker

ROW = ".o_hub_day_row:focus"
# A list on a phone shows so many, and does not say how many there are.
PAGE = 80
# What a role comes for: a card that has rows in the demonstration data, and what the role looks up.
CARDS = {
    "account": {"due", "calls", "leads", "lapsing", "silent"},
    "cluster": {"due", "candidates", "silent_members", "campaigns"},
    "adviser": {"due", "markets"},
    "director": {"to_verify", "balance", "quality", "overrides"},
    "analyst": {"quality"},
    "privacy": {"accesses", "requests"},
}
ASKED = {
    "account": "atelier",
    "cluster": "craft makers",
    "adviser": "looks for a distributor",
    "director": "lutherie rovevolle",
    "analyst": "craft makers",
    "privacy": "cleo testmans",
}


@pytest.mark.parametrize("login", CARDS)
def test_the_first_ten_minutes(walk: Callable[..., Walker], odoo: OdooProcess, login: str) -> None:
    cards = {card["key"]: card for card in odoo.user(login).call("hub.day", "get_day")["cards"]}
    assert {key for key, card in cards.items() if card["lines"]} >= CARDS[login]
    with walk(login) as me:
        me.see(ROW)
        me.check_page()
        # What would stand there is said once.
        me.miss(".o_hub_day_card:has(.o_hub_day_empty) footer")
        for key, card in cards.items():
            # What was opened last changes as one walks.
            if card["lines"] and key != "opened":
                look_at_card(me, card)
        me.press("?")
        me.see(".modal", "Keys of Today")
        me.press("Escape")
        me.see(ROW)
        look_up(me, ASKED[login])


def look_at_card(me: Walker, card: dict) -> None:
    """Open the first row of a card and come back to it, then all of it, and come back again."""
    row = f"[data-card={card['key']}] {ROW}"
    first = card["lines"][0]["title"]
    for _step in range(40):
        if me.find(row, first).count():
            break
        me.press("ArrowRight")
    me.see(row, first)
    me.check_focus()
    ways = {"Enter": 1} | ({"a": card["count"]} if isinstance(card["opens"], dict) else {})
    for way, count in ways.items():
        me.press(way)
        me.leave_today()
        if way == "a":
            shown = min(count, PAGE) if me.is_narrow else count
            assert me.count_rows() == shown, f"{card['title']}: {count}"
            me.see(".o_breadcrumb", card["title"])
        me.check_page()
        me.go_back()
        me.see(row, first)


def look_up(me: Walker, text: str) -> None:
    """Search, open what is found first, and come back."""
    me.press("Control+k")
    me.see(".o_command_palette_search input:focus")
    me.type(text)
    me.see(".o_command.focused .o_hub_found")
    me.check_page()
    me.press("Enter")
    me.see(".o_form_view")
    me.check_page()
    me.page.go_back()
    me.see(ROW)

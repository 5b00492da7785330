"""What somebody does with keys when an unknown person calls."""

from __future__ import annotations

from tests.walks.walker import Walker

PERSON = "Nora Plainly Madeup"
NOTE = ".modal [name=note] textarea:focus"


def look_up(me: Walker, number: str) -> None:
    """Search a number from Today that nobody has."""
    me.press("/")
    me.type(number)
    me.press("Enter")
    me.see(".o_command.focused", f"New company “{number}”")


def make_company(me: Walker, name: str, said: str) -> None:
    """Go on with the company that the search offers, and log what its person said."""
    me.press("Enter")
    me.see(".o_form_view [name=name] :is(input, textarea):focus")
    me.type(name)
    me.press("Alt+Shift+l")
    me.see(".modal [name=contact_id] input:focus")
    me.type(PERSON)
    me.see(".o_m2o_dropdown_option_create", f"“{PERSON}” as person")
    me.press("ArrowDown", "Enter")
    me.see_value(".modal [name=contact_id] input", PERSON)
    me.tab_to(NOTE)
    me.type(said)
    me.press("Control+Enter")
    me.see(".o_hub_timeline_conversation", said)

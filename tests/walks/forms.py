"""What a person does with a menu, a form and a dialog, on a desk and on a phone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.walks.walker import Walker


def open_menu(me: Walker, section: str, entry: str) -> None:
    """Open a page by the menu bar of a desk."""
    me.see(".o_menu_sections .dropdown-toggle", section).click()
    me.page.get_by_role("menuitem", name=entry, exact=True).click()
    me.see(".o_breadcrumb", entry)


def push(me: Walker, name: str) -> None:
    """Press a button of the page; on a phone some stand behind another one."""
    me.see(".o_statusbar_buttons button")
    if not me.find(f".o_statusbar_buttons button[name={name}]").count():
        me.find(".o_statusbar_buttons .dropdown-toggle").click()
    me.see(f"button[name={name}]").click()


def write(me: Walker, name: str, text: str, within: str = ".o_form_view") -> None:
    """Write into a field, and go on to the next one."""
    box = me.see(f"{within} .o_field_widget[name={name}] :is(input, textarea)")
    box.fill(text)
    # Behind the last field of a line, the key would begin another line.
    if not within.endswith("_ids]"):
        box.press("Tab")


def choose(me: Walker, name: str, text: str) -> None:
    """Choose one of the few values that a field has."""
    box = me.find(f"[name={name}] input").first
    box.scroll_into_view_if_needed()
    # The page comes to rest: a menu closes when it moves.
    me.page.wait_for_timeout(500)
    box.click()
    me.see(".o_select_menu_item", text).click()


def look_up(me: Walker, name: str, text: str, within: str = "") -> None:
    """Choose what a field looks up; a phone shows a page of it."""
    box = me.find(f"{within} [name={name}] input").first
    box.scroll_into_view_if_needed()
    box.click()
    if me.is_narrow:
        me.see(".modal .o_kanban_record", text).click()
        me.miss(".modal .o_kanban_record")
    else:
        box.fill(text)
        me.see(".o-autocomplete--dropdown-item", text).click()


def fill(me: Walker, name: str, text: str) -> None:
    """Add what a field looks up to the others that it has."""
    look_up(me, name, text)
    me.see(f"[name={name}] .o_tag", text)


def turn_to(me: Walker, page: str) -> None:
    """Turn to a page of the form's notebook."""
    me.see(".o_notebook .nav-link", page).click()
    me.see(".o_notebook .nav-link.active", page)


def add_line(me: Walker, name: str) -> None:
    """Begin a new line of a list that is typed into."""
    rows = me.find(f"[name={name}] .o_data_row")
    before = rows.count()
    me.see(f"[name={name}] .o_field_x2many_list_row_add a").click()
    expect(rows).to_have_count(before + 1)
    me.page.wait_for_timeout(300)


def save(me: Walker) -> None:
    """Save the form, and see that it is."""
    button = me.see(".o_form_button_save")
    button.click()
    expect(me.find(".o_form_view .o_form_saved").first).to_be_attached()

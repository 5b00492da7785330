"""Somebody who works with nothing but keys, on a desk or on a phone, and whose keys are counted."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Browser, Locator, expect

from tests.chromium import Device

# The narrow one has no touch: where there is, Odoo gives the focus to no field, so that no keyboard pops up.
SIZES = {"desk": (1366, 768), "phone": (390, 844)}
ROWS = ".o_data_row, .o_kanban_record:not(.o_kanban_ghost)"
_WIDER = """() => [document.documentElement, ...document.querySelectorAll(
    ".o_hub_day_cards, .o_form_view .o_content, .o_form_sheet_bg, .o_list_view .o_content, .modal-body"
)].filter((element) => element.scrollWidth > element.clientWidth + 1)
    .map((element) => `${element.className}: ${element.scrollWidth} pixels in ${element.clientWidth}`)"""
_MARKED = """() => {
    const element = document.activeElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const { top, bottom } = element.getBoundingClientRect();
    const isInSight = top >= 0 && bottom <= innerHeight;
    return isInSight && (boxShadow !== "none" || (outlineStyle !== "none" && parseFloat(outlineWidth) > 0));
}"""


class Walker(Device):
    """Presses keys as a person does, one after the other, and sees what a person sees.

    :ivar keys: how many keys were pressed beside those that are text; a chord is one
    :ivar letters: how many keys were text
    """

    def __init__(self, browser: Browser, url: str, login: str, size: tuple[int, int], *, pause: int = 0) -> None:
        """:param pause: milliseconds between two keys"""
        width, height = size
        super().__init__(browser, url, f"walk-{login}-{width}", viewport={"width": width, "height": height})
        self.size, self.pause = size, pause
        self.keys = self.letters = 0
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", lambda said: said.type == "error" and self.problems.append(said.text))
        self.log_in(login)

    @property
    def is_narrow(self) -> bool:
        return self.size == SIZES["phone"]

    # Hands

    def press(self, *chords: str) -> None:
        """Press keys, each of them one or a chord, such as ``Control+Enter``."""
        for chord in chords:
            self._pause()
            self.page.keyboard.press(chord)
            self.keys += 1

    def tab_to(self, selector: str, most: int = 12) -> None:
        """Press Tab until the focus is there."""
        for _try in range(most):
            if self.find(selector).count():
                return
            self.press("Tab")
        assert self.find(selector).count(), f"{most} times Tab, and the focus is not on {selector}"

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self._pause()
        self.page.keyboard.type(text, delay=self.pause)
        self.letters += len(text)

    def look_for(self, text: str, by: str, *, instead_of: str = "") -> None:
        """Search the list that is open for a text by a field, instead of what a filter has found so far."""
        self.see(".o_control_panel")
        if self.is_narrow:
            self.find(".o_control_panel button:has(.fa-search)").first.click()
        box = self.see(".o_searchview_input")
        facet = self.find(".o_searchview_facet", instead_of) if instead_of else None
        if facet and facet.count():
            # By its key: on a phone, what is still loading moves its button away.
            facet.press("Backspace")
            self.miss(".o_searchview_facet", instead_of)
        box.fill(text)
        self.see(".o_searchview_autocomplete .o-dropdown-item", by).click()
        self.see(".o_searchview_facet", text)

    def _pause(self) -> None:
        if self.pause:
            time.sleep(self.pause / 1000)

    def start_counting(self) -> None:
        self.keys = self.letters = 0

    # Eyes

    def find(self, selector: str, text: str = "") -> Locator:
        return self.page.locator(selector, has_text=text) if text else self.page.locator(selector)

    def see(self, selector: str, text: str = "") -> Locator:
        """Wait until something with this text is in sight; return the first one."""
        found = self.find(selector, text).first
        found.wait_for()
        return found

    def miss(self, selector: str, text: str = "") -> None:
        """Wait until nothing with this text is there."""
        expect(self.find(selector, text)).to_have_count(0)

    def see_value(self, selector: str, value: str) -> None:
        expect(self.find(selector).first).to_have_value(re.compile(re.escape(value)))

    def leave_today(self) -> None:
        """Wait until Today has given way to another page or is behind a dialog."""
        self.see(".modal-body, .o_view_controller")

    def go_back(self) -> None:
        """Close the dialog that is open, or go back as the browser does."""
        if self.find(".modal").count():
            self.press("Escape")
        else:
            self.page.go_back()

    def see_in_frame(self, selector: str, text: str) -> None:
        """Wait until a report that is shown on the page has something with this text."""
        self.page.frame_locator("iframe").locator(selector, has_text=text).first.wait_for()

    def count_rows(self) -> int:
        """How many records the list or the pipeline that is open has; a pipeline shows all of them."""
        self.see(ROWS)
        pager = self.find(".o_pager_limit")
        if pager.count():
            return int(pager.inner_text().replace(",", ""))
        return self.find(".o_kanban_record:not(.o_kanban_ghost)").count()

    # What holds wherever one is

    def check_page(self) -> None:
        """Assert that the page fits, that nothing went wrong, and that one sees where the focus is."""
        wider = self.page.evaluate(_WIDER)
        assert not wider, f"{self.page.url} is to be scrolled sideways: {wider}"
        assert not self.problems, self.problems
        assert not self.find(".o_error_dialog, .o_notification.bg-danger").count()

    def check_focus(self) -> None:
        """Assert that one sees where the focus is, and that it is in sight."""
        assert self.page.evaluate(_MARKED), "the focus is marked by nothing"

    def check_keys(self, most: int) -> None:
        """Assert how many keys were pressed beside text since the count began, and begin anew."""
        assert self.keys <= most, f"{self.keys} keys instead of {most}"
        self.start_counting()

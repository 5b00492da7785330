"""A page in Chromium, and what somebody does there: each public method can be a step of a screen."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pypdfium2
from PIL import ImageOps
from playwright.sync_api import ConsoleMessage, Locator, Page, Request
from playwright.sync_api import TimeoutError as TooLateError

ERRORS = ".o_error_dialog, .o_notification:has(.bg-danger), .o_view_nocontent"
"""What no screen may show; a view without records shows nothing of the feature."""

STILL = "*, *::before, *::after { transition: none !important; animation: none !important }"
MORE = (".o_statusbar_buttons .dropdown-toggle", ".o_button_more", ".o-control-panel-adaptive-dropdown")
"""Where a phone keeps the other buttons of a form, its statistics, and the other buttons of a list."""
NARROW = 768
LOOKS, PAUSE = 20, 300
"""How often the page is looked at until it holds still, and the milliseconds between."""


PAPER_WIDTH, PAPER_MARGIN = 1280, 40
"""Pixels of a page of a workbook, and of what stands below its last line."""


def first_page(book: Path) -> bytes:
    """Return the first page of a workbook as PNG, as LibreOffice prints it."""
    command = ["soffice", f"-env:UserInstallation={(book.parent / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(book.parent), str(book)], check=True, capture_output=True
    )
    page = pypdfium2.PdfDocument(book.with_suffix(".pdf"))[0]
    picture = page.render(scale=PAPER_WIDTH / page.get_width()).to_pil().convert("RGB")
    # What is empty above the foot of the page is left out.
    body = picture.crop((0, 0, picture.width, picture.height * 9 // 10))
    *_corner, bottom = ImageOps.invert(body).getbbox()
    content = io.BytesIO()
    body.crop((0, 0, body.width, bottom + PAPER_MARGIN)).save(content, "PNG")
    return content.getvalue()


class Desk:
    """The page of somebody who has logged in. Steps find their place in the dialog where one is open."""

    def __init__(self, page: Page, places: Mapping[str, int | None]) -> None:
        self.page = page
        self.places = places
        self.problems: list[str] = []
        self.narrow = page.viewport_size["width"] < NARROW
        self._is_cut = False
        self._paper = b""
        self._pending: set[Request] = set()
        page.on("pageerror", lambda error: self.problems.append(f"a script failed: {error}"))
        page.on("console", self._on_console)
        page.on("request", self._on_request)
        page.on("requestfinished", self._on_answer)
        page.on("requestfailed", self._on_answer)

    def tab(self, name: str) -> None:
        """Open a page of the notebook, by its name, and scroll to it."""
        self.click(f".o_notebook .nav-link[name={name}]")
        self.scroll(f".o_notebook .nav-link[name={name}]")

    def view(self, kind: str) -> None:
        """Switch to another kind of view: kanban, graph, …; on a phone it is a menu."""
        if self.narrow:
            self.click(".o_cp_switch_buttons button")
            self.click(f".o-dropdown--menu .dropdown-item:has-text('{kind.capitalize()}')")
        else:
            self.click(f".o_switch_view.o_{kind}")

    def press(self, name: str) -> None:
        """Press a button, by its name: a method, or the external id of an action."""
        name = str(self.places[name]) if name in self.places else name
        button = self._scope().locator(f"button[name='{name}']")
        for more in (None, *MORE):
            if more:
                self.page.keyboard.press("Escape")
                if not self._soon(self.page.locator(more)):
                    continue
                self.page.locator(more).filter(visible=True).first.click()
            if self._soon(button):
                break
        button.filter(visible=True).first.click()

    def stage(self, name: str) -> None:
        """Choose a stage in the status bar; on a phone it is a menu."""
        bar = self.page.locator(".o_statusbar_status")
        menu = bar.locator(".dropdown-toggle").filter(visible=True).last
        stage = bar.locator("button[data-value]", has_text=name)
        if not self._soon(stage):
            menu.click()
            stage = self.page.locator(".o-dropdown--menu .dropdown-item", has_text=name)
        stage.filter(visible=True).first.click()

    def click(self, selector: str) -> None:
        """Click what a selector finds."""
        self.page.locator(selector).filter(visible=True).first.click()

    def fill(self, field: str, value: str) -> None:
        """Type in a field."""
        self._field(field).fill(value)

    def choose(self, field: str, value: str) -> None:
        """Choose a record in a field that suggests some; on a phone a dialog does."""
        place = self._field(field)
        place.click()
        record = self.page.locator(".modal .o_kanban_record, .modal .o_data_row", has_text=value)
        suggested = self.page.locator(".o-autocomplete--dropdown-item, .o_select_menu_item", has_text=value)
        if not self._soon(record.or_(suggested)):
            place.press_sequentially(value)
        record.or_(suggested).first.click()

    def upload(self, field: str, lines: Sequence[Sequence[object]]) -> None:
        """Choose a workbook with these lines in a field for a file."""
        book, content = openpyxl.Workbook(), io.BytesIO()
        for line in lines:
            book.active.append(list(line))
        book.save(content)
        file = {"name": "members.xlsx", "mimeType": "application/octet-stream", "buffer": content.getvalue()}
        self._scope().locator(f"[name={field}] input[type=file]").first.set_input_files(file)

    def workbook(self, button: str) -> None:
        """Download a workbook by a button, and take the picture of its first page instead of that of the browser's."""
        with self.page.expect_download() as download, tempfile.TemporaryDirectory() as folder:
            self.press(button)
            book = Path(folder, "book.xlsx")
            download.value.save_as(book)
            self._paper = first_page(book)

    def cut(self) -> None:
        """Cut the connection, once the page has everything; what fails for want of one is no problem of the page."""
        self.rest()
        self._is_cut = True
        self.page.context.set_offline(True)

    def close(self) -> None:
        """Leave the page; the next one has a connection again."""
        self.page.close()
        self.page.context.set_offline(False)

    def tick(self, text: str) -> None:
        """Select the record of a list in whose row a text stands."""
        self.page.locator(".o_data_row", has_text=text).first.locator(".o_list_record_selector input").click()

    def menu(self, text: str) -> None:
        """Choose in the menu of actions on the selected records."""
        self.click(".o_cp_action_menus .dropdown-toggle:has-text('Actions')")
        self.page.locator(".o-dropdown--menu .o_menu_item").get_by_text(text, exact=True).first.click()

    def find(self, text: str) -> None:
        """Type into the search that opens from anywhere; on a phone a button opens it."""
        if self.narrow:
            self.click(".o_hub_search_systray")
        else:
            self.page.keyboard.press("Control+k")
        self.page.locator(".o_command_palette_search input").fill(text)

    def scroll(self, selector: str) -> None:
        """Scroll until what a selector finds stands at the top, below the buttons of a form, which stay."""
        script = "element => { element.style.scrollMarginTop = '64px'; element.scrollIntoView({ block: 'start' }) }"
        self.page.locator(selector).first.evaluate(script)

    def scroll_on_desk(self, selector: str) -> None:
        """The same, but not on a phone, where too little fits."""
        if not self.narrow:
            self.scroll(selector)

    def sees(self, selector: str) -> None:
        """Wait for what proves that the page opened."""
        self.page.locator(selector).filter(visible=True).first.wait_for()

    def rest(self) -> None:
        """Wait until nothing is asked of the server any more."""
        quiet = 0
        for _look in range(LOOKS):
            quiet = 0 if self._pending else quiet + 1
            if quiet == 2:
                break
            self.page.wait_for_timeout(PAUSE)

    def picture(self) -> bytes:
        """The page as PNG, as soon as it holds still: two looks are the same."""
        if self._paper:
            return self._paper
        self.page.mouse.move(-1, -1)
        self.page.add_style_tag(content=STILL)
        before = b""
        for _look in range(LOOKS):
            now = self.page.screenshot()
            if now == before and not self._pending:
                break
            before = now
            self.page.wait_for_timeout(PAUSE)
        return now

    def shown_errors(self) -> list[str]:
        """What the page shows that no screen may show."""
        shown = self.page.locator(ERRORS).filter(visible=True).all_inner_texts()
        return [f"the page says: {' '.join(text.split())[:300]}" for text in shown]

    def _on_console(self, message: ConsoleMessage) -> None:
        where = message.location["url"]
        # Chromium asks for it where a page names no icon.
        if message.type == "error" and not self._is_cut and not where.endswith("/favicon.ico"):
            self.problems.append(f"console: {message.text} ({where})")

    def _on_request(self, request: Request) -> None:
        # Not scripts: that of the bus's worker, which pages share, never counts as finished.
        if request.resource_type != "script":
            self._pending.add(request)

    def _on_answer(self, request: Request) -> None:
        self._pending.discard(request)

    def _field(self, name: str) -> Locator:
        return self._scope().locator(f"[name={name}] :is(input, textarea):not([type=file])").first

    def _scope(self) -> Locator:
        dialog = self.page.locator(".modal")
        return dialog.last if dialog.count() else self.page.locator("body")

    def _soon(self, place: Locator) -> bool:
        """Whether something can be seen within a few seconds; what is elsewhere on a phone is not."""
        place = place.filter(visible=True).first
        try:
            place.wait_for(timeout=4_000)
        except TooLateError:
            return False
        return True

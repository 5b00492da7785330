"""Opens the screens that it is asked for, in Chromium, and writes their pictures. Runs in the virtual environment.

Its one argument is a task as JSON: ``url`` of the server, ``names`` of screens, ``check`` to write no pictures,
``places`` and ``links`` as ``before`` prints them. The exit status is 1 when a screen failed.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import TimeoutError as TooLateError

from .. import workspace
from ..console import say
from ..testing import SCREENSHOTS
from .before import MENU, named
from .desk import Desk
from .document import IMAGES
from .pages import SCREENS
from .screen import Screen, Step

PATIENCE = 45_000
DEVICES = {
    "desk": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
CHROMIUM = (
    *("--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"),
    # A page that asks for something elsewhere has an error in its console.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
FONT = """
    const faces = location.protocol === "http:" ? [["Regular", 400], ["Medium", 500], ["Bold", 700]] : [];
    for (const [name, weight] of faces) {
        const font = new FontFace("Roboto", `url(/web/static/fonts/google/Roboto/Roboto-${name}.ttf)`, { weight });
        document.fonts.add(font);
        font.load();
    }
"""
"""Odoo takes what the machine has; this one it brings along, so that every machine makes the same pictures."""
Colour = tuple[int, int, int]
EXACT_COLOURS = 192
LOGGED_IN = ".o_main_navbar"
OPEN = ".o_action_manager .o_view_controller, .modal .o_form_view, .o_hub_day, .o_spreadsheet_dashboard_action"


class FailedError(Exception):
    """A screen that did not open as it must; says why in a sentence."""


class Walk:
    """The screens one after another; each role logs in once."""

    def __init__(self, browser: Browser, task: dict) -> None:
        self.browser = browser
        self.task = task
        self.places = task["places"]
        self._contexts: dict[tuple[str, str], BrowserContext] = {}
        self._shut_out: set[str] = set()

    def run(self, screens: Iterable[Screen]) -> int:
        """Open the screens, tell which failed, and return how many pictures that are."""
        pictures = [(screen, *picture) for screen in screens for picture in screen.pictures()]
        return sum(not self._take(*picture) for picture in pictures)

    def _take(self, screen: Screen, device: str, picture: str) -> bool:
        """Open a screen on a device and write its picture; whether it opened as it must."""
        desk = None
        try:
            desk = Desk(self._context(screen.role, device).new_page(), self.places)
            content = self._open(screen, desk)
        except (FailedError, BrowserError) as error:
            say(f"  {picture}: FAILED for {screen.role or 'a reader'}: {_reasons(error, desk)}")
            if desk:
                say(f"    What it showed: {_keep(desk, picture)}")
            return False
        finally:
            if desk:
                desk.close()
        if not self.task["check"]:
            write_picture(content, IMAGES / f"{picture}.png")
        say(f"  {picture}")
        return True

    def _open(self, screen: Screen, desk: Desk) -> bytes:
        """Go to the page, do what is to be done there, and return its picture; raises FailedError with the reason."""
        desk.page.goto(self._address(screen))
        if screen.role:
            desk.sees(OPEN)
            desk.rest()
        for step in [*screen.steps, ("sees", screen.sees)]:
            _do(step, desk)
        content = desk.picture()
        if problems := desk.problems + desk.shown_errors():
            raise FailedError(problems[0])
        return content

    def _address(self, screen: Screen) -> str:
        """The path of a screen's page."""
        if screen.link:
            return self.task["links"][screen.link]
        keys = [*named(screen), *([str(screen.record)] if screen.record else [])]
        if absent := [key for key in keys if not self.places[key]]:
            raise FailedError(f"the database lacks {absent[0]}")
        path = f"/odoo/action-{self.places[screen.action]}"
        return f"{path}/{self.places[str(screen.record)]}" if screen.record else path

    def _context(self, role: str, device: str) -> BrowserContext:
        """The browser of a role on a device, logged in the first time that the role is needed."""
        if role in self._shut_out:
            raise FailedError(f"{role} cannot log in")
        if (role, device) not in self._contexts:
            others = [context for (other, _device), context in self._contexts.items() if other == role]
            context = self.browser.new_context(
                **DEVICES[device],
                base_url=self.task["url"],
                locale="en-US",
                timezone_id="Europe/Brussels",
                reduced_motion="reduce",
                # Logged in as there; what a browser remembers of pages is its own.
                storage_state={"cookies": others[0].cookies(), "origins": []} if others else None,
            )
            context.set_default_timeout(PATIENCE)
            if role and not others:
                self._log_in(context, role)
            context.add_init_script(FONT)
            context.add_init_script(f"sessionStorage.setItem('menu_id', '{self.places[MENU]}')")
            self._contexts[role, device] = context
        return self._contexts[role, device]

    def _log_in(self, context: BrowserContext, role: str) -> None:
        """Log in; the password of a demo user is the log-in. Who cannot is not tried again."""
        page = context.new_page()
        try:
            page.goto("/web/login")
            page.fill("input[name=login]", role)
            page.fill("input[name=password]", role)
            page.click("button[type=submit]")
            page.wait_for_selector(LOGGED_IN)
        except BrowserError:
            self._shut_out.add(role)
            raise
        page.close()


def _do(step: Step, desk: Desk) -> None:
    verb, *arguments = step
    try:
        getattr(desk, verb)(*arguments)
        desk.rest()
    except TooLateError as error:
        raise FailedError(f"{verb} {arguments[0]!r} did not work within {PATIENCE // 1000} s") from error


def _reasons(error: Exception, desk: Desk | None) -> str:
    """Why a screen failed: the first line of the error, and what else went wrong on the page."""
    reasons = [str(error).splitlines()[0]]
    # A page that crashed can't be asked any more.
    with contextlib.suppress(BrowserError):
        reasons += desk.problems + desk.shown_errors() if desk else []
    return "; ".join(dict.fromkeys(reasons))


def _keep(desk: Desk, picture: str) -> str:
    """Write what a page shows that failed; where."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{picture}.png"
    try:
        desk.page.screenshot(path=path)
    except BrowserError:
        return "nothing any more"
    return str(path)


def write_picture(content: bytes, path: Path) -> None:
    """Write a PNG with a palette of 256 colours, which is a quarter of the size.

    The colours that cover most stay exactly what they are; the others share what is left of the palette.
    """
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    covering = sorted(picture.getcolors(picture.width * picture.height), reverse=True)
    colours = [colour for _count, colour in covering]
    kept, others = colours[:EXACT_COLOURS], colours[EXACT_COLOURS:]
    palette = kept + _shared(others, 256 - EXACT_COLOURS) if others else kept
    # Not by Pillow, which rounds: white would become a grey.
    places = {colour: place for place, colour in enumerate(kept)}
    places |= {
        colour: min(range(len(palette)), key=lambda place: _distance(palette[place], colour)) for colour in others
    }
    few = Image.frombytes("P", picture.size, bytes(map(places.__getitem__, picture.getdata())))
    few.putpalette([value for colour in palette for value in colour])
    path.parent.mkdir(parents=True, exist_ok=True)
    few.save(path, optimize=True)


def _shared(colours: Sequence[Colour], count: int) -> list[Colour]:
    """So many colours that are close to all of these."""
    row = Image.new("RGB", (len(colours), 1))
    row.putdata(colours)
    few = row.quantize(count, method=Image.Quantize.MAXCOVERAGE).convert("RGB")
    return [colour for _count, colour in few.getcolors()]


def _distance(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def main() -> int:
    """Do the task."""
    task = json.loads(sys.argv[1])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=workspace.browser(), args=CHROMIUM)
        failed = Walk(browser, task).run(screen for screen in SCREENS if screen.name in task["names"])
        browser.close()
    if failed:
        say(f"{failed} of the pictures could not be taken.")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())

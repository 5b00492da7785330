"""Opens the screens that it is asked for, in Chromium, and writes their pictures. Runs in the virtual environment.

Its one argument is a task as JSON: ``url`` of the server, ``names`` of screens, ``check`` to write no pictures,
``places`` and ``links`` as ``before`` prints them. The exit status is 1 when a screen failed.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from playwright.sync_api import Error as BrowserError

from ..console import say
from ..testing import SCREENSHOTS
from ..workspace import BROWSERS
from .before import MENU, named
from .desk import Desk
from .document import IMAGES
from .pages import SCREENS
from .screen import Screen

PATIENCE = 60_000
DEVICES = {
    "desk": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
LOGGED_IN = ".o_main_navbar"
OPEN = ".o_action_manager .o_view_controller, .modal .o_form_view"


class FailedError(Exception):
    """A screen that did not open as it must; says why in a sentence."""


class Walk:
    """The screens one after another; each role logs in once."""

    def __init__(self, browser: Browser, task: dict) -> None:
        self.browser = browser
        self.task = task
        self.places = task["places"]
        self._contexts: dict[tuple[str, str], BrowserContext] = {}

    def run(self) -> int:
        """Open every screen that is asked for, tell which failed, and return how many."""
        failed = 0
        for screen in SCREENS:
            if screen.name in self.task["names"]:
                for device, picture in screen.pictures():
                    failed += not self._take(screen, device, picture)
        return failed

    def _take(self, screen: Screen, device: str, picture: str) -> bool:
        """Open a screen on a device and write its picture; whether it opened as it must."""
        with self._desk(screen, device) as desk:
            try:
                content = self._open(screen, desk)
            except (FailedError, BrowserError) as error:
                SCREENSHOTS.mkdir(parents=True, exist_ok=True)
                seen = SCREENSHOTS / f"{picture}.png"
                with contextlib.suppress(BrowserError):
                    desk.page.screenshot(path=seen)
                reasons = "; ".join([_in_a_line(error), *desk.problems, *desk.shown_errors()])
                say(f"  {picture}: FAILED for {screen.role or 'a reader'}: {reasons}\n    What it showed: {seen}")
                return False
        if not self.task["check"]:
            write_picture(content, IMAGES / f"{picture}.png")
        say(f"  {picture}")
        return True

    def _open(self, screen: Screen, desk: Desk) -> bytes:
        """Go to the page, do what is to be done there, and return its picture; raises FailedError with the reason."""
        desk.page.goto(self._address(screen))
        if screen.role:
            desk.sees(OPEN)
        for verb, *arguments in screen.steps:
            getattr(desk, verb)(*arguments)
        desk.sees(screen.sees)
        content = desk.picture()
        if problems := desk.problems + desk.shown_errors():
            raise FailedError(problems.pop(0))
        return content

    def _address(self, screen: Screen) -> str:
        """The path of a screen's page."""
        if screen.link:
            return self.task["links"][screen.link]
        keys = [*named(screen), *([str(screen.record)] if screen.record else [])]
        if absent := [key for key in keys if not self.places[key]]:
            raise FailedError(f"the database lacks {absent[0]}")
        path = f"/odoo/action-{self.places[screen.action]}"
        if screen.record:
            return f"{path}/{self.places[str(screen.record)]}"
        return f"{path}?view_type={screen.view}" if screen.view else path

    @contextlib.contextmanager
    def _desk(self, screen: Screen, device: str) -> Iterator[Desk]:
        """A new page of the role."""
        page = self._context(screen.role, device).new_page()
        try:
            yield Desk(page, self.places)
        finally:
            page.close()

    def _context(self, role: str, device: str) -> BrowserContext:
        """The browser of a role on a device, logged in the first time that the role is needed."""
        if (role, device) not in self._contexts:
            others = [context for (other, _device), context in self._contexts.items() if other == role]
            context = self.browser.new_context(
                **DEVICES[device],
                base_url=self.task["url"],
                locale="en-US",
                timezone_id="Europe/Brussels",
                reduced_motion="reduce",
                storage_state=others[0].storage_state() if others else None,
            )
            context.set_default_timeout(PATIENCE)
            if role and not others:
                _log_in(context, role)
            context.add_init_script(f"sessionStorage.setItem('menu_id', '{self.places[MENU]}')")
            self._contexts[role, device] = context
        return self._contexts[role, device]


def _log_in(context: BrowserContext, role: str) -> None:
    """Log in; the password of a demo user is the log-in."""
    page = context.new_page()
    page.goto("/web/login")
    page.fill("input[name=login]", role)
    page.fill("input[name=password]", role)
    page.click("button[type=submit]")
    page.wait_for_selector(LOGGED_IN)
    page.close()


def _in_a_line(error: Exception) -> str:
    """The first line of what Playwright says."""
    return str(error).splitlines()[0]


def write_picture(content: bytes, path: Path) -> None:
    """Write a PNG with a palette of 256 colours, which is a quarter of the size."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    few = picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    path.parent.mkdir(parents=True, exist_ok=True)
    few.save(path, optimize=True)


def main() -> int:
    """Do the task."""
    task = json.loads(sys.argv[1])
    program = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        )
        failed = Walk(browser, task).run()
        browser.close()
    if failed:
        say(f"{failed} screens failed.")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())

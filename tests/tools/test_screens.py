"""The list of screens: its document and its pictures are there, and a screen that does not open is told."""

import contextlib
import inspect
import io
import json
import re
import resource
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from odoo.tools import file_path

from tools import workspace
from tools.cli import main
from tools.paths import ADDONS, ROOT
from tools.screens import walk
from tools.screens.before import MENU, named
from tools.screens.counts import differences
from tools.screens.desk import Desk
from tools.screens.document import DOCUMENT, IMAGES, text
from tools.screens.pages import SCREENS
from tools.screens.screen import Screen

DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ADDONS.glob("*/README.md"), *ADDONS.glob("*/readme/*.md")]
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)|<img [^>]*src=\"([^\"]+)\"")


def pictures(document: Path) -> set[Path]:
    """The pictures that a document names, but for those elsewhere in the web."""
    named = {first or second for first, second in PICTURE.findall(document.read_text(encoding="utf-8"))}
    return {(document.parent / name).resolve() for name in named if "://" not in name}


class TestDocuments:
    def test_each_picture_that_is_named_exists(self):
        missing = [
            f"{page.relative_to(ROOT)}: {name}" for page in DOCUMENTS for name in pictures(page) if not name.exists()
        ]
        assert not missing

    def test_each_picture_is_named(self):
        assert not set(IMAGES.iterdir()).difference(*map(pictures, DOCUMENTS))

    def test_both_ways_to_name_a_picture(self, tmp_path):
        page = tmp_path / "page.md"
        page.write_text('![One](a/one.png)\n<img src="two.png" width="9"> <img alt="" src="https://x/three.png">')
        assert pictures(page) == {tmp_path / "a" / "one.png", tmp_path / "two.png"}

    def test_the_document_is_current(self):
        assert DOCUMENT.read_text(encoding="utf-8") == text()


class TestList:
    def test_no_name_twice(self):
        taken = [picture for screen in SCREENS for _device, picture in screen.pictures()]
        assert len(set(taken)) == len(taken)

    @pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
    def test_steps_are_what_one_does_on_a_page(self, screen):
        for verb, *arguments in screen.steps:
            assert not verb.startswith("_")
            inspect.signature(getattr(Desk, verb)).bind(None, *arguments)

    def test_what_is_named_exists(self):
        """Ids of our addons; the rest is Odoo's, and told when the screen is opened."""
        ours = {
            f"{path.relative_to(ADDONS).parts[0]}.{name}"
            for path in ADDONS.glob("hub_*/**/*.xml")
            for name in re.findall(r'\bid="(\w+)"', path.read_text(encoding="utf-8"))
        }
        wanted = {MENU, *(xml_id for screen in SCREENS for xml_id in named(screen) if xml_id.startswith("hub_"))}
        assert wanted <= ours

    def test_a_name_that_is_none(self, capsys):
        assert main(["screens", "nowhere"]) == 1
        assert "There is no screen nowhere. There are: today, " in capsys.readouterr().err


def test_few_colours_keep_what_covers_most_and_what_is_rare(tmp_path):
    """Among more colours than a palette has, a background stays exactly what it is, and a badge is still red."""
    picture = Image.merge("RGB", [Image.effect_noise((96, 96), 30) for _channel in range(3)])
    picture.paste((248, 249, 250), (0, 0, 96, 48))
    picture.paste((220, 53, 69), (10, 10, 20, 14))
    content = io.BytesIO()
    picture.save(content, "PNG")
    walk.write_picture(content.getvalue(), tmp_path / "few.png")
    few = Image.open(tmp_path / "few.png")
    assert (few.mode, few.size) == ("P", picture.size)
    few = few.convert("RGB")
    assert few.getpixel((50, 40)) == (248, 249, 250)
    assert few.getpixel((15, 12)) == (220, 53, 69)
    assert max(abs(a - b) for a, b in zip(few.getpixel((80, 80)), picture.getpixel((80, 80)), strict=True)) < 48


def test_where_two_databases_differ():
    one, other = {"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "5", "d": "0"}
    assert differences(one, other) == [("b", "2", "5"), ("c", "3", "-"), ("d", "-", "0")]


PAGES = {
    "/web/login": '<form action="/odoo"><input name=login><input name=password><button type=submit>In</button></form>',
    "/odoo": '<div class="o_main_navbar">Menu</div>',
    "/odoo/action-1": "<p>Fine</p>",
    "/odoo/action-2/7": "<button name='5' onclick=\"document.body.append('Pressed')\">Press</button>",
    "/odoo/action-3": "<script>console.error('bad script')</script><p>Fine</p>",
    "/odoo/action-4": '<p>Fine</p><div class="o_error_dialog">Odoo Server Error</div>',
    "/mail": "<p>For readers</p>",
}
VIEW = '<link rel="icon" href="data:,"><div class="o_action_manager"><div class="o_view_controller">{}</div></div>'
PLACES = {MENU: 1, "x.fine": 1, "x.form": 2, "x.record": 7, "x.button": 5, "x.script": 3, "x.dialog": 4, "x.gone": None}


class Pages(BaseHTTPRequestHandler):
    """Answers as Odoo does, as far as a screen looks at it."""

    def do_GET(self):
        path = self.path.partition("?")[0]
        content = "" if "login=nobody" in self.path else PAGES.get(path, "")
        view = VIEW.format(content)
        answer = Path(file_path(path[1:])).read_bytes() if path.startswith("/web/static/") else view.encode()
        self.send_response(200)
        self.send_header("Content-Type", "font/ttf" if path.endswith(".ttf") else "text/html")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextlib.contextmanager
def without_memory_limit() -> Iterator[None]:
    """Lift the limit that Odoo sets for this process: Chromium reserves more addresses than it uses."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with without_memory_limit(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=workspace.browser(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(site, browser, monkeypatch, tmp_path, capsys):
    """Return a function that opens screens of the site; how many failed, and what was said."""
    monkeypatch.setattr(walk, "IMAGES", tmp_path / "images")
    monkeypatch.setattr(walk, "SCREENSHOTS", tmp_path / "failed")
    monkeypatch.setattr(walk, "PATIENCE", 6_000)

    def open_all(*screens: Screen, check: bool = False) -> tuple[int, str]:
        task = {"url": site, "check": check, "places": PLACES, "links": {"mail": "/mail"}}
        failed = walk.Walk(browser, json.loads(json.dumps(task))).run(screens)
        return failed, capsys.readouterr().out

    return open_all


class TestWalk:
    FINE = Screen(name="fine", title="Fine", role="account", action="x.fine", sees="text=Fine")

    def test_pictures(self, opened, tmp_path):
        form = Screen(
            name="form",
            title="Form",
            role="account",
            action="x.form",
            record="x.record",
            steps=[("press", "x.button")],
            sees="text=Pressed",
            on=["desk"],
        )
        mail = Screen(name="mail", title="Mail", link="mail", sees="text=For readers", on=["phone"])
        assert opened(self.FINE, form, mail)[0] == 0
        sizes = {path.stem: Image.open(path).size for path in (tmp_path / "images").iterdir()}
        assert sizes == {
            "fine": (1280, 800),
            "fine-phone": (390, 844),
            "form": (1280, 800),
            "mail-phone": (390, 844),
        }

    def test_check_writes_nothing(self, opened, tmp_path):
        assert opened(self.FINE, check=True) == (0, "  fine\n  fine-phone\n")
        assert not (tmp_path / "images").exists()

    @pytest.mark.parametrize(
        ("action", "sees", "reason"),
        [
            ("x.fine", "text=Something else", "sees 'text=Something else' did not work within 6 s"),
            ("x.script", "text=Fine", "console: bad script"),
            ("x.dialog", "text=Fine", "the page says: Odoo Server Error"),
            ("x.gone", "text=Fine", "the database lacks x.gone"),
        ],
    )
    def test_one_fails_and_the_rest_goes_on(self, opened, tmp_path, action, sees, reason):
        wrong = Screen(name="wrong", title="Wrong", role="account", action=action, sees=sees, on=["desk"])
        failed, said = opened(wrong, self.FINE)
        assert failed == 1
        assert f"  wrong: FAILED for account: {reason}" in said
        assert (tmp_path / "failed" / "wrong.png").exists()
        assert {path.stem for path in (tmp_path / "images").iterdir()} == {"fine", "fine-phone"}

    def test_who_cannot_log_in_is_tried_once(self, opened):
        screens = [
            Screen(name=name, title="X", role="nobody", action="x.fine", sees="text=Fine", on=["desk"]) for name in "ab"
        ]
        failed, said = opened(*screens)
        assert failed == 2
        assert "  a: FAILED for nobody: Page.wait_for_selector: Timeout 6000ms exceeded.\n" in said
        assert "  b: FAILED for nobody: nobody cannot log in\n" in said

"""docs/screens.md, made from the list of screens."""

from collections.abc import Iterable

from ..paths import ROOT
from .pages import SCREENS
from .screen import Screen

DOCS = ROOT / "docs"
DOCUMENT = DOCS / "screens.md"
IMAGES = DOCS / "images"
READER = "As its reader, who has no account."
HEAD = """\
# Screens

Every page with demo data, at 1280 pixels and on a phone 390 pixels wide. The role is that of the demo user.
Made by `./hub screens`, as are the pictures.
"""
WIDTHS = {"desk": 640, "phone": 200}


def text(screens: Iterable[Screen] = SCREENS) -> str:
    """The whole document."""
    return "\n".join([HEAD, *map(_section, screens)])


def _section(screen: Screen) -> str:
    pictures = " ".join(
        f'<img src="images/{picture}.png" width="{WIDTHS[device]}" alt="{_alt(screen, device)}">'
        for device, picture in screen.pictures()
    )
    return f"## {screen.title}\n\n{f'As `{screen.role}`.' if screen.role else READER}\n\n{pictures}\n"


def _alt(screen: Screen, device: str) -> str:
    return f"{screen.title} on a phone" if device == "phone" else screen.title

"""What a screen is: who opens which page, what is done there, and what must be seen when the picture is taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Step = tuple
"""What is done before the picture is taken: the name of a method of ``desk.Desk``, and what it is called with."""


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A section of docs/screens.md, with a picture on a desk and one on a phone.

    The page is an action's, or one of its records', or behind a link of a mail; ``sees`` proves that it opened. Prefer
    names of buttons and tabs and the names of demo records to other words of the screen: they stay when words change.
    """

    name: str
    """The file of the picture in docs/images, without .png or -phone.png."""
    title: str
    role: str = ""
    """The demo user's log-in; empty for a reader without an account."""
    action: str = ""
    """The external id of the action."""
    record: str | tuple[str, list] = ""
    """The record whose form opens: an external id, or a model with the domain of the first record that fits."""
    link: str = ""
    """The name of a link that ``before.links`` returns, for pages without an action."""
    steps: Sequence[Step] = ()
    sees: str
    """A selector of Playwright's: CSS, or ``text=…``."""
    on: Sequence[str] = ("desk", "phone")

    def pictures(self) -> Iterator[tuple[str, str]]:
        """Each device with the name of the picture that is taken on it."""
        for device in self.on:
            yield device, self.name if device == "desk" else f"{self.name}-{device}"

"""What is found about a line, and what it will do."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import NamedTuple

from .candidates import Candidate
from .workbook import Line

COMPANY, MEMBERSHIP, MEMBER, ASKED, WRONG = "company", "membership", "member", "asked", "wrong"
NEW = 0
"""The choice that a line is about none of the known companies."""


class Known(NamedTuple):
    """A company of the database, or a person who is to be one: a sole trader."""

    id: int
    name: str
    active: bool
    is_company: bool = True
    number: str = ""


@dataclass
class Verdict:
    """What a line will do (``outcome``), with which records, and what there is to say about it."""

    line: Line
    outcome: str = WRONG
    company: Known | None = None
    partner_id: int | None = None
    cluster_id: int | None = None
    membership_id: int | None = None
    candidate: Candidate | None = None
    """Whom the line may be about."""
    if_taken: str | None = None
    """What the line does once the candidate is taken."""
    choice: int | None = None
    sentences: list[str] = field(default_factory=list)

    @property
    def loads(self) -> bool:
        return self.outcome in {COMPANY, MEMBERSHIP}

    @property
    def key(self) -> Hashable:
        """By what two lines about one company are known as such."""
        return self.partner_id or about(self.line)


def about(line: Line) -> Hashable:
    """Return by what the company of a line is told apart within the list."""
    return line.number or ("row", line.row)

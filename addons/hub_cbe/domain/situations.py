"""What a legal situation of the register means for who works with the company.

The open data hold active entities only, status AC. A company that stops is in a situation that says so for a while, and
then gone; or gone at once. So the day on which it was no longer there is the day on which it is known to have stopped.
"""

from __future__ import annotations

from enum import Enum


class Meaning(Enum):
    """What a legal situation means."""

    NORMAL = "normal"
    REORGANISATION = "reorganisation"
    WINDING_UP = "winding_up"
    BANKRUPTCY = "bankruptcy"
    MERGER = "merger"
    DIVISION = "division"
    RENUMBERED = "renumbered"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


_CODES = {
    Meaning.NORMAL: "000 001 002 020 090 100",
    Meaning.REORGANISATION: "030 031 040 041 042 043 091",
    Meaning.WINDING_UP: "010 012 013 014 112",
    Meaning.BANKRUPTCY: "048 049 050 051 052 053",
    Meaning.MERGER: "021 022",
    Meaning.DIVISION: "023 024 025 026",
    Meaning.RENUMBERED: "003 006",
    Meaning.STOPPED: "011 015 016 017 018 019 111 999",
}
_MEANINGS = {code: meaning for meaning, codes in _CODES.items() for code in codes.split()}
ENDING = frozenset(
    {
        Meaning.WINDING_UP, Meaning.BANKRUPTCY, Meaning.MERGER, Meaning.DIVISION, Meaning.RENUMBERED, Meaning.STOPPED,
    }
)  # fmt: skip
"""After these, a company mostly leaves the register. A division may leave the company as it was."""


def meaning(code: str) -> Meaning:
    """Return what a code of the table JuridicalSituation means.

    >>> meaning("012"), meaning("555")
    (<Meaning.WINDING_UP: 'winding_up'>, <Meaning.UNKNOWN: 'unknown'>)
    """
    return _MEANINGS.get(code, Meaning.UNKNOWN)

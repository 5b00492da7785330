"""What a company pays for an action: by its size, and by whether it is a member of a cluster of the action.

>>> classes = [
...     FeeClass(300, size="large"), FeeClass(100, size="small"), FeeClass(50, size="small", membership="members"),
... ]
>>> [fee_of(classes, size, is_member) for size, is_member in (("small", False), ("small", True), ("large", True))]
[100, 50, 300]

Whoever fits no class pays nothing that is known: the answer is None, and not 0.

>>> fee_of(classes, "micro", True)
>>> fee_of([*classes, FeeClass(150)], "micro", True)
150
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class FeeClass:
    """An amount in euro, and whom it is for: a class of size, members or others; empty means all."""

    amount: float
    size: str | None = None
    membership: str | None = None

    def fits(self, size: str | None, is_member: bool) -> bool:
        """Tell whether a company is of this class."""
        wanted = {None: (True, False), "members": (True,), "others": (False,)}[self.membership or None]
        return (not self.size or self.size == size) and is_member in wanted

    @property
    def narrowness(self) -> int:
        return bool(self.size) + bool(self.membership)


def fee_of(classes: Iterable[FeeClass], size: str | None, is_member: bool) -> float | None:
    """Return what a company pays: the class that says most about it decides, and of two alike the cheaper one."""
    fitting = [each for each in classes if each.fits(size, is_member)]
    return min(fitting, key=lambda each: (-each.narrowness, each.amount)).amount if fitting else None

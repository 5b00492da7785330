"""Sharing out a portfolio: whole groups, as evenly as they allow."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Group = TypeVar("Group", bound=Hashable)
Receiver = TypeVar("Receiver", bound=Hashable)


def share_out(
    sizes: Mapping[Group, int], receivers: Sequence[Receiver], starting: Mapping[Receiver, int] | None = None
) -> dict[Group, Receiver]:
    """Return who gets which group: the largest group first, each to whom has least so far.

    :param sizes: how many members each group has
    :param receivers: at least one; who stands first gets the first of two equal shares
    :param starting: how many members somebody has to begin with; nobody has any without it
    :raises ValueError: if there is nobody to receive anything
    """
    if not receivers:
        raise ValueError("there is nobody to receive the portfolio")
    starting = starting or {}
    loads = {receiver: starting.get(receiver, 0) for receiver in receivers}
    shares = {}
    for group in sorted(sizes, key=lambda group: -sizes[group]):
        receiver = min(loads, key=loads.__getitem__)
        loads[receiver] += sizes[group]
        shares[group] = receiver
    return shares

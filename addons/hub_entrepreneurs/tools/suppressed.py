"""Numbers of persons in words: in steps, so that nobody is told by one more."""

from __future__ import annotations

from ..domain import suppression
from .compat import get_param


def get_threshold(env) -> int:
    """Return the number below which none is told, which is also how wide a step is."""
    return suppression.threshold(get_param(env, "hub.suppression_threshold"))


def in_steps(env, count: int) -> str:
    """Return a number as the step that it lies in."""
    width = get_threshold(env)
    step = suppression.step(count, width)
    if step is None:
        return env._("fewer than %s", width)
    return env._("%(lowest)s to %(highest)s", lowest=step[0], highest=step[1])


def floor(env, count: int) -> int:
    """Return a number as the lowest of the step that it lies in: for fields that hold a number."""
    return count - count % get_threshold(env)


def roughly(env, count: int) -> int:
    """Return a number that says how many persons somebody looked at: a few exactly, more in steps, never a total."""
    return floor(env, count) or count

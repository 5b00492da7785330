"""A label and what it is about, set as each language sets it."""

from __future__ import annotations


def with_label(env, label: object, text: object) -> str:
    """Return ``label: text``; French has a space before the colon."""
    return env._("%(label)s: %(text)s", label=label, text=text)

"""Every key of ours in a context, and what it does."""

WITH_PROSPECTS = "hub_with_prospects"
"""Companies that are known from the register alone are found like all others."""

SAME = "hub_cbe_same"
"""A ``Same``, which no request can carry: what is the same for all ranges that a process loads is asked once."""

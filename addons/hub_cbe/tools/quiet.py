"""Every key of ours in a context, and what it does."""

WITH_PROSPECTS = "hub_with_prospects"
"""Companies that are known from the register alone are found like all others."""

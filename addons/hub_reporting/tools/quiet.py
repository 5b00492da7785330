"""Every key of ours in a context that hub_reporting adds, and what it does; the others stand in hub_entrepreneurs."""

ASKED = "hub_fact_asked"
"""An ``Asked``: the query of facts is narrowed to what a filter asks for; anything else is ignored."""

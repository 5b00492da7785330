"""Every key of ours in a context that hub_export adds, and what it does; the others stand in hub_entrepreneurs."""

STAGE_GATE = "hub_stage_gate"
"""AUTOMATIC: that leads move is not somebody's choice, and nobody is asked what their stage requires."""

OFFICE_HANDED_OVER = "hub_office_handed_over"
"""AUTOMATIC: leads get the office that leads their market now, which says nothing about who chose it."""

LEADS_LATER = "hub_leads_later"
"""AUTOMATIC: mandates change hands; their leads follow once all mandates are where they belong."""

FILL_IN = "hub_fill_in"
"""The one field of a lead that a dialog asks for, because a stage requires it."""

FROM_COMPANY = "hub_from_company"
"""Of views alone: a market is entered on the page of its company, which need not be chosen there."""

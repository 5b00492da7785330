"""Every key of ours in a context that hub_event adds, and what it does; the others stand in hub_entrepreneurs."""

STATEMENT_LINKS = "hub_statement_links"
"""A ``Links``, which no request can carry: where the statements lead whose mails are being written."""


class Links(dict):
    """The link of each statement, by its id: known while its mail is written, and nowhere afterwards."""

"""Every key of ours in a context that hub_event adds, and what it does; the others stand in hub_entrepreneurs."""

TO_CHOOSE = "hub_to_choose"
"""Hours of consultation are named as whoever chooses one reads them: with their day of the week, adviser and place."""

AMENDMENT_REASON = "hub_event_amendment_reason"
"""Why an approved plan changes: what is written along with a row, such as the targets of a plan, has its reason."""

LINKS = "hub_event_links"
"""A ``Links``, which no request can carry: where the rows lead whose mails are being written."""


class Links(dict):
    """The link of each row, by its id: known while its mail is written, and nowhere afterwards."""

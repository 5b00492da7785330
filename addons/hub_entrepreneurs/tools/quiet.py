"""Every key of ours in a context, what it does, and the keys of core's that we send together."""

AUTOMATIC = object()
"""What a key has to hold where nobody may send it from outside: no request can carry this object."""

OWN_WRITE = "hub_own_write"
"""AUTOMATIC: a model writes what it alone decides on, such as the scores of an assessment."""

AS_AUTHOR = "hub_as_author"
"""AUTOMATIC: a stored filter is read as one of the records that its author finds."""

ASSIGNMENT = "hub_assignment"
"""An ``Assignment``, which no request can carry: what is the same for all leads that are shared out is asked once."""

KIND = "hub_kind"
"""The kind of framework that a new assessment has: ``transition`` or ``export``."""

FROM_PERSON = "hub_from_person"
"""A profile is opened from its person, who need not be chosen there."""

MINE = "hub_mine"
"""Of the action of a list: a model, and the filter with which it opens for whoever has a portfolio of that model."""

NO_LOG = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}
"""Of a large load: one message a record would double its time."""

QUIET_ACTIVITIES = {"mail_activity_quick_update": True}
"""Of activities for many: whoever gets twenty opens the list, and needs no e-mail for each."""

QUIET_HANDOVER = {"mail_auto_subscribe_no_notify": True, "dont_notify": True, **QUIET_ACTIVITIES}
"""Of what is given to somebody else: those who get a thousand companies are told once."""

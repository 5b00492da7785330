"""Every key of ours in a context that hub_campaign adds, and what it does; the others stand in hub_entrepreneurs."""

from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC, QUIET_ACTIVITIES

COMMIT_BEFORE_SENDING = "hub_commit_before_sending"
"""AUTOMATIC: a mail is marked for good before the mail server gets it, so that it goes out once."""

JUDGED_LATER = "hub_judged_later"
"""AUTOMATIC: a click is kept, and whether it is a response is decided afterwards, by all clicks on the same mail."""

ANSWERED_BY_MACHINE = "hub_answered_by_machine"
"""AUTOMATIC: a mail that comes in answers by itself: nobody opened or answered the mailing."""

CONTACT_OF_LEAD = "hub_contact_of_lead"
"""AUTOMATIC: a lead keeps the address of the person who responded; nothing is written on the company."""

SUBSCRIBE_TOGETHER = "hub_subscribe_together"
"""AUTOMATIC: new leads get their followers in one go, after they were made."""

SUBSCRIBE_NOBODY = "hub_subscribe_nobody"
"""AUTOMATIC: whoever gets a call does not follow the company for it."""

ANSWERED_EMAIL = "hub_answered_email"
"""The address that an answer was given for by the link of a mail; others of the contact said nothing."""

CONSENT_PERSON = "hub_consent_person_id"
"""The contact whose answers purposes show."""

FROM_CAMPAIGN = "hub_from_campaign"
"""Waves are seen from their campaign, which their names leave out."""

ONE_CAMPAIGN = "hub_one_campaign"
"""Of views alone: all members are of one campaign, which a list need not show."""

QUIET_CALLS = {**QUIET_ACTIVITIES, "tracking_disable": True, SUBSCRIBE_NOBODY: AUTOMATIC}
"""Of a thousand calls at once: no mail about each, and nobody follows each company for it."""

QUIET_LEADS = {
    "mail_create_nolog": True, "mail_create_nosubscribe": True, "mail_auto_subscribe_no_notify": True,
    CONTACT_OF_LEAD: AUTOMATIC, SUBSCRIBE_TOGETHER: AUTOMATIC,
}  # fmt: skip
"""Of thousands of leads at once: nobody is told of each, whoever makes them follows none."""

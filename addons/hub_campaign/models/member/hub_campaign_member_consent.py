from odoo import models
from odoo.fields import Domain


class HubCampaignMember(models.Model):
    """What the reader of a mailing answers about its purpose, and about the others."""

    _inherit = "hub.campaign.member"

    def _leave_purpose(self, purpose, mailing, email):
        """Keep a no that came by the link of a mailing.

        :param str email: the address that the mail went to
        """
        self.ensure_one()
        note = self.env._("%(mailing)s, to %(email)s", mailing=mailing.subject, email=email)
        self.env["hub.consent"]._answer(self._reader(), purpose, "withdrawn", "unsubscribe", note)

    def _join_purpose(self, purpose, mailing):
        """Keep a yes that came by the link of a mailing; it takes a no back."""
        self.ensure_one()
        self.env["hub.consent"]._answer(self._reader(), purpose, "given", "unsubscribe", mailing.subject)

    def _reader(self):
        return self.contact_id or self.partner_id

    def _answers(self, purposes):
        """Return what the reader answered: by id of the purpose ``given``, ``withdrawn`` or False.

        A no of the same address counts as the reader's own.
        """
        self.ensure_one()
        reader = self._reader()
        same = Domain("person_id", "=", reader.id)
        if self.email_normalized:
            same |= Domain("email_normalized", "=", self.email_normalized)
        consents = self.env["hub.consent"].search(same & Domain("purpose_id", "in", purposes.ids))
        answers = dict.fromkeys(purposes.ids, False)
        for consent in consents.sorted(lambda consent: consent.state):
            answers[consent.purpose_id.id] = consent.state
        return answers

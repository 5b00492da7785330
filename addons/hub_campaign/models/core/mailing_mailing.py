from odoo import models
from odoo.fields import Domain
from odoo.tools import hmac

from odoo.addons.hub_entrepreneurs.tools.groups import may_know


class MailingMailing(models.Model):
    """Nobody gets two mailings of one wave: whom another one went to, in whichever language, counts as seen.

    A mailing goes out in the name of who is responsible for its campaign by then, where its own sender has left.

    The links of a mail name the purpose that they leave, with a token of that.

    The filter of a mailing finds what its author may find, also when a scheduled action sends it as superuser.

    Core: mass_mailing/models/mailing.py, 19.0. Contract: test_core_mail.
    """

    _inherit = "mailing.mailing"

    def _parse_mailing_domain(self):
        return self._domain_of_author("mailing_domain", Domain(super()._parse_mailing_domain()))

    def _get_seen_list(self):
        seen = super()._get_seen_list()
        # As superuser: an address is written to once, whoever sends.
        mailings = self | self.sudo().wave_id.mailing_ids
        traces = self.env["mailing.trace"].sudo()
        written = Domain("mass_mailing_id", "in", mailings.ids) & Domain("trace_status", "not in", ("cancel", "error"))
        if len(mailings) > 1:
            others = written & Domain("mass_mailing_id", "!=", self.id)
            seen |= {email for [email] in traces._read_group(others, ["email"]) if email}
        several = traces._read_group(written & Domain("email_others", "!=", False), ["email_others"])
        return seen.union(*(emails.split() for [emails] in several))

    def _action_send_mail(self, res_ids=None):
        for mailing in self:
            mailing._take_present_sender()
        return super()._action_send_mail(res_ids)

    def _get_unsubscribe_url(self, email_to, res_id):
        return super()._get_unsubscribe_url(email_to, res_id) + self._get_purpose_query(email_to)

    def _get_unsubscribe_oneclick_url(self, email_to, res_id):
        return super()._get_unsubscribe_oneclick_url(email_to, res_id) + self._get_purpose_query(email_to)

    def _get_purpose_query(self, email):
        """Return what a link says of the purpose, for the day on which mailing and campaign are gone."""
        purpose = self.sudo().purpose_id
        if not (purpose and self._is_to_members()):
            return ""
        return f"&about={purpose.id}&about_token={self._generate_purpose_token(email, purpose)}"

    def _generate_purpose_token(self, email, purpose):
        # As superuser: the secret of the database is for nobody to read.
        return hmac(self.env(su=True), "hub_campaign-leave-purpose", (self.id, email, purpose.id))

    def _action_send_statistics(self):
        """Send no numbers to somebody who may not know whom a mailing went to: core looks links up as superuser."""
        closed = self.filtered(
            lambda each: each.rests_on_personal_data and each.user_id and not may_know(each.with_user(each.user_id).env)
        )
        closed.kpi_mail_required = False
        return super(MailingMailing, self - closed)._action_send_statistics()

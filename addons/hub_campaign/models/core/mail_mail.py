import smtplib

from odoo import models

from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC

from ...domain.one_line import one_line
from ...tools.quiet import COMMIT_BEFORE_SENDING

_HEADERS = ("subject", "email_from", "reply_to")


class MailMail(models.Model):
    """The mails of a campaign: none goes out after a no, and none goes out twice.

    Core marks a mail before it hands it over to the mail server, but leaves that to the end of the transaction. Another
    worker could take the same mail meanwhile, and after a break-down it would be sent again although it may have
    arrived. So the mark is kept first: of two workers the database refuses one, and what was being handed over when the
    server broke off is left to a person.

    Core: mail/models/mail_mail.py, 19.0. Contract: test_core_mail.
    """

    _inherit = "mail.mail"

    def _send(self, auto_commit=False, **kwargs):
        mails = self._cancel_opted_out().with_context(**{COMMIT_BEFORE_SENDING: auto_commit and AUTOMATIC})
        try:
            return super(MailMail, mails)._send(auto_commit=auto_commit, **kwargs)
        except smtplib.SMTPServerDisconnected:
            if auto_commit:
                mails._give_up_handed_over()
            raise

    def _to_members(self):
        return self.filtered(lambda mail: mail.mailing_id and mail.model == "hub.campaign.member")

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        emails = super()._prepare_outgoing_list(mail_server=mail_server, doc_to_followers=doc_to_followers)
        for email in emails:
            # Python refuses a header with a line break, and one such mail would stop all that are sent with it.
            email |= {name: one_line(email[name]) for name in _HEADERS if isinstance(email.get(name), str)}
        if self._to_members() and not self.env.context.get("mailing_test_mail"):
            self.flush_recordset(["state"])
            if self.env.context.get(COMMIT_BEFORE_SENDING) is AUTOMATIC:
                self.env.cr.commit()  # pylint: disable=invalid-commit
        return emails

    def _cancel_opted_out(self):
        """Cancel what waits for readers who opted out meanwhile; return the other mails."""
        waiting = self._to_members().filtered(lambda mail: mail.state == "outgoing")
        if not waiting:
            return self
        # As superuser: a no counts whoever sends.
        members = self.env["hub.campaign.member"].sudo()
        left = set(members.search([("id", "in", waiting.mapped("res_id")), ("opted_out_on", "!=", False)])._ids)
        cancelled = waiting.filtered(lambda mail: mail.res_id in left)
        cancelled.mailing_trace_ids.write({"trace_status": "cancel", "failure_type": "mail_optout"})
        cancelled.write({"state": "cancel"})
        return self - cancelled

    def _give_up_handed_over(self):
        """Say what happened to the mail that was being handed over when the mail server broke off."""
        self.env.cr.rollback()
        self.env.invalidate_all()
        handed_over = self.exists()._to_members()
        handed_over = handed_over.filtered_domain([("state", "=", "exception"), ("failure_type", "=", "unknown")])
        handed_over.failure_reason = self.env._(
            "The mail server broke off while it received this email: it may have arrived or not. It is not sent again "
            "automatically, so that nobody gets it twice. Ask the addressee whether it arrived."
        )
        handed_over.mailing_trace_ids.set_failed(failure_type="unknown")
        self.env.cr.commit()  # pylint: disable=invalid-commit

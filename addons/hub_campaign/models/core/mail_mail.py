import smtplib

from odoo import models, tools
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC

from ...domain.one_line import one_line
from ...tools.quiet import COMMIT_BEFORE_SENDING

_HEADERS = ("subject", "email_from", "reply_to")


class MailMail(models.Model):
    """The mails of a campaign: none goes out after a no or to who is out of reach, and none goes out twice.

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
        if self.mailing_id and not self.env.context.get("mailing_test_mail"):
            emails = list(self._split_by_address(emails))
        elif self._to_members():
            emails = [self._prepare_test(email) for email in emails]
        if self._to_members() and not self.env.context.get("mailing_test_mail"):
            self.flush_recordset(["state"])
            if self.env.context.get(COMMIT_BEFORE_SENDING) is AUTOMATIC:
                self.env.cr.commit()  # pylint: disable=invalid-commit
        return emails

    def _split_by_address(self, emails):
        """Yield a mail for each address, without those that may not be mailed; each leaves by a link of its own."""
        for email in emails:
            addresses = {tools.email_normalize(each, strict=False) or each: each for each in email["email_to"]}
            if len(addresses) < 2:
                yield email
                continue
            closed = self.mailing_id._get_closed_emails(addresses)
            first = next(iter(addresses))
            for normalized, address in addresses.items():
                if normalized in closed:
                    continue
                own = {"email_to": [address], "email_to_normalized": [normalized], "email_to_raw": address}
                yield {**email, **own, **self._prepare_links(email, first, normalized)}

    def _prepare_links(self, email, old, new):
        """Return the body and the headers of a mail with the links of another address."""
        body, headers = email["body"], dict(email["headers"])
        for link in ("_get_unsubscribe_url", "_get_view_url"):
            of_old, of_new = (getattr(self.mailing_id, link)(each, self.res_id) for each in (old, new))
            body = body.replace(of_old, of_new)
        one_click = self.mailing_id._get_unsubscribe_oneclick_url(new, self.res_id)
        return {"body": body, "headers": {**headers, "List-Unsubscribe": f"<{one_click}>"}}

    def _prepare_test(self, email):
        """Return a test mail with a button that opts nobody out: core puts one of some member there."""
        to = tools.email_normalize(email["email_to"][0], strict=False) or email["email_to"][0]
        one_click = self.mailing_id._get_unsubscribe_oneclick_url(to, 0)
        return {**email, "headers": {**email["headers"], "List-Unsubscribe": f"<{one_click}>"}}

    def _cancel_opted_out(self):
        """Cancel what waits for addresses that said no meanwhile, or for members who did; return the other mails."""
        waiting = self.filtered(lambda mail: mail.mailing_id and mail.state == "outgoing")
        if not waiting or self.env.context.get("mailing_test_mail"):
            return self
        # As superuser: a no counts whoever sends.
        members = self.env["hub.campaign.member"].sudo()
        to_members = waiting._to_members()
        of_mails = Domain("id", "in", to_members.mapped("res_id"))
        left = set(members.search(of_mails & (~members._domain_open() | Domain("out_of_reach", "!=", False)))._ids)
        cancelled = to_members.filtered(lambda mail: mail.res_id in left) | waiting._filtered_closed()
        cancelled.mailing_trace_ids.write({"trace_status": "cancel", "failure_type": "mail_optout"})
        cancelled.write({"state": "cancel"})
        return self - cancelled

    def _filtered_closed(self):
        """Return those of these mails of which no address may be mailed."""
        closed = self.browse()
        for mailing, mails in self.grouped("mailing_id").items():
            texts_of = {mail: [mail.email_to, *mail.recipient_ids.mapped("email")] for mail in mails}
            emails_of = {
                mail: {email for text in texts for email in tools.email_normalize_all(text)}
                for mail, texts in texts_of.items()
            }
            refused = mailing._get_closed_emails(set().union(*emails_of.values()))
            closed |= mails.filtered(lambda mail, of=emails_of, no=refused: of[mail] and of[mail] <= no.keys())
        return closed

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

from odoo import models, tools


class MailComposeMessage(models.TransientModel):
    """Each address of each mail of a mailing is looked at: one that may not be mailed is taken out, the others stay.

    Not mailed are an address that said no to the purpose, one on the exclusion list, and one that is known from the
    enterprise register alone, whatever the mailing goes to: the register's data of natural persons may not be reused
    for direct marketing (Code of economic law, art. III.31, and the licence of the open data of the Crossroads Bank for
    Enterprises). Core leaves a mail out if it finds all addresses, or the first one, among those; and it knows a mail
    that went out already by its first address.

    Core: mail/wizard/mail_compose_message.py and mass_mailing/wizard/mail_compose_message.py, 19.0.
    Contract: test_core_mail.
    """

    _inherit = "mail.compose.message"

    def _get_optout_emails(self, mail_values_dict):
        opted_out = super()._get_optout_emails(mail_values_dict)
        if self.mass_mailing_id:
            recipients = self._get_recipients_data(mail_values_dict).values()
            emails = {email for each in recipients for email in each["mail_to_normalized"]}
            closed = self.mass_mailing_id._get_closed_emails(emails)
            opted_out += [email for email, reason in closed.items() if reason == "mail_optout"]
        return opted_out

    def _process_mail_values_state(self, mail_values_dict):
        mail_values_dict = super()._process_mail_values_state(mail_values_dict)
        if self.mass_mailing_id and self.composition_mode == "mass_mail":
            self._take_addresses_out(
                {key: values for key, values in mail_values_dict.items() if not values.get("state")}
            )
        return mail_values_dict

    def _take_addresses_out(self, mail_values_dict):
        """Leave in each mail the addresses that may get it, and got none before; cancel a mail that is left with none.

        Mails to a contact have their addresses from there, when they leave.
        """
        mailing = self.mass_mailing_id
        emails_of = {key: tools.email_normalize_all(each.get("email_to")) for key, each in mail_values_dict.items()}
        closed = mailing._get_closed_emails({email for emails in emails_of.values() for email in emails})
        # Only of campaigns: elsewhere one may write to an address about two records.
        done = set(self._get_done_emails(mail_values_dict)) if mailing._is_to_members() else set()
        for key, emails in emails_of.items():
            left = [email for email in emails if email not in closed and email not in done]
            if mailing._is_to_members():
                done.update(left)
            if left == emails:
                continue
            if left:
                split = tools.mail.email_split_and_format_normalize(mail_values_dict[key]["email_to"])
                kept = [each for each in split if tools.email_normalize(each, strict=False) in left]
                mail_values_dict[key]["email_to"] = ", ".join(kept)
            else:
                reason = next((closed[email] for email in emails if email in closed), "mail_dup")
                mail_values_dict[key] |= {"state": "cancel", "failure_type": reason}

    def _prepare_mail_values_mailing_traces(self, mail_values_all):
        traces = super()._prepare_mail_values_mailing_traces(mail_values_all)
        for key, trace in traces.items():
            others = tools.email_normalize_all(mail_values_all[key].get("email_to"))[1:]
            if trace and others:
                trace["email_others"] = " ".join(others)
        return traces

from odoo import models


class MailComposeMessage(models.TransientModel):
    """An address that is known from the enterprise register alone is never mailed, whatever a mailing goes to.

    The register's data of natural persons may not be reused for direct marketing (Code of economic law, art. III.31,
    and the licence of the open data of the Crossroads Bank for Enterprises).

    Core: mail/wizard/mail_compose_message.py and mass_mailing/wizard/mail_compose_message.py, 19.0.
    Contract: test_core_mail.
    """

    _inherit = "mail.compose.message"

    def _get_optout_emails(self, mail_values_dict):
        opted_out = super()._get_optout_emails(mail_values_dict)
        if self.mass_mailing_id:
            recipients = self._get_recipients_data(mail_values_dict).values()
            opted_out += self.env["res.partner"]._get_emails_of_register(
                {email for each in recipients for email in each["mail_to_normalized"]}
            )
        return opted_out

from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase


class TestCoreMail(CoreCase):
    """In which order core sends a mail, and whom a mailing leaves out."""

    def test_a_mail_is_marked_then_prepared_then_sent(self):
        self.assertInOrder(
            self.source("mail.mail", "_send"),
            [
                "for mail_id in self.ids:",
                "if mail.state != 'outgoing':",
                "'state': 'exception',",
                "'failure_type': 'mail_email_missing' if no_recipients else 'unknown',",
                "mail._prepare_outgoing_list(",
                "SendIrMailServer.send_email(",
                "mail.write({'state': 'sent'",
            ],
            "a mail is not marked as failed, then prepared, then handed over, then marked as sent",
        )

    def test_a_mail_server_that_breaks_off_ends_the_batch(self):
        self.assertInOrder(
            self.source("mail.mail", "_send"),
            ["except (psycopg2.Error, smtplib.SMTPServerDisconnected):", "raise", "except Exception as e:"],
            "core goes on after the mail server broke off",
        )

    def test_parameters(self):
        for name, *expected in (
            (
                "_send",
                "auto_commit",
                "raise_exception",
                "smtp_session",
                "alias_domain_id",
                "mail_server",
                "post_send_callback",
            ),
            ("_prepare_outgoing_list", "mail_server", "doc_to_followers"),
        ):
            with self.subTest(name=name):
                self.assertParameters("mail.mail", name, *expected)
        self.assertInOrder(
            self.source("mail.mail", "send"),
            ["self.browse(batch_ids)._send(", "auto_commit=auto_commit,"],
            "mails are sent by another method",
        )

    def test_opted_out_addresses_are_cancelled(self):
        compose = "mail.compose.message"
        self.assertParameters(compose, "_get_optout_emails", "mail_values_dict")
        self.assertEqual(self.core(compose, "_get_optout_emails")(self.env[compose], {}), [])
        self.assertEqual(self.core(compose, "_get_recipients_data")(self.env[compose], {}), {})
        self.assertIn("'mail_to_normalized':", self.source("mail.compose.message", "_get_recipients_data"))
        self.assertInOrder(
            self.source(compose, "_process_mail_values_state"),
            ["self._get_optout_emails(mail_values_dict)", "in optout_emails", "'mail_optout'"],
            "an address that opted out is not cancelled any more",
        )

    def test_seen_addresses_get_no_second_mail(self):
        self.assertParameters("mailing.mailing", "_get_seen_list")
        self.assertIn("seen_list = {", self.source("mailing.mailing", "_get_seen_list"), "they are no set any more")
        self.assertIn(
            "self.mass_mailing_id._get_seen_list()",
            self.source("mail.compose.message", "_get_done_emails"),
            "a mailing asks in another way whom it went to",
        )

    def test_a_mailing_is_sent_by_one_method_in_the_name_of_its_user(self):
        self.assertParameters("mailing.mailing", "_action_send_mail", "res_ids")
        self.assertIn("mailing.user_id or", self.source("mailing.mailing", "_action_send_mail"))
        self.assertParameters("mailing.mailing", "_get_unsubscribe_url", "email_to", "res_id")
        self.assertParameters("mailing.mailing", "_get_unsubscribe_oneclick_url", "email_to", "res_id")

    def test_a_batch_is_looked_at_in_one_place(self):
        compose = "mail.compose.message"
        self.assertParameters(compose, "_process_mail_values_state", "mail_values_dict")
        self.assertIn("'state'] = 'cancel'", self.source(compose, "_process_mail_values_state"))
        self.assertParameters(compose, "_prepare_mail_values_mailing_traces", "mail_values_all")
        self.assertIn("emails[0]", self.source(compose, "_prepare_mail_values_mailing_traces"))

    def test_the_filter_of_a_mailing_is_read_in_one_place(self):
        self.assertParameters("mailing.mailing", "_parse_mailing_domain")
        self.assertIn("Domain(self._parse_mailing_domain())", self.source("mailing.mailing", "_get_recipients_domain"))
        self.assertIn("self._get_recipients_domain()", self.source("mailing.mailing", "_get_recipients"))

    def test_statistics_are_sent_with_links_that_a_superuser_finds(self):
        self.assertParameters("mailing.mailing", "_action_send_statistics")
        self.assertIn("self.env['link.tracker'].search(", self.source("mailing.mailing", "_action_send_statistics"))

from odoo.exceptions import UserError
from odoo.tests import tagged

from .mail_common import MailingCase


@tagged("post_install", "-at_install")
class TestMailing(MailingCase):
    def test_a_mailing_for_each_language(self):
        mailings = self.prepare()
        self.assertEqual(set(mailings), {"en_US", "fr_FR"})
        self.assertEqual(self.wave.state, "prepared")
        english = mailings["en_US"]
        self.assertEqual(english.mailing_model_real, "hub.campaign.member")
        self.assertEqual(english.campaign_id, self.campaign)
        self.assertEqual(english.user_id, self.cluster_manager)
        self.assertIn(self.cluster_manager.email, english.email_from)
        for body in (english.body_html, english.body_arch):
            self.assertIn("Dear", body)
            self.assertIn("/unsubscribe_from_list", body)
            self.assertIn(self.purpose.name, body)
        self.assertIn("Bonjour", mailings["fr_FR"].body_html)
        self.prepare()
        self.assertEqual(len(self.wave.mailing_ids), 2, "preparing again makes what is missing")

    def test_recipients_are_fixed_when_it_is_sent(self):
        mailings = self.prepare()
        self.assertEqual(mailings["en_US"]._get_recipients(), self.english.ids)
        self.assertEqual(mailings["fr_FR"]._get_recipients(), self.french.ids)
        self.english.lang = "fr_FR"
        self.assertFalse(mailings["en_US"]._get_recipients())
        self.env["hub.consent"]._answer(self.company, self.purpose, "withdrawn", "phone")
        self.assertEqual(mailings["fr_FR"]._get_recipients(), self.french.ids)
        self.other_company.email_source = "register"
        self.assertFalse(mailings["fr_FR"]._get_recipients())

    def test_mails_go_to_the_addressee(self):
        person = self.create_person(self.company, name="Paula")
        self.english.contact_id = person
        mailing = self.prepare()["en_US"]
        mailing._action_send_mail()
        mail = self.env["mail.mail"].search([("mailing_id", "=", mailing.id)])
        self.assertEqual(mail.email_to, person.email)
        self.assertFalse(mail.recipient_ids)
        self.assertIn("Dear Paula,", mail.body_html)
        self.assertIn("Test Atelier", mail.body_html)

    def test_sending_calls_clicks_and_replies_move_members_on(self):
        mailings = self.prepare()
        self.send(self.wave.mailing_ids)
        self.assertEqual(self.campaign.member_ids.mapped("state"), ["contacted", "contacted"])
        self.assertEqual(self.campaign.member_ids.wave_ids, self.wave)
        self.assertEqual(self.wave.state, "done")
        trace = mailings["en_US"].mailing_trace_ids
        trace.set_opened()
        self.assertEqual(self.english.state, "contacted", "opening is no response")
        trace.set_clicked()
        self.assertEqual((self.english.state, self.english.response), ("responded", "click"))
        mailings["fr_FR"].mailing_trace_ids.set_replied()
        self.assertEqual((self.french.state, self.french.response), ("responded", "reply"))
        self.assertEqual(self.wave.responded_count, 2)

    def test_nobody_is_written_to_twice_in_a_wave(self):
        mailings = self.prepare()
        # Two contacts turn out to have one address after the audience was frozen.
        self.other_company.email = self.company.email
        self.send(mailings["en_US"])
        self.send(mailings["fr_FR"])
        trace = mailings["fr_FR"].mailing_trace_ids
        self.assertEqual((trace.trace_status, trace.failure_type), ("cancel", "mail_dup"))
        self.assertEqual(self.french.state, "targeted")

    def test_who_joins_later_gets_a_mailing_in_the_same_language(self):
        self.prepare()
        self.send(self.wave.mailing_ids)
        newcomer = self.create_companies(1, lang="en_US")
        self.campaign.audience_domain = repr([("id", "in", newcomer.ids)])
        self.campaign._freeze()
        self.wave.action_prepare_mailings()
        [mailing] = self.wave.mailing_ids.filtered(lambda each: each.state == "draft")
        self.assertEqual(mailing.lang, "en_US")
        self.assertEqual(mailing._get_recipients(), (self.campaign.member_ids - self.english - self.french).ids)

    def test_blacklisted_and_opted_out_addresses_are_passed_over(self):
        mailings = self.prepare()
        self.env["mail.blacklist"].create({"email": self.company.email})
        twin = self.env["res.partner"].create({"name": "Twin", "email": self.other_company.email})
        self.env["hub.consent"].create(
            {"person_id": twin.id, "purpose_id": self.other_purpose.id, "state": "withdrawn"}
        )
        self.send(self.wave.mailing_ids)
        trace = mailings["en_US"].mailing_trace_ids
        self.assertEqual((trace.trace_status, trace.failure_type), ("cancel", "mail_bl"))
        self.assertEqual(mailings["fr_FR"].mailing_trace_ids.trace_status, "sent", "another purpose")
        # Past the members: somebody without one may have said no for the address.
        opted_out = self.env["hub.campaign.member"]._mailing_get_opt_out_list(mailings["fr_FR"])
        self.assertNotIn("forge@example.com", opted_out)
        self.env["hub.consent"]._answer(twin, self.purpose, "withdrawn", "phone")
        opted_out = self.env["hub.campaign.member"]._mailing_get_opt_out_list(mailings["fr_FR"])
        self.assertIn("forge@example.com", opted_out)

    def test_an_address_of_the_register_is_never_mailed(self):
        self.other_company.email_source = "register"
        mailing = self.env["mailing.mailing"].create(
            {
                "subject": "To companies",
                "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
                "mailing_domain": repr([("id", "in", self.companies.ids)]),
                "body_html": "<p>Hello</p>",
                "email_from": "agency@example.com",
            }
        )
        mailing._action_send_mail()
        by_email = {trace.email: trace for trace in mailing.mailing_trace_ids}
        self.assertEqual(by_email["forge@example.com"].failure_type, "mail_optout")
        self.assertEqual(by_email["atelier@example.com"].trace_status, "outgoing")
        given = self.env["res.partner"].create({"name": "Twin", "email": "forge@example.com", "email_source": "given"})
        self.assertFalse(self.env["res.partner"]._get_emails_of_register({given.email_normalized}))

    def test_what_can_not_be_sent_is_a_sentence(self):
        mailing = self.prepare()["en_US"]
        for values, words in (
            ({"email_from": ""}, "Send From: enter the address of the sender of the mailing"),
            ({"body_html": "<p><br></p>"}, "Write the text of the mailing"),
            ({"lang": "fr_FR", "mailing_domain": "[('id', '=', 0)]"}, "would reach nobody"),
        ):
            with self.assertRaisesRegex(UserError, words), self.cr.savepoint():
                mailing.write(values)
                self.wave.action_send()
            self.assertEqual(set(self.wave.mailing_ids.mapped("state")), {"draft"}, "none of them is sent")
        self.campaign.user_id.email = False
        with self.assertRaisesRegex(UserError, "Send From: .* has no email address"):
            self.create_wave().action_prepare_mailings()

    def test_the_link_to_leave_comes_back(self):
        mailing = self.prepare()["fr_FR"]
        mailing.write({"subject": "Viens", "body_arch": "<p>Viens !</p>", "body_html": "<p>Viens !</p>"})
        mailing.action_put_in_queue()
        for body in (mailing.body_html, mailing.body_arch):
            self.assertIn("Viens !", body)
            self.assertEqual(body.count("/unsubscribe_from_list"), 1)
        self.assertEqual(self.wave.state, "planned")

    def test_an_answer_reaches_whoever_is_responsible(self):
        self.assertFalse(self.english.message_partner_ids)
        self.english.with_user(self.env.ref("base.public_user")).sudo().message_update({"body": "Yes"})
        self.assertEqual(self.english.message_partner_ids, self.cluster_manager.partner_id)

    def test_a_mail_that_waits_is_cancelled_by_a_no(self):
        mailing = self.prepare()["en_US"]
        mailing._action_send_mail()
        mail = self.env["mail.mail"].search([("mailing_id", "=", mailing.id)])
        self.assertEqual(mail._cancel_opted_out(), mail)
        self.env["hub.consent"]._answer(self.company, self.purpose, "withdrawn", "phone")
        self.assertFalse(mail._cancel_opted_out())
        self.assertEqual(mail.state, "cancel")
        self.assertEqual(mailing.mailing_trace_ids.failure_type, "mail_optout")

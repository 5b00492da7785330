from email.message import EmailMessage
from unittest.mock import patch
from urllib.parse import urlsplit

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from .mail_common import MailingCase

ADDRESS = "forge@example.com"


@tagged("post_install", "-at_install")
class TestGone(HttpCase, MailingCase):
    """Whoever leaves by a mail leaves its purpose, for that address, also where what the mail refers to is gone."""

    def setUp(self):
        super().setUp()
        self.mailing = self.prepare()["fr_FR"]
        self.send(self.mailing)
        self.trace = self.mailing.mailing_trace_ids
        self.trace.message_id = "<first.4711@example.com>"
        self.link = self.mailing._get_unsubscribe_url(ADDRESS, self.french.id)
        self.one_click = self.mailing._get_unsubscribe_oneclick_url(ADDRESS, self.french.id)

    def _open(self, link, data=None):
        parts = urlsplit(link)
        self.env.flush_all()
        answer = self.url_open(f"{parts.path}?{parts.query}", data=data)
        self.env.invalidate_all()
        return answer

    def _merge(self):
        self.other_company.company_registry = False
        self.env["base.partner.merge.automatic.wizard"]._merge((self.company + self.other_company).ids, self.company)

    def _assert_leaves(self, *, address=ADDRESS):
        page = self._open(self.link)
        self.assertEqual(page.status_code, 200)
        self.assertFalse(self.env["hub.refusal"]._get_refused(self.purpose, [address]), "looking changes nothing")
        form = dict(part.split('" value="')[:2] for part in page.text.split('name="')[1:] if '" value="' in part)
        values = {name: value.split('"')[0] for name, value in form.items()}
        self.assertEqual(self.url_open("/mailing/confirm_unsubscribe", data=values).status_code, 200)
        self.env.invalidate_all()
        self._assert_left(address)
        self.env["hub.refusal"]._take_back(self.purpose, [address])
        self.assertEqual(self._open(self.one_click, {"List-Unsubscribe": "One-Click"}).status_code, 200)
        self._assert_left(address)

    def _assert_left(self, address):
        book = self.env["hub.refusal"]
        self.assertTrue(book._get_refused(self.purpose, [address]))
        self.assertFalse(book._get_refused(self.other_purpose, [address]), "only the purpose is left")
        self.assertFalse(self.env["mail.blacklist"].search([("email", "=", address)]), "all mails of the agency")

    def test_member_deleted(self):
        self.french.unlink()
        self._assert_leaves()
        self.assertEqual(self.other_company.consent_ids.state, "withdrawn", "the one contact with the address")

    def test_company_merged(self):
        self.other_company.email = "old@example.com"
        self._merge()
        self.assertFalse(self.french.exists())
        self._assert_leaves()
        self.assertFalse(self.english.opted_out_on, "another address")

    def test_mailing_deleted(self):
        self.mailing.unlink()
        self._assert_leaves()
        self.assertEqual(self.french.state, "opted_out")

    def _delete_campaign(self):
        """Delete it as one could before campaigns were kept."""
        before = {MODULE_UNINSTALL_FLAG: True}
        self.wave.with_context(**before).unlink()
        self.campaign.with_context(**before).unlink()

    def test_campaign_deleted(self):
        self._delete_campaign()
        self._assert_leaves()

    def test_a_link_of_before_names_no_purpose(self):
        self.one_click = self.one_click.split("&about=")[0]
        self.link = self.link.split("&about=")[0]
        self.french.unlink()
        self._assert_leaves()

    @mute_logger("odoo.http")
    def test_the_purpose_of_a_link_can_not_be_changed(self):
        self.mailing.unlink()
        for link in (
            self.one_click.replace(f"about={self.purpose.id}", f"about={self.other_purpose.id}"),
            self.one_click.replace("forge%40", "atelier%40"),
            self.one_click.replace("hash_token=", "hash_token=0"),
        ):
            self.assertIn(self._open(link, {"x": "y"}).status_code, (400, 401, 403))
        for purpose in self.purpose + self.other_purpose:
            self.assertFalse(self.env["hub.refusal"]._get_refused(purpose, [ADDRESS, "atelier@example.com"]))

    def test_a_test_mail_opts_nobody_out(self):
        sent = []
        test = self.env["mailing.mailing.test"].create(
            {"email_to": f"{ADDRESS}\ntester@example.com", "mass_mailing_id": self.mailing.id}
        )

        def keep(mails):
            sent.extend(email for mail in mails for email in mail._prepare_outgoing_list())

        with patch.object(type(self.env["mail.mail"]), "send", keep):
            test.send_mail_test()
        self.assertEqual(len(sent), 2)
        members = self.env["hub.campaign.member"].search([("opted_out_on", "=", False)])
        for email in sent:
            link = email["headers"]["List-Unsubscribe"].strip("<>")
            self.assertEqual(self._open(link, {"List-Unsubscribe": "One-Click"}).status_code, 200)
            self.assertFalse(self.env["hub.refusal"]._get_refused(self.purpose, email["email_to_normalized"]))
        self.assertEqual(set(members.mapped("opted_out_on")), {False})

    # What comes back

    def _reply(self):
        message = EmailMessage()
        for name, value in {
            "From": f"Forge <{ADDRESS}>",
            "To": "agency@example.com",
            "Subject": f"Re: {self.mailing.exists().subject or 'Hello'}",
            "Message-ID": "<answer.4712@example.com>",
            "In-Reply-To": "<first.4711@example.com>",
            "References": "<first.4711@example.com>",
        }.items():
            message[name] = value
        message.set_content("Yes please")
        self.env["mail.thread"].message_process(False, message.as_string())
        self.env.invalidate_all()
        return self.env["mail.message"].search([("message_id", "=", "<answer.4712@example.com>")])

    def _mailed(self):
        """Let the mailing stand in the chatter of its member, as it does when it was sent."""
        return self.french.message_post(body="The mailing", message_type="email_outgoing") and self.env[
            "mail.message"
        ].search([("model", "=", "hub.campaign.member"), ("res_id", "=", self.french.id)], limit=1).write(
            {"message_id": "<first.4711@example.com>"}
        )

    @mute_logger("odoo.addons.mail.models.mail_thread")
    def test_answers_and_clicks_count_for_who_took_the_row_over(self):
        self._mailed()
        self._merge()
        self.assertEqual(self.trace.res_id, self.english.id)
        answer = self._reply()
        self.assertEqual((answer.model, answer.res_id), ("hub.campaign.member", self.english.id))
        self.assertEqual((self.english.state, self.english.response), ("responded", "reply"))

    @mute_logger("odoo.addons.mail.models.mail_thread")
    def test_an_answer_is_kept_at_the_company_where_the_member_was_deleted(self):
        self._mailed()
        self.french.unlink()
        answer = self._reply()
        self.assertEqual((answer.model, answer.res_id), ("res.partner", self.other_company.id))

    @mute_logger("odoo.addons.mail.models.mail_thread")
    def test_an_answer_is_kept_at_the_company_where_the_campaign_was_deleted(self):
        self._mailed()
        self._delete_campaign()
        self.assertFalse(self.french.exists())
        answer = self._reply()
        self.assertEqual((answer.model, answer.res_id), ("res.partner", self.other_company.id))

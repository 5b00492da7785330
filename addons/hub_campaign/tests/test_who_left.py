from odoo import SUPERUSER_ID
from odoo.tests import new_test_user, tagged

from .mail_common import MailingCase


@tagged("post_install", "-at_install")
class TestWhoLeft(MailingCase):
    """Who left sends no mailings and gets no leads."""

    def setUp(self):
        super().setUp()
        groups = "hub_entrepreneurs.group_hub_cluster_manager"
        self.former = new_test_user(self.env, login="hub_former", groups=groups, email="former@example.com")
        self.campaign.sudo().user_id = self.former
        self.mailing = self.prepare()["en_US"]
        self.assertEqual(self.mailing.user_id, self.former)

    def _assert_sent_by(self, user):
        self.assertEqual(self.mailing.user_id, user)
        self.assertIn(user.email, self.mailing.email_from)

    def test_the_sender_left_before_the_mailing_is_sent(self):
        self.archive_in_the_past(self.former)
        self.mailing.with_user(SUPERUSER_ID)._action_send_mail()
        self._assert_sent_by(self.cluster_manager)
        mail = self.env["mail.mail"].search([("mailing_id", "=", self.mailing.id)])
        self.assertNotIn("former@example.com", mail.email_from)

    def test_the_sender_left_before_the_mailing_is_prepared(self):
        self.archive_in_the_past(self.former)
        mailing = self.prepare(self.create_wave())["en_US"]
        self.assertNotIn("former@example.com", mailing.email_from)
        self.assertTrue(mailing.user_id.active)

    def test_the_campaign_was_handed_over(self):
        self.write_texts(self.mailing.wave_id.mailing_ids)
        self.mailing.state = "in_queue"
        sent = self.write_texts(self.prepare(self.create_wave())["en_US"])
        sent.state = "done"
        self.campaign.sudo().user_id = self.cluster_manager
        self._assert_sent_by(self.cluster_manager)
        self.assertEqual(sent.user_id, self.former, "what was sent stays as it was")

    def test_an_address_that_is_nobodys_own_stays(self):
        self.mailing.email_from = "Agency <agency@example.com>"
        self.campaign.sudo().user_id = self.cluster_manager
        self.assertEqual(self.mailing.email_from, "Agency <agency@example.com>")
        self.assertEqual(self.mailing.user_id, self.cluster_manager)

    def test_no_lead_for_an_account_manager_who_left(self):
        self.company.user_id, self.other_company.user_id = self.former, self.account
        self.archive_in_the_past(self.former)
        members = self.campaign.member_ids
        values = {"campaign_id": self.campaign.id, "member_ids": members.ids, "method": "own"}
        dialog = self.env["hub.campaign.lead.create"].with_user(self.director).create(values)
        self.assertEqual((dialog.ready_count, dialog.nobody_count), (2, 1), "it is said in the dialog")
        dialog.action_create()
        self.assertEqual(self.english.lead_id.user_id, self.env["res.users"])
        self.assertEqual(self.french.lead_id.user_id, self.account)

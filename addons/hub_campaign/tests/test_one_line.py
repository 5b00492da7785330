from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from .common import CampaignCase


class TestOneLine(CampaignCase):
    """What becomes a header of a mail stands in one line; and whoever gets one can leave it."""

    def test_titles(self):
        campaign = self.create_campaign(title="Spring\r\n  fair\u2028 2026 \n")
        self.assertEqual(campaign.title, "Spring fair 2026")
        campaign.title = "Autumn\nfair"
        self.assertEqual(campaign.title, "Autumn fair")
        self.env["utm.campaign"].with_user(self.cluster_manager).browse().load(
            [".id", "title"], [[str(campaign.id), "Winter\vfair"]]
        )
        self.assertEqual(campaign.title, "Winter fair")

    def _outgoing(self, **values):
        mail = self.env["mail.mail"].create({"email_to": "a@example.com", "body_html": "<p>News</p>", **values})
        [email] = mail._prepare_outgoing_list()
        headers = {name: email[name] for name in ("subject", "email_from", "reply_to")}
        build = self.env["ir.mail_server"]._build_email__
        return build(email_to=email["email_to"], body=email["body"], **headers)

    def test_headers_of_mails(self):
        """Of a campaign from before, of a name in a subject, of a sender."""
        message = self._outgoing(
            subject="Spring\nfair of Atelier\r\nTest",
            email_from='"Anna\nMaker" <anna@example.com>',
            reply_to='"Anna\r\nMaker" <anna@example.com>',
        )
        self.assertEqual(message["Subject"], "Spring fair of Atelier Test")
        self.assertIn("anna@example.com", message["From"])
        self.assertNotIn("\n", str(message["Reply-To"]))

    # A purpose to leave

    def test_a_sector_campaign_has_a_purpose(self):
        with self.assertRefused("utm.campaign", "Purpose: choose what the campaign is about"):
            self.campaign.purpose_id = False
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.create_campaign(purpose_id=False)
        plain = self.env["utm.campaign"].create({"title": "Plain", "purpose_id": False})
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            plain.is_sector_campaign = True
            plain.flush_recordset()

    def test_a_mailing_to_members_of_a_plain_campaign(self):
        plain = self.env["utm.campaign"].create({"title": "Plain", "purpose_id": False})
        mailing = self.env["mailing.mailing"].create(
            {
                "subject": "News",
                "body_html": "<p>News</p>",
                "campaign_id": plain.id,
                "mailing_model_id": self.env["ir.model"]._get_id("hub.campaign.member"),
            }
        )
        with self.assertRaisesRegex(UserError, "Purpose: choose one in the campaign “Plain”"):
            mailing.action_put_in_queue()

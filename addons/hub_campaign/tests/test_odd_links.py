from odoo.http import Request
from odoo.tests import HttpCase, tagged

from .common import CampaignCase

ODD = ("abc", "1.5", "-1", "%00", "é", "٣", "1" * 30, "[]", "1%0A2", "' OR 1=1")


@tagged("post_install", "-at_install")
class TestOddLinks(HttpCase, CampaignCase):
    """A public link with odd values leads to a plain page, never to an error of the server."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = cls.env["hub.campaign.member"].create(
            {"campaign_id": cls.campaign.id, "partner_id": cls.company.id}
        )
        cls.mailing, cls.plain = cls.env["mailing.mailing"].create(
            [
                {"subject": model, "campaign_id": campaign, "mailing_model_id": cls.env["ir.model"]._get_id(model)}
                for model, campaign in (("hub.campaign.member", cls.campaign.id), ("res.partner", False))
            ]
        )
        cls.link = cls.env["link.tracker"].create({"url": "https://example.com/odd", "title": "A page"})

    def _assert_plain(self, path, data=None):
        response = self.url_open(path, data=data, allow_redirects=False)
        self.assertLess(response.status_code, 500, f"{path} {data or ''}")
        return response

    def _query(self, mailing, record, **values):
        values = {
            "document_id": record.id,
            "email": "atelier%40example.com",
            "hash_token": mailing._generate_mailing_recipient_token(record.id, "atelier@example.com"),
        } | values
        return "&".join(f"{name}={value}" for name, value in values.items())

    def test_links_of_mailings(self):
        for mailing, record in ((self.mailing, self.member), (self.plain, self.company)):
            for page in ("unsubscribe", "confirm_unsubscribe", "view", "purposes"):
                for name in ("document_id", "email", "hash_token"):
                    for value in (*ODD, ""):
                        query = self._query(mailing, record, **{name: value})
                        self._assert_plain(f"/mailing/{mailing.id}/{page}?{query}")
            self._assert_plain(f"/mailing/{'9' * 25}/unsubscribe?{self._query(mailing, record)}")

    def test_what_the_pages_post(self):
        link = {
            "document_id": str(self.member.id),
            "email": "atelier@example.com",
            "hash_token": self.mailing._generate_mailing_recipient_token(self.member.id, "atelier@example.com"),
        }
        self.authenticate(None, None)
        csrf = Request.csrf_token(self)
        for name in ("purpose_id", "answer", *link):
            for value in ("abc", "\0", "é", ""):
                values = {"purpose_id": str(self.purpose.id), "answer": "given", **link, name: value}
                self._assert_plain(f"/mailing/{self.mailing.id}/purpose", {"csrf_token": csrf, **values})
        self._assert_plain(f"/mailing/{self.mailing.id}/purpose", {"csrf_token": csrf, **link})
        for value in ("abc", "\0", ""):
            self._assert_plain("/mailing/confirm_unsubscribe", {"mailing_id": value, "csrf_token": csrf, **link})
        self._assert_plain("/mailing/confirm_unsubscribe", {"csrf_token": csrf})
        for name in link:
            for value in ("abc", "\0", "é"):
                self._assert_plain(f"/mailing/{self.mailing.id}/unsubscribe_oneclick", {**link, name: value})
        self.assertFalse(self.env["hub.consent"].search([("person_id", "=", self.company.id)]))

    def test_trackers(self):
        code = self.link.code
        for value in ODD:
            self._assert_plain(f"/r/{value}")
            self._assert_plain(f"/r/{value}/m/1")
            self._assert_plain(f"/r/{code}/m/{value}")
            self._assert_plain(f"/mail/track/1/{value}/blank.gif")
            self._assert_plain(f"/mailing/report/unsubscribe?token={value}&user_id=1")
            self._assert_plain(f"/mailing/report/unsubscribe?token=x&user_id={value}")
        self._assert_plain("/mailing/report/unsubscribe")

    def test_the_right_link_still_works(self):
        query = self._query(self.mailing, self.member)
        response = self.url_open(f"/mailing/{self.mailing.id}/unsubscribe?{query}")
        self.assertEqual(response.status_code, 200)
        consent = self.env["hub.consent"].search([("person_id", "=", self.company.id)])
        self.assertEqual(consent.state, "withdrawn")
        self.assertEqual(self._assert_plain(f"/r/{self.link.code}").status_code, 301)

from datetime import timedelta
from urllib.parse import urlsplit

from lxml import html

from odoo import fields
from odoo.tests import HttpCase, tagged

from .mail_common import MailingCase
from .test_responses import BROWSER


@tagged("post_install", "-at_install")
class TestInterest(HttpCase, MailingCase):
    """“I am interested” leads to a page that thanks in the reader's language, and is a response."""

    def setUp(self):
        super().setUp()
        self.campaign.company_id.sudo().write({"name": "Test Agency", "website": "https://agency.example.com"})
        self.campaign.with_context(lang="fr_FR").title = "Campagne d'essai"
        self.mailing = self.prepare()["fr_FR"]

    def _open(self, path):
        return self.url_open(path, headers={"User-Agent": BROWSER})

    def _get_link(self):
        """Return where the button of the text to start from leads."""
        [button] = html.fromstring(str(self.mailing.body_html)).find_class("btn-primary")
        return button.get("href")

    def test_the_button_thanks_in_the_language_of_the_reader_and_is_a_response(self):
        link = self._get_link()
        self.write_texts(self.mailing)
        self.mailing.body_html = f'<p>Nouvelles</p><a href="{link}">Oui</a>'
        self.send(self.mailing)
        trace = self.mailing.mailing_trace_ids
        trace.sent_datetime = fields.Datetime.now() - timedelta(hours=1)
        [tracker] = self.env["link.tracker"].search([("mass_mailing_id", "=", self.mailing.id)])
        page = self._open(f"/r/{tracker.code}/m/{trace.id}")
        self.env.invalidate_all()
        self.assertEqual(page.status_code, 200)
        for words in ("Merci de votre intérêt", "Campagne d", "Test Agency", "https://agency.example.com"):
            self.assertIn(words, page.text)
        self.assertEqual((self.french.state, self.french.response), ("responded", "click"))
        self.assertEqual(self.french.responded_wave_ids, self.wave)

    def test_opening_the_page_by_itself_counts_nothing(self):
        self.assertEqual(self._open(urlsplit(self._get_link()).path).status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(self.french.state, "targeted")

    def test_the_page_of_another_campaign_is_not_found_by_counting(self):
        other = self.create_campaign(self.companies, title="Secret Plan")
        path = urlsplit(self._get_link()).path
        page = self._open(path.replace(f"/{self.campaign.id}/", f"/{other.id}/"))
        self.assertEqual(page.status_code, 404)
        self.assertNotIn("Secret Plan", page.text)
        self.assertEqual(self._open(f"{path}%C3%A9").status_code, 400)

    def test_it_thanks_when_the_campaign_is_gone(self):
        path = urlsplit(self._get_link()).path
        self.wave.mailing_ids.unlink()
        self.wave.unlink()
        self.campaign.member_ids.unlink()
        self.campaign.sudo().unlink()
        self.assertIn("Merci de votre intérêt", self._open(path).text)

    def test_an_unknown_language_is_the_visitors_own(self):
        self.assertIn(
            "Thank you for your interest", self._open(urlsplit(self._get_link()).path.replace("fr_FR", "xx_XX")).text
        )

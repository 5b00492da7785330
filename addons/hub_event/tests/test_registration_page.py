import re
from datetime import timedelta
from unittest.mock import patch

from lxml import html

from odoo import fields
from odoo.http import Request
from odoo.tests import HttpCase, tagged

from ..controllers import links
from ..domain.guesses import Guesses
from .registration_common import RegistrationCase
from .test_statement_page import BROWSER, MACHINES, ODD


@tagged("post_install", "-at_install")
class TestRegistrationPage(HttpCase, RegistrationCase):
    """The page of an offered place: no log-in, and only what is posted counts."""

    def setUp(self):
        super().setUp()
        self.first, self.second, self.third, self.fourth = self.register(0, 1, 2, 3)
        self.first.action_cancel()
        self.token = self._token_of(self.third)
        self.startPatcher(patch.object(links, "_WRONG", Guesses(most=20, seconds=600)))
        self.env.flush_all()

    def _token_of(self, registration):
        return re.search(r"/place/([\w-]+)", registration.mail_id.body_html)[1]

    def _open(self, token=None, agent=BROWSER):
        response = self.url_open(f"/place/{token or self.token}", headers={"User-Agent": agent})
        self.env.invalidate_all()
        return response

    def _post(self, answer, token=None, *, csrf=True):
        self.authenticate(None, None)
        data = {"csrf_token": Request.csrf_token(self) if csrf else "guessed"}
        response = self.url_open(f"/place/{token or self.token}/{answer}", data=data)
        self.env.invalidate_all()
        return response

    def test_the_page(self):
        page = self._open()
        self.assertEqual(page.status_code, 200)
        for words in ("A place is free", "Small Fair", "Registering 2"):
            self.assertIn(words, page.text)
        self.assertEqual(len(html.fromstring(page.text).xpath("//form[@method='post']")), 2)
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertNotIn("Registering 3", page.text)

    def test_in_the_language_of_the_company(self):
        for lang, word in (("fr_BE", "Une place est libre"), ("nl_BE", "Er is een plaats vrij")):
            self.speak(lang)
            self.people[2].lang = lang
            self.assertIn(word, self._open().text)

    def test_opening_changes_nothing_whoever_does(self):
        before = self.third.read(["state", "place_state", "write_date"])
        for agent in (BROWSER, *MACHINES):
            self.assertEqual(self._open(agent=agent).status_code, 200)
        for method in (self.opener.head, self.opener.options):
            method(f"{self.base_url()}/place/{self.token}", headers={"User-Agent": BROWSER})
        for answer in ("accept", "decline"):
            self.assertEqual(self.url_open(f"/place/{self.token}/{answer}").status_code, 405)
            self.assertEqual(self.opener.head(f"{self.base_url()}/place/{self.token}/{answer}").status_code, 405)
        self.env.invalidate_all()
        self.assertEqual(self.third.read(["state", "place_state", "write_date"]), before)

    def test_accepted_once(self):
        page = self._post("accept")
        self.assertEqual(page.status_code, 200)
        self.assertIn("You take part", page.text)
        self.assertEqual((self.third.state, self.third.place_state), ("open", "given"))
        for again in (self._open(), self._post("accept"), self._post("decline")):
            self.assertEqual(again.status_code, 410)
            self.assertIn("You take part", again.text)
            self.assertNotIn("Registering 2", again.text, "a used link tells nothing")
        self.assertEqual(self.third.state, "open")

    def test_declined(self):
        page = self._post("decline")
        self.assertEqual(page.status_code, 200)
        self.assertIn("You do not take part", page.text)
        self.assertEqual((self.third.state, self.fourth.place_state), ("cancel", "offered"))
        self.assertEqual(self._post("accept").status_code, 410)
        self.assertEqual(self.third.state, "cancel")

    def test_lapsed(self):
        self.third.offered_until = fields.Datetime.now() - timedelta(seconds=1)
        self.env.flush_all()
        for page in (self._open(), self._post("accept")):
            self.assertEqual(page.status_code, 410)
            self.assertIn("has lapsed", page.text)
        with patch.object(self.registry["ir.cron"], "_commit_progress", lambda *_args, **_kwargs: 60):
            self.env["event.registration"]._cron_offers()
        self.env.flush_all()
        self.assertIn("has lapsed", self._post("accept").text)
        self.assertEqual((self.third.state, self.fourth.place_state), ("draft", "offered"))

    def test_the_action_was_dropped(self):
        self.small.kanban_state = "cancel"
        self.env.flush_all()
        page = self._post("accept")
        self.assertEqual(page.status_code, 410)
        self.assertIn("No place is offered any more", page.text)
        self.assertEqual(self.third.state, "draft")

    def test_the_link_of_another_action_is_about_that_one_alone(self):
        other = self.create_action("Other Fair", month=6, seats_limited=True, seats_max=1)
        one, two = self.register(2, 3, event=other)
        one.action_cancel()
        self.env.flush_all()
        self._post("accept", token=self._token_of(two))
        self.assertEqual((two.state, self.third.state, self.fourth.state), ("open", "draft", "draft"))

    def test_links_that_nobody_has(self):
        for token in (*ODD, self.third.token_hash, str(self.third.id), self.third.barcode):
            page = self._open(token)
            self.assertIn(page.status_code, (400, 404), token)
            self.assertNotIn("Registering", page.text)
        self.assertEqual(self._post("accept", token="guessed").status_code, 404)
        self.assertEqual(self._post("nonsense").status_code, 404)

    def test_whoever_guesses_gets_no_further_for_a_while(self):
        for number in range(20):
            self.assertEqual(self._open(f"guess-{number}").status_code, 404)
        self.assertEqual(self._open().status_code, 429)
        self.assertEqual(self._post("accept").status_code, 429)
        self.assertEqual(self.third.state, "draft")

    def test_a_form_of_another_site_is_refused(self):
        self.assertEqual(self._post("accept", csrf=False).status_code, 400)
        self.assertEqual(self.third.state, "draft")

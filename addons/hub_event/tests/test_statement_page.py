from datetime import timedelta
from unittest.mock import patch

from lxml import html

from odoo import fields
from odoo.http import Request
from odoo.tests import HttpCase, tagged

from ..controllers import links
from ..domain.guesses import Guesses
from .statement_common import StatementCase

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
MACHINES = ("Slackbot-LinkExpanding 1.0", "Mozilla/5.0 (compatible; bingbot/2.0)", "", "curl/8.0")
ODD = ("abc", "1.5", "-1", "%00", "é", "٣", "1" * 300, "[]", "1%0A2", "' OR 1=1", "None", "False")


@tagged("post_install", "-at_install")
class TestStatementPage(HttpCase, StatementCase):
    """The page of a company: no log-in, and nothing but what is posted counts."""

    def setUp(self):
        super().setUp()
        self.statement = self.create_statement("6", token="right")
        self.create_answered_baseline(3, self.statement)
        self.startPatcher(patch.object(links, "_WRONG", Guesses(most=20, seconds=600)))

    def _open(self, token="right", agent=BROWSER, **options):
        response = self.url_open(f"/statement/{token}", headers={"User-Agent": agent}, **options)
        self.env.invalidate_all()
        return response

    def _post(self, values=None, token="right", what="answer", csrf=True):
        self.authenticate(None, None)
        data = {"csrf_token": Request.csrf_token(self)} if csrf else {}
        response = self.url_open(f"/statement/{token}/{what}", data={**data, **(values or {})})
        self.env.invalidate_all()
        return response

    def test_the_page(self):
        page = self._open()
        self.assertEqual(page.status_code, 200)
        root = html.fromstring(page.text)
        self.assertEqual(root.xpath("//input[@name='jobs']/@value"), ["3"], "filled in with what it said before")
        self.assertEqual(len(root.xpath("//input[@name='without_support']")), 3)
        self.assertFalse(root.xpath("//input[@name='jobs_before']"))
        for words in ("Test Atelier", "Test Export"):
            self.assertIn(words, page.text)
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertIn("noindex", page.headers["X-Robots-Tag"])

    def test_it_tells_no_more_than_the_company_said(self):
        self.company.write({"comment": "Hidden remark", "phone": "+32 2 555 0000", "email": "hidden@example.com"})
        self.create_statement(company=self.other_company, token="other", state="answered", jobs=1977.25)
        page = self._open().text
        for words in ("Hidden remark", "555 0000", "hidden@example.com", "Test Forge", "1977.25", "Test Programme"):
            self.assertNotIn(words, page)

    def test_in_the_language_of_the_company(self):
        for lang, word in (("fr_BE", "équivalents temps plein"), ("nl_BE", "voltijdse equivalenten")):
            self.speak(lang)
            self.statement.lang = lang
            self.assertIn(word, self._open().text)

    def test_opening_changes_nothing_whoever_does(self):
        before = self.statement.read()
        for agent in (BROWSER, *MACHINES):
            self.assertEqual(self._open(agent=agent).status_code, 200)
        for method in (self.opener.head, self.opener.options):
            method(f"{self.base_url()}/statement/right", headers={"User-Agent": BROWSER})
        for path in ("answer", "refuse"):
            self.assertEqual(self.url_open(f"/statement/right/{path}").status_code, 405, "only what is posted counts")
            head = self.opener.head(f"{self.base_url()}/statement/right/{path}?jobs=9")
            self.assertEqual(head.status_code, 405)
        self.env.invalidate_all()
        self.assertEqual(self.statement.read(), before)

    def test_an_answer(self):
        page = self._post(
            {"jobs": "4,5 ETP", "without_support": "nothing", "contract_count": "1", "contract_amount": "1.234,5"}
        )
        self.assertEqual(page.status_code, 200)
        self.assertIn("Thank you", page.text)
        self.assertEqual((self.statement.state, self.statement.jobs), ("answered", 4.5))
        self.assertEqual((self.statement.contract_count, self.statement.contract_amount), (1, 1234.5))
        self.assertEqual(
            {each.kind: each.value for each in self.statement.outcome_ids},
            {"jobs_created": 1.5, "export_contract": 1234.5},
        )

    def test_markets(self):
        germany = self.env.ref("base.de")
        page = self._post(
            {"jobs": "3", "without_support": "same", "market_ids": [self.france.id, germany.id, "", "x", -1, 10**8]}
        )
        self.assertEqual(page.status_code, 200)
        self.assertEqual(self.statement.market_ids, self.france + germany)

    def test_dirty_numbers_get_a_sentence_and_what_was_typed_stays(self):
        for number in ("-1", "NaN", "1e12", "10^12", "1000000000000", "three", "3;4", "<b>3</b>", "", "inf", "9" * 400):
            with self.subTest(number):
                page = self._post({"jobs": number, "without_support": "partly"})
                self.assertEqual(page.status_code, 422)
                root = html.fromstring(page.text)
                self.assertIn("Jobs", root.xpath("string(//*[@role='alert'])"))
                self.assertEqual(root.xpath("//input[@name='jobs']/@value") or [""], [number])
                self.assertTrue(root.xpath("//input[@value='partly']/@checked"))
                self.assertEqual(self.statement.state, "sent")
        self.assertEqual(self._post({"jobs": "3", "without_support": "everything"}).status_code, 422)
        self.assertEqual(self._post({"jobs": "3", "without_support": "same", "contract_count": "1.5"}).status_code, 422)
        self.assertEqual(self._post({"jobs": "3 FTE", "without_support": "same"}).status_code, 200)
        self.assertEqual(self.statement.jobs, 3)

    def test_odd_values(self):
        for name in (
            "jobs",
            "turnover_class",
            "market_ids",
            "contract_count",
            "without_support",
            "state",
            "partner_id",
        ):
            for value in ("\0", "é", "' OR 1=1", "[]", "1" * 5000):
                page = self._post({"jobs": "3", name: value})
                self.assertLess(page.status_code, 500, (name, value))
        self.assertEqual((self.statement.partner_id, self.statement.moment), (self.company, "6"))

    def test_a_second_answer_replaces_the_first_for_some_days(self):
        self._post({"jobs": "4", "without_support": "nothing"})
        page = self._open()
        self.assertIn("replaces it", page.text)
        self._post({"jobs": "5", "without_support": "nothing"})
        self.assertEqual((self.statement.jobs, self.statement.outcome_ids.value), (5, 2))
        self.statement.answered_at = fields.Datetime.now() - timedelta(days=15)
        self.env.flush_all()
        page = self._post({"jobs": "9", "without_support": "nothing"})
        self.assertEqual(page.status_code, 410)
        self.assertIn("answered already", page.text)
        self.assertNotIn("Test Atelier", page.text, "a used link tells nothing")
        self.assertEqual(self.statement.jobs, 5)

    def test_closed_links(self):
        for values, words in (
            ({"date_expires": self.today - timedelta(days=1)}, "no longer works"),
            ({"state": "expired"}, "no longer works"),
            ({"state": "not_needed"}, "No answer is needed"),
            ({"state": "refused"}, "We ask no more"),
        ):
            with self.subTest(values), self.cr.savepoint():
                before = {name: self.statement[name] for name in ("state", "date_expires")}
                self.statement.write(values)
                for page in (self._open(), self._post({"jobs": "9", "without_support": "same"})):
                    self.assertEqual(page.status_code, 410)
                    self.assertIn(words, page.text)
                    self.assertNotIn("Test Atelier", page.text)
                self.assertFalse(self.statement.answered_at)
                self.statement.write(before)
        self.company.active = False
        self.assertIn("No answer is needed", self._open().text)

    def test_links_that_nobody_has(self):
        self.create_statement(company=self.other_company, token="other")
        for token in ODD:
            page = self._open(token)
            self.assertIn(page.status_code, (400, 404), token)
            self.assertNotIn("Test", page.text)
        self.assertEqual(self._post({"jobs": "1"}, token="guessed").status_code, 404)
        self.assertEqual(self._open(self.statement.token_hash).status_code, 404, "the hash is no key")
        self.assertEqual(self._open(str(self.statement.id)).status_code, 404)

    def test_whoever_guesses_gets_no_further_for_a_while(self):
        for number in range(20):
            self.assertEqual(self._open(f"guess-{number}").status_code, 404)
        for token in ("guess-20", "right"):
            page = self._open(token)
            self.assertEqual(page.status_code, 429)
            self.assertNotIn("Test Atelier", page.text)
        self.assertEqual(self._post({"jobs": "9", "without_support": "same"}).status_code, 429)
        self.assertEqual(self.statement.state, "sent")

    def test_the_link_of_another_company_answers_that_one_alone(self):
        other = self.create_statement(company=self.other_company, token="other")
        self._post({"jobs": "8", "partner_id": str(self.company.id), "id": str(self.statement.id)}, token="other")
        self.assertEqual((other.state, self.statement.state), ("answered", "sent"))

    def test_a_form_of_another_site_is_refused(self):
        self.assertEqual(self._post({"jobs": "9", "without_support": "same"}, csrf=False).status_code, 400)
        self.assertEqual(self.statement.state, "sent")

    def test_a_no(self):
        self.assertIn("We ask no more", self._post(what="refuse").text)
        self.assertEqual(self.statement.state, "refused")

    def test_a_browser_without_a_session_answers(self):
        self.opener.cookies.clear()
        page = self._open()
        token = html.fromstring(page.text).xpath("//input[@name='csrf_token']/@value")[0]
        page = self.url_open(
            "/statement/right/answer", data={"csrf_token": token, "jobs": "4", "without_support": "same"}
        )
        self.assertEqual(page.status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(self.statement.state, "answered")

import re
from datetime import timedelta
from unittest.mock import patch

from lxml import html

from odoo import fields
from odoo.http import Request
from odoo.tests import HttpCase, tagged

from ..controllers import links
from ..domain.guesses import Guesses
from .test_opinion import OpinionCase
from .test_statement_page import BROWSER, MACHINES


class PageCase(HttpCase, OpinionCase):
    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(links, "_WRONG", Guesses(most=20, seconds=600)))

    def get(self, path, agent=BROWSER):
        self.env.flush_all()
        response = self.url_open(path, headers={"User-Agent": agent})
        self.env.invalidate_all()
        return response

    def post(self, path, *, csrf=True, **data):
        self.authenticate(None, None)
        response = self.url_open(path, data={"csrf_token": Request.csrf_token(self) if csrf else "guessed", **data})
        self.env.invalidate_all()
        return response


@tagged("post_install", "-at_install")
class TestOpinionPage(PageCase):
    """The page of a participant: one question, and only what is posted is an answer."""

    def setUp(self):
        super().setUp()
        self.opinion = self.ask().filtered(lambda each: each.registration_id == self.present[0])
        self.path = re.search(r"/opinion/[\w-]+", self.opinion.mail_id.body_html)[0]

    def test_the_page(self):
        page = self.get(self.path)
        self.assertEqual(page.status_code, 200)
        self.assertIn("Held Day", page.text)
        tree = html.fromstring(page.text)
        self.assertEqual(tree.xpath("//input[@name='opinion']/@value"), ["5", "4", "3", "2", "1"])
        self.assertFalse(tree.xpath("//input[@name='opinion'][@checked]"), "nothing is answered beforehand")
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")

    def test_answered_and_replaced(self):
        page = self.post(f"{self.path}/answer", opinion="4", remark="More time for talks")
        self.assertIn("Thank you", page.text)
        self.assertEqual((self.opinion.answer, self.opinion.remark), ("4", "More time for talks"))
        tree = html.fromstring(self.get(self.path).text)
        self.assertEqual(tree.xpath("//input[@name='opinion'][@checked]/@value"), ["4"])
        self.assertEqual(tree.xpath("//textarea")[0].text, "More time for talks")
        self.post(f"{self.path}/answer", opinion="2")
        self.assertEqual((self.opinion.answer, self.opinion.remark), ("2", ""))

    def test_opening_changes_nothing_whoever_does(self):
        for agent in (BROWSER, *MACHINES):
            self.get(self.path, agent)
        self.get(f"{self.path}/answer?opinion=1")
        self.assertFalse(self.opinion.answer)

    def test_what_no_field_of_the_page_sends(self):
        """A file, and a text that PostgreSQL can't keep, are no remark."""
        page = self.post(f"{self.path}/answer", opinion="4", remark="More\0time")
        self.assertIn("Thank you", page.text)
        self.assertEqual((self.opinion.answer, self.opinion.remark), ("4", ""))
        data = {"csrf_token": Request.csrf_token(self), "opinion": "2"}
        page = self.url_open(f"{self.path}/answer", data=data, files={"remark": ("remark.txt", b"A file")})
        self.env.invalidate_all()
        self.assertIn("Thank you", page.text)
        self.assertEqual((self.opinion.answer, self.opinion.remark), ("2", ""))

    def test_odd_answers(self):
        for odd in ("", "6", "0", "5 OR 1=1", "5\0", "five", "9" * 4000):
            with self.subTest(odd[:9]):
                page = self.post(f"{self.path}/answer", opinion=odd)
                self.assertEqual(page.status_code, 422)
                self.assertIn("Choose one of the five answers", page.text)
        self.post(f"{self.path}/answer", opinion="5", remark="x" * 9000)
        self.assertEqual(len(self.opinion.remark), 2000)
        self.post(f"{self.path}/answer", csrf=False, opinion="1")
        self.assertEqual(self.opinion.answer, "5")

    def test_when_it_is_over(self):
        self.opinion.date_expires = fields.Date.today() - timedelta(days=1)
        page = self.post(f"{self.path}/answer", opinion="5")
        self.assertEqual(page.status_code, 410)
        self.assertFalse(self.opinion.answer)
        self.opinion.date_expires = fields.Date.today()
        self.present[0].state = "cancel"
        self.assertEqual(self.get(self.path).status_code, 410)
        self.assertEqual(self.get("/opinion/guessed").status_code, 404)

    def test_in_the_language_of_the_participant(self):
        for lang, word in (("fr_BE", "Très satisfait"), ("nl_BE", "Heel tevreden")):
            self.speak(lang)
            self.people[0].lang = lang
            self.assertIn(word, self.get(self.path).text)


@tagged("post_install", "-at_install")
class TestOpinionOnStatement(PageCase):
    """Where a statement is asked for, the question stands on its page, and nowhere else."""

    def setUp(self):
        super().setUp()
        self.held.follow_up_months = "6"
        self.env["hub.statement"]._prepare()
        statements = self.env["hub.statement"].search([("event_id", "=", self.held.id), ("moment", "=", "0")])
        self.statement = statements.filtered(lambda each: each.partner_id == self.companies[0])
        self.statement._write_to()
        self.path = re.search(r"/statement/[\w-]+", self.statement.mail_id.body_html)[0]

    def test_on_the_same_page(self):
        self.assertFalse(self.ask())
        tree = html.fromstring(self.get(self.path).text)
        self.assertEqual(len(tree.xpath("//input[@name='opinion']")), 5)
        page = self.post(f"{self.path}/answer", jobs="3", opinion="5", remark="Good")
        self.assertIn("Thank you", page.text)
        opinion = self.env["hub.action.opinion"].search([("registration_id", "=", self.present[0].id)])
        self.assertEqual((opinion.answer, opinion.remark), ("5", "Good"))
        self.post(f"{self.path}/answer", jobs="3", opinion="3")
        self.assertEqual(opinion.answer, "3", "the answer is replaced along with the statement")

    def test_a_statement_without_an_opinion(self):
        self.post(f"{self.path}/answer", jobs="3")
        self.assertEqual(self.statement.state, "answered")
        self.assertFalse(self.env["hub.action.opinion"].search([("event_id", "=", self.held.id)]))

    def test_what_was_said_is_not_asked_again(self):
        self.env["hub.action.opinion"]._get_of(self.present[0])._answer("4", "")
        self.assertNotIn('name="opinion"', self.get(self.path).text)

    def test_an_odd_one_keeps_nothing(self):
        page = self.post(f"{self.path}/answer", jobs="3", opinion="7")
        self.assertEqual(page.status_code, 422)
        self.assertEqual(self.statement.state, "sent")

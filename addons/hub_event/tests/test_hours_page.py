import re
from unittest.mock import patch

from lxml import html

from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import HttpCase, tagged

from ..controllers import links
from ..domain.guesses import Guesses
from .hours_common import HoursCase
from .test_statement_page import BROWSER, MACHINES, ODD


@tagged("post_install", "-at_install")
class TestHoursPage(HttpCase, HoursCase):
    """The page on which a company books an hour: no log-in, and only what is posted counts."""

    def setUp(self):
        super().setUp()
        # Hours that are shown are those of the next weeks, of all actions that take place.
        others = self.env["event.event"].search([("event_slot_ids", "!=", False), ("id", "!=", self.hours.id)])
        others.kanban_state = "cancel"
        self.move_hour(self.slot, 3)
        self.invitation, self.token = self._invite()
        self.startPatcher(patch.object(links, "_WRONG", Guesses(most=20, seconds=600)))
        self.env.flush_all()

    def _invite(self, **values):
        dialog = (
            self.env["hub.slot.booking"]
            .with_user(self.account)
            .create(
                {"partner_id": self.company.id, "contact_id": self.person.id, "email": "Person@Example.com", **values}
            )
        )
        dialog.action_send_link()
        invitation = self.env["hub.slot.invitation"].search([], limit=1, order="id desc")
        return invitation, re.search(r"/hours/([\w-]+)", invitation.mail_id.body_html)[1]

    def _open(self, token=None, agent=BROWSER):
        response = self.url_open(f"/hours/{token or self.token}", headers={"User-Agent": agent})
        self.env.invalidate_all()
        return response

    def _post(self, what="book", token=None, *, csrf=True, **values):
        self.authenticate(None, None)
        data = {"csrf_token": Request.csrf_token(self) if csrf else "", **values}
        response = self.url_open(f"/hours/{token or self.token}/{what}", data=data)
        self.env.invalidate_all()
        return response

    def test_the_page(self):
        page = self._open()
        self.assertEqual(page.status_code, 200)
        root = html.fromstring(page.text)
        self.assertEqual(root.xpath("//input[@name='slot_id']/@value"), [str(self.slot.id)])
        self.assertIn("Test Atelier", page.text)
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(page.headers["Cache-Control"], "no-store")

    def test_it_shows_free_hours_alone(self):
        other = self.create_slot(15, user_id=self.director.id)
        self.move_hour(other, 5)
        self.book(partner_id=self.other_company.id, contact_id=self.other_person.id, subject="Secret")
        page = self._open().text
        self.assertEqual(html.fromstring(page).xpath("//input[@name='slot_id']/@value"), [str(other.id)])
        for words in ("Test Forge", "Secret", "other@example.com"):
            self.assertNotIn(words, page)

    def test_of_one_adviser(self):
        _invitation, token = self._invite(slot_id=self.slot.id)
        self.slot.user_id = self.director
        self.env.flush_all()
        self.assertIn("No hour is free", self._open(token).text)

    def test_booking_and_cancelling(self):
        page = self._post(slot_id=str(self.slot.id), subject="France")
        self.assertEqual(page.status_code, 200)
        self.assertIn("Your appointment", page.text)
        booking = self.slot.registration_ids
        self.assertEqual((booking.state, booking.partner_id, booking.subject), ("open", self.person, "France"))
        self.assertEqual((booking.attendee_company_id, self.invitation.registration_id), (self.company, booking))
        self.assertIn("Your appointment", self._open().text)
        self._post(slot_id=str(self.slot.id))
        self.assertEqual(len(self.slot.registration_ids), 1, "a link books one hour at a time")
        self.assertIn("Choose an hour", self._post("cancel").text)
        self.assertEqual((booking.state, self.slot.is_free), ("cancel", True))
        self.assertIn("Your appointment", self._post(slot_id=str(self.slot.id)).text)

    def test_opening_changes_nothing_whoever_does(self):
        self._post(slot_id=str(self.slot.id))
        before = self.invitation.read()
        for agent in (BROWSER, *MACHINES):
            self.assertEqual(self._open(agent=agent).status_code, 200)
        for method in (self.opener.head, self.opener.options):
            method(f"{self.base_url()}/hours/{self.token}", headers={"User-Agent": BROWSER})
        for path in ("book", "cancel"):
            self.assertEqual(self.url_open(f"/hours/{self.token}/{path}?slot_id={self.slot.id}").status_code, 405)
            self.assertEqual(self.opener.head(f"{self.base_url()}/hours/{self.token}/{path}").status_code, 405)
        self.assertEqual(self._post("cancel", csrf=False).status_code, 400)
        self.env.invalidate_all()
        self.assertEqual(self.invitation.read(), before)

    def test_what_is_no_hour(self):
        other = self.env["event.slot"].search([("id", "!=", self.slot.id)], limit=1)
        for chosen in ("", "x", "-1", "9" * 20, "0", "1.5", "٣", str(other.id or 0)):
            with self.subTest(chosen):
                page = self._post(slot_id=chosen)
                self.assertEqual(page.status_code, 422)
                self.assertIn("not free any more", page.text)
        self.assertFalse(self.slot.registration_ids)

    def test_an_hour_that_somebody_else_took_meanwhile(self):
        self._open()
        self.book(partner_id=self.other_company.id, contact_id=self.other_person.id)
        self.assertEqual(self._post(slot_id=str(self.slot.id)).status_code, 422)
        self.assertEqual(self.slot.registration_ids.partner_id, self.other_person)

    def test_why_it_can_not_be_is_told_in_words_for_companies(self):
        """What criteria look at, and what the company lacks, is for colleagues; each reads a sentence of its own."""
        colleagues = {
            "[('employee_count', '>', 999999)]": "does not meet this criterion",
            "[('target_group_member_ids.group_id.code', '=', 'women')]": "uses personal data",
        }
        for criteria, sentence in colleagues.items():
            self.hours.criteria_domain = criteria
            for words, told in ((False, "You can&#39;t book this hour by the link."), ("Women.", "for: Women. If")):
                self.hours.criteria = words
                self.env.flush_all()
                page = self._post(slot_id=str(self.slot.id))
                with self.subTest(criteria, words=words):
                    self.assertEqual(page.status_code, 422)
                    self.assertIn(told, page.text)
                    for word in ("Criteria", "personal data", "Personal Data", "criterion", "director", "override"):
                        self.assertNotIn(word, page.text)
            with self.assertRaisesRegex(UserError, sentence), self.cr.savepoint():
                self.book()
        self.assertFalse(self.slot.registration_ids)

    def test_links_that_do_nothing(self):
        self.assertEqual(self._open("guessed").status_code, 404)
        self.assertEqual(self._post(token="guessed", slot_id=str(self.slot.id)).status_code, 404)
        for odd in ODD:
            self.assertIn(self._open(odd).status_code, (404, 429, 400))
        self.startPatcher(patch.object(links, "_WRONG", Guesses(most=20, seconds=600)))
        self.invitation.date_expires = "2020-01-01"
        self.env.flush_all()
        self.assertEqual(self._post(slot_id=str(self.slot.id)).status_code, 410)
        self.assertIn("no longer works", self._open().text)
        self.invitation.date_expires = "2099-01-01"
        self.company.active = False
        self.env.flush_all()
        self.assertEqual(self._open().status_code, 410)
        self.assertFalse(self.slot.registration_ids)

    def test_in_the_language_of_the_company(self):
        for lang, word in (("fr_BE", "Choisissez une heure"), ("nl_BE", "Kies een uur")):
            self.speak(lang)
            self.person.lang = lang
            self.env.flush_all()
            self.assertIn(word, self._open().text)

    def test_of_the_token_only_a_hash_is_kept(self):
        row = self.invitation.read()[0]
        self.assertFalse([name for name, value in row.items() if value == self.token])
        with self.assertRaises(AccessError):
            self.invitation.with_user(self.director).read(["token_hash"])

    def test_nobody_types_in_a_link(self):
        for user in (self.account, self.director, self.analyst):
            with self.subTest(user.login), self.assertRaises(UserError), self.cr.savepoint():
                self.invitation.with_user(user).write({"date_expires": "2099-01-01"})
            with self.subTest(user.login), self.assertRaises(UserError), self.cr.savepoint():
                self.env["hub.slot.invitation"].with_user(user).create({"partner_id": self.company.id})

    def test_to_whom_no_mail_goes(self):
        with self.assertRaisesRegex(UserError, "enter one address"), self.cr.savepoint():
            self._invite(email="nobody")
        self.env["mail.blacklist"].create({"email": "person@example.com"})
        with self.assertRaisesRegex(UserError, "wants no mail"), self.cr.savepoint():
            self._invite()
        self.assertIn("person@example.com", self.invitation.mail_id.email_to)

    def test_the_agency_of_the_link(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.company.company_id = agency
        self.env.flush_all()
        self.assertNotIn(self.invitation, self.env["hub.slot.invitation"].with_user(self.director).search([]))

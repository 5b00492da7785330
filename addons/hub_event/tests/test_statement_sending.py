import re
from datetime import timedelta
from unittest.mock import patch

from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain.days import months_later

from ..models.mixins.hub_link_mixin import hashed
from .statement_common import StatementCase


class TestStatementSending(StatementCase):
    """A day of the statements: written, reminded, asked by phone, closed."""

    def setUp(self):
        super().setUp()
        self.env["mail.mail"].search([]).unlink()
        # A test commits nothing.
        goes_on = patch.object(self.registry["ir.cron"], "_commit_progress", lambda *_args, **_kwargs: 60)
        self.startPatcher(goes_on)

    def _day(self, days=0):
        with self.on_day(self.today + timedelta(days=days)):
            self.env["hub.statement"]._cron_day()

    def _mails(self):
        return self.env["mail.mail"].search([("subject", "ilike", "Test Export")])

    def _get_token(self, mail):
        return re.search(r"/statement/([\w-]+)", mail.body_html)[1]

    def test_the_mail(self):
        self.account.email = "account@agency.example.com"
        self.company.company_id = self.env.company
        self.talk(contact_id=self.person.id)
        self._day()
        statement = self.env["hub.statement"].search([("moment", "=", "0"), ("partner_id", "=", self.company.id)])
        [mail] = self._mails()
        self.assertEqual((statement.state, statement.sent_on, statement.mail_id), ("sent", self.today, mail))
        self.assertEqual(statement.date_expires, self.today + timedelta(days=60))
        self.assertIn("person@example.com", mail.email_to)
        self.assertEqual(
            (mail.email_from, mail.reply_to), (self.env.company.email_formatted, self.account.email_formatted)
        )
        self.assertTrue(mail.auto_delete)
        self.assertFalse(mail.model, "the link stands in the mail alone, not beside the statement")
        self.assertIn("Test Atelier", mail.body_html)

    def test_of_a_link_only_its_hash_is_kept(self):
        self.talk()
        self._day()
        [mail] = self._mails()
        token = self._get_token(mail)
        self.assertGreater(len(token), 40)
        statement = self.env["hub.statement"]._find_by_token(token)
        self.assertEqual(statement.token_hash, hashed(token))
        kept = SQL("SELECT id FROM hub_statement AS row WHERE row::text LIKE %s", f"%{token}%")
        self.assertFalse(self.env.execute_query(kept))
        self.assertNotIn("token_hash", statement.with_user(self.director).fields_get())

    def test_in_the_language_of_the_addressee(self):
        for lang, word in (("fr_BE", "Répondre en une minute"), ("nl_BE", "Antwoord in één minuut")):
            self.speak(lang)
            self.person.lang = lang
            statement = self.create_statement(
                state="to_send",
                sent_on=False,
                contact_id=self.person.id,
                service=self.plain if lang == "nl_BE" else None,
            )
            statement._write_to()
            self.assertEqual(statement.lang, lang)
            self.assertIn(word, statement.mail_id.body_html)

    def test_who_may_not_be_written_to(self):
        self.person.active = False
        cases = {
            "register": lambda company: company.write({"email_source": "register"}),
            "no address": lambda company: company.write({"email": False}),
            "on Odoo's own list": lambda company: self.env["mail.blacklist"].create({"email": company.email}),
            "bounced for good": lambda company: company.write({"message_bounce": 5}),
        }
        for number, (case, change) in enumerate(cases.items()):
            with self.subTest(case):
                company = self.env["res.partner"].create(
                    {"name": case, "is_company": True, "email": f"c{number}@example.com", "user_id": self.account.id}
                )
                change(company)
                self.talk(company=company)
                self._day()
                statement = self.env["hub.statement"].search([("moment", "=", "0"), ("partner_id", "=", company.id)])
                self.assertEqual((statement.state, statement.mail_id.id), ("to_call", False))
                self.assertEqual(statement.activity_ids.user_id, self.account, "the account manager asks")
        self.assertFalse(self._mails())

    def test_another_address_is_looked_for(self):
        self.person.email_source = "register"
        self.talk(contact_id=self.person.id)
        self._day()
        self.assertIn("atelier@example.com", self._mails().email_to)

    def test_whoever_left_the_company_is_not_written_to(self):
        self.talk(contact_id=self.person.id)
        self.person.parent_id = self.other_company
        self._day()
        self.assertIn("atelier@example.com", self._mails().email_to)

    def test_a_no_to_mailings_does_not_stop_it(self):
        """It is no advertising; the page has a way to say no to it."""
        if "hub.consent" not in self.env:
            return
        purpose = self.env["hub.consent.purpose"].search([], limit=1)
        self.env["hub.consent"]._answer(self.company, purpose, "withdrawn", "form")
        self.talk()
        self._day()
        self.assertTrue(self._mails())

    def test_one_reminder_then_the_phone_then_the_end(self):
        self.talk()
        self._day()
        statement = self.env["hub.statement"].search([("moment", "=", "0"), ("partner_id", "=", self.company.id)])
        first = self._get_token(self._mails())
        self._day(13)
        self.assertEqual(len(self._mails()), 1)
        self._day(14)
        self._day(15)
        reminder, _first = self._mails()
        self.assertIn("Reminder", reminder.subject)
        self.assertEqual(statement.reminded_on, self.today + timedelta(days=14))
        for token in (first, self._get_token(reminder)):
            self.assertEqual(self.env["hub.statement"]._find_by_token(token), statement, "both links work")
        self._day(28)
        self._day(29)
        self.assertEqual(statement.state, "to_call")
        self.assertEqual(len(statement.activity_ids), 1)
        self.assertEqual(len(self._mails()), 2)
        self._day(61)
        self.assertEqual((statement.state, len(statement.activity_ids)), ("expired", 0))

    def test_an_account_manager_who_left_is_not_asked(self):
        self.archive_in_the_past(self.account)
        statement = self.create_statement(state="to_send", sent_on=False)
        self.company.email = self.person.email = False
        statement._write_to()
        self.assertTrue(statement.activity_ids.user_id.has_group("hub_entrepreneurs.group_hub_director"))
        self.assertEqual(statement._get_reply_to(), self.env.company.email_formatted)

    def test_a_mail_that_the_server_refused(self):
        self.talk()
        self._day()
        mail = self._mails()
        mail.state = "exception"
        self._day(1)
        statement = self.env["hub.statement"].search([("moment", "=", "0"), ("partner_id", "=", self.company.id)])
        self.assertEqual(statement.state, "to_call")
        self.assertFalse(mail.exists(), "its link goes with it")

    def test_two_services_are_not_asked_about_on_one_day(self):
        self.talk()
        self.talk(service=self.other_service)
        states = []
        for day in (0, 6, 7):
            self._day(day)
            due = self.env["hub.statement"].search([("moment", "=", "0"), ("partner_id", "=", self.company.id)])
            states.append(sorted(due.mapped("state")))
        self.assertEqual(states, [["sent", "to_send"], ["sent", "to_send"], ["sent", "sent"]])

    def test_no_mail_to_who_is_gone(self):
        for change, reason in (
            (lambda company, _talk: company.write({"active": False}), "archived"),
            (lambda company, _talk: company.write({"entrepreneur_stage": "ceased"}), "ceased"),
            (lambda _company, talk: talk._void("It was another company"), "support_gone"),
        ):
            with self.subTest(reason):
                company = self.env["res.partner"].create(
                    {"name": reason, "is_company": True, "email": f"{reason}@example.com"}
                )
                talk = self.talk(company=company)
                self.env["hub.statement"]._prepare()
                change(company, talk)
                self._day()
                statements = self.env["hub.statement"].search([("partner_id", "=", company.id)])
                self.assertEqual(set(statements.mapped("state")), {"not_needed"})
                self.assertEqual(set(statements.mapped("end_reason")), {reason})
        self.assertFalse(self._mails())

    def test_a_mail_that_waits_is_taken_back(self):
        self.talk()
        self._day()
        self.company.active = False
        self._day()
        self.assertFalse(self._mails())

    def test_later_moments(self):
        self.talk()
        self._day()
        late = (months_later(self.today, 6) - self.today).days
        self._day(late)
        statement = self.env["hub.statement"].search([("moment", "=", "6"), ("partner_id", "=", self.company.id)])
        self.assertEqual(statement.state, "sent")

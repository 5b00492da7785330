from datetime import timedelta
from email.message import EmailMessage

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL

from .mail_common import MailingCase

BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


@tagged("post_install", "-at_install")
class TestResponses(HttpCase, MailingCase):
    """Machines respond to nothing."""

    def setUp(self):
        super().setUp()
        self.mailing = self.prepare()["en_US"]
        body = '<a href="https://example.com/a">A</a><a href="https://example.com/b">B</a><a href="https://example.com/c">C</a>'
        self.mailing.write({"body_html": body, "body_arch": body})
        self.send(self.mailing)
        self.trace = self.mailing.mailing_trace_ids
        self.links = self.env["link.tracker"].search([("mass_mailing_id", "=", self.mailing.id)])
        self.assertEqual(len(self.links), 3)
        self._delivered(hours=1)

    def _delivered(self, **ago):
        self.trace.sent_datetime = fields.Datetime.now() - timedelta(**ago)

    def _age(self, **ago):
        """Let all that happened have happened earlier."""
        for click in self.trace.links_click_ids:
            self.env.flush_all()
            moment = click.create_date - timedelta(**ago)
            query = SQL("UPDATE link_tracker_click SET create_date = %s WHERE id = %s", moment, click.id)
            self.env.execute_query(query)
        self.trace.sent_datetime -= timedelta(**ago)
        self.env.invalidate_all()

    def _follow(self, link=0, agent=BROWSER, method="GET", trace=True, **headers):
        code = self.links[link].code
        path = f"/r/{code}/m/{self.trace.id}" if trace else f"/r/{code}"
        self.env.flush_all()
        answer = self.opener.request(
            method,
            self.base_url() + path,
            headers={"User-Agent": agent, **headers},
            allow_redirects=False,
            timeout=20,
        )
        self.env.invalidate_all()
        return answer

    def _assert_not_counted(self, *, doubtful):
        self.assertEqual((self.english.state, self.english.response), ("contacted", False))
        self.assertFalse(self.english.responded_wave_ids)
        self.assertFalse(self.trace.links_click_datetime)
        self.assertEqual(bool(self.english.doubtful_on), doubtful)
        self.assertEqual(bool(self.trace.doubtful_click_on), doubtful)
        self.assertEqual((self.mailing.clicked, self.wave.responded_count), (0, 0))
        doubted = [("doubtful_on", "!=", False), ("responded_on", "=", False), ("id", "=", self.english.id)]
        self.assertEqual(self.env["hub.campaign.member"].search_count(doubted), int(doubtful))

    def _assert_counted(self):
        self.assertEqual((self.english.state, self.english.response), ("responded", "click"))
        self.assertEqual(self.english.responded_wave_ids, self.wave)
        self.assertTrue(self.trace.links_click_datetime)

    def test_a_reader_responds(self):
        self.assertEqual(self._follow().headers["Location"].split("?")[0], "https://example.com/a")
        self._assert_counted()
        self.assertFalse(self.english.doubtful_on)

    def test_other_methods_and_known_programs_are_led_on_and_not_counted(self):
        for agent, method, headers in (
            (BROWSER, "HEAD", {}),
            (BROWSER, "OPTIONS", {}),
            ("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "GET", {}),
            ("WhatsApp/2.23.20.0", "GET", {}),
            ("Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5", "GET", {}),
            ("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", "GET", {}),
            ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/120.0 Safari/537.36", "GET", {}),
            ("Barracuda Sentinel (EE)", "GET", {}),
            ("python-requests/2.32", "GET", {}),
            ("", "GET", {}),
            (BROWSER, "GET", {"Sec-Purpose": "prefetch"}),
            (BROWSER, "GET", {"X-Purpose": "preview"}),
        ):
            for trace in (True, False):
                with self.subTest(agent=agent, method=method, trace=trace):
                    self.assertLess(self._follow(0, agent, method, trace, **headers).status_code, 400)
                    self.assertFalse(self.links.link_click_ids)
                    self._assert_not_counted(doubtful=False)

    def test_odoos_own_mailings_count_what_they_always_did(self):
        self.trace.write({"model": "res.partner", "res_id": self.company.id})
        answer = self._follow(agent="Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)")
        self.assertTrue(answer.headers["Location"].startswith("https://example.com/a"))
        self.assertTrue(self.trace.links_click_datetime)
        self.assertEqual(self.links[0].count, 1)

    def test_a_click_within_seconds_is_doubtful_and_a_later_one_counts(self):
        self._delivered(seconds=5)
        self._follow()
        self._assert_not_counted(doubtful=True)
        second = self.create_wave(audience="no_response", previous_wave_id=self.wave.id)
        self.assertIn(self.english, self.env["hub.campaign.member"].search(second._domain_members()))
        self._age(minutes=20)
        self._follow()
        self._assert_counted()

    def test_who_goes_through_all_links_is_doubtful(self):
        self._follow(0)
        self._follow(1)
        self._assert_counted()
        self._follow(2)
        self._assert_not_counted(doubtful=True)
        self._age(minutes=5)
        self._follow(1)
        self._assert_counted()

    def test_all_links_with_time_to_read_are_a_readers(self):
        for link in range(3):
            self._follow(link)
            self._age(minutes=2)
        self._assert_counted()

    def test_doubt_takes_back_no_other_response(self):
        self.trace.set_replied()
        for link in range(3):
            self._follow(link)
        self.assertEqual((self.english.state, self.english.response), ("responded", "reply"))
        self.assertEqual(self.english.responded_wave_ids, self.wave)

    # Answers

    def _answer(self, content=None, **headers):
        message = EmailMessage()
        self.trace.message_id = f"<{self.trace.id}@example.com>"
        values = {
            "From": "Atelier <atelier@example.com>",
            "To": "agency@example.com",
            "Subject": f"Re: {self.mailing.subject}",
            "Message-ID": f"<answer.{len(headers)}.{self.env.cr.now()}@example.com>".replace(" ", ""),
            "In-Reply-To": self.trace.message_id,
            "References": self.trace.message_id,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        for name, value in values.items():
            message[name] = value
        message.set_content(content or "Hello")
        posted = {"references": self.trace.message_id, "in_reply_to": self.trace.message_id, "message_id": "<x@x>"}
        route = ("hub.campaign.member", self.english.id, {}, self.env.uid, None)
        parsed = self.env["mail.thread"].message_parse(message)
        self.env["mail.thread"]._message_route_process(message, {**parsed, **posted}, [route])

    def test_six_kinds_of_automatic_answer_are_no_response(self):
        for headers in (
            {"Auto_Submitted": "auto-replied"},
            {"Auto_Submitted": "auto-generated (vacation)"},
            {"X_Autoreply": "yes"},
            {"X_Autorespond": "1"},
            {"Precedence": "auto_reply"},
            {"Precedence": "bulk"},
            {"Subject": "Automatic reply: Test Campaign"},
            {"Subject": "Absence du bureau : Test Campaign"},
            {"Subject": "Afwezig: Test Campaign"},
            {"Subject": "[Ticket #4711] Test Campaign"},
            {"Subject": "Your request has been received (12345)"},
            {"Subject": "Undeliverable: Test Campaign"},
            {"From": "MAILER-DAEMON@example.com"},
            {"Return_Path": "<>"},
        ):
            with self.subTest(headers=headers):
                before = len(self.english.message_ids)
                self._answer(**headers)
                self.assertEqual((self.english.state, self.english.response), ("contacted", False))
                self.assertEqual(self.trace.trace_status, "sent")
                self.assertGreater(len(self.english.message_ids), before, "it is kept")
        self._answer()
        self.assertEqual((self.english.state, self.english.response), ("responded", "reply"))

    def test_what_a_reader_repeats_of_our_subject_says_nothing(self):
        self.mailing.subject = "Thank you for contacting us"
        self._answer()
        self.assertEqual(self.english.response, "reply")

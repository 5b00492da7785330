from datetime import datetime

from odoo.exceptions import AccessError, UserError

from .registration_common import YEAR, RegistrationCase


class TestCertificate(RegistrationCase):
    """A certificate says who took part in what, and when: it is read years later."""

    def _render(self, registration, user=None):
        report = self.env["ir.actions.report"].with_user(user or self.account)
        return report._render_qweb_html("hub_event.certificate", registration.ids)[0].decode()

    def test_it_names_the_days(self):
        past = self.create_action("Past Fair", month=6, year=2020, action_plan_id=False)
        [registration] = self.register(0, event=past)
        registration.action_set_done()
        page = self._render(registration)
        for words in ("Person 0", "Registering 0", "Past Fair", "06/10/2020", "06/11/2020"):
            self.assertIn(words, page)
        self.assertNotIn("today", page)

    def test_an_offer_names_the_days_as_well(self):
        """A mail is read later than it is sent: then “in 5 days” would be wrong."""
        self.assertEqual(self.register(0)._get_days(), f"03/10/{YEAR} – 03/11/{YEAR}")
        registrations = self.register(1, 2)
        registrations[0].action_cancel()
        self.assertIn(f"03/10/{YEAR}", registrations[1].mail_id.body_html)

    def test_the_days_are_those_of_the_place(self):
        far = self.create_action("Tokyo", date_begin=datetime(YEAR, 3, 9, 23), date_end=datetime(YEAR, 3, 10, 8),
                                 date_tz="Asia/Tokyo")  # fmt: skip
        [registration] = self.register(0, event=far)
        self.assertEqual(registration._get_days(), f"03/10/{YEAR}")

    def test_only_who_was_there_gets_one(self):
        [registration] = self.register(0)
        with self.assertRaisesRegex(UserError, "was not there"):
            self._render(registration)
        registration.action_set_done()
        for user in (self.outsider, self.privacy):
            with self.assertRaises(AccessError):
                self._render(registration, user)

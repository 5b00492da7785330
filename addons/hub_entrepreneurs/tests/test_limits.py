import doctest
from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import Form

from ..domain import limits
from ..tools.dates import today
from .common import HubCase


class TestLimits(HubCase):
    """What can't be is refused over every way in; what rarely is, is asked about."""

    def _create(self, model, **values):
        return self.env[model].with_user(self.account).create({"partner_id": self.company.id, **values})

    def test_examples(self):
        self.assertEqual(doctest.testmod(limits).failed, 0)

    def test_impossible(self):
        tomorrow = today(self.env) + timedelta(days=1)
        for model, values, words in (
            ("hub.interaction", {"duration": 99}, "Duration: a conversation takes 24 hours at most"),
            ("hub.interaction", {"date": "1202-06-01 12:00:00"}, "Date: .* can't be right"),
            ("hub.outcome", {"kind": "jobs_created", "date": "2040-01-01"}, "Date: .* today at the latest"),
            ("hub.outcome", {"kind": "turnover", "value": 1e15}, "Value: .* can't be right"),
            ("hub.commitment", {"name": "A promise", "agreed_on": tomorrow}, "Agreed On: .* can't be right"),
            ("hub.commitment", {"name": "A promise", "done_on": tomorrow}, "Done On: .* can't be right"),
            ("hub.commitment", {"name": "A promise", "date_deadline": "2999-01-01"}, "Deadline: .* can't be right"),
            ("hub.assessment", {"date": tomorrow}, "Date: .* today at the latest"),
        ):
            with self.subTest(model, **values), self.assertRaisesRegex(ValidationError, words), self.cr.savepoint():
                self._create(model, **values)
        interaction = self._create("hub.interaction", duration=24)
        with self.assertRaisesRegex(ValidationError, "24 hours at most"):
            interaction.duration = 25

    def _typed(self, model, field, value, words="", **values):
        form = Form(self.env[model].with_user(self.account))
        form.partner_id = self.company
        for other, each in values.items():
            form[other] = each
        with self.assertLogs("odoo.tests.form.onchange", "WARNING") as logs:
            form[field] = value
        self.assertIn(f"{words} is unusual. Correct it, or go on", logs.output[0])
        return form.save()

    def test_unusual_is_asked_about_and_taken(self):
        day = today(self.env)
        self.assertEqual(self._typed("hub.interaction", "duration", 12.5, "Duration: 12:30 h").duration, 12.5)
        outcome = self._typed("hub.outcome", "value", 500, kind="jobs_created")
        self.assertEqual(outcome.value, 500)
        old = day - timedelta(days=6 * 365)
        self.assertEqual(self._typed("hub.outcome", "date", old, kind="jobs_created").date, old)
        late = day + timedelta(days=5 * 365)
        self.assertEqual(self._typed("hub.commitment", "date_deadline", late, name="A promise").date_deadline, late)

    def test_what_is_usual_is_not_asked_about(self):
        form = Form(self.env["hub.interaction"].with_user(self.account))
        form.partner_id = self.company
        with self.assertNoLogs("odoo.tests.form.onchange", "WARNING"):
            form.duration = 8

    def test_an_address_is_one(self):
        partners = self.env["res.partner"].with_user(self.account)
        for values, words in (
            ({"email": "not an email"}, "Email: “not an email” is no email address"),
            ({"phone": "ask him"}, "Phone: “ask him” is no phone number"),
        ):
            with self.assertRaisesRegex(ValidationError, words):
                partners.create({"name": "A Person", **values})
            with self.assertRaisesRegex(ValidationError, words):
                self.company.with_user(self.account).write(values)
        for email in ("a@example.com", "Ann <a@example.com>", "a@example.com; b@example.com", "é@bücher.example"):
            self.company.with_user(self.account).email = email
        with self.assertRaisesRegex(ValidationError, "is no email address"):
            self.env["crm.lead"].with_user(self.account).create({"name": "A Lead", "email_from": "nobody"})

    def test_what_comes_from_elsewhere_is_as_it_is(self):
        self.company.with_user(self.outsider).sudo().email = "register: none"
        self.env["crm.lead"].create({"name": "By mail", "email_from": "nobody"})
        self.company.with_user(self.account).name = "Renamed"

from unittest.mock import patch

from odoo.tools import config

from .day_common import DayCase


class TestDayDirection(DayCase):
    """What a director, an analyst and the keeper of personal data see to."""

    def test_evidence_to_verify(self):
        waits = self.create_evidence(self.company, self.ago(days=5), False, state="to_verify")
        self.create_evidence(self.other_company, self.ago(days=5), False)
        own = (
            self.env["hub.evidence"]
            .with_user(self.director)
            .create(
                {"partner_id": self.other_company.id, "version_id": waits.version_id.id, "date_start": self.ago(days=5)}
            )
        )
        card = self.day(self.director)["to_verify"]
        found = self.env["hub.evidence"].with_user(self.director).search(card["opens"]["domain"])
        self.assertEqual(card["count"], len(found))
        self.assertIn(waits, found)
        self.assertNotIn(own, found, "nobody verifies what he or she entered")

    def give(self, user, number):
        self.env["res.partner"].create([{"name": f"Of {user.login}", "is_company": True, "user_id": user.id}] * number)

    def test_portfolios_out_of_balance(self):
        """Five of ten companies each, one of thirty."""
        self.env["res.partner"].search([("user_id", "!=", False)]).user_id = False
        for user, number in ((self.account, 30), (self.colleague, 10), (self.cluster_manager, 10), (self.director, 11)):
            self.give(user, number)
        [line] = self.lines("balance", self.director)
        self.assertEqual((line["title"], line["text"]), (self.account.name, "companies: 30, usually 10"))
        self.assertEqual(line["action"]["domain"][0], ("user_id", "=", self.account.id))

    def test_work_of_those_who_are_away(self):
        self.make_older(self.account + self.colleague, self.ago(days=30))
        self.give(self.account, 3)
        self.give(self.colleague, 2)
        self.env["res.users.log"].with_user(self.colleague).sudo().create({"create_uid": self.colleague.id})
        away = {line["id"]: line for line in self.lines("away", self.director)}
        self.assertIn(self.account.id, away)
        self.assertNotIn(self.colleague.id, away)
        self.assertIn("companies: 4", away[self.account.id]["text"])
        self.assertEqual(away[self.account.id]["action"]["context"], {"default_from_user_id": self.account.id})

    def test_work_in_another_agency_is_not_counted(self):
        self.make_older(self.account, self.ago(days=30))
        self.company.company_id = self.agency
        self.assertNotIn(self.account.id, {line["id"] for line in self.lines("away", self.director)})

    def test_quality_of_the_data(self):
        def told(user):
            return {line["title"]: line["action"]["domain"] for line in self.lines("quality", user)}

        domains = told(self.director)
        self.assertEqual(domains, told(self.analyst))
        for title, domain in domains.items():
            with self.subTest(gap=title):
                count = self.env["res.partner"].with_user(self.director).search_count(domain)
                self.assertEqual(title.split()[-1], str(count), "the number opens as many companies")
        self.assertTrue(any("phone" in title for title in domains))

    # Personal data

    def access(self, operation="read", persons=1, hour=10, days=1, user=None):
        # A day that is no weekend.
        day = self.ago(days=days)
        day = self.ago(days=days + max(day.weekday() - 4, 0))
        moment = self.noon(day).replace(minute=0)
        moment = moment.replace(hour=moment.hour + hour - 12)
        self.env["hub.person.profile.access"].sudo().create(
            {
                "user_id": (user or self.privacy).id,
                "operation": operation,
                "subject": "hub.person.profile",
                "person_count": persons,
                "date": moment,
            }
        )

    def test_accesses_out_of_the_ordinary(self):
        self.env["hub.person.profile.access"].sudo().search([]).unlink()
        self.access()
        self.assertEqual(self.lines("accesses", self.privacy), [])
        self.access("export", persons=12)
        self.access(persons=60)
        self.access(hour=22)
        self.access("export", days=40)
        told = {line["text"] for line in self.lines("accesses", self.privacy)}
        self.assertEqual(
            told,
            {
                "Exported · 12 persons · left Hub as a file",
                "Read · 60 persons · many persons at once",
                "Read · at night or on a weekend",
            },
        )
        self.assertNotIn("accesses", self.day(self.director))
        self.assertNotIn("accesses", self.day())

    def test_accesses_in_another_agency(self):
        self.env["hub.person.profile.access"].sudo().search([]).unlink()
        self.access("export", user=self.outsider)
        self.outsider.write({"company_ids": [(6, 0, self.agency.ids)], "company_id": self.agency.id})
        self.assertEqual(self.lines("accesses", self.privacy), [])

    # The first steps

    def no_mail(self):
        """Let nothing send mail, wherever the tests run."""
        self.env["ir.mail_server"].search([]).active = False
        return patch.dict(config.options, {"smtp_server": "localhost"})

    def steps(self, user=None):
        card = self.day(user or self.director).get("setup")
        return [line["ticked"] for line in card["lines"]] if card else None

    def test_first_steps_are_ticked_by_themselves(self):
        model = type(self.env["hub.day"])
        with patch.object(model, "_is_new", lambda _self: True), self.no_mail():
            self.env.company.name = "YourCompany"
            self.assertEqual(self.steps(), [False, True, True, True, False])
            self.env.company.write({"name": "Agency", "country_id": self.belgium.id})
            self.assertEqual(self.steps(), [True, True, True, True, False])
            self.assertIsNone(self.steps(self.account))
            self.env["ir.mail_server"].create({"name": "Mail", "smtp_host": "mail.example.com"})
            self.assertIsNone(self.steps(), "nothing is left to do")

    def test_a_database_in_use_is_not_led(self):
        with self.no_mail():
            self.make_older(self.env["res.partner"].with_context(active_test=False).search([]), self.today)
            self.assertIsNotNone(self.steps())
            self.make_older(self.company, self.ago(days=61))
            self.assertIsNone(self.steps())

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import Form

from odoo.addons.hub_entrepreneurs.domain.days import months_later

from .statement_common import StatementCase


class TestStatementPreparing(StatementCase):
    """Statements are prepared from what companies got, each once."""

    def _prepare(self):
        self.env["hub.statement"]._prepare()
        return self.env["hub.statement"].search([("partner_id", "=", self.company.id)], order="date_due")

    def test_moments_of_a_conversation(self):
        self.talk(contact_id=self.person.id)
        statements = self._prepare()
        self.assertEqual(statements.mapped("moment"), ["0", "6", "12"])
        self.assertEqual(
            statements.mapped("date_due"), [self.today, months_later(self.today, 6), months_later(self.today, 12)]
        )
        first = statements[0]
        self.assertEqual(
            (first.service_id, first.programme_id, first.event_id.id), (self.service, self.programme, False)
        )
        self.assertEqual((first.contact_id, first.user_id, first.state), (self.person, self.account, "to_send"))
        self.assertIn("Test Atelier – Test Export – Baseline", first.display_name)

    def test_a_service_that_is_followed_up_for_six_months(self):
        self.talk(service=self.other_service)
        self.assertEqual(self._prepare().mapped("moment"), ["0", "6"])

    def test_never_twice_for_the_same(self):
        self.talk(days=20)
        self.talk(days=3)
        self.assertEqual(len(self._prepare()), 3)
        self.talk(days=1)
        self.assertEqual(len(self._prepare()), 3)
        self.talk(days=1, service=self.other_service)
        self.assertEqual(len(self._prepare()), 5, "another service is another occasion")

    def test_the_database_refuses_the_same_twice(self):
        first = self.create_statement()
        with self.assertRefused("hub.statement", "asked about this service at this moment already"):
            self.create_statement(date_start=first.date_start + timedelta(days=40), date_end=first.date_end)
        event = self._create_action()
        values = {"service_id": False, "event_id": event.id}
        self.create_statement(**values)
        with self.assertRefused("hub.statement", "asked about this action at this moment already"):
            self.create_statement(**values)
        with self.assertRefused("hub.statement", "about one service, or one action"):
            self.create_statement(service_id=False)

    def test_who_is_not_asked(self):
        for values in ({"active": False}, {"entrepreneur_stage": "ceased"}):
            company = self.env["res.partner"].create({"name": "Test Gone", "is_company": True})
            self.talk(company=company)
            company.write(values)
            self._prepare()
            self.assertFalse(self.env["hub.statement"].search([("partner_id", "=", company.id)]), values)
        starter = self.env["res.partner"].create({"name": "Test Starter"})
        self.talk(company=starter)
        self.talk(service=self.plain)
        self.talk(company=self.other_company).active = False
        self._prepare()
        self.assertFalse(
            self.env["hub.statement"].search([("partner_id", "in", (starter + self.company + self.other_company).ids)])
        )

    def test_what_was_due_long_ago_is_not_asked_any_more(self):
        self.talk(days=100)
        self.assertEqual(self._prepare().mapped("moment"), ["6", "12"], "the baseline is too late")

    def test_a_new_occasion_a_year_later(self):
        self.talk(days=390)
        self.create_statement(
            "12",
            state="answered",
            date_start=self.today - timedelta(days=390),
            date_end=self.today - timedelta(days=26),
        )
        self.talk(days=2)
        statements = self._prepare()
        self.assertEqual(
            statements.filtered(lambda each: each.date_start == self.today - timedelta(days=2)).mapped("moment"),
            ["0", "6", "12"],
        )

    def _create_action(self, **values):
        begin = self.today - timedelta(days=3)
        return self.env["event.event"].create(
            {"name": "Test Mission", "date_begin": begin, "date_end": begin, "follow_up_months": "6", **values}
        )

    def test_who_attended_an_action(self):
        event = self._create_action(country_id=self.france.id, programme_id=self.programme.id)
        for partner, state in ((self.person, "done"), (self.company, "done"), (self.other_company, "open")):
            self.env["event.registration"].create(
                {"event_id": event.id, "partner_id": partner.id, "name": partner.name}
            ).state = state
        statements = self._prepare()
        self.assertEqual(statements.mapped("moment"), ["0", "6"], "two of one company are one")
        self.assertEqual((statements.event_id, statements.programme_id), (event, self.programme))
        self.assertTrue(statements[0].asks_about_markets)
        self.assertFalse(self.env["hub.statement"].search([("partner_id", "=", self.other_company.id)]))

    def test_ten_thousand_take_as_many_queries_as_ten(self):
        counts = []
        for number in (10, 300):
            companies = self.env["res.partner"].create(
                [{"name": f"Test Many {number} {rank}", "is_company": True} for rank in range(number)]
            )
            self.env["hub.interaction"].create(
                [
                    {
                        "partner_id": company.id,
                        "service_id": self.service.id,
                        "channel": "phone",
                        "user_id": self.account.id,
                    }
                    for company in companies
                ]
            )
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            statements = self.env["hub.statement"]._prepare()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(statements), 3 * number)
        self.assertEqual(*counts)


class TestStatementScreens(StatementCase):
    """What a statement shows, and who ends it."""

    def test_answers_stand_beside_the_baseline(self):
        statement = self.create_statement("6")
        self.create_answered_baseline(3, statement).write({"turnover_class": "to_50k"})
        self.assertEqual((statement.baseline_jobs, statement.baseline_turnover_class), (3, "to_50k"))
        self.assertEqual(Form(statement.with_user(self.account)).baseline_jobs, 3)

    def test_the_rate_is_of_those_who_were_asked(self):
        for service, state in ((self.service, "answered"), (self.plain, "sent"), (self.other_service, "to_send")):
            self.create_statement(service=service, state=state)
        statements = self.env["hub.statement"].with_user(self.analyst)
        [[rate]] = statements._read_group([("programme_id", "=", self.programme.id)], [], ["answer_rate:avg"])
        self.assertEqual(rate, 50)
        [group] = statements.formatted_read_group([("state", "=", "to_send")], [], ["answer_rate:avg"])
        self.assertFalse(group["answer_rate:avg"])

    def test_directors_cancel(self):
        statement = self.create_statement()
        with self.assertRaisesRegex(UserError, "Only directors"):
            statement.with_user(self.account).action_cancel()
        statement.with_user(self.director).action_cancel()
        self.assertEqual((statement.state, statement.end_reason), ("not_needed", "cancelled"))
        with self.assertRaisesRegex(UserError, "is closed already"):
            statement.with_user(self.director).action_cancel()

    def test_the_company_opens_its_statements(self):
        statement = self.create_statement()
        company = self.company.with_user(self.account)
        self.assertEqual(company.statement_count, 1)
        self.assertEqual(self.env["hub.statement"].search(company.action_open_statements()["domain"]), statement)
        self.talk()
        action = statement.with_user(self.account).action_open_support()
        self.assertEqual(self.env["hub.interaction"].search(action["domain"]).service_id, self.service)

    def test_whose_company_it_was_stays_once_it_is_answered(self):
        answered, waiting = self.create_statement(state="answered"), self.create_statement(service=self.plain)
        self.company.user_id = self.colleague
        self.assertEqual((answered.user_id, waiting.user_id), (self.account, self.colleague))

    def test_today(self):
        statement = self.create_statement(state="to_call", date_due=self.today - timedelta(days=2))
        card = self._get_card(self.account)
        self.assertEqual((card["count"], card["lines"][0]["title"]), (1, "Test Atelier"))
        self.assertIn("Test Export", card["lines"][0]["text"])
        self.assertEqual(card["lines"][0]["log"]["context"], {"default_statement_id": statement.id})
        self.assertEqual(self._get_card(self.colleague)["count"], 0)
        self.env["hub.stand.in"].create(
            {"user_id": self.account.id, "stand_in_id": self.colleague.id, "date_end": self.today}
        )
        self.assertEqual(self._get_card(self.colleague)["count"], 1, "whoever stands in sees it")

    def test_an_activity_is_on_one_card(self):
        statement = self.create_statement()
        statement._ask_by_phone()
        statement.activity_ids.date_deadline = self.today - timedelta(days=900)
        self.assertEqual(self._get_card(self.account)["count"], 1)
        self.assertFalse(self._get_due(self.account))
        self.company.user_id = False
        statement.activity_ids.user_id = self.director
        self.assertEqual(self._get_card(self.director)["count"], 1, "a company that nobody keeps is a director's")
        self.assertFalse(self._get_due(self.director))
        self.assertFalse(self._get_card(self.account)["count"])

    def _get_card(self, user, key="statements"):
        cards = self.env["hub.day"].with_user(user).get_day()["cards"]
        return next(card for card in cards if card["key"] == key)

    def _get_due(self, user):
        return [line for line in self._get_card(user, "due")["lines"] if line["title"] == "Test Atelier"]

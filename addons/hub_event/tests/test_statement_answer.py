from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError

from .statement_common import StatementCase


class TestStatementAnswer(StatementCase):
    """What a company answers becomes outcomes, and nothing counts twice."""

    def _answer(self, statement, jobs, way="link", **values):
        values = {"without_support": "nothing", **values} if statement.moment != "0" else values
        statement._answer({"jobs": jobs, **values}, way)
        return self.env["hub.outcome"].search([("partner_id", "=", statement.partner_id.id)])

    def test_a_baseline_is_no_outcome(self):
        statement = self.create_statement()
        self.assertEqual(statement._get_questions(), {"jobs", "turnover_class", "market_ids"})
        self.assertFalse(self._answer(statement, 3, market_ids=self.france.ids))
        self.assertEqual((statement.state, statement.jobs, statement.answered_by), ("answered", 3, "link"))
        self.assertEqual(statement.market_ids, self.france)

    def test_jobs_against_the_baseline(self):
        statement = self.create_statement("6")
        self.create_answered_baseline(3, statement)
        outcome = self._answer(statement, 5, without_support="partly")
        self.assertEqual((outcome.kind, outcome.baseline_value, outcome.value), ("jobs_created", 3, 2))
        self.assertEqual((outcome.proof_level, outcome.attribution, outcome.attributed_value), ("attested", 50, 1))
        self.assertEqual((outcome.statement_id, outcome.service_id), (statement, self.service))
        self.assertEqual((outcome.programme_id, outcome.user_id), (self.programme, self.account))

    def test_the_second_moment_counts_what_came_on_top(self):
        statement = self.create_statement("6")
        self.create_answered_baseline(3, statement)
        self._answer(statement, 5)
        later = self.create_statement("12", date_start=statement.date_start, date_end=statement.date_end)
        outcomes = self._answer(later, 6)
        self.assertEqual(sum(outcomes.mapped("value")), 3, "three jobs more than at the baseline")
        self.assertEqual(later.outcome_ids.baseline_value, 5)

    def test_two_occasions_do_not_count_the_same_jobs_twice(self):
        statements = self.create_statement("6") + self.create_statement("6", service=self.other_service)
        for statement in statements:
            self.create_answered_baseline(3, statement)
            outcomes = self._answer(statement, 5)
        self.assertEqual(sum(outcomes.mapped("value")), 2)

    def test_what_was_entered_by_hand_is_not_counted_again(self):
        statement = self.create_statement("6")
        self.create_answered_baseline(3, statement)
        self.env["hub.outcome"].create({"partner_id": self.company.id, "kind": "jobs_created", "value": 1})
        outcomes = self._answer(statement, 5)
        self.assertEqual(sum(outcomes.mapped("value")), 2)

    def test_without_a_baseline_the_time_before_is_asked(self):
        statement = self.create_statement("6")
        self.assertIn("jobs_before", statement._get_questions())
        with self.assertRaisesRegex(UserError, "Jobs before the Support: enter a number"):
            self._answer(statement, 5)
        self.assertEqual(self._answer(statement, 5, jobs_before=0).value, 5, "none is a number as well")
        self.assertEqual(statement.baseline_jobs, 0)

    def test_markets_and_contracts(self):
        self.env["hub.export.target"].create(
            {"partner_id": self.company.id, "country_id": self.france.id, "status": "exporting"}
        )
        statement = self.create_statement("6")
        self.create_answered_baseline(3, statement)
        self.assertEqual(statement._get_proposed()["market_ids"], self.france)
        markets = self.france + self.env.ref("base.de") + self.env.ref("base.nl")
        outcomes = self._answer(statement, 3, market_ids=markets.ids, contract_count=2, contract_amount=9000)
        found = {each.kind: (each.value, each.unit) for each in outcomes}
        self.assertEqual(found, {"new_market": (2, "market"), "export_contract": (9000, "eur")})
        later = self.create_statement("12", date_start=statement.date_start, date_end=statement.date_end)
        self.assertEqual(later._get_proposed()["market_ids"], markets)
        self.assertEqual(later._get_asked_since(), self.today)
        self._answer(later, 3, market_ids=markets.ids)
        self.assertFalse(later.outcome_ids)

    def test_a_correction_replaces_the_first_answer(self):
        statement = self.create_statement("6")
        self.create_answered_baseline(3, statement)
        first = self._answer(statement, 5)
        self.assertEqual(self._answer(statement, 4), first)
        self.assertEqual(first.value, 1)
        self._answer(statement, 2)
        self.assertFalse(first.active)
        self.assertIn("corrected", first.void_reason)
        self._answer(statement, 7)
        self.assertEqual((first.active, first.value), (True, 4))

    def test_an_outcome_that_a_colleague_voided_stays_so(self):
        statement = self.create_statement("6")
        self.create_answered_baseline(3, statement)
        outcome = self._answer(statement, 5)
        outcome.with_user(self.account)._void("They meant interns")
        self.assertFalse(self._answer(statement, 6))
        self.assertFalse(outcome.active)

    def test_after_some_days_it_stays(self):
        statement = self.create_statement()
        self._answer(statement, 3)
        statement.answered_at = fields.Datetime.now() - timedelta(days=13)
        self._answer(statement, 4)
        statement.answered_at = fields.Datetime.now() - timedelta(days=14)
        with self.assertRaisesRegex(UserError, "closed"):
            self._answer(statement, 5)
        self.assertEqual((statement.jobs, statement._get_standing()), (4, "answered"))

    def test_what_is_known_is_filled_in_or_left_out(self):
        statement = self.create_statement()
        self.assertIsNone(statement._get_proposed()["jobs"])
        self.company.write({"employee_count": 4.5, "size_data_year": self.today.year - 1, "turnover": 300_000})
        self.assertEqual(
            (statement._get_proposed()["jobs"], statement._get_proposed()["jobs_year"]), (4.5, self.today.year - 1)
        )
        self.assertNotIn("turnover_class", statement._get_questions())
        self._answer(statement, 4.5)
        self.assertEqual(statement.turnover_class, "to_1m")
        self.company.size_data_year = self.today.year - 3
        later = self.create_statement(service=self.other_service)
        self.assertIn("turnover_class", later._get_questions())
        self.assertEqual((later._get_proposed()["jobs"], later._get_proposed()["turnover_class"]), (4.5, "to_1m"))

    def test_answers_that_cannot_be(self):
        statement = self.create_statement("6")
        self.create_answered_baseline(3, statement)
        good = {"jobs": 3, "without_support": "same"}
        for bad, sentence in (
            ({"jobs": None}, "Jobs: enter a number"),
            ({"jobs": -1}, "Jobs: enter a number from 0"),
            ({"jobs": 10**12}, "Jobs: enter a number from 0 to 20000"),
            ({"jobs": float("nan")}, "Jobs: enter a number from 0"),
            ({"contract_count": 1, "contract_amount": 1e12}, "Amount of the Contracts: enter a number from 0"),
            ({"contract_amount": 5}, "enter how many there are"),
            ({"without_support": False}, "choose what would have happened"),
            ({"market_ids": list(range(1, 60))}, "choose 50 at most"),
        ):
            with self.subTest(bad), self.assertRaisesRegex(UserError, sentence):
                statement._answer({**good, **bad}, "link")
        self.assertEqual(statement.state, "sent")

    def test_a_no_ends_the_occasion(self):
        statement = self.create_statement()
        later = self.create_statement(
            "6", state="to_send", date_start=statement.date_start, date_end=statement.date_end
        )
        other = self.create_statement(service=self.other_service)
        statement._refuse()
        self.assertEqual((statement.state, later.state, other.state), ("refused", "refused", "sent"))

from datetime import date

from .common import YEAR, FiguresCase


class TestFact(FiguresCase):
    """What counts of actions, of who took part, and of statements."""

    def test_an_action_counts_on_its_first_day(self):
        [fact] = self.facts("action_planned")
        self.assertEqual((fact.date, fact.event_id, fact.action_type_id), (date(YEAR, 3, 10), self.action, self.fair))
        self.assertEqual((fact.country_id, fact.programme_id), (self.france, self.programme))
        self.assertEqual((fact.amount, fact.unit), (500, "eur"))
        self.assertEqual(self.facts("action_held").amount, 600)
        self.assertFalse(self.facts("action_dropped"))

    def test_the_day_is_that_of_the_agency(self):
        self.action.write({"date_begin": f"{YEAR}-03-09 23:30:00"})
        self.assertEqual(self.facts("action_planned").date, date(YEAR, 3, 10))

    def test_a_dropped_action_is_not_planned_any_more(self):
        self.action.kanban_state = "cancel"
        self.assertTrue(self.facts("action_dropped"))
        self.assertFalse(self.facts("action_planned") + self.facts("action_held") + self.facts("action_budget"))
        self.assertEqual(self.facts("action_cost").amount, 600, "what was spent was spent all the same")

    def test_an_archived_action_is_none(self):
        self.action.active = False
        for kind in ("action_planned", "action_held", "action_cost", "action_attended"):
            self.assertFalse(self.facts(kind), kind)

    def test_what_is_no_action(self):
        """An event beside the plans, without a type, is no action of the agency."""
        self.action.write({"action_plan_id": False, "action_type_id": False})
        self.env.flush_all()
        kinds = ("action_planned", "action_held", "action_cost", "action_budget", "action_income", "action_attended")
        of_event = [("event_id", "=", self.action.id), ("kind", "in", kinds)]
        self.assertFalse(self.env["hub.fact"].search(of_event))

    def test_costs_by_kind(self):
        self.assertEqual([(each.cost_kind, each.amount) for each in self.facts("action_budget")], [("space", 500)])
        self.assertEqual([(each.cost_kind, each.amount) for each in self.facts("action_cost")], [("space", 600)])
        self.assertEqual([(each.cost_kind, each.amount) for each in self.facts("action_income")], [("fees", 150)])

    def test_who_was_there(self):
        self.attend(self.company, state="open")
        self.attend(self.company, state="cancel")
        facts = self.facts("action_attended")
        self.assertEqual(facts.partner_id, self.company + self.other_company)
        self.assertEqual(facts.person_id, self.person, "a company that is named alone is no person")
        self.action.registration_ids.filtered(lambda row: row.partner_id == self.person).state = "cancel"
        self.assertEqual(self.facts("action_attended").partner_id, self.other_company)

    def test_statements(self):
        statement = self.ask()
        [asked] = self.facts("statement_asked")
        self.assertEqual((asked.date, asked.partner_id), (date(YEAR, 9, 12), self.company))
        self.assertFalse(self.facts("statement_answered"))
        statement.write({"state": "answered", "answered_at": f"{YEAR}-09-30 22:30:00"})
        self.assertEqual(self.facts("statement_answered").date, date(YEAR, 10, 1))
        statement.write({"state": "not_needed", "answered_at": False})
        self.assertFalse(self.facts("statement_asked") + self.facts("statement_answered"))

    def test_who_was_asked_by_phone(self):
        self.ask(state="to_call", sent_on=False)
        self.assertEqual(self.facts("statement_asked").date, date(YEAR, 9, 10))

    def test_an_outcome_of_a_statement_counts_for_its_action(self):
        outcome = self.env["hub.outcome"].create(
            {
                "partner_id": self.company.id,
                "kind": "jobs_created",
                "value": 4,
                "attribution": 50,
                "proof_level": "attested",
                "statement_id": self.ask(state="answered").id,
            }
        )
        self.assertEqual(outcome.event_id, self.action)
        self.assertEqual(self.facts("outcome").amount, 2)
        self.assertEqual(self.facts("outcome_attested").amount, 4, "all that is more than at the baseline")
        outcome._void("Test")
        self.assertFalse(self.facts("outcome") + self.facts("outcome_attested"))

    def test_a_conversation_at_an_action_counts_for_it(self):
        talks = self.facts("support")
        self.assertEqual(talks.partner_id, self.company + self.other_company)
        self.assertEqual(talks.action_type_id, self.fair)

    def test_a_lead_counts_for_its_action(self):
        self.env["crm.lead"].create({"name": "Test", "partner_id": self.company.id, "event_id": self.action.id})
        self.assertEqual(self.facts("lead_opened").action_type_id, self.fair)

    def test_a_contact_made(self):
        person = self.env["res.partner"].create({"name": "Buyer", "country_id": self.env.ref("base.pt").id})
        row = self.env["hub.action.contact"].create(
            {"event_id": self.action.id, "partner_id": self.company.id, "contact_id": person.id, "kind": "importer"}
        )
        [fact] = self.facts("contact_made")
        self.assertEqual((fact.date, fact.partner_id, fact.detail), (date(YEAR, 3, 10), self.company, "importer"))
        self.assertEqual((fact.country_id.code, fact.action_type_id), ("PT", self.fair))
        person.unlink()
        self.assertEqual(self.facts("contact_made").res_id, row.id, "that somebody was met stays")

    def test_an_opinion(self):
        registration = self.action.registration_ids.filtered(lambda each: each.partner_id == self.person)
        opinion = self.env["hub.action.opinion"].create({"registration_id": registration.id, "answer": "4"})
        [fact] = self.facts("action_opinion", self.analyst)
        self.assertEqual((fact.date, fact.partner_id, fact.amount), (date(YEAR, 3, 10), self.company, 4))
        self.assertFalse(self.facts("action_opinion", self.account), "who does not run it reads no answer")
        opinion.answer = False
        self.assertFalse(self.facts("action_opinion"))

    def test_fees_that_are_paid_come_in(self):
        self.action.cost_ids.filtered(lambda row: row.kind == "fees").unlink()
        self.action.fee_ids = [(0, 0, {"amount": 80})]
        self.action.registration_ids.action_mark_paid()
        self.assertEqual([(each.cost_kind, each.amount) for each in self.facts("action_income")], [("fees", 160)])

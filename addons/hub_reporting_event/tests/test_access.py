from odoo.exceptions import AccessError

from .common import OF_YEAR, FiguresCase

KINDS = ("action_planned", "action_held", "action_cost", "action_income", "action_attended", "statement_asked")


class TestAccess(FiguresCase):
    """Nobody counts an action, a cost or a participant whom he or she may not read."""

    def test_every_role_counts(self):
        self.ask()
        for user in (self.account, self.cluster_manager, self.adviser, self.director, self.analyst):
            for kind in KINDS:
                with self.subTest(user=user.login, kind=kind):
                    self.assertTrue(self.facts(kind, user))
            self.assertEqual(self.measured("cost_participant", user=user).total.value, 300)
            self.assertEqual(self.measured("companies", user=user).total.value, 2)

    def test_who_has_no_role_counts_nothing(self):
        for user in (self.outsider, self.privacy):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.facts("action_planned", user)

    def test_another_agency(self):
        self.ask()
        agency = self.env["res.company"].create({"name": "Test Agency"})
        self.plan.action_ids.action_plan_id = False
        self.plan.company_id = agency
        self.action.write({"company_id": agency.id})
        self.action.action_plan_id = self.plan
        self.env.flush_all()
        facts = self.env["hub.fact"].with_user(self.director)
        for kind in KINDS[:-1]:
            found = facts.search([("kind", "=", kind), ("event_id", "=", self.action.id)])
            self.assertFalse(found, kind)
        version = self.env.ref("hub_reporting_event.hub_indicator_cost_participant_v1").with_user(self.director)
        self.assertFalse(version._measure(OF_YEAR).total.units)

    def test_a_company_of_another_agency(self):
        self.ask()
        self.company.company_id = self.env["res.company"].create({"name": "Test Agency"})
        self.assertFalse(self.facts("statement_asked", self.director))

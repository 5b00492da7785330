from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from .common import ActionCase


class TestCosts(ActionCase):
    """What an action costs, and what that is per participant, per lead and per outcome."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.action = cls.create_action(
            cost_ids=[
                (0, 0, {"kind": "space", "planned": 500, "spent": 600}),
                (0, 0, {"kind": "fees", "planned": 0, "spent": 0, "income": 150}),
            ]
        )

    def test_sums(self):
        action = self.action
        self.assertEqual((action.cost_planned, action.cost_spent, action.cost_income), (500, 600, 150))
        action.cost_ids[0].unlink()
        self.assertEqual(action.cost_spent, 0)

    def test_per_participant_lead_and_outcome(self):
        action = self.action
        self.assertEqual((action.cost_per_participant, action.cost_per_lead, action.cost_per_outcome), (0, 0, 0))
        self.env["event.registration"].create(
            [
                {"event_id": action.id, "name": state, "state": state}
                for state in ("done", "done", "done", "open", "cancel")
            ]
        )
        leads = self.env["crm.lead"].create(
            [{"name": "L", "event_id": action.id, "partner_id": self.company.id} for _rank in range(2)]
        )
        self.env["hub.outcome"].create(
            [
                {"partner_id": self.company.id, "kind": "jobs_created", "value": 1, "lead_id": lead.id}
                for lead in (*leads, leads[0], leads[1])
            ]
        )
        action.invalidate_recordset()
        for user in (self.account, self.analyst, self.director):
            seen = action.with_user(user)
            self.assertEqual((seen.cost_per_participant, seen.cost_per_lead, seen.cost_per_outcome), (200, 300, 150))

    def test_nothing_below_zero(self):
        for name in ("planned", "spent", "income"):
            with self.assertRefused("hub.action.cost", "enter 0 or more"):
                self.action.cost_ids[0][name] = -1
        with self.assertRefused("hub.action.fee", "Fee: enter 0 or more."):
            self.env["hub.action.fee"].create({"event_id": self.action.id, "amount": -100})
        self.assertTrue(self.env["hub.action.fee"].create({"event_id": self.action.id, "amount": 0}))

    def test_one_fee_of_each_class(self):
        fees = self.env["hub.action.fee"]
        fees.create([{"event_id": self.action.id, "amount": 9, "size_class": size} for size in (False, "small")])
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            fees.create({"event_id": self.action.id, "amount": 8, "size_class": "small"})

    def test_the_plan_of_a_cost_is_not_typed(self):
        with self.assertRaises(UserError), self.cr.savepoint():
            self.action.cost_ids.with_user(self.director).write({"action_plan_id": self.last_plan.id})
        self.assertEqual(self.action.cost_ids.action_plan_id, self.plan)
        self.action.with_user(self.director).action_plan_id = False
        self.assertFalse(self.action.cost_ids.action_plan_id)

    def test_the_pivot(self):
        groups = self.env["hub.action.cost"].formatted_read_group(
            [("event_id", "=", self.action.id)], ["action_type_id"], ["planned:sum", "spent:sum", "income:sum"]
        )
        self.assertEqual([(g["planned:sum"], g["spent:sum"], g["income:sum"]) for g in groups], [(500, 600, 150)])

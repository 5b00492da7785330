from odoo.exceptions import AccessError, UserError
from odoo.tests import Form
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .common import YEAR, ActionCase


class TestResults(QueryCountCase, ActionCase):
    """What came of an action, on its form and in the pivot of the results."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dear, cls.free = cls.create_action(cost_ids=[(0, 0, {"spent": 600})]), cls.create_action("Free", month=5)
        person = cls.env["res.partner"].create({"name": "Test Person", "parent_id": cls.company.id})
        cls.env["event.registration"].create(
            [
                {"event_id": event.id, "partner_id": partner.id, "state": state}
                for event, partner, state in (
                    (cls.dear, cls.company, "done"),
                    (cls.dear, person, "done"),
                    (cls.dear, cls.other_company, "open"),
                    (cls.free, cls.other_company, "done"),
                )
            ]
        )
        cls.lead, lost = cls.env["crm.lead"].create(
            [{"name": "L", "event_id": cls.dear.id, "partner_id": cls.company.id} for _rank in range(2)]
        )
        lost.action_set_lost()
        cls.lead.write({"expected_revenue": 9500, "stage_id": cls.env.ref("crm.stage_lead4").id})
        cls.statement = cls.env["hub.statement"].create(
            {
                "partner_id": cls.company.id,
                "event_id": cls.dear.id,
                "moment": "6",
                "date_start": f"{YEAR}-03-10",
                "date_end": f"{YEAR + 1}-03-09",
                "date_due": f"{YEAR}-09-10",
                "state": "answered",
                "contract_count": 3,
            }
        )
        outcomes = [
            {"kind": "jobs_created", "value": 4, "attribution": 50, "statement_id": cls.statement.id},
            {"kind": "export_contract", "value": 9000, "lead_id": cls.lead.id},
            {"kind": "export_contract", "value": 4000, "attribution": 0, "statement_id": cls.statement.id},
            {"kind": "new_product", "value": 1, "lead_id": cls.lead.id, "statement_id": cls.statement.id},
            {"kind": "jobs_kept", "value": 99},
        ]
        cls.outcomes = cls.env["hub.outcome"].create([{"partner_id": cls.company.id, **each} for each in outcomes])

    def test_on_the_form(self):
        for user in (self.account, self.cluster_manager, self.adviser, self.director, self.analyst):
            with self.subTest(user.login):
                seen = self.dear.with_user(user)
                self.assertEqual(
                    (seen.participant_count, seen.participating_count, seen.came_lead_count, seen.outcome_count),
                    (2, 1, 2, 4),
                )
                self.assertEqual((seen.gained_jobs, seen.contract_amount), (2, 9000))
                self.assertEqual(seen.contract_count, 4, "three of the statement, one of the lead")
                self.assertEqual((seen.won_lead_count, seen.won_amount), (1, 9500))
                self.assertEqual(
                    (seen.cost_per_participant, seen.cost_per_lead, seen.cost_per_outcome), (300, 300, 150)
                )
                self.assertEqual(Form(seen).participant_count, 2)

    def test_an_outcome_counts_for_an_action_once(self):
        self.assertEqual(self.outcomes[:4].event_id, self.dear)
        self.outcomes[3]._void("Test")
        self.assertEqual(self.dear.outcome_count, 3)
        action = self.dear.with_user(self.account).action_open_outcomes()
        self.assertEqual(self.env["hub.outcome"].search(action["domain"]), self.outcomes[:3])

    def test_the_action_of_an_outcome_is_not_typed(self):
        with self.assertRaises(UserError), self.cr.savepoint():
            self.outcomes[4].with_user(self.director).event_id = self.dear

    def _grouped(self, user=None):
        results = self.env["hub.action.result"].with_user(user or self.analyst)
        names = ["cost_spent:sum", "participants:sum", "cost_per_participant:avg", "cost_per_outcome:avg"]
        [group] = results.formatted_read_group([("action_plan_id", "=", self.plan.id)], ["action_type_id"], names)
        return [group[name] for name in names]

    def test_several_actions_cost_what_they_cost_together(self):
        self.assertEqual(self._grouped(), [600, 3, 200, 150], "not the average of 300 and 0")

    def test_less_what_came_in(self):
        self.dear.cost_ids = [(0, 0, {"kind": "other", "income": 100})]
        self.assertEqual(self.dear.net_cost_per_participant, 250)
        self.free.cost_ids = [(0, 0, {"income": 50})]
        self.assertEqual(self.free.net_cost_per_participant, -50, "it brought in more than it cost")
        results = self.env["hub.action.result"].with_user(self.analyst)
        names = ["cost_net:sum", "net_cost_per_participant:avg", "won_amount:sum", "contracts:sum"]
        [group] = results.formatted_read_group([("action_plan_id", "=", self.plan.id)], ["action_type_id"], names)
        self.assertEqual([group[name] for name in names], [450, 150, 9500, 4])

    def test_leads_are_opened_and_made(self):
        action = self.dear.with_user(self.account).action_open_leads()
        leads = self.env["crm.lead"].with_user(self.account)
        self.assertEqual(len(leads.search(action["domain"])), 2)
        made = leads.with_context(**action["context"]).create({"name": "New", "partner_id": self.company.id})
        self.assertEqual((made.event_id, made.type), (self.dear, "opportunity"))
        self.dear.invalidate_recordset()
        self.assertEqual(self.dear.came_lead_count, 3)

    def test_merged_leads_keep_the_action(self):
        other = self.env["crm.lead"].create({"name": "Other", "partner_id": self.company.id, "type": "opportunity"})
        lead = self.env["crm.lead"].create(
            {"name": "From", "partner_id": self.company.id, "type": "opportunity", "event_id": self.free.id}
        )
        self.assertEqual((other + lead).merge_opportunity().event_id, self.free)

    def test_nothing_of_another_agency(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE event_event SET company_id = %s WHERE id = %s", agency.id, self.dear.id))
        self.env.invalidate_all()
        results = self.env["hub.action.result"].with_user(self.director).search([])
        self.assertNotIn(self.dear, results.event_id)
        self.assertIn(self.free, results.event_id)

    def test_who_has_no_role(self):
        for user in (self.outsider, self.privacy):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.env["hub.action.result"].with_user(user).search([])

    def test_of_a_plan(self):
        action = self.plan.with_user(self.account).action_open_results()
        results = self.env["hub.action.result"].with_user(self.account).search(action["domain"])
        self.assertEqual(results.event_id, self.dear + self.free)
        self.assertEqual(results[:1].action_open_event()["res_model"], "event.event")

    def test_screens(self):
        actions = self.env["event.event"].create(
            [self.values_of(f"Fair {rank}", action_plan_id=self.plan.id) for rank in range(20)]
        )
        results = self.env["hub.action.result"].browse(actions.ids)
        for view_type in ("list", "kanban"):
            self._assert_flat(f"hub_event.hub_action_result_view_{view_type}", view_type, results)

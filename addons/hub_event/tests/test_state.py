from odoo.exceptions import UserError

from .common import YEAR, ActionCase


class TestState(ActionCase):
    """How far an action has come, in the stages of core."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.action = cls.create_action(cluster_ids=cls.cluster.ids)
        cls.stage_of = {
            stage.action_state: stage for stage in cls.env["event.stage"].search([("action_state", "!=", 0)])
        }

    def test_each_state_has_its_stage(self):
        self.assertEqual(
            [self.stage_of[state] for state in ("proposed", "approved", "announced", "held")],
            [self.env.ref(f"event.event_stage_{name}") for name in ("new", "booked", "announced", "done")],
        )
        for state in ("approved", "announced", "held", "evaluated", "proposed"):
            self.action.action_state = state
            self.assertEqual(self.action.stage_id, self.stage_of[state])
        self.action.stage_id = self.stage_of["announced"]
        self.assertEqual(self.action.action_state, "announced")

    def test_a_stage_of_the_same_meaning_is_kept(self):
        other = self.env["event.stage"].create({"name": "Also announced", "action_state": "announced", "sequence": 9})
        self.action.stage_id = other
        self.action.action_state = "announced"
        self.assertEqual(self.action.stage_id, other)

    def test_a_state_without_a_stage(self):
        self.stage_of["evaluated"].action_state = False
        with self.assertRaisesRegex(UserError, "No stage of events stands for “Evaluated”"), self.cr.savepoint():
            self.action.action_state = "evaluated"

    def test_only_a_director_approves(self):
        action = self.action.with_user(self.cluster_manager)
        for values in ({"action_state": "approved"}, {"stage_id": self.stage_of["announced"].id}):
            with self.assertRaisesRegex(UserError, "Only a director approves"), self.cr.savepoint():
                action.write(values)
        with self.assertRaisesRegex(UserError, "Only a director approves"), self.cr.savepoint():
            values = {"cluster_ids": self.cluster.ids, "action_plan_id": self.plan.id}
            stage = {"stage_id": self.stage_of["approved"].id}
            self.env["event.event"].with_user(self.cluster_manager).create(self.values_of("A", **values, **stage))
        self.action.with_user(self.director).action_state = "approved"
        action.action_state = "announced"
        with self.assertRaisesRegex(UserError, "takes that back"), self.cr.savepoint():
            action.action_state = "proposed"

    def test_no_event_comes_approved_into_a_plan(self):
        values = self.values_of("Open Day", cluster_ids=self.cluster.ids, action_plan_id=False)
        event = self.env["event.event"].with_user(self.cluster_manager).create(values)
        event.stage_id = self.stage_of["announced"]
        with self.assertRaisesRegex(UserError, "Only a director approves"), self.cr.savepoint():
            event.action_plan_id = self.plan
        event.write({"action_plan_id": self.plan.id, "action_state": "proposed"})
        self.assertEqual(event.action_plan_id, self.plan)

    def test_other_events_go_their_way(self):
        event = self.env["event.event"].with_user(self.cluster_manager).create(self.values_of("Open Day"))
        event.stage_id = self.stage_of["announced"]

    def test_what_was_never_approved_is_not_held(self):
        past = {"date_begin": f"{YEAR}-03-10 08:00:00", "date_end": f"{YEAR}-03-10 09:00:00"}
        proposed, announced, dropped = (self.create_action(name, **past) for name in ("One", "Two", "Three"))
        announced.action_state = dropped.action_state = "announced"
        dropped.kanban_state = "cancel"
        plain = self.create_action("Plain", action_plan_id=False)
        (proposed + announced + dropped + plain).action_set_done()
        self.assertEqual(
            (proposed + announced + dropped + plain).mapped("action_state"), ["proposed", "held", "announced", "held"]
        )

    def test_all_states_are_columns(self):
        groups = self.env["event.event"].formatted_read_group(
            [("id", "=", self.action.id)], ["action_state"], ["__count"]
        )
        self.assertEqual(len(groups), 1)
        result = (
            self.env["event.event"]
            .with_context(read_group_expand=True)
            .web_read_group([("id", "=", self.action.id)], ["action_state"], ["__count"])
        )
        self.assertEqual(
            [group["action_state"] for group in result["groups"]],
            ["proposed", "approved", "announced", "held", "evaluated"],
        )

from odoo.exceptions import UserError

from .common import YEAR, ActionCase


class TestAmendment(ActionCase):
    """After the approval, a plan changes by amendments with a reason."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.action = cls.create_action("Spring Fair", cluster_ids=cls.cluster.ids)
        cls.plan.change_ids.reason = "New"
        cls.plan.with_user(cls.director).action_approve()
        cls.moved = {"date_begin": f"{YEAR}-04-10 08:00:00", "date_end": f"{YEAR}-04-11 16:00:00"}

    def _amendments(self):
        fields = ("kind", "before", "after", "reason")
        return [tuple(each[name] for name in fields) for each in self.plan.amendment_ids.sorted("id")]

    def test_a_director_says_why(self):
        action = self.action.with_user(self.director)
        with (
            self.assertRaisesRegex(UserError, "Reason of the Amendment: say why “Spring Fair” changes"),
            self.cr.savepoint(),
        ):
            action.write(self.moved)
        action.write({**self.moved, "amendment_reason": "The hall is taken."})
        [(kind, before, after, reason)] = self._amendments()
        self.assertEqual((kind, reason), ("moved", "The hall is taken."))
        self.assertIn(f"03/10/{YEAR}", before)
        self.assertIn(f"04/10/{YEAR}", after)
        self.assertIn("France", after)
        self.assertEqual(self.plan.amendment_ids.user_id, self.director)

    def test_nobody_else_amends(self):
        action = self.action.with_user(self.cluster_manager)
        for values in (self.moved, {"country_id": self.belgium.id}, {"kanban_state": "cancel"}, {"active": False}):
            with self.subTest(**values), self.assertRaisesRegex(UserError, "only a director"), self.cr.savepoint():
                action.write({**values, "amendment_reason": "I want it"})
        with self.assertRaisesRegex(UserError, "only a director"), self.cr.savepoint():
            values = self.values_of("More", cluster_ids=self.cluster.ids, action_plan_id=self.plan.id)
            self.env["event.event"].with_user(self.cluster_manager).create({**values, "amendment_reason": "More"})

    def test_what_is_no_matter_of_the_plan(self):
        self.action.with_user(self.cluster_manager).write(
            {
                "date_begin": f"{YEAR}-03-10 09:30:00",
                "name": "Spring Fair of Craft",
                "cost_ids": [(0, 0, {"planned": 5})],
                "action_state": "announced",
            }
        )
        self.assertFalse(self.plan.amendment_ids)

    def test_coming_and_going(self):
        director = self.env["event.event"].with_user(self.director)
        values = self.values_of("More", action_plan_id=self.plan.id)
        with self.assertRaisesRegex(UserError, "say why “More” changes"), self.cr.savepoint():
            director.create(values)
        added = director.create({**values, "amendment_reason": "A partner asked."})
        added.write({"kanban_state": "cancel", "amendment_reason": "The partner left."})
        added.write({"kanban_state": "normal", "amendment_reason": "It is back."})
        added.write({"action_plan_id": False, "amendment_reason": "It is no action."})
        self.assertEqual(
            [(kind, bool(before), bool(after)) for kind, before, after, _why in self._amendments()],
            [("added", False, True), ("dropped", True, False), ("added", False, True), ("dropped", True, False)],
        )

    def test_its_reason_stands_against_last_year(self):
        change = self.plan.change_ids
        action = self.action.with_user(self.director)
        action.write({"kanban_state": "cancel", "amendment_reason": "The hall is taken."})
        self.assertEqual((change.kind, change.reason), ("dropped", "New"), "what somebody has said stays")
        change.reason = False
        action.write({"kanban_state": "normal", "amendment_reason": "Another hall is free."})
        self.assertEqual((change.kind, change.reason), ("added", "Another hall is free."))

    def test_it_is_not_deleted(self):
        with (
            self.assertRaisesRegex(UserError, "is in a plan that is approved, so it can't be deleted"),
            self.cr.savepoint(),
        ):
            self.action.unlink()

    def test_amendments_are_kept_as_they_are(self):
        self.action.with_user(self.director).write({**self.moved, "amendment_reason": "The hall is taken."})
        with self.assertRaises(UserError), self.cr.savepoint():
            self.plan.amendment_ids.with_user(self.director).reason = "Another"
        self.assertFalse(self.plan.amendment_ids.with_user(self.director).has_access("create"))

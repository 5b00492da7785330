from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

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


class TestAmendmentOfPlan(ActionCase):
    """What an approved plan says of itself changes by amendments as well: budget, targets, year, aims."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan.write({"budget": 250000, "fte": 2.5, "aims": "<p>Fewer fairs</p>"})
        cls.target = cls.env["hub.action.plan.target"].create(
            {"plan_id": cls.plan.id, "action_type_id": cls.fair.id, "target": 5}
        )
        cls.plan.with_user(cls.director).action_approve()
        cls.own = cls.plan.with_user(cls.director)

    def _amendments(self):
        fields = ("about", "kind", "before", "after", "reason")
        return [tuple(each[name] for name in fields) for each in self.plan.amendment_ids.sorted("id")]

    def test_a_plan_that_is_not_approved_is_free(self):
        draft = self.last_plan.with_user(self.director)
        draft.write({"budget": 5, "target_ids": [(0, 0, {"action_type_id": self.fair.id})]})
        draft.target_ids.target = 3
        draft.target_ids.unlink()
        self.assertFalse(draft.amendment_ids)

    def test_what_it_says_of_itself(self):
        for values in ({"budget": 1}, {"fte": 1}, {"year": YEAR + 5}, {"aims": "<p>Else</p>"}):
            with self.subTest(**values), self.assertRaisesRegex(UserError, "say why “.*” changes"):
                with self.cr.savepoint():
                    self.own.write({**values, "amendment_reason": " "})
        self.own.write({"budget": 300000.5, "fte": 3, "amendment_reason": "The region pays for more."})
        self.own.write({"year": YEAR + 5, "amendment_reason": "Wrong year"})
        self.own.write({"aims": "<p>More fairs</p>", "amendment_reason": "New minister"})
        why = "The region pays for more."
        first, second, *others = self._amendments()
        self.assertCountEqual(
            [first, second],
            [("budget", "changed", "250,000", "300,000.50", why), ("fte", "changed", "2.50", "3", why)],
        )
        self.assertEqual(
            others,
            [
                ("year", "changed", str(YEAR), str(YEAR + 5), "Wrong year"),
                ("aims", "changed", "Fewer fairs", "More fairs", "New minister"),
            ],
        )
        self.assertEqual(self.plan.amendment_ids.user_id, self.director)
        self.assertIn("Budget (EUR)", self.plan.amendment_ids.mapped("title"))
        self.assertEqual(self.plan.budget, 300000.5)

    def test_targets_of_it(self):
        fair = self.fair.name
        for way in (
            lambda: self.own.write({"target_ids": [(1, self.target.id, {"target": 7})]}),
            lambda: self.own.write({"target_ids": [(0, 0, {"action_type_id": self.mission.id})]}),
            lambda: self.own.write({"target_ids": [(2, self.target.id)]}),
            lambda: self.own.write({"target_ids": [(5,)]}),
            lambda: self.target.with_user(self.director).write({"target": 7}),
            lambda: self.target.with_user(self.director).write({"plan_id": self.last_plan.id}),
            lambda: self.target.with_user(self.director).unlink(),
            lambda: self.target.with_user(self.director).copy({"action_type_id": self.mission.id}),
        ):
            with self.assertRaisesRegex(UserError, "Reason of the Amendment: say why"), self.cr.savepoint():
                way()
                self.env.flush_all()
        self.own.write({"target_ids": [(1, self.target.id, {"target": 7})], "amendment_reason": "More asked"})
        self.own.write(
            {"target_ids": [(0, 0, {"action_type_id": self.mission.id, "target": 2})], "amendment_reason": "Asked"}
        )
        self.own.write({"target_ids": [(2, self.target.id)], "amendment_reason": "No fairs"})
        mission = self.mission.name
        self.assertEqual(
            self._amendments(),
            [
                ("target", "changed", f"{fair}: 5", f"{fair}: 7", "More asked"),
                ("target", "added", False, f"{mission}: 2", "Asked"),
                ("target", "dropped", f"{fair}: 7", False, "No fairs"),
            ],
        )

    def test_what_is_no_matter_of_it(self):
        self.own.write({"user_id": self.account.id, "budget": 250000.0, "aims": "<p>Fewer <b>fairs</b></p>"})
        self.target.with_user(self.director).sequence = 3
        self.assertFalse(self.plan.amendment_ids)

    def test_nobody_else(self):
        for user in (self.cluster_manager, self.adviser, self.account, self.analyst):
            for row, values in ((self.plan, {"budget": 1}), (self.target, {"target": 1})):
                with self.subTest(user.login, model=row._name), self.assertRaises(AccessError), self.cr.savepoint():
                    row.with_user(user).write({**values, "amendment_reason": "Mine"})

    def test_in_the_form(self):
        with Form(self.own) as form:
            form.budget = 1000
            form.amendment_reason = "Savings"
            with form.target_ids.edit(0) as line:
                line.target = 4
        self.assertEqual(
            sorted((about, after, reason) for about, _kind, _before, after, reason in self._amendments()),
            [("budget", "1,000", "Savings"), ("target", f"{self.fair.name}: 4", "Savings")],
        )
        with Form(self.own) as form:
            self.assertFalse(form.amendment_reason, "each change has its own reason")

    def test_the_programme_says_what_is_so_now(self):
        self.own.write({"budget": 300000, "amendment_reason": "The region pays for more."})
        html, _kind = self.env["ir.actions.report"]._render_qweb_html("hub_event.programme", self.plan.ids)
        page = html.decode()
        self.assertIn("300,000", page)
        self.assertNotIn("250,000", page)
        self.assertNotIn("The region pays", page)

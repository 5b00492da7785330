from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user

from .common import YEAR, ActionCase


class TestPlanClosed(ActionCase):
    """No way past the reasons and the approval of a plan."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.before = cls.create_action("Spring Fair", year=YEAR - 1, cluster_ids=cls.cluster.ids)
        cls.action = cls.create_action("Spring Fair", previous_action_id=cls.before.id, cluster_ids=cls.cluster.ids)
        cls.new = cls.create_action("New Fair", month=6, cluster_ids=cls.cluster.ids)

    def _change_of(self, action):
        return self.plan.change_ids.filtered(lambda each: each.event_id == action)

    def _approve(self):
        self.plan.change_ids.reason = "New"
        self.plan.with_user(self.director).action_approve()

    def test_what_an_action_continues_is_of_the_year_before(self):
        """Whatever continues something is kept, and what is kept needs no reason."""
        other = self.create_action("Other", year=YEAR - 2)
        for wrong in (self.new, self.action, other):
            with self.subTest(wrong.name), self.assertRaisesRegex(ValidationError, "Action of Last Year"):
                with self.cr.savepoint():
                    self.new.with_user(self.cluster_manager).previous_action_id = wrong
        self.assertEqual(self._change_of(self.new).kind, "added")
        self.new.with_user(self.cluster_manager).previous_action_id = self.before

    def test_blanks_are_no_reason(self):
        for blank in (" ", "\xa0", " \n\t"):
            self._change_of(self.new).reason = blank
            with self.subTest(repr(blank)), self.assertRaisesRegex(UserError, "Say why"), self.cr.savepoint():
                self.plan.with_user(self.director).action_approve()
        self._approve()
        for blank in (" ", "\xa0", False, 0):
            with self.subTest(repr(blank)), self.assertRaisesRegex(UserError, "say why"), self.cr.savepoint():
                self.action.with_user(self.director).write({"kanban_state": "cancel", "amendment_reason": blank})

    def test_what_was_said_of_an_approved_plan_stays(self):
        change = self._change_of(self.new)
        change.with_user(self.cluster_manager).reason = "The members asked for it."
        self._approve()
        with self.assertRaisesRegex(UserError, "only a director changes why"), self.cr.savepoint():
            change.with_user(self.cluster_manager).reason = "Mine"
        with self.assertRaisesRegex(UserError, "is approved, so say why"), self.cr.savepoint():
            change.with_user(self.director).reason = " "
        change.with_user(self.director).reason = "The members asked for it in May."

    def test_what_it_continues_is_no_side_door(self):
        """Taken from one action, what was kept is dropped, without a reason."""
        self._approve()
        with self.assertRaisesRegex(UserError, "only a director changes which action"), self.cr.savepoint():
            self.action.with_user(self.cluster_manager).previous_action_id = False
        self.action.with_user(self.cluster_manager).write({"previous_action_id": self.before.id, "name": "Same"})
        self.action.with_user(self.director).previous_action_id = False

    def test_an_approved_plan_is_not_deleted(self):
        """Its amendments would go as well, even once it has no action left."""
        self._approve()
        for action in self.action + self.new:
            action.with_user(self.director).write({"action_plan_id": False, "amendment_reason": "No more"})
        with self.assertRaisesRegex(UserError, "is approved, so it can't be deleted"), self.cr.savepoint():
            self.plan.with_user(self.director).unlink()
        self.assertEqual(len(self.plan.amendment_ids), 2)

    def test_side_doors_of_an_approved_plan(self):
        self._approve()
        loose = self.create_action("Loose", action_plan_id=False, cluster_ids=self.cluster.ids)
        events = self.env["event.event"]
        for user, way in (
            (self.cluster_manager, lambda each: loose.with_user(each).write({"action_plan_id": self.plan.id})),
            (self.cluster_manager, lambda each: loose.with_user(each).copy({"action_plan_id": self.plan.id})),
            (self.cluster_manager, lambda each: self.action.with_user(each).copy({"action_plan_id": self.plan.id})),
            (
                self.cluster_manager,
                lambda each: (
                    events.with_user(each)
                    .with_context(default_action_plan_id=self.plan.id, default_amendment_reason="Mine")
                    .create(self.values_of("By default", cluster_ids=self.cluster.ids))
                ),
            ),
            (self.director, lambda each: self.plan.with_user(each).write({"action_ids": [(4, loose.id)]})),
            (self.director, lambda each: self.plan.with_user(each).write({"action_ids": [(3, self.new.id)]})),
            (self.director, lambda each: self.plan.with_user(each).write({"action_ids": [(2, self.new.id)]})),
            (
                self.director,
                lambda each: self.plan.with_user(each).write(
                    {"action_ids": [(1, self.new.id, {"date_begin": f"{YEAR}-06-09 08:00:00"})]}
                ),
            ),
            (self.director, lambda each: self.new.with_user(each).write({"address_id": self.company.id})),
            (self.director, lambda each: self.new.with_user(each).action_archive()),
            (self.director, lambda each: self.new.with_user(each).unlink()),
        ):
            with self.subTest(user.login), self.assertRaises(UserError), self.cr.savepoint():
                way(user)
                self.env.flush_all()
        self.assertFalse(self.plan.amendment_ids)
        self.assertEqual(self.plan.action_ids, self.action + self.new)

    def test_what_a_stage_means_is_a_director_s(self):
        """Whoever runs Odoo's events would approve all actions at once."""
        manager = new_test_user(self.env, "hub_event_manager", groups="event.group_event_manager")
        stage = self.action.stage_id
        for way in (
            lambda: stage.with_user(manager).write({"action_state": "approved"}),
            lambda: self.env["event.stage"].with_user(manager).create({"name": "Mine", "action_state": "held"}),
        ):
            with self.assertRaisesRegex(UserError, "only a director says"), self.cr.savepoint():
                way()
        stage.with_user(manager).name = "Still to Come"
        self.env["event.stage"].with_user(manager).create({"name": "Mine"})
        self.assertEqual(self.action.action_state, "proposed")

    def test_nobody_gives_an_action_to_others(self):
        own = self.action.with_user(self.cluster_manager)
        for values in (
            {"cluster_ids": self.other_cluster.ids},
            {"cluster_ids": (self.cluster + self.other_cluster).ids},
            {"cluster_ids": False, "office_id": self.office.id},
        ):
            with self.subTest(**values), self.assertRaises(AccessError), self.cr.savepoint():
                own.write(values)
        self.assertEqual(self.action.cluster_ids, self.cluster)

    def test_nobody_says_what_another_cluster_asked_for(self):
        talk = self.env["hub.action.plan.consultation"].with_user(self.cluster_manager)
        talk = talk.create({"plan_id": self.plan.id, "cluster_id": self.cluster.id, "request": "More fairs"})
        with self.assertRaises(AccessError), self.cr.savepoint():
            talk.cluster_id = self.other_cluster

    def test_questions_of_actions_of_others(self):
        theirs = self.create_action("Theirs", office_id=self.office.id)
        asked = self.env["event.question"].create(
            {"title": "Diet", "question_type": "text_box", "event_ids": theirs.ids}
        )
        questions = self.env["event.question"].with_user(self.cluster_manager)
        for way in (
            lambda: questions.create({"title": "Age", "question_type": "text_box", "event_ids": theirs.ids}),
            lambda: asked.with_user(self.cluster_manager).write({"event_ids": [(3, theirs.id)]}),
            lambda: asked.with_user(self.cluster_manager).write({"event_ids": [(5,)]}),
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                way()
        asked.with_user(self.cluster_manager).event_ids += self.action
        self.assertIn(asked, self.action.question_ids)

    def test_an_amount_is_a_number(self):
        """A request can carry what is no number, or one that no agency has: each sum would be spoilt."""
        costs, fees = self.env["hub.action.cost"], self.env["hub.action.fee"]
        for text in ("nan", "inf", "1e300"):
            number = float(text)
            for way in (
                lambda number=number: self.plan.with_user(self.director).write({"budget": number}),
                lambda number=number: self.plan.with_user(self.director).write({"fte": number}),
                lambda number=number: costs.with_user(self.director).create(
                    {"event_id": self.action.id, "planned": number}
                ),
                lambda number=number: costs.create({"event_id": self.action.id}).write({"spent": number}),
                lambda number=number: costs.create({"event_id": self.action.id}).write({"income": number}),
                lambda number=number: fees.create({"event_id": self.action.id, "amount": number}),
            ):
                with self.subTest(text), self.assertRaisesRegex(UserError, "can't be right|no number"):
                    with self.cr.savepoint():
                        way()

    def test_the_year_of_a_plan(self):
        """A plan for the wrong year, corrected: it stands beside the plan of the year before, and no other one."""
        plan = self.env["hub.action.plan"].create({"year": YEAR + 1})
        self.assertEqual(len(plan.change_ids), 2, "what nobody continues is dropped")
        later = self.env["hub.action.plan"].create({"year": YEAR + 4})
        plan.with_user(self.director).year = YEAR + 3
        self.assertFalse(plan.change_ids)
        self.assertEqual(later.previous_plan_id, plan)
        plan.with_user(self.director).year = YEAR + 1
        self.assertEqual(len(plan.change_ids), 2)
        self.assertFalse(later.previous_plan_id)

    def test_who_approves_a_plan_that_has_nothing_in_it(self):
        plan = self.env["hub.action.plan"].create({"year": YEAR + 4})
        for user in (self.cluster_manager, self.adviser, self.account, self.analyst):
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                plan.with_user(user).action_approve()
        self.assertEqual(plan.state, "draft")

    def test_an_archived_action_has_one_line(self):
        self.action.active = False
        lines = self.plan.change_ids.filtered(lambda each: each.previous_action_id == self.before)
        self.assertEqual([(each.kind, bool(each.event_id)) for each in lines], [("dropped", False)])

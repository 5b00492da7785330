from odoo.exceptions import AccessError, UserError

from .common import YEAR, ActionCase


class TestPlanCopy(ActionCase):
    """A plan begins as the one of the year before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        programme = cls.env["hub.programme"].create({"name": "Past", "code": "PAST", "date_end": f"{YEAR - 1}-12-31"})
        cls.fair_before = cls.create_action(
            "Spring Fair",
            year=YEAR - 1,
            cluster_ids=cls.cluster.ids,
            programme_id=programme.id,
            seats_limited=True,
            seats_max=9,
            cost_ids=[(0, 0, {"kind": "space", "planned": 100, "spent": 90, "income": 5})],
            fee_ids=[(0, 0, {"amount": 50})],
            quota_ids=[(0, 0, {"kind": "first", "places": 2})],
        )
        cls.env["res.lang"]._activate_lang("fr_BE")
        cls.fair_before.with_context(lang="fr_BE").name = "Foire de printemps"
        cls.dropped_before = cls.create_action("Dropped", year=YEAR - 1, kanban_state="cancel")
        cls.fair_before.action_state = "evaluated"

    def test_copied_in_one_step(self):
        self.plan.with_user(self.director).action_copy_previous()
        action = self.plan.action_ids
        self.assertEqual((action.name, action.previous_action_id), ("Spring Fair", self.fair_before))
        self.assertEqual(action.with_context(lang="fr_BE").name, "Foire de printemps")
        self.assertEqual(action.date_begin.weekday(), self.fair_before.date_begin.weekday())
        self.assertEqual(action.date_end - action.date_begin, self.fair_before.date_end - self.fair_before.date_begin)
        self.assertEqual((action.action_state, action.cluster_ids), ("proposed", self.cluster))
        self.assertEqual((action.cost_planned, action.cost_spent, action.cost_income), (100, 0, 0))
        self.assertEqual((action.fee_ids.amount, action.quota_ids.places, action.country_id), (50, 2, self.france))
        self.assertFalse(action.programme_id, "which has ended by then")
        self.assertEqual(self.plan.change_ids.mapped("kind"), ["kept"])
        self.assertEqual(self.fair_before.cost_spent, 90)

    def test_a_copy_stays_in_its_month(self):
        """Whatever day it is: nobody has moved it, and nobody has to say why."""
        for day in (1, 2, 28):
            self.create_action(f"On {day}", year=YEAR - 1, date_begin=f"{YEAR - 1}-03-{day:02} 08:00:00",
                               date_end=f"{YEAR - 1}-04-11 08:00:00")  # fmt: skip
        self.plan.action_copy_previous()
        self.assertEqual(set(self.plan.change_ids.mapped("kind")), {"kept"})
        self.assertEqual(len(self.plan.change_ids), 4)

    def test_nothing_twice(self):
        plan = self.plan.with_user(self.director)
        plan.action_copy_previous()
        later = self.create_action("Autumn Fair", month=9, year=YEAR - 1)
        plan.action_copy_previous()
        self.assertEqual(plan.action_ids.previous_action_id.with_env(self.env), self.fair_before + later)
        plan.action_ids.filtered(lambda each: each.name == "Autumn Fair").active = False
        with self.assertRaisesRegex(UserError, "in this plan already"), self.cr.savepoint():
            plan.action_copy_previous()

    def test_when_there_is_nothing_to_copy(self):
        with self.assertRaisesRegex(UserError, f"no plan for {YEAR - 2}"), self.cr.savepoint():
            self.last_plan.with_user(self.director).action_copy_previous()
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.plan.with_user(self.cluster_manager).action_copy_previous()
        self.plan.change_ids.reason = "Why"
        self.plan.with_user(self.director).action_approve()
        with self.assertRaisesRegex(UserError, "is approved: add actions one by one"), self.cr.savepoint():
            self.plan.with_user(self.director).action_copy_previous()

    def test_queries_do_not_grow_faster_than_the_copies(self):
        """A copy takes the insertions of its rows, and the look at its translations."""
        counts = []
        for size in (5, 25):
            self.env["event.event"].create(
                [
                    self.values_of(f"F {size} {rank}", year=YEAR - 1, action_plan_id=self.last_plan.id)
                    for rank in range(size)
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.plan.action_copy_previous()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 20 * 12)

from odoo.exceptions import UserError

from .common import YEAR, ActionCase


class TestPlanChanges(ActionCase):
    """Each action beside the one of the year before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.before = cls.create_action("Spring Fair", year=YEAR - 1)

    def _kinds(self):
        return {change.title: change.kind for change in self.plan.change_ids}

    def test_what_nobody_continues_is_dropped(self):
        self.assertEqual(self._kinds(), {"Spring Fair": "dropped"})
        self.plan.change_ids.reason = "Nobody came."
        action = self.create_action("Spring Fair Again", previous_action_id=self.before.id)
        self.assertEqual(self._kinds(), {"Spring Fair Again": "kept"})
        action.unlink()
        self.assertEqual(self._kinds(), {"Spring Fair": "dropped"})
        self.assertFalse(self.plan.change_ids.reason, "it was said of something else")

    def test_added_moved_and_dropped(self):
        self.create_action("New Fair")
        action = self.create_action("Spring Fair", previous_action_id=self.before.id)
        self.assertEqual(self._kinds(), {"New Fair": "added", "Spring Fair": "kept"})
        action.write({"date_begin": f"{YEAR}-04-10 08:00:00", "date_end": f"{YEAR}-04-11 08:00:00"})
        self.assertEqual(self._kinds()["Spring Fair"], "moved")
        action.write({"date_begin": f"{YEAR}-03-20 08:00:00", "date_end": f"{YEAR}-04-11 08:00:00"})
        self.assertEqual(self._kinds()["Spring Fair"], "kept", "another day of the same month")
        action.country_id = self.belgium
        self.assertEqual(self._kinds()["Spring Fair"], "moved")
        action.kanban_state = "cancel"
        self.assertEqual(self._kinds()["Spring Fair"], "dropped")
        action.active = False
        self.assertEqual(self._kinds(), {"New Fair": "added", "Spring Fair": "dropped"})

    def test_what_was_dropped_last_year_is_not_compared(self):
        self.before.kanban_state = "cancel"
        self.assertFalse(self.plan.change_ids)
        self.before.kanban_state = "normal"
        self.assertEqual(self._kinds(), {"Spring Fair": "dropped"})
        self.before.action_plan_id = False
        self.assertFalse(self.plan.change_ids)

    def test_a_reason_stays_while_its_action_does(self):
        action = self.create_action("New Fair")
        change = self.plan.change_ids.filtered(lambda each: each.event_id == action)
        change.reason = "The members asked for it."
        action.name = "Newest Fair"
        self.create_action("One More")
        self.assertEqual(change.exists().reason, "The members asked for it.")

    def test_a_plan_that_is_made_later_is_compared_as_well(self):
        action = self.create_action("Spring Fair", previous_action_id=self.before.id)
        later = self.env["hub.action.plan"].create({"year": YEAR + 1})
        self.assertEqual(later.change_ids.previous_action_id, action)

    def test_only_the_reason_is_typed(self):
        for values in ({"kind": "kept"}, {"event_id": self.before.id}, {"plan_id": self.last_plan.id}):
            with self.assertRaises(UserError), self.cr.savepoint():
                self.plan.change_ids.with_user(self.director).write(values)

    def test_queries_do_not_grow_with_the_actions(self):
        counts = []
        for size in (3, 30):
            self.env["event.event"].create(
                [self.values_of(f"Fair {size} {rank}", action_plan_id=self.plan.id) for rank in range(size)]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.plan._update_changes()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1)

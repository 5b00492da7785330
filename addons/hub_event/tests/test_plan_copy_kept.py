from odoo.fields import Command

from .common import YEAR, ActionCase

WOMEN = "[('target_group_member_ids.group_id.code', '=', 'women')]"


class TestPlanCopyKept(ActionCase):
    """What a copy of last year's plan keeps, and what it can't."""

    def _copy(self, plan=None):
        plan = (plan or self.plan).with_user(self.director)
        plan.action_copy_previous()
        return plan.action_ids.with_env(self.env)

    def test_nine_o_clock_stays_nine_o_clock(self):
        """In 2029 the clocks go forward on 25 March, in 2030 on 31 March."""
        before = self.env["hub.action.plan"].create({"year": 2029})
        self.create_action(
            "Spring Day",
            year=2029,
            action_plan_id=before.id,
            date_begin="2029-03-27 07:00:00",
            date_end="2029-03-27 15:00:00",
            date_tz="Europe/Brussels",
        )
        copy = self._copy(self.last_plan)
        self.assertEqual((str(copy.date_begin), str(copy.date_end)), ("2030-03-26 08:00:00", "2030-03-26 16:00:00"))

    def test_criteria_keep_their_author(self):
        """A director who may not know personal data copies the plan of which one action uses them."""
        self.cluster_manager.group_ids = [
            Command.link(self.env.ref("hub_entrepreneurs.group_hub_personal_data").id),
        ]
        plain = self.create_action("Plain", year=YEAR - 1)
        action = self.create_action("For Women", month=5, year=YEAR - 1, cluster_ids=self.cluster.ids)
        action.with_user(self.cluster_manager).criteria_domain = WOMEN
        copies = self._copy().grouped("previous_action_id")
        self.assertEqual(copies[action].criteria_domain, WOMEN)
        self.assertEqual(copies[action].domain_author_id, self.cluster_manager)
        self.assertEqual(copies[plain].create_uid, self.director)
        self.assertIn("personal data", copies[action].with_user(self.director).criteria_problem)

    def test_whoever_left_is_responsible_for_nothing_new(self):
        gone, here = (
            self.create_action(user.name, month=month, year=YEAR - 1, user_id=user.id)
            for month, user in ((3, self.colleague), (4, self.account))
        )
        self.archive_in_the_past(self.colleague)
        self.plan.user_id = self.director
        copies = self._copy().grouped("previous_action_id")
        self.assertEqual(copies[gone].user_id, self.director)
        self.assertEqual(copies[here].user_id, self.account)

    def test_hours_are_planned_anew(self):
        action = self.create_action(
            "Hours", year=YEAR - 1, action_type_id=self.env.ref("hub_event.hub_action_type_hours").id
        )
        self.env["event.slot"].create(
            {"event_id": action.id, "date": f"{YEAR - 1}-03-10", "start_hour": 10, "end_hour": 11}
        )
        copy = self._copy()
        self.assertEqual((copy.is_multi_slots, len(copy.event_slot_ids)), (True, 0))

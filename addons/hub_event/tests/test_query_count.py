from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .common import ActionCase


class TestQueryCount(QueryCountCase, ActionCase):
    """The queries of a list do not grow with its rows."""

    def test_lists_of_actions(self):
        actions = self.env["event.event"].create(
            [
                self.values_of(
                    f"Fair {rank}",
                    action_plan_id=self.plan.id,
                    cluster_ids=self.cluster.ids,
                    cost_ids=[(0, 0, {"planned": 10, "spent": 10})],
                )
                for rank in range(20)
            ]
        )
        for view, kind in (
            ("hub_event.event_event_view_list_action", "list"),
            ("hub_event.event_event_view_kanban_action", "kanban"),
        ):
            self._assert_flat(view, kind, actions)
        self._assert_flat("hub_event.hub_action_cost_view_list", "list", actions.cost_ids)
        self._assert_flat("hub_event.hub_action_plan_change_view_list", "list", self.plan.change_ids)

    def test_list_of_plans(self):
        plans = self.env["hub.action.plan"].create([{"year": 2040 + rank} for rank in range(12)])
        for rank, plan in enumerate(plans):
            self.env["event.event"].create(self.values_of("Fair", year=2040 + rank, action_plan_id=plan.id))
        self._assert_flat("hub_event.hub_action_plan_view_list", "list", plans)

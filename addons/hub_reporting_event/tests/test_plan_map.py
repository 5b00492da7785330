from .common import YEAR, FiguresCase


class TestPlanMap(FiguresCase):
    """The map of a plan: its actions in the communes."""

    def numbers(self, user=None):
        self.env.flush_all()
        self.plan.invalidate_recordset()
        drawn = self.plan.with_user(user or self.account).action_map
        return {tile["name"]: tile["number"] for tile in drawn["tiles"] if tile["number"]} if drawn else {}

    def test_actions_lie_where_their_venue_is(self):
        self.assertFalse(self.numbers(), "an action abroad lies in no commune")
        home = self.create_action("At Home", address_id=self.venue.id)
        self.create_action("Last Year's", year=YEAR - 1, address_id=self.venue.id)
        self.create_action("Dropped", address_id=self.venue.id, kanban_state="cancel")
        self.assertEqual(self.numbers(), {"Ixelles": 1})
        drawn = self.plan.with_user(self.account).action_map
        self.assertEqual((drawn["total"], drawn["title"]), (1, "Actions by Commune"))
        facts = self.env["hub.fact"].with_user(self.account).search(drawn["domain"])
        self.assertEqual(facts.event_id, home)
        home.address_id = False
        self.assertFalse(self.numbers())

    def test_a_new_plan_has_none(self):
        self.assertFalse(self.env["hub.action.plan"].new({"year": 2099}).action_map)

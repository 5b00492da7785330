from odoo.exceptions import UserError, ValidationError

from ..domain.selection import Applicant, Quota, choose, ranked
from .common import ActionCase


class TestSelection(ActionCase):
    """Who may take part, and how places are given."""

    def test_no_more_places_than_there_are(self):
        action = self.create_action()
        with self.assertRaisesRegex(ValidationError, "Limit Registrations: say how many places"), self.cr.savepoint():
            action.seats_held_back = 1
        action.write({"seats_limited": True, "seats_max": 10, "seats_held_back": 4})
        action.quota_ids = [(0, 0, {"kind": "first", "places": 6})]
        for change in (
            lambda: action.write({"seats_held_back": 5}),
            lambda: action.write({"seats_max": 9}),
            lambda: action.quota_ids.write({"places": 7}),
            lambda: self.env["hub.action.quota"].create(
                {"event_id": action.id, "kind": "cluster", "cluster_id": self.cluster.id, "places": 1}
            ),
        ):
            with self.assertRaisesRegex(ValidationError, r"together they are more \(11|\(10"), self.cr.savepoint():
                change()
        with self.assertRefused("event.event", "Places Held Back: enter 0 or more."):
            action.seats_held_back = -1

    def test_a_quota_has_its_group(self):
        action = self.create_action(seats_limited=True, seats_max=10)
        for values in ({"kind": "cluster"}, {"kind": "size"}, {"kind": "first", "size_class": "small"}):
            with self.assertRefused("hub.action.quota", "Kept For: choose the cluster or the size"):
                self.env["hub.action.quota"].create({"event_id": action.id, "places": 1, **values})

    def test_the_number_of_a_draw_is_kept(self):
        action = self.create_action()
        self.assertFalse(action.selection_seed)
        action.selection_rule = "draw"
        seed = action.selection_seed
        self.assertEqual(len(seed), 16)
        action.selection_rule = "order"
        action.selection_rule = "draw"
        self.assertEqual(action.selection_seed, seed, "whoever does not like a draw can't draw again")
        self.assertNotEqual(self.create_action(selection_rule="draw").selection_seed, seed)
        self.assertNotEqual(action.copy().selection_seed, seed)
        with self.assertRaises(UserError), self.cr.savepoint():
            action.with_user(self.director).selection_seed = "mine"

    def test_criteria_are_counted_for_whoever_looks(self):
        action = self.create_action(criteria_domain=f"[('id', 'in', {(self.company + self.other_company).ids})]")
        self.assertEqual(action.with_user(self.account).eligible_count, 2)
        self.other_company.company_id = self.env["res.company"].create({"name": "Other Agency"})
        self.env.invalidate_all()
        self.assertEqual(action.with_user(self.account).eligible_count, 1)
        opened = action.with_user(self.account).action_open_eligible()
        self.assertEqual(self.env["res.partner"].with_user(self.account).search(opened["domain"]), self.company)

    def test_criteria_that_make_no_sense(self):
        for text in ("[('nothing', '=', 1)]", "nonsense", "[('name', 'likes', 1)]"):
            with self.assertRaisesRegex(ValidationError, "Criteria as a Filter"), self.cr.savepoint():
                self.create_action(criteria_domain=text)

    def test_criteria_do_not_walk_into_personal_data(self):
        action = self.create_action(cluster_ids=self.cluster.ids)
        women = "[('target_group_member_ids.group_id.code', '=', 'women')]"
        with self.assertRaises(UserError), self.cr.savepoint():
            action.with_user(self.cluster_manager).criteria_domain = women
        self.cluster_manager.group_ids += self.env.ref("hub_entrepreneurs.group_hub_personal_data")
        action.with_user(self.cluster_manager).criteria_domain = women
        seen = action.with_user(self.account)
        self.assertEqual(seen.eligible_count, 0)
        self.assertIn("personal data", seen.criteria_problem)
        with self.assertRaisesRegex(UserError, "personal data"), self.cr.savepoint():
            seen.action_open_eligible()

    def test_rules(self):
        late, early = Applicant("late", registered=2, score=80), Applicant("early", registered=1, score=40)
        unknown = Applicant("unknown", registered=0)
        everybody = [late, unknown, early]
        self.assertEqual([each.key for each in ranked(everybody, "order")], ["unknown", "early", "late"])
        self.assertEqual([each.key for each in ranked(everybody, "readiness")], ["late", "early", "unknown"])
        for rule, seed in (("draw", ""), ("luck", "a")):
            with self.assertRaises(ValueError), self.cr.savepoint():
                ranked(everybody, rule, seed)

    def test_quotas_never_give_more_places_than_there_are(self):
        everybody = [Applicant(rank, registered=rank, groups=frozenset({rank % 3})) for rank in range(30)]
        for places in range(12):
            choice = choose(everybody, places=places, rule="order", quotas=[Quota(1, 2), Quota(2, 1)][: places // 3])
            self.assertLessEqual(len(choice.chosen), places)
            self.assertEqual(sorted(choice.chosen + choice.waiting), list(range(30)))

    def test_a_draw_is_fair(self):
        """Each of four is drawn first about as often as the others."""
        everybody = [Applicant(name) for name in "abcd"]
        first = [ranked(everybody, "draw", seed=str(seed))[0].key for seed in range(2000)]
        for name in "abcd":
            self.assertTrue(420 < first.count(name) < 580, first.count(name))

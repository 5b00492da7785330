from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user

from .common import create_users
from .day_common import DayCase

_OF_ACCOUNT_MANAGER = {"agenda", "due", "leads", "changed", "lapsing", "silent", "opened", "month"}
_OF_CLUSTER_MANAGER = {"candidates", "joined", "left", "silent_members"}


class TestDay(DayCase):
    """Who sees which cards, in which order, and who may not ask."""

    def test_cards_of_each_role(self):
        self.assertLessEqual(_OF_ACCOUNT_MANAGER, self.day().keys())
        self.assertFalse(self.day().keys() & {*_OF_CLUSTER_MANAGER, "to_verify", "quality", "accesses", "setup"})
        self.assertLessEqual({"agenda", "due", *_OF_CLUSTER_MANAGER}, self.day(self.cluster_manager).keys())
        of_director = self.day(self.director).keys()
        self.assertLessEqual({"agenda", "due", "to_verify", "balance", "away", "quality"}, of_director)
        self.assertLessEqual({"agenda", "due", "quality"}, self.day(self.analyst).keys())
        others = {*_OF_ACCOUNT_MANAGER, *_OF_CLUSTER_MANAGER, "to_verify", "balance", "away", "accesses"} - {
            "agenda",
            "due",
        }
        self.assertFalse(self.day(self.analyst).keys() & others)
        self.assertEqual({"agenda", "due", "accesses"}, self.day(self.privacy).keys())

    def test_several_roles(self):
        roles = ("hub_entrepreneurs.group_hub_account_manager", "hub_entrepreneurs.group_hub_personal_data")
        [both] = create_users(self.env, {"hub_both": ",".join(roles)})
        self.assertLessEqual({"agenda", "due", "accesses"}, self.day(both).keys())
        self.assertNotIn("silent", self.day(both), "without companies of one's own it is of no use")
        self.company.user_id = both
        self.make_older(self.company, self.ago(days=400))
        keys = list(self.day(both))
        self.assertLess(keys.index("accesses"), keys.index("silent"))

    def test_lower_roles_come_last_and_only_with_rows(self):
        self.assertNotIn("silent", self.day(self.director), "a director without a portfolio has no use for it")
        self.company.user_id = self.director
        self.make_older(self.company, self.ago(days=400))
        keys = list(self.day(self.director))
        self.assertIn("silent", keys)
        self.assertLess(keys.index("to_verify"), keys.index("silent"))

    def test_who_may_not_ask(self):
        portal = new_test_user(self.env, "hub_portal", groups="base.group_portal")
        for user in (self.outsider, portal, self.env.ref("base.public_user")):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.day(user)
        with self.assertRaises(AccessError):
            self.env["hub.opened.company"].with_user(portal).search([])

    def test_an_empty_card_says_what_would_stand_there(self):
        [stranger] = create_users(self.env, {"hub_new": "hub_entrepreneurs.group_hub_account_manager"})
        for key, card in self.day(stranger).items():
            with self.subTest(card=key):
                self.assertFalse(card["count"] or card["lines"])
                self.assertTrue(card["empty"])

    def test_a_button_of_an_addon_that_is_not_there(self):
        action = self.env.ref("hub_entrepreneurs.res_partner_action_briefing", raise_if_not_found=False)
        labels = [button["label"] for button in self.day()["agenda"]["buttons"]]
        self.assertEqual(labels, ["Briefing"] if action else [])

    def test_work_of_a_colleague_who_is_away(self):
        """A stand-in's day has the colleague's companies, activities and clusters, for as long as it lasts."""
        self.make_older(self.company, self.ago(days=400))
        activity = self.plan(self.company, self.ago(days=2))
        cluster = {"name": "Of Who Is Away", "code": "AWAY", "manager_id": self.cluster_manager.id}
        cluster = self.env["hub.cluster"].create(cluster)
        candidate = {"cluster_id": cluster.id, "partner_id": self.company.id, "date_start": False}
        self.env["hub.cluster.membership"].create(candidate)
        pairs = {self.account: self.colleague, self.cluster_manager: self.director}
        ways = [(self.account, "due"), (self.account, "silent"), (self.cluster_manager, "candidates")]

        def shown(user, key):
            return any(self.company.name in line["title"] for line in self.day(user).get(key, {"lines": ()})["lines"])

        for away, key in ways:
            self.assertTrue(shown(away, key), key)
            self.assertFalse(shown(pairs[away], key), key)
        rows = self.env["hub.stand.in"].create([
            {"user_id": away.id, "stand_in_id": one.id, "date_start": self.ago(days=1), "date_end": self.ahead(days=1)}
            for away, one in pairs.items()
        ])  # fmt: skip
        for away, key in ways:
            self.assertTrue(shown(pairs[away], key), key)
        self.env["hub.day"].with_user(self.colleague).move_activity(activity.id)
        self.assertFalse(shown(self.colleague, "due"))
        rows.date_end = self.ago(days=1)
        self.assertFalse(shown(self.colleague, "silent"))

    # The order of the cards is the user's own

    def test_the_layout_is_kept(self):
        settings = self.env["res.users.settings"]._find_or_create_for_user(self.account).with_user(self.account)
        layout = {"order": ["due", "agenda"], "folded": ["month"]}
        settings.set_res_users_settings({"hub_day_layout": layout})
        self.assertEqual(settings.hub_day_layout, layout)
        self.assertEqual(settings._res_users_settings_format()["hub_day_layout"], layout)

    def test_nonsense_is_no_layout(self):
        settings = self.env["res.users.settings"]._find_or_create_for_user(self.account).with_user(self.account)
        for layout in (
            ["due"],
            {"order": "due"},
            {"order": [1]},
            {"other": []},
            {"order": ["x" * 65]},
            {"folded": ["a"] * 200},
        ):
            with self.subTest(layout=str(layout)[:40]):
                with self.assertRaises(ValidationError), self.cr.savepoint():
                    settings.set_res_users_settings({"hub_day_layout": layout})

    def test_nonsense_is_no_choice_of_lists(self):
        settings = self.env["res.users.settings"]._find_or_create_for_user(self.account).with_user(self.account)
        settings.set_res_users_settings({"hub_opens_with_mine": {"res.partner.my_companies": False}})
        for kept in (["x"], "x" * 10**6, 5, {"a": "x" * 10**6}, {"x" * 200: True}, {str(n): True for n in range(999)}):
            with self.subTest(kept=str(kept)[:40]):
                with self.assertRaises(ValidationError), self.cr.savepoint():
                    settings.set_res_users_settings({"hub_opens_with_mine": kept})

    def test_nobody_arranges_the_cards_of_others(self):
        settings = self.env["res.users.settings"]._find_or_create_for_user(self.account)
        with self.assertRaises(AccessError):
            settings.with_user(self.colleague).set_res_users_settings({"hub_day_layout": {"order": ["due"]}})

from datetime import timedelta

from odoo.exceptions import AccessError, RedirectWarning, ValidationError
from odoo.tests import tagged

from ..tools.dates import today
from .common import HubCase, QueryCountCase
from .test_tours_cluster import TourCase

ONE_DAY = timedelta(days=1)


class TestStandIn(HubCase):
    """Somebody sees to the work of a colleague who is away, and it ends by itself."""

    USERS = {
        **HubCase.USERS,
        "other_manager": "hub_entrepreneurs.group_hub_cluster_manager",
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.day = today(cls.env)
        cls.company.user_id = cls.account

    def _stand_in(self, user, stand_in, start=0, end=7, author=None):
        return (
            self.env["hub.stand.in"]
            .with_user(author or user)
            .create(
                {
                    "user_id": user.id,
                    "stand_in_id": stand_in.id,
                    "date_start": self.day + start * ONE_DAY,
                    "date_end": self.day + end * ONE_DAY,
                }
            )
        )

    def _find_mine(self, model, user, field="user_id"):
        return self.env[model].with_user(user).search([(f"{field}.is_mine", "=", True)])

    # Who chooses

    def test_who_goes_away_chooses_and_a_director_for_all(self):
        row = self._stand_in(self.account, self.colleague)
        self.assertEqual(row.display_name, f"{self.account.name} – {self.colleague.name}")
        self._stand_in(self.cluster_manager, self.other_manager, author=self.director)
        for author in (self.account, self.cluster_manager):
            with self.assertRaises(AccessError):
                self._stand_in(self.director, self.colleague, author=author)
        with self.assertRaises(AccessError):
            row.with_user(self.colleague).date_end = self.day + 300 * ONE_DAY
        with self.assertRaises(AccessError):
            row.with_user(self.account).user_id = self.director
        for user in (self.analyst, self.outsider):
            with self.assertRaises(AccessError):
                self.env["hub.stand.in"].with_user(user).search([])

    def test_one_at_a_time(self):
        self._stand_in(self.account, self.colleague)
        with self.assertRefused("hub.stand.in", "somebody stands in on some of these days already"):
            self._stand_in(self.account, self.director, start=7, end=9)
        self._stand_in(self.account, self.director, start=8, end=9)
        with self.assertRefused("hub.stand.in", "choose a colleague"):
            self._stand_in(self.cluster_manager, self.cluster_manager, start=20, end=30)

    def test_who_can_stand_in(self):
        for user in (self.analyst, self.outsider, self.privacy):
            with self.assertRaisesRegex(ValidationError, "has no role in Business Support"), self.cr.savepoint():
                self._stand_in(self.account, user)
        self._stand_in(self.colleague, self.director)
        with self.assertRaisesRegex(ValidationError, "is away as well"), self.cr.savepoint():
            self._stand_in(self.account, self.colleague)

    def test_who_stands_in_and_goes_away_afterwards(self):
        """Nobody would see to the first one's work."""
        row = self._stand_in(self.account, self.colleague)
        with (
            self.assertRaisesRegex(ValidationError, f"stands in for {self.account.name.split()[0]}"),
            self.cr.savepoint(),
        ):
            self._stand_in(self.colleague, self.director, start=7, end=9)
        self._stand_in(self.colleague, self.director, start=8, end=9)
        row.with_user(self.account).stand_in_id = self.cluster_manager
        self._stand_in(self.colleague, self.director, start=2, end=5)

    def test_a_stand_in_who_leaves(self):
        """Whoever is away would have nobody, and not know it."""
        row = self._stand_in(self.account, self.colleague)
        with self.assertRaisesRegex(RedirectWarning, "Stand-Ins: 1"), self.cr.savepoint():
            self.colleague.action_archive()
        row.stand_in_id = self.cluster_manager
        self.colleague.action_archive()
        self.assertFalse(self.colleague.active)

    def test_of_another_agency(self):
        agency = self.env["res.company"].create({"name": "Another Agency"})
        self.colleague.write({"company_ids": agency.ids, "company_id": agency.id})
        with self.assertRaisesRegex(ValidationError, "works for another agency"), self.cr.savepoint():
            self._stand_in(self.account, self.colleague)
        self.account.company_ids |= agency
        self._stand_in(self.account, self.colleague)

    def test_the_stand_in_is_told(self):
        row = self._stand_in(self.account, self.colleague)
        message = self.env["mail.message"].search(
            [("notified_partner_ids", "in", self.colleague.partner_id.ids)], order="id desc", limit=1
        )
        self.assertIn(f"You stand in for {self.account.name}", message.body)
        self.assertTrue(row)

    # What is mine

    def test_mine_is_the_colleagues_as_well_for_these_days(self):
        self.assertNotIn(self.company, self._find_mine("res.partner", self.colleague))
        self._stand_in(self.account, self.colleague, start=1, end=2)
        self.assertNotIn(self.company, self._find_mine("res.partner", self.colleague), "not before the first day")
        for days, is_mine in ((0, False), (1, True), (2, True), (3, False)):
            with self.on_day(self.day + days * ONE_DAY):
                self.env.invalidate_all()
                found = self._find_mine("res.partner", self.colleague)
                self.assertEqual(self.company in found, is_mine, f"{days} days from now")
                self.assertEqual(self.account.with_user(self.colleague).is_mine, is_mine)
                self.assertIn(self.company, self._find_mine("res.partner", self.account), "always the own")
                self.assertNotIn(self.company, self._find_mine("res.partner", self.director))
        self.assertEqual(self.company.user_id, self.account, "nothing changes its owner")

    def test_a_stand_in_of_a_stand_in_is_none(self):
        self._stand_in(self.account, self.colleague, start=0, end=3)
        self._stand_in(self.colleague, self.director, start=4, end=9)
        row = self._stand_in(self.account, self.cluster_manager, start=4, end=9, author=self.director)
        with self.on_day(self.day + 5 * ONE_DAY):
            self.assertNotIn(self.company, self._find_mine("res.partner", self.director))
            self.assertIn(self.company, self._find_mine("res.partner", self.cluster_manager))
            row.unlink()
            self.assertNotIn(self.company, self._find_mine("res.partner", self.cluster_manager))

    def test_activities(self):
        activity = self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": self.company.id,
                "user_id": self.account.id,
                "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
            }
        )
        self._stand_in(self.account, self.colleague)
        action = self.env.ref("hub_entrepreneurs.mail_activity_action_stand_in")
        self.assertEqual(action.domain, "[('user_id.is_mine', '=', True), ('user_id', '!=', uid)]")
        found = self._find_mine("mail.activity", self.colleague)
        self.assertIn(activity, found)
        found.action_feedback(feedback="Done for a colleague")
        self.assertFalse(activity.exists() and activity.active)

    # What one may

    def test_clusters(self):
        membership = self.env["hub.cluster.membership"].create(
            {"cluster_id": self.cluster.id, "partner_id": self.company.id, "date_start": "2020-01-01"}
        )
        records = (self.cluster, membership)
        for record in records:
            self.assertFalse(record.with_user(self.other_manager).has_access("write"))
        self._stand_in(self.cluster_manager, self.other_manager)
        for record in records:
            self.assertTrue(record.with_user(self.other_manager).has_access("write"))
            self.assertTrue(record.with_user(self.cluster_manager).has_access("write"), "the own still")
            self.assertFalse(self.other_cluster.with_user(self.other_manager).has_access("write"))
        self.assertIn(self.cluster, self._find_mine("hub.cluster", self.other_manager, "manager_id"))
        leave = self.env["hub.cluster.leave"].with_user(self.other_manager)
        self.assertIn(
            self.cluster, self.env["hub.cluster"].with_user(self.other_manager).search(leave._domain_managed())
        )
        with self.on_day(self.day + 8 * ONE_DAY):
            self.env.invalidate_all()
            for record in records:
                self.assertFalse(record.with_user(self.other_manager).has_access("write"), "it ends by itself")
        self.assertEqual(self.cluster.manager_id, self.cluster_manager)

    def test_no_right_that_the_own_role_lacks(self):
        self._stand_in(self.cluster_manager, self.account)
        self.assertFalse(self.cluster.with_user(self.account).has_access("write"))
        self._stand_in(self.director, self.colleague)
        with self.assertRaises(AccessError):
            self.env["hub.sector"].with_user(self.colleague).create({"name": "Felt", "code": "FELT", "kind": "artisan"})

    def test_conversations_of_the_colleague(self):
        interaction = self.env["hub.interaction"].with_user(self.account).create({"partner_id": self.company.id})
        with self.assertRaises(AccessError):
            interaction.with_user(self.colleague).note = "Corrected"
        self._stand_in(self.account, self.colleague)
        interaction.with_user(self.colleague).note = "Corrected"
        self.assertEqual(interaction.user_id, self.account)

    def test_rules_of_an_older_database(self):
        rule = self.env.ref("hub_entrepreneurs.hub_cluster_rule_own")
        rule.domain_force = "[('manager_id', '=', user.id)]"
        self._stand_in(self.cluster_manager, self.other_manager)
        self.assertFalse(self.cluster.with_user(self.other_manager).has_access("write"))
        self.env["hub.stand.in"]._let_in("hub_entrepreneurs")
        self.env.invalidate_all()
        self.assertTrue(self.cluster.with_user(self.other_manager).has_access("write"))


class TestStandInQueryCount(QueryCountCase):
    def test_mine_costs_nothing_more(self):
        search = self.env["res.partner"].with_user(self.account).search
        plain = self._count(lambda: search([("user_id", "=", self.account.id)], limit=10))
        search([("user_id.is_mine", "=", True)], limit=1)
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        search([("user_id.is_mine", "=", True)], limit=10)
        self.assertLessEqual(self.env.cr.sql_log_count - before, plain)


@tagged("post_install", "-at_install")
class TestStandInTour(TourCase):
    def test_who_goes_away_chooses_in_a_browser(self):
        self.env["hub.stand.in"].search([]).unlink()
        self.start_tour("/odoo/hub-stand-ins", "hub_stand_in", login=self.author.login)
        row = self.env["hub.stand.in"].search([("user_id", "=", self.author.id)])
        self.assertEqual(row.stand_in_id, self.verifier)

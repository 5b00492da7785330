from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tests import new_test_user

from ..tools.dates import today
from .common import HubCase


class OpenWorkCase(HubCase):
    """An account manager with one of each kind of open work."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leaver = cls.account
        cls.company.user_id = cls.leaver
        cls.activity = cls._give_activity(cls.other_company)

    @classmethod
    def _give_activity(cls, document):
        return document.activity_schedule("mail.mail_activity_data_todo", user_id=cls.leaver.id)

    def _hand_over(self, *receivers, user=None, **values):
        wizard = self.env["hub.portfolio.handover"].with_user(user or self.director)
        receivers = [Command.set([each.id for each in receivers or [self.colleague]])]
        return wizard.create({"from_user_id": self.leaver.id, "to_user_ids": receivers, **values})

    def assert_refused(self, change, *parts):
        refusal = None
        try:
            with self.cr.savepoint():
                change()
                self.env.flush_all()
        except (RedirectWarning, UserError) as error:
            refusal = error
        self.assertIsNotNone(refusal, "it was not refused")
        for part in parts:
            self.assertIn(part, refusal.args[0])
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        return refusal


class TestOpenWork(OpenWorkCase):
    """No log-in goes before its work is in other hands."""

    def test_no_way_loses_work(self):
        users = self.leaver
        ways = {
            "archive": users.action_archive,
            "write": lambda: users.write({"active": False}),
            "delete": users.unlink,
            "with another": (self.outsider + users).action_archive,
            "by its contact": lambda: (users.partner_id.action_archive(), users.partner_id.write({"active": False})),
            "by a write on the contact": lambda: users.partner_id.write({"user_ids": [Command.delete(users.id)]}),
        }
        for way, change in ways.items():
            with self.subTest(way=way):
                self.assert_refused(change)
                self.assertTrue(users.active and self.activity.exists().user_id == users)
        self.assert_refused(users.action_archive, users.name, "Companies: 1", "Activities: 1")

    def test_the_refusal_leads_to_the_handover(self):
        warning = self.assert_refused(self.leaver.with_user(self.env.ref("base.user_admin")).action_archive)
        message, action, _button, context = warning.args
        self.assertEqual(action, self.env.ref("hub_entrepreneurs.hub_portfolio_handover_action").id)
        self.assertEqual(context, {"default_from_user_id": self.leaver.id})
        self.assertNotIn("Ask a director", message)
        keeper = self.outsider
        keeper.group_ids = [Command.link(self.env.ref("base.group_erp_manager").id)]
        refusal = self.assert_refused(self.leaver.with_user(keeper).action_archive, "Ask a director")
        self.assertNotIsInstance(refusal, RedirectWarning)

    def test_archived_in_the_same_dialog(self):
        admin = self.env.ref("base.user_admin")
        wizard = self._hand_over(user=admin, archive_user=True)
        self.assertTrue(wizard.may_archive)
        wizard.action_hand_over()
        self.assertFalse(self.leaver.active)
        self.assertEqual((self.company.user_id, self.activity.user_id), (self.colleague, self.colleague))
        self.assertFalse(self._hand_over().may_archive, "gone already, and a director keeps no log-ins")

    def test_a_director_archives_nobody_without_the_right(self):
        with self.assertRaises(AccessError):
            self._hand_over(archive_user=True).action_hand_over()

    def test_every_kind_is_handed_over(self):
        day, now = today(self.env), fields.Datetime.now()
        mine = {"user_id": self.leaver.id}
        commitment = self.env["hub.commitment"].create({"partner_id": self.other_company.id, "name": "C", **mine})
        done = self.env["hub.commitment"].create(
            {"partner_id": self.other_company.id, "name": "D", "done_on": day, **mine}
        )
        assessment = self.env["hub.assessment"].create({"partner_id": self.other_company.id, **mine})
        self.other_cluster.manager_id = self.leaver
        team = self.env["crm.team"].create({"name": "Led", **mine})
        meeting, lunch, past = self.env["calendar.event"].create(
            [
                {
                    "name": name,
                    "start": now + timedelta(days=days),
                    "stop": now + timedelta(days=days, hours=1),
                    "partner_ids": [Command.set([self.leaver.partner_id.id, *others])],
                    **mine,
                }
                for name, days, others in (
                    ("meeting", 3, self.other_company.ids),
                    ("lunch", 3, []),
                    ("past", -3, self.other_company.ids),
                )
            ]
        )
        note = self.env["mail.activity"].with_user(self.leaver).create({"summary": "to myself", **mine})
        kind = self.env["mail.activity.type"].create({"name": "Kind", "default_user_id": self.leaver.id})
        of_commitment = self._give_activity(commitment)
        with self.assertRaisesRegex(UserError, "Clusters somebody is needed whose role is Cluster Manager"):
            self._hand_over().action_hand_over()
        wizard = self._hand_over(self.colleague, self.cluster_manager)
        self.assertIn("Commitments: 1, Assessments: 1, Clusters: 1, Sales Teams: 1", wizard.other_work)
        self.assertFalse(wizard.hidden_count)
        wizard.action_hand_over()
        for record in (commitment, assessment, team, meeting, note, of_commitment, self.activity):
            with self.subTest(record=record):
                self.assertIn(record.user_id, self.colleague + self.cluster_manager)
        self.assertEqual(commitment.user_id, of_commitment.user_id, "what belongs together stays together")
        self.assertEqual(self.other_cluster.manager_id, self.cluster_manager, "the role that it needs")
        self.assertIn(kind.default_user_id, self.colleague + self.cluster_manager)
        self.assertIn(meeting.user_id.partner_id, meeting.partner_ids)
        self.assertEqual(
            done.user_id + (lunch + past).user_id, self.leaver, "what is closed, and what is nobody else's"
        )
        self.leaver.action_archive()
        self.assertFalse(self.leaver.active)

    def test_who_has_no_open_work_goes(self):
        self.env["hub.interaction"].create({"partner_id": self.company.id, "user_id": self.colleague.id})
        (self.colleague + self.outsider).action_archive()
        self.assertFalse(self.colleague.active or self.outsider.active)
        self.outsider.unlink()

    def test_portal_access_that_is_taken_away(self):
        """Somebody who once was a colleague, and whose work nobody took over then."""
        self.leaver = new_test_user(self.env, login="hub_portal", groups="base.group_portal")
        self.company.user_id = self.leaver
        wizard = self.env["portal.wizard"].with_context(active_ids=self.leaver.partner_id.ids).create({})
        self.assert_refused(wizard.user_ids.action_revoke_access, "Companies: 1")
        # Whoever closes an account of their own may: what Odoo deletes in the night stays until it is handed over.
        self.leaver._deactivate_portal_user()
        self.assertEqual((self.company.user_id, self.leaver.active), (self.leaver, True))
        self.assert_refused(self.leaver.unlink, "Companies: 1")
        self._hand_over().action_hand_over()
        wizard.user_ids.action_revoke_access()
        self.assertFalse(self.leaver.active)

    def test_whoever_goes_leaves_the_teams(self):
        place = self.env["crm.team.member"].create(
            {"crm_team_id": self.env["crm.team"].create({"name": "T"}).id, "user_id": self.colleague.id}
        )
        self.colleague.write({"active": False})
        self.assertFalse(place.active, "leads are given to members of teams")

    def test_checking_many_costs_no_more(self):
        counts = []
        for users in (self.outsider, self.analyst + self.privacy + self.colleague):
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            users._check_no_open_work()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

    def test_roles_and_agencies_that_hide_work(self):
        role = self.env.ref("hub_entrepreneurs.group_hub_account_manager")
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.leaver.company_ids += agency
        self.company.company_id = self.env.company
        ways = {
            "role": lambda: self.leaver.write({"group_ids": [Command.unlink(role.id)]}),
            "portal": lambda: self.leaver.write({"group_ids": [Command.set(self.env.ref("base.group_portal").ids)]}),
            "group": lambda: role.write({"user_ids": [Command.unlink(self.leaver.id)]}),
            "agency": lambda: self.leaver.write({"company_ids": [Command.set(agency.ids)], "company_id": agency.id}),
        }
        for way, change in ways.items():
            with self.subTest(way=way):
                self.assert_refused(change)
        self.leaver.write({"group_ids": [Command.link(self.env.ref("hub_entrepreneurs.group_hub_analyst").id)]})
        self.leaver.write({"company_ids": [Command.set(self.env.company.ids)]})
        self._hand_over().action_hand_over()
        for way, change in ways.items():
            with self.subTest(way=way), self.cr.savepoint() as undone:
                change()
                self.env.flush_all()
                undone.rollback()
            self.env.invalidate_all()
            self.env.registry.clear_cache()

    def test_a_manager_of_clusters_who_becomes_something_else(self):
        self.leaver = self.cluster_manager
        ladder = self.env.ref("hub_entrepreneurs.group_hub_account_manager")
        change = {"group_ids": [Command.set(ladder.ids)]}
        self.assert_refused(lambda: self.cluster_manager.write(change))
        self.cluster.manager_id = self.director
        self.cluster_manager.write(change)
        self.assertFalse(self.cluster_manager.has_group("hub_entrepreneurs.group_hub_cluster_manager"))

    def test_work_of_somebody_archived_in_the_past(self):
        self.archive_in_the_past(self.leaver)
        wizard = self._hand_over()
        self.assertEqual((wizard.company_count, wizard.activity_count), (1, 1))
        self.assert_refused(self.leaver.unlink, "Activities: 1")
        wizard.action_hand_over()
        self.assertEqual((self.company.user_id, self.activity.user_id), (self.colleague, self.colleague))

    def test_work_of_another_agency(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.leaver.company_ids += agency
        self.company.company_id = agency
        wizard = self._hand_over()
        self.assertEqual((wizard.company_count, wizard.hidden_count), (0, 1))
        wizard.action_hand_over()
        self.assertEqual((self.company.user_id, self.activity.user_id), (self.leaver, self.colleague))
        self.assert_refused(self.leaver.action_archive, "Companies: 1")
        self.director.company_ids += agency
        with self.assertRaisesRegex(UserError, "can't see all of this: Companies"), self.cr.savepoint():
            self._hand_over().with_context(allowed_company_ids=(self.env.company + agency).ids).action_hand_over()
        self.colleague.company_ids += agency
        self._hand_over().with_context(allowed_company_ids=(self.env.company + agency).ids).action_hand_over()
        self.leaver.action_archive()

    def test_receivers_who_could_not_see_to_it(self):
        for receiver in (self.outsider, self.analyst):
            with self.assertRaisesRegex(UserError, "can't see to it without a log-in as account manager"):
                self._hand_over(receiver).action_hand_over()
        self.archive_in_the_past(self.colleague)
        with self.assertRaisesRegex(UserError, "To: choose at least one"):
            self._hand_over(self.colleague).action_hand_over()
        self.assertEqual(self.company.user_id, self.leaver)

    def test_who_wrote_a_filter_is_archived_not_deleted(self):
        team = self.env["crm.team"].with_user(self.director)
        team.create({"name": "T", "assignment_domain": "[('city', '=', 'Ixelles')]", "user_id": False})
        self.other_cluster.manager_id = self.cluster_manager
        with self.assertRaisesRegex(UserError, "wrote a filter.*Archive the log-in"), self.cr.savepoint():
            self.director.unlink()
        self.director.action_archive()

    def test_commitments_of_who_left_are_reminded(self):
        day = today(self.env) + timedelta(days=3)
        commitments = self.env["hub.commitment"].create(
            [
                {"partner_id": company.id, "name": "C", "user_id": self.leaver.id, "date_deadline": day}
                for company in (self.other_company, self.company)
            ]
        )
        self.other_company.user_id = self.colleague
        commitments.user_id = self.leaver
        self.archive_in_the_past(self.leaver)
        self.env["hub.commitment"]._cron_remind()
        self.assertEqual(commitments[0].activity_ids.user_id, self.colleague, "who keeps the company now")
        self.assertFalse(commitments[1].activity_ids or commitments[1].reminded_for, "nobody is there")
        self.company.user_id = self.colleague
        self.env["hub.commitment"]._cron_remind()
        self.assertEqual(commitments[1].activity_ids.user_id, self.colleague)

from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from .common import HubCase

DAY = date(2026, 6, 15)


class TestClusterSteps(HubCase):
    """Joining and leaving, one by one and in bulk."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reason = cls.env.ref("hub_entrepreneurs.hub_cluster_leave_reason_left_region")
        cls.person, cls.third = cls.env["res.partner"].create(
            [{"name": "Test Person", "parent_id": cls.company.id}, {"name": "Test Weaver", "is_company": True}]
        )
        cls.all = cls.company + cls.other_company + cls.third

    def _member(self, partner, start="2025-01-01", end=False, cluster=None):
        return self.env["hub.cluster.membership"].create(
            {
                "partner_id": partner.id,
                "cluster_id": (cluster or self.cluster).id,
                "date_start": start,
                "date_end": end,
            }
        )

    def _form(self, model, user=None, records=None):
        records = self.all if records is None else records
        context = {"active_model": records._name, "active_ids": records.ids}
        return Form(self.env[model].with_user(user or self.cluster_manager).with_context(**context))

    def _memberships(self, partner, cluster=None):
        return self.env["hub.cluster.membership"].search(
            [("partner_id", "=", partner.id), ("cluster_id", "=", (cluster or self.cluster).id)], order="id"
        )

    # Joining

    def test_bulk_join_names_who_cannot_and_the_rest_goes_on(self):
        with self.on_day(DAY):
            self._member(self.company)
            candidacy = self._member(self.other_company, start=False)
            form = self._form("hub.cluster.join", records=self.all + self.person)
            self.assertEqual(form.cluster_id, self.cluster, "the only one that the user manages")
            self.assertEqual(form.date_start, DAY)
            self.assertEqual((form.ready_count, form.refused_count), (2, 2))
            self.assertIn("Test Atelier: a member already, since", form.refusals)
            self.assertIn("Test Person: a person; choose the company instead", form.refusals)
            form.charter_signed_on = "2026-06-01"
            self.assertEqual(len(self._memberships(self.third)), 0, "nothing is saved yet")
            form.save().action_join()
        joined = self._memberships(self.third)
        self.assertEqual((joined.date_start, joined.charter_signed_on), (DAY, date(2026, 6, 1)))
        self.assertEqual(self._memberships(self.other_company), candidacy, "the candidacy became the membership")
        self.assertEqual(candidacy.date_start, DAY)
        self.assertEqual(len(self._memberships(self.company)), 1)
        self.assertFalse(self._memberships(self.person))

    def test_a_day_inside_another_period_is_refused(self):
        self._member(self.company, "2024-01-01", "2024-12-31")
        self._member(self.other_company, "2027-01-01")
        with self.on_day(DAY):
            form = self._form("hub.cluster.join")
            self.assertIn("Test Forge: a member already", form.refusals)
            self.assertNotIn("Test Atelier", form.refusals, "that one is over")
            form.date_start = "2024-12-31"
            self.assertIn("Test Atelier: a member already, from", form.refusals)

    def test_candidates(self):
        with self.on_day(DAY):
            self._member(self.company, start=False)
            self._member(self.other_company)
            form = self._form("hub.cluster.join")
            form.is_candidacy = True
            self.assertIn("Test Atelier: a candidate already", form.refusals)
            self.assertIn("Test Forge: a member already", form.refusals)
            form.save().action_join()
            self.assertEqual(self._memberships(self.third).state, "candidate")
            form = Form.from_action(self.env(user=self.cluster_manager), self._memberships(self.third).action_join())
            self.assertEqual((form.partner_ids.ids, form.cluster_id), (self.third.ids, self.cluster))
            form.save().action_join()
            self.assertEqual(self._memberships(self.third).state, "active")

    def test_nobody_can_join(self):
        self._member(self.company)
        with self.on_day(DAY):
            wizard = self._form("hub.cluster.join", records=self.company).save()
            with self.assertRaisesRegex(UserError, "Choose other companies.*\n• Test Atelier: a member already"):
                wizard.action_join()

    def test_what_is_missing_to_join(self):
        wizard = self._form("hub.cluster.join").save()
        wizard.date_start = False
        with self.assertRaisesRegex(UserError, "Joined On: enter the day"):
            wizard.action_join()
        wizard.cluster_id = False
        with self.assertRaisesRegex(UserError, "Choose the cluster the companies will"):
            wizard.action_join()
        wizard.write({"cluster_id": self.cluster.id, "partner_ids": [Command.clear()]})
        with self.assertRaisesRegex(UserError, "Companies: choose at least one"):
            wizard.action_join()

    def test_another_agency(self):
        agencies = self.env["res.company"].create([{"name": "One"}, {"name": "Two"}])
        self.cluster_manager.company_ids += agencies
        self.cluster.company_id, self.company.company_id = agencies
        wizards = self.env["hub.cluster.join"].with_user(self.cluster_manager)
        wizard = wizards.with_context(allowed_company_ids=agencies.ids).create(
            {"cluster_id": self.cluster.id, "partner_ids": [Command.set(self.all.ids)]}
        )
        self.assertIn("Test Atelier: belongs to another agency", wizard.refusals)
        self.assertEqual(wizard.ready_count, 2)

    def test_the_representative_is_taken_along_for_one(self):
        with self.on_day(DAY):
            form = self._form("hub.cluster.join", records=self.company)
            form.contact_id = self.person
            form.save().action_join()
        self.assertEqual(self._memberships(self.company).contact_id, self.person)

    # Leaving

    def test_bulk_leave_names_who_cannot_and_the_rest_goes_on(self):
        self._member(self.company)
        self._member(self.other_company, "2026-06-10")
        with self.on_day(DAY):
            form = self._form("hub.cluster.leave")
            form.cluster_id = self.cluster
            form.date_end = "2026-06-01"
            form.leave_reason_id = self.reason
            self.assertEqual((form.ready_count, form.refused_count), (1, 2))
            self.assertIn("joined on 06/10/2026, after the last day that you entered", form.refusals)
            self.assertIn("Test Weaver: not a member", form.refusals)
            form.save().action_leave()
            left = self._memberships(self.company)
            self.assertEqual((left.date_end, left.leave_reason_id, left.state), (date(2026, 6, 1), self.reason, "left"))
            self.assertFalse(self._memberships(self.other_company).date_end)

    def test_leaving_from_the_membership(self):
        membership = self._member(self.company)
        with self.on_day(DAY):
            form = Form.from_action(self.env(user=self.cluster_manager), membership.action_leave())
            self.assertEqual((form.date_end, form.ready_count), (DAY, 1))
            wizard = form.save()
            with self.assertRaisesRegex(UserError, "Reason for Leaving: choose why they leave"):
                wizard.action_leave()
            wizard.leave_reason_id = self.reason
            wizard.date_end = False
            with self.assertRaisesRegex(UserError, "Last Day: enter the last day"):
                wizard.action_leave()
            wizard.date_end = "2024-12-31"
            with self.assertRaisesRegex(UserError, "joined on 01/01/2025, after the last day"):
                wizard.action_leave()
            wizard.date_end = DAY
            wizard.action_leave()
            self.assertEqual(membership.state, "active", "the last day is included")
            self.assertEqual(membership.leave_reason_id, self.reason)
        with self.on_day(date(2026, 6, 16)):
            membership.invalidate_recordset(["state"])
            self.assertEqual(membership.state, "left")
            again = self.env["hub.cluster.leave"].create({"membership_ids": [Command.set(membership.ids)]})
            self.assertIn("the last day is 06/15/2026 already", again.refusals)

    def test_candidates_do_not_leave(self):
        membership = self._member(self.company, start=False)
        wizard = self.env["hub.cluster.leave"].create({"membership_ids": [Command.set(membership.ids)]})
        self.assertIn("a candidate, not a member yet", wizard.refusals)

    def test_the_last_of_several_memberships_ends(self):
        first = self._member(self.company, "2020-01-01", "2020-12-31")
        last = self._member(self.company, "2025-01-01")
        with self.on_day(DAY):
            form = self._form("hub.cluster.leave", records=self.company)
            form.cluster_id = self.cluster
            form.leave_reason_id = self.reason
            form.save().action_leave()
        self.assertEqual((first.date_end, last.date_end), (date(2020, 12, 31), DAY))

    # Whose clusters

    def test_cluster_managers_keep_to_the_own_clusters(self):
        other = self._member(self.company, cluster=self.other_cluster)
        own = self._member(self.company)
        self.assertFalse(other.with_user(self.cluster_manager).can_manage)
        self.assertTrue(own.with_user(self.cluster_manager).can_manage)
        wizard = self.env["hub.cluster.join"].with_user(self.cluster_manager)
        wizard = wizard.create({"cluster_id": self.other_cluster.id, "partner_ids": [Command.set(self.third.ids)]})
        with self.assertRaisesRegex(UserError, "Test Films is managed by .* Choose one of your own clusters"):
            wizard.action_join()
        wizard = self.env["hub.cluster.leave"].with_user(self.cluster_manager)
        wizard = wizard.create({"membership_ids": [Command.set((own + other).ids)], "leave_reason_id": self.reason.id})
        self.assertIn("Test Films: not one of your clusters", wizard.refusals)
        wizard.action_leave()
        self.assertTrue(own.date_end)
        self.assertFalse(other.date_end)
        wizard = self.env["hub.cluster.leave"].with_user(self.director)
        wizard.create({"membership_ids": [Command.set(other.ids)], "leave_reason_id": self.reason.id}).action_leave()
        self.assertTrue(other.date_end)

    def test_buttons_of_a_cluster_are_for_who_may_use_them(self):
        for user, cluster, manages in (
            (self.cluster_manager, self.cluster, True),
            (self.cluster_manager, self.other_cluster, False),
            (self.director, self.cluster, True),
            (self.account, self.cluster, False),
            (self.analyst, self.cluster, False),
        ):
            with self.subTest(user=user.login, cluster=cluster.name):
                self.assertEqual(cluster.with_user(user).can_manage, manages)

    def test_only_cluster_managers(self):
        for model in ("hub.cluster.join", "hub.cluster.leave"):
            for user in (self.account, self.analyst, self.outsider):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).create({})
            bindings = self.env["ir.actions.actions"]
            for user, seen in ((self.account, False), (self.cluster_manager, True), (self.director, True)):
                actions = bindings.with_user(user).get_bindings("res.partner").get("action", ())
                names = {action["name"] for action in actions}
                self.assertEqual({"Join a Cluster", "Leave a Cluster"} <= names, seen)
        wizard = self.env["hub.cluster.join"].with_user(self.cluster_manager).create({})
        with self.assertRaises(AccessError):
            wizard.with_user(self.colleague_manager()).read(["date_start"])

    def colleague_manager(self):
        return self.colleague.sudo().copy(
            {
                "login": "hub_cluster_2",
                "group_ids": [Command.set(self.env.ref("hub_entrepreneurs.group_hub_cluster_manager").ids)],
            }
        )

    # Speed

    def test_many(self):
        companies = self.env["res.partner"].create([{"name": f"Bulk {rank}", "is_company": True} for rank in range(60)])
        counts = {}
        for batch in (companies[:2], companies[2:]):
            for model, action in (("hub.cluster.join", "action_join"), ("hub.cluster.leave", "action_leave")):
                wizard = (
                    self.env[model]
                    .with_user(self.cluster_manager)
                    .create({"cluster_id": self.cluster.id, "partner_ids": [Command.set(batch.ids)]})
                )
                if "leave_reason_id" in wizard._fields:
                    wizard.leave_reason_id = self.reason
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                wizard.read(["refusals"])
                getattr(wizard, action)()
                self.env.flush_all()
                counts.setdefault(model, []).append(self.env.cr.sql_log_count - before)
        for model, (few, many) in counts.items():
            self.assertLessEqual(many, few + 2, model)

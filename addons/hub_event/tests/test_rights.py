from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import Form

from .common import ActionCase


class TestRights(ActionCase):
    """Cluster managers run the actions of their clusters, advisers those of their offices, directors all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.of_nobody = cls.create_action("Nobody's", user_id=cls.director.id)
        cls.of_cluster = cls.create_action("Cluster's", cluster_ids=cls.cluster.ids, user_id=cls.director.id)
        cls.of_others = cls.create_action("Others'", cluster_ids=cls.other_cluster.ids, user_id=cls.cluster_manager.id)
        cls.of_both = cls.create_action("Both's", cluster_ids=(cls.cluster + cls.other_cluster).ids)
        cls.of_office = cls.create_action("Office's", office_id=cls.office.id, user_id=cls.director.id)
        cls.all = cls.of_nobody + cls.of_cluster + cls.of_others + cls.of_both + cls.of_office
        cls.registration = cls.env["event.registration"].create(
            {"event_id": cls.of_cluster.id, "partner_id": cls.company.id}
        )

    def test_every_role_reads(self):
        for user in (self.account, self.cluster_manager, self.director, self.analyst, self.adviser):
            with self.subTest(user.login):
                self.assertEqual(self.of_cluster.with_user(user).registration_ids.partner_id, self.company)
                action = self.env.ref("hub_event.event_event_action_plan")
                views = self.env["event.event"].with_user(user).get_views([*action.views, (False, "search")])
                self.assertIn("cost_planned", views["models"]["event.event"]["fields"])
                self.assertEqual(Form(self.of_cluster.with_user(user)).name, "Cluster's", "the whole page opens")
                self.assertTrue(Form(self.registration.with_user(user)).event_id)

    def test_who_has_no_role_reads_nothing(self):
        for user in (self.outsider, self.privacy):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.of_cluster.with_user(user).read(["name"])

    def _run_by(self, user):
        return self.all.with_user(user)._filtered_access("write").with_env(self.env)

    def test_who_runs_which(self):
        self.assertEqual(self._run_by(self.cluster_manager), self.of_cluster)
        self.assertEqual(self._run_by(self.adviser), self.of_office)
        self.assertEqual(self._run_by(self.director), self.all)
        self.assertFalse(self._run_by(self.account) + self._run_by(self.analyst))
        self.office.write({"user_id": False, "user_ids": [(4, self.adviser.id)]})
        self.assertEqual(self._run_by(self.adviser), self.of_office, "the staff of an office as well")

    def test_who_runs_it_is_found_alike(self):
        for user in (self.account, self.cluster_manager, self.adviser, self.director, self.analyst):
            with self.subTest(user.login):
                actions = self.all.with_user(user)
                run = [("id", "in", self.all.ids), ("can_run", "=", True)]
                self.assertEqual(actions.filtered("can_run"), self._run_by(user).with_user(user))
                self.assertEqual(actions.search(run).sorted("id"), actions.filtered("can_run").sorted("id"))

    def test_nobody_makes_an_action_for_others(self):
        actions = self.env["event.event"]
        actions.with_user(self.cluster_manager).create(self.values_of("Own", cluster_ids=self.cluster.ids))
        actions.with_user(self.cluster_manager).create(self.values_of("Open day"))
        actions.with_user(self.adviser).create(self.values_of("Own", office_id=self.office.id))
        for user, values in (
            (self.cluster_manager, {"cluster_ids": self.other_cluster.ids}),
            (self.cluster_manager, {"office_id": self.office.id}),
            (self.adviser, {"cluster_ids": self.cluster.ids}),
            (self.account, {}),
            (self.analyst, {}),
        ):
            with self.subTest(user.login, **values), self.assertRaises(AccessError), self.cr.savepoint():
                actions.with_user(user).create(self.values_of("Other", **values))

    def test_rows_follow_the_action(self):
        for model, values in (
            ("hub.action.cost", {"planned": 10}),
            ("hub.action.fee", {"amount": 10}),
            ("event.event.ticket", {"name": "Standard"}),
        ):
            rows = self.env[model]
            for user, own in ((self.cluster_manager, self.of_cluster), (self.adviser, self.of_office)):
                with self.subTest(model=model, user=user.login):
                    row = rows.with_user(user).create({**values, "event_id": own.id})
                    with self.assertRaises(AccessError), self.cr.savepoint():
                        rows.with_user(user).create({**values, "event_id": self.of_others.id})
                    if model.startswith("hub."):
                        with self.assertRaises(AccessError), self.cr.savepoint():
                            row.event_id = self.of_others

    def test_why_it_changed_is_said_by_who_runs_it(self):
        changes = self.plan.change_ids.grouped("event_id")
        changes[self.of_cluster].with_user(self.cluster_manager).reason = "The members asked for it."
        for user, action in ((self.cluster_manager, self.of_others), (self.adviser, self.of_cluster)):
            with self.assertRaises(AccessError), self.cr.savepoint():
                changes[action].with_user(user).reason = "Mine"

    def test_consultations(self):
        consultations = self.env["hub.action.plan.consultation"]
        values = {"plan_id": self.plan.id, "cluster_id": self.cluster.id}
        own = consultations.with_user(self.cluster_manager).create(values)
        of_adviser = consultations.with_user(self.adviser).create(values)
        with self.assertRaises(AccessError), self.cr.savepoint():
            own.with_user(self.adviser).who = "Somebody"
        of_adviser.with_user(self.adviser).who = "A federation"
        with self.assertRaises(AccessError), self.cr.savepoint():
            consultations.with_user(self.cluster_manager).create({**values, "cluster_id": self.other_cluster.id})

    def test_account_managers_register(self):
        self.company.user_id = self.account
        registrations = self.env["event.registration"].with_user(self.account)
        registration = registrations.create({"event_id": self.of_nobody.id, "partner_id": self.company.id})
        with freeze_time(self.of_nobody.date_begin):
            registration.state = "done"
        self.assertFalse(registration.has_access("unlink"))
        with self.assertRaises(AccessError), self.cr.savepoint():
            registrations.with_user(self.analyst).create({"event_id": self.of_nobody.id, "name": "A"})

    def test_the_menu(self):
        for user, root in (
            (self.account, "hub_entrepreneurs.hub_menu_root"),
            (self.analyst, "hub_entrepreneurs.hub_analysis_menu_root"),
        ):
            menus = self.env["ir.ui.menu"].with_user(user).search([("id", "child_of", self.env.ref(root).id)]).sudo()
            actions = menus.mapped("action")
            models = {action.res_model for action in actions if action and action.type == "ir.actions.act_window"}
            self.assertLessEqual({"event.event", "hub.action.plan", "hub.action.cost"}, models)

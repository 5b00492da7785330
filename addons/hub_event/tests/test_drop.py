from odoo.exceptions import AccessError, UserError

from .common import ActionCase


class TestDrop(ActionCase):
    """An action is dropped with its reason in one dialog."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.action = cls.create_action("Spring Fair", cluster_ids=cls.cluster.ids)
        cls.other = cls.create_action("Autumn Fair", month=9)

    def _drop(self, user, actions=None, reason="Nobody came."):
        actions = (actions or self.action).with_user(user)
        context = actions.action_drop()["context"]
        dialog = self.env["hub.action.drop"].with_user(user).with_context(**context).create({"reason": reason})
        self.assertEqual(dialog.event_ids, actions)
        dialog.action_drop()

    def _lines(self):
        return {change.title: (change.kind, change.reason) for change in self.plan.change_ids}

    def test_the_reason_stands_against_last_year(self):
        self.plan.change_ids.reason = "The members asked for it."
        self._drop(self.cluster_manager)
        self.assertEqual(self.action.kanban_state, "cancel")
        self.assertEqual(
            self._lines(),
            {"Spring Fair": ("dropped", "Nobody came."), "Autumn Fair": ("added", "The members asked for it.")},
        )
        self._drop(self.director, self.other, reason=" Too dear. ")
        self.assertEqual(self._lines()["Autumn Fair"], ("dropped", "Too dear."))

    def test_what_was_held_is_not_dropped(self):
        for self.other.action_state in ("held", "evaluated"):
            with self.assertRaisesRegex(UserError, "“Autumn Fair” was held"), self.cr.savepoint():
                self._drop(self.director, self.action + self.other)
        self.assertNotIn("cancel", (self.action + self.other).mapped("kanban_state"))

    def test_several_at_once(self):
        self._drop(self.director, self.action + self.other)
        self.assertEqual(set(self._lines().values()), {("dropped", "Nobody came.")})

    def test_of_an_approved_plan_it_is_an_amendment_of_a_director(self):
        self.plan.change_ids.reason = "New"
        self.plan.with_user(self.director).action_approve()
        with self.assertRaisesRegex(UserError, "only a director"), self.cr.savepoint():
            self._drop(self.cluster_manager)
        self._drop(self.director)
        self.assertEqual(
            self.plan.amendment_ids.mapped(lambda each: (each.kind, each.reason)), [("dropped", "Nobody came.")]
        )
        self.assertEqual(self._lines()["Spring Fair"], ("dropped", "Nobody came."))

    def test_the_dialog_tells_who_has_registered(self):
        registrations = self.env["event.registration"]
        for name, state in (("One", "open"), ("Two", "cancel")):
            company = self.env["res.partner"].create({"name": name, "is_company": True})
            registrations.create({"event_id": self.action.id, "partner_id": company.id, "state": state})
        dialog = self.env["hub.action.drop"].new({"event_ids": self.action.ids})
        self.assertEqual(dialog.registered_count, 1)

    def test_who_drops(self):
        for user in (self.account, self.analyst, self.adviser, self.outsider):
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                self.action.with_user(user).action_drop()
        for user in (self.account, self.analyst, self.adviser, self.outsider):
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                self._drop(user)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.env["hub.action.drop"].with_user(self.adviser).create(
                {"event_ids": self.action.ids, "reason": "Mine"}
            ).action_drop()

    def test_sent_twice(self):
        dialog = self.env["hub.action.drop"].create({"event_ids": self.action.ids, "reason": "Nobody came."})
        dialog.action_drop()
        with self.assertRaisesRegex(UserError, "carried out already"), self.cr.savepoint():
            dialog.action_drop()

    def test_without_a_reason(self):
        with self.assertRaisesRegex(UserError, "say why"), self.cr.savepoint():
            self._drop(self.director, reason="  ")

from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase

from .common import ActionCase


class TestCoreIrUiMenu(CoreCase, ActionCase):
    """Core's list of attendees is a menu of its own, which is left out of the menus of some users."""

    def test_what_core_has(self):
        self.assertParameters("ir.ui.menu", "_load_menus_blacklist")
        self.assertIn("self._load_menus_blacklist()", self.source("ir.ui.menu", "load_menus"))
        menu = self.env.ref("event.menu_action_registration")
        self.assertEqual(menu.action.res_model, "event.registration")

    def test_one_list_for_one_thing(self):
        attendees = self.env.ref("event.menu_action_registration")
        registrations = self.env.ref("hub_event.event_registration_events_menu")
        self.assertEqual((registrations.parent_id, registrations.action), (
            attendees.parent_id, self.env.ref("hub_event.event_registration_action"),
        ))  # fmt: skip
        self.outsider.group_ids += self.env.ref("event.group_event_user")
        for user in (self.cluster_manager, self.adviser, self.director):
            menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            with self.subTest(user.login):
                self.assertNotIn(attendees.id, menus)
                self.assertIn(registrations.id, menus)
        menus = self.env["ir.ui.menu"].with_user(self.outsider).load_menus(False)
        self.assertIn(attendees.id, menus, "whoever has no role works as in core")
        self.assertNotIn(registrations.id, menus)

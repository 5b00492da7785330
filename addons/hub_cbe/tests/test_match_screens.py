from ast import literal_eval

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .match_common import At, MatchCase

RUE = At("Rue de l'Exemple", "12")


@tagged("post_install", "-at_install")
class TestMatchScreens(QueryCountCase, MatchCase):
    def test_screens_ask_no_more_for_many(self):
        names = [f"Zwartkrijt{letter * 4}" for letter in "abcdefghijkl"]
        for name in names:
            self.register(name, seat=RUE)
        found = self.find(*(self.in_hub(name, zip="1060") for name in names))
        self.assertEqual(len(found), len(names))
        for kind in ("list", "kanban"):
            self._assert_flat(f"hub_cbe.hub_cbe_match_view_{kind}", kind, found)

    def test_both_sides_are_told(self):
        register = self.register("Zwartkrijt", seat=RUE, contacts=[("EMAIL", "info@zwartkrijt.example")])
        match = self.find(self.in_hub("Zwartkrijt", street="Rue Exemple 12", zip="1060", phone="02 555 01 02"))
        self.assertEqual(match.partner_text, "Rue Exemple 12, 1060 · 02 555 01 02")
        self.assertEqual(match.register_text, "Rue de l'Exemple 12, 1060 Saint-Gilles · info@zwartkrijt.example")
        self.assertEqual(match.register_name, f"Zwartkrijt ({register.display_name})")

    def test_filters(self):
        self.register("Zwartkrijt")
        match = self.find(self.in_hub("Zwartkrijt"))
        for name, value, expected in (
            ("is_clear", True, True), ("is_clear", False, False), ("is_known", False, True), ("is_known", True, False)
        ):  # fmt: skip
            found = self.matches.search([(name, "=", value), ("id", "=", match.id)])
            self.assertEqual(bool(found), expected, (name, value))
        self.assertEqual(self.matches.search([("is_clear", "in", (True, False)), ("id", "=", match.id)]), match)
        match.partner_id.company_registry = "0100000268"
        domain = self.env.ref("hub_cbe.hub_cbe_match_action").domain
        self.assertFalse(self.matches.search([*literal_eval(domain), ("id", "=", match.id)]), "it has a number by now")

    def test_looking_again(self):
        self.matches.with_user(self.director).action_find_again()
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", self.env.ref("hub_cbe.ir_cron_match").id)])
        self.assertTrue(triggers)
        with self.assertRaises(AccessError):
            self.matches.with_user(self.account).action_find_again()

from lxml import etree

from odoo.tests import Form, tagged

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from ..domain import layout
from ..tools import rows as kept_rows
from .match_common import At, MatchCase

RUE = At("Rue de l'Exemple", "12")


@tagged("post_install", "-at_install")
class TestMarks(QueryCountCase, MatchCase):
    """What the form of a company says of the register."""

    def setUp(self):
        super().setUp()
        self.row = self.register("Granuleuse", seat=RUE, contacts=[("TEL", "02 555 01 02")])
        self.partner = self.row.partner_id

    def take_again(self):
        self.row.digest = False
        self.env.flush_all()
        self.take(int(self.row.number))
        self.env.invalidate_all()

    def marks(self, user=None):
        return self.partner.with_user(user or self.account).register_marks

    def test_fields_of_the_register_are_marked(self):
        marks = self.marks()
        self.assertLessEqual({"name", "enterprise_number", "street", "zip", "city", "phone"}, marks.keys())
        self.assertEqual({mark["state"] for mark in marks.values()}, {"same"})
        self.assertEqual(marks["phone"]["since"], "2026-01-04")
        self.assertNotIn("email", marks, "the register says nothing of it")
        self.assertFalse(self.company.with_user(self.account).register_marks)

    def test_one_that_differs_has_both_values_and_one_that_was_kept_too(self):
        self.partner._end_prospect()
        self.partner.phone = "02 555 99 99"
        self.take_again()
        mark = self.marks()["phone"]
        self.assertEqual((mark["state"], mark["value"], mark["current"]), ("differs", "02 555 01 02", "02 555 99 99"))
        self.assertEqual(self.partner.register_difference_count, 1)
        value = self.env["hub.cbe.value"].with_user(self.account).browse(mark["id"])
        value.action_keep_ours()
        self.env.invalidate_all()
        self.assertEqual(self.marks()["phone"]["state"], "kept")
        value.action_take_register()
        self.env.invalidate_all()
        self.assertEqual(self.marks()["phone"]["state"], "same")

    def test_whoever_only_reads_decides_nothing(self):
        self.assertFalse(self.marks(self.analyst)["phone"]["can_decide"])
        self.assertTrue(self.marks()["phone"]["can_decide"])

    def test_after_a_merge_the_marks_are_those_of_its_own_number(self):
        other = self.register("Zwartkrijt", seat=At("Rue Autre", "3"), contacts=[("EMAIL", "info@zwartkrijt.example")])
        other.sudo().write({"partner_id": self.partner.id, "differs": ["phone"]})
        self.env.flush_all()
        self.env.invalidate_all()
        marks = self.marks()
        self.assertEqual((marks["name"]["value"], marks["street"]["value"]), ("Granuleuse", "Rue de l'Exemple 12"))
        self.assertNotIn("email", marks)
        self.assertFalse(self.partner.register_difference_count)

    def test_of_what_the_register_says_nothing_nothing_differs(self):
        self.partner._end_prospect()
        self.partner.write({"email": "typed@example.com", "website": "https://typed.example"})
        self.take_again()
        self.assertFalse(self.partner.register_differs)
        number = int(self.row.number)
        kept_rows.remove(self.env.cr, layout.CONTACT, {number: number})
        self.take_again()
        self.assertFalse(self.partner.phone, "what the register said and says no more is gone")

    def test_filter(self):
        other = self.register("Zwartkrijt", contacts=[("TEL", "02 555 01 03")]).partner_id
        (self.partner | other)._end_prospect()
        self.partner.phone = "02 555 99 99"
        self.take_again()
        partners = self.env["res.partner"].with_user(self.account)
        both = [("id", "in", (self.partner | other).ids)]
        self.assertEqual(partners.search([("register_differs", "=", True), *both]), self.partner)
        self.assertEqual(partners.search([("register_differs", "=", False), *both]), other)
        self.assertEqual(partners.search([("register_differs", "in", (True, False)), *both]), self.partner | other)

    def test_activating_asks_what_the_register_does_not_know(self):
        action = self.partner.with_user(self.account).action_activate_prospect()
        self.assertEqual((action["res_id"], action["target"]), (self.partner.id, "new"))
        self.assertEqual(self.partner.user_id, self.account)
        view = self.env.ref("hub_cbe.res_partner_view_form_lacking")
        with Form(self.partner.with_user(self.account), view=view) as dialog:
            dialog.email = "typed@example.com"
            with self.assertRaises(AssertionError, msg="the register says it"):
                dialog.phone = "02 555 99 99"
        asked = set(etree.fromstring(view.arch).xpath("//field/@name"))
        self.assertFalse(asked & {"name", "enterprise_number", "legal_form_id", "lang", "nace_ids"})
        self.assertTrue((self.partner | self.company).action_activate_prospect())

    def test_a_proposal_is_told_on_the_form(self):
        company = self.in_hub("Granuleuse", street="Rue de l'Exemple 12", zip="1060")
        match = self.find(company)
        mine = company.with_user(self.account)
        self.assertEqual(mine.register_proposal_id, match)
        self.assertEqual(mine.action_open_register_proposals()["res_id"], match.id)
        self.register("Granuleuse", seat=At("Rue de l'Exemple", "14"))
        self.find(company)
        opened = mine.action_open_register_proposals()
        self.assertEqual(self.matches.search_count(opened["domain"]), 2)
        self.matches.search([("partner_id", "=", company.id)]).action_not_same()
        self.env.invalidate_all()
        self.assertFalse(mine.register_proposal_id)

    def test_today_names_proposals_of_ones_own_companies(self):
        mine = self.in_hub("Granuleuse", street="Rue de l'Exemple 12", zip="1060")
        theirs = self.in_hub("Granuleuse", street="Rue de l'Exemple 12", zip="1060", user_id=self.director.id)
        match = self.find(mine, theirs).filtered(lambda each: each.partner_id == mine)
        day = self.env["hub.day"].with_user(self.account).get_day()
        [card] = [card for card in day["cards"] if card["key"] == "register_proposals"]
        self.assertEqual([(row["id"], row["title"]) for row in card["lines"]], [(match.id, "Granuleuse")])
        self.assertEqual(self.matches.search(card["opens"]["domain"]), match)

    def test_screens_ask_no_more_for_many(self):
        partners = self.partner
        for letter in "abcdefghijkl":
            partners |= self.register(f"Zwartkrijt{letter * 4}", seat=RUE).partner_id
        values = self.env["hub.cbe.value"].search(
            [("partner_id", "in", partners.ids), ("field", "in", ("commune_id", "main_nace_id", "street"))]
        )
        for kind in ("list", "kanban"):
            self._assert_flat(f"hub_cbe.hub_cbe_value_view_{kind}", kind, values)

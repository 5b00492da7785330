from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..domain import layout
from ..tools import rows as kept_rows
from .match_common import At, MatchCase

RUE = At("Rue de l'Exemple", "12")


@tagged("post_install", "-at_install")
class TestDifferences(MatchCase):
    """Of what differs from the register, people say which of both holds."""

    def setUp(self):
        super().setUp()
        self.row = self.register("Granuleuse", seat=RUE, contacts=[("TEL", "02 555 01 02"), ("EMAIL", "a@b.example")])
        self.partner = self.row.partner_id
        self.partner._end_prospect()
        self.partner.write({"phone": "02 555 99 99", "zip": "1180", "city": "Uccle", "street": "Rue Autre 1"})
        self.again()

    def again(self, phone=None):
        """Let an extract come in that says the same, or another phone number."""
        number = int(self.row.number)
        if phone:
            kept_rows.remove(self.env.cr, layout.CONTACT, {number: number})
            rows = [[self.row.display_name, "ENT", "TEL", phone]]
            kept_rows.add(self.env.cr, layout.CONTACT, kept_rows.lines([rows], {}))
        self.row.digest = False
        self.env.flush_all()
        self.take(number)
        self.env.invalidate_all()

    def values(self, *names, user=None):
        rows = self.env["hub.cbe.value"].with_user(user or self.account)
        return rows.search([("partner_id", "=", self.partner.id), ("field", "in", names)])

    def test_the_registers(self):
        self.assertLessEqual({"phone", "zip", "street"}, set(self.row.differs))
        self.values("phone").action_take_register()
        self.assertEqual(self.partner.phone, "02 555 01 02")
        self.assertNotIn("phone", self.row.differs)
        self.assertFalse(self.values("phone").differs)

    def test_an_address_is_taken_as_a_whole(self):
        self.values("street").action_take_register()
        self.assertEqual((self.partner.street, self.partner.zip), ("Rue de l'Exemple 12", "1060"))
        self.assertEqual(self.partner.city, "Saint-Gilles")
        self.assertFalse({"street", "zip", "city", "commune_id"} & set(self.row.differs))

    def test_an_email_of_the_register_is_never_mailed(self):
        self.partner.write({"email": "c@d.example", "email_source": "given"})
        self.again()
        self.values("email").action_take_register()
        self.assertEqual((self.partner.email, self.partner.email_source), ("a@b.example", "register"))

    def test_ours_is_kept_until_the_register_says_something_new(self):
        self.values("phone").action_keep_ours()
        self.assertEqual(self.partner.phone, "02 555 99 99")
        self.assertNotIn("phone", self.row.differs)
        self.again()
        self.assertNotIn("phone", self.row.differs, "the register says nothing new")
        self.again(phone="02 555 03 03")
        self.assertIn("phone", self.row.differs)
        self.assertEqual(self.partner.phone, "02 555 99 99")

    def test_what_was_kept_can_be_taken_after_all(self):
        self.values("phone").action_keep_ours()
        self.values("phone").action_take_register()
        self.assertEqual((self.partner.phone, self.row.kept), ("02 555 01 02", False))

    def test_in_bulk(self):
        other = self.register("Granuleuse Deux", contacts=[("TEL", "02 555 01 03")])
        other.partner_id.phone = "02 555 88 88"
        other.digest = False
        self.env.flush_all()
        self.take(int(other.number))
        self.env.invalidate_all()
        rows = self.env["hub.cbe.value"].search([("differs", "=", True), ("field", "=", "phone")])
        self.assertEqual(rows.partner_id, self.partner | other.partner_id)
        rows.with_user(self.director).action_take_register()
        self.assertEqual(rows.partner_id.mapped("phone"), ["02 555 01 02", "02 555 01 03"])

    def test_who_decides(self):
        rows = self.values("phone")
        for user in (self.analyst, self.outsider, self.privacy):
            for method in ("action_take_register", "action_keep_ours"):
                with self.subTest(user=user.name, method=method), self.assertRaises(AccessError):
                    getattr(rows.with_user(user), method)()
        self.assertEqual(self.partner.phone, "02 555 99 99")

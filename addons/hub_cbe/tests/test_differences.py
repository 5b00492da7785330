from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.hub_entrepreneurs.tests.common import create_users

from ..domain import layout
from ..tools import rows as kept_rows
from .match_common import At, MatchCase

RUE = At("Rue de l'Exemple", "12")


@tagged("post_install", "-at_install")
class TestDifferences(MatchCase):
    """Of what differs from the register, people say which of both holds."""

    USERS = {
        **MatchCase.USERS,
        "portal": "base.group_portal",
        "system": "base.group_system",
        # Who may change contacts, and has another role.
        "secretary": "hub_entrepreneurs.group_hub_analyst,base.group_partner_manager",
    }

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

    def edit(self, **vals):
        """Let somebody change the company, and return in what it differs then."""
        self.partner.with_user(self.director).write(vals)
        self.env.cr.flush()
        self.env.invalidate_all()
        return {*(self.row.differs or ())}

    def test_whoever_changes_a_company_sees_the_difference_at_once(self):
        self.assertEqual(self.edit(phone="02 555 77 77", zip="1060", city="Saint-Gilles", street="Rue de l'Exemple 12"),
                         {"phone"})  # fmt: skip
        self.assertEqual(self.edit(phone="02 555 01 02", name="Granulerie du Coin"), {"name"})
        self.assertEqual(self.edit(name="Granuleuse"), set())

    def test_the_same_in_other_words_is_no_difference(self):
        differs = self.edit(
            name="GRANULEUSE SRL", phone="+32 2/555.01.02", street="R. de l'Exemple, 12", zip="B-1060",
            city="Sint-Gillis", email="A@B.example ", email_source="given", lang="nl_BE",
        )  # fmt: skip
        self.assertEqual(differs, set())

    def test_what_somebody_has_emptied_stays_empty(self):
        self.assertIn("phone", self.edit(phone=False))
        self.again(phone="02 555 03 03")
        self.assertFalse(self.partner.phone)
        self.assertIn("phone", self.row.differs)

    def test_what_the_register_does_not_say_is_no_difference(self):
        self.assertNotIn("website", self.edit(website="https://granuleuse.example"))

    def test_two_addresses_are_never_mixed(self):
        self.edit(street="Rue de l'Exemple 12", zip="1060", city="Saint-Gilles")
        self.edit(street="Rue Voisine 3")
        moved = RUE._replace(street="Rue Nouvelle", number="1", postcode="1180", town="Uccle")
        number = int(self.row.number)
        kept_rows.remove(self.env.cr, layout.ADDRESS, {number: number})
        kept_rows.add(
            self.env.cr, layout.ADDRESS, kept_rows.lines([[self._address(self.row.display_name, "REGO", moved)]], {})
        )
        self.again()
        self.assertEqual((self.partner.street, self.partner.zip), ("Rue Voisine 3", "1060"))
        self.assertLessEqual({"street", "zip", "city"}, {*self.row.differs})

    def test_one_that_became_another_company_differs_in_nothing(self):
        self.assertTrue(self.row.differs)
        self.assertEqual(self.edit(company_registry=False), set())

    def test_of_many_as_many_statements_as_of_two(self):
        partners = [
            self.register(f"Mille {place}", contacts=[("TEL", "02 555 01 02")]).partner_id for place in "abcdef"
        ]
        counts = []
        for some in (partners, partners[:2], partners):
            for each in some:
                each.phone = f"02 555 66 {len(counts)}{each.id % 10}"
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env.cr.flush()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])
        self.assertTrue(all("phone" in each.register_ids.differs for each in partners))

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
        for user in (self.analyst, self.outsider, self.privacy, self.portal, self.system, self.secretary):
            for method in ("action_take_register", "action_keep_ours"):
                with self.subTest(user=user.name, method=method), self.assertRaises(AccessError):
                    getattr(rows.with_user(user), method)()
        self.assertEqual(self.partner.phone, "02 555 99 99")
        self.assertIn("phone", self.row.differs)
        for user in (self.colleague, self.cluster_manager, self.director):
            for method in ("action_take_register", "action_keep_ours"):
                with self.subTest(user=user.name, method=method), self.env.cr.savepoint() as savepoint:
                    getattr(rows.with_user(user), method)()
                    self.assertNotIn("phone", self.row.differs)
                    savepoint.rollback()
                self.env.invalidate_all()

    def test_another_agency_decides_nothing(self):
        agency = self.env["res.company"].create({"name": "Another Agency"})
        [stranger] = create_users(self.env, {"hub_stranger": "hub_entrepreneurs.group_hub_director"})
        stranger.write({"company_ids": [(6, 0, agency.ids)], "company_id": agency.id})
        self.partner.company_id = self.env.company
        theirs = self.env["hub.cbe.value"].with_user(stranger).with_company(agency)
        for method in ("action_take_register", "action_keep_ours"):
            with self.subTest(method=method), self.assertRaises(AccessError):
                getattr(theirs.browse(self.values("phone").id), method)()
        self.assertFalse(theirs.search([("partner_id", "=", self.partner.id)]))

    def test_of_several_all_or_none(self):
        """One of the companies is another agency's by now."""
        other = self.register("Granuleuse Deux", contacts=[("TEL", "02 555 01 03")]).partner_id
        rows = self.values("phone") | self.env["hub.cbe.value"].search(
            [("partner_id", "=", other.id), ("field", "=", "phone")]
        )
        other.company_id = self.env["res.company"].create({"name": "Another Agency"})
        with self.assertRaises(AccessError):
            rows.with_user(self.account).action_take_register()
        self.assertEqual(self.partner.phone, "02 555 99 99")

    def test_nobody_types_what_is_different(self):
        for name, value in (
            ("differs", []),
            ("said", {}),
            ("told_on", "2020-01-01"),
            ("since", {}),
            ("kept", {}),
            ("stopped_on", False),
            ("number", "1"),
        ):
            with self.subTest(name=name), self.assertRaises(AccessError):
                self.row.with_user(self.director).write({name: value})
        with self.assertRaises(AccessError):
            self.partner.with_user(self.director).write({"register_ids": [(1, self.row.id, {"differs": []})]})
        with self.assertRaises(AccessError):
            self.partner.with_user(self.director).write({"establishment_ids": [(0, 0, {"number": "1", "name": "–"})]})

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from .common import QueryCountCase


class TestCompanyPerson(QueryCountCase):
    """All people of a company in one list, each with phone, email and role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner, cls.contact, cls.outside = cls.env["res.partner"].create([
            {"name": "Test Owner", "parent_id": cls.company.id, "phone": "+32 2 100 00 00"},
            {"name": "Test Contact", "parent_id": cls.company.id, "email": "contact@example.com", "function": "Clerk"},
            {"name": "Test Notary"},
        ])  # fmt: skip
        roles = cls.env["hub.company.role"]
        cls.owns, cls.advised = roles.create([
            {"partner_id": cls.company.id, "person_id": cls.owner.id, "role": "owner"},
            {
                "partner_id": cls.company.id,
                "person_id": cls.outside.id,
                "role": "adviser",
                "date_start": "2019-01-01",
                "date_end": "2020-12-31",
            },
        ])  # fmt: skip

    def _rows(self, company=None, user=None):
        return (company or self.company).with_user(user or self.account).people_ids

    def test_roles_and_contacts_in_one_list_and_past_ones_last(self):
        rows = self._rows()
        self.assertEqual(rows.person_id.mapped("name"), ["Test Owner", "Test Contact", "Test Notary"])
        self.assertEqual(rows.mapped("phone"), ["+32 2 100 00 00", False, False])
        self.assertEqual(rows.mapped("email"), [False, "contact@example.com", False])
        self.assertEqual(rows.mapped("role"), ["owner", False, "adviser"])
        self.assertEqual(rows.mapped("is_ended"), [False, False, True])

    def test_addresses_and_establishments_are_no_people(self):
        self.env["res.partner"].create([
            {"name": "Bills", "parent_id": self.company.id, "type": "invoice"},
            {"name": "Workshop", "parent_id": self.company.id, "is_company": True},
            {"name": "Gone", "parent_id": self.company.id, "active": False},
        ])  # fmt: skip
        self.assertEqual(len(self._rows()), 3)
        self.assertEqual(self.company.address_ids.mapped("name"), ["Bills", "Workshop"])

    def test_a_person_and_a_role_in_one_step(self):
        new = (
            self.env["res.partner"]
            .with_user(self.account)
            .create({"name": "Test New", "parent_id": self.other_company.id})
        )
        with Form(self.other_company.with_user(self.account), "base.view_partner_form") as form:
            with form.people_ids.new() as row:
                row.person_id = new
                row.phone = "+32 2 200 00 00"
                row.email = "new@example.com"
                row.role = "manager"
        self.assertEqual((new.phone, new.email), ("+32 2 200 00 00", "new@example.com"))
        role = self.other_company.company_role_ids
        self.assertEqual((role.person_id, role.role, role.is_decision_maker), (new, "manager", True))

    def test_a_contact_without_a_role(self):
        self._add(self.other_company, self.outside)
        self.assertEqual(self.outside.parent_id, self.other_company)
        [row] = self._rows(self.other_company)
        self.assertTrue(row.is_contact)
        with self.assertRaisesRegex(UserError, "Test Owner is a contact of Test Atelier. Choose the role"):
            self._add(self.other_company, self.owner)
        self._add(self.other_company, self.owner, role="shareholder", ownership_share=12)
        self.assertEqual(self.owner.parent_id, self.company, "a role elsewhere moves nobody")
        self.assertEqual(self.other_company.company_role_ids.ownership_share, 12)

    def test_what_is_typed_goes_to_where_it_belongs(self):
        owner, contact, notary = self._rows()
        changes = [
            Command.update(owner.id, {"phone": "+32 2 300 00 00", "ownership_share": 60, "is_decision_maker": False}),
            Command.update(contact.id, {"email": "other@example.com", "function": "Cook", "role": "employee"}),
            Command.update(notary.id, {"date_end": "2021-06-30"}),
        ]
        self.company.with_user(self.account).write({"people_ids": changes})
        self.assertEqual(self.owner.phone, "+32 2 300 00 00")
        self.assertEqual((self.owns.ownership_share, self.owns.is_decision_maker), (60, False))
        self.assertEqual((self.contact.email, self.contact.function), ("other@example.com", "Cook"))
        self.assertEqual(self.contact.held_role_ids.role, "employee")
        self.assertEqual(str(self.advised.date_end), "2021-06-30")
        self.assertEqual(len(self._rows()), 3, "the contact has a role now, and is there once")

    def test_a_row_stays_that_of_one_person(self):
        with self.assertRaisesRegex(UserError, "stays that of one person"):
            self._rows()[0].person_id = self.contact
        with self.assertRaisesRegex(UserError, "stays that of one person"):
            self._rows()[0].write({"partner_id": self.other_company.id})
        with self.assertRaisesRegex(UserError, "choose somebody"):
            self.company.with_user(self.account).write({"people_ids": [Command.create({"role": "owner"})]})

    def test_deleting_a_row_deletes_the_role_and_no_person(self):
        owner, contact, _notary = self._rows()
        self.company.with_user(self.account).write({"people_ids": [Command.delete(owner.id)]})
        self.assertFalse(self.owns.exists())
        self.assertEqual(self._rows().person_id.mapped("name"), ["Test Owner", "Test Contact", "Test Notary"])
        self.assertTrue(self._rows()[0].is_contact)
        with self.assertRaisesRegex(UserError, "Test Contact has no role here"):
            self.company.with_user(self.account).write({"people_ids": [Command.delete(contact.id)]})

    def test_what_the_roles_refuse_is_refused_here(self):
        with self.assertRaisesRegex(UserError, "is a company"):
            self._add(self.company, self.other_company, role="owner")

    def test_who_may(self):
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            with self.subTest(user.login):
                self.assertEqual(len(self._rows(user=user)), 3)
        row = self._rows()[0].with_user(self.analyst)
        for attack in (
            lambda: row.write({"phone": "1"}),
            lambda: row.write({"role": "founder"}),
            row.unlink,
            lambda: self._add(self.company, self.outside, user=self.analyst, role="owner"),
        ):
            with self.assertRaises(AccessError):
                attack()
        self.assertEqual(self.owner.phone, "+32 2 100 00 00")
        for user in (self.outsider, self.privacy):
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    self.env["hub.company.person"].with_user(user).search([])
                with self.assertRaises(AccessError):
                    self.company.with_user(user).read(["people_ids"])

    def test_nothing_of_another_agency(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.owner.parent_id = False
        self.owner.company_id = agency
        self.assertNotIn(self.owner, self.env["hub.company.person"].with_user(self.account).search([]).person_id)
        hidden = self.env["hub.company.person"].browse(2 * self.owns.id).with_user(self.account)
        for attack in (lambda: hidden.read(["phone"]), lambda: hidden.write({"phone": "1"}), hidden.unlink):
            with self.assertRaises(AccessError):
                attack()
        self.assertTrue(self.owns.exists())

    def test_queries_do_not_grow(self):
        many = self.env["res.partner"].create(
            [{"name": f"P {rank}", "parent_id": self.other_company.id} for rank in range(40)]
        )
        self.env["hub.company.role"].create([
            {"partner_id": self.other_company.id, "person_id": person.id, "role": "employee"} for person in many[:20]
        ])  # fmt: skip
        self.env.flush_all()
        rows = {"person_id": {"fields": {"display_name": {}}}, "phone": {}, "email": {}, "role": {}, "date_end": {}}
        counts = [
            self._count(
                lambda company=company: company.with_user(self.account).web_read({"people_ids": {"fields": rows}})
            )
            for company in (self.company, self.other_company)
        ]
        self.assertEqual(*counts)

    def _add(self, company, person, user=None, **values):
        company.with_user(user or self.account).write(
            {"people_ids": [Command.create({"person_id": person.id, **values})]}
        )

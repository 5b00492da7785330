from odoo.tests import tagged
from odoo.tools import SQL

from ..domain.layout import Kind
from ..domain.numbers import value
from ..synthetic.world import Settings
from ..tools import rows as kept_rows
from .common import RegisterCase, table


@tagged("post_install", "-at_install")
class TestPersons(RegisterCase):
    """Natural persons: unknown ones stay out, those with a relation come in, and go with it."""

    SETTINGS = Settings(enterprises=600, share=40, rate=2500)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.full = cls.write_extract()
        # Some stop; these stay in the register.
        there = set.intersection(
            *({row["EnterpriseNumber"] for row in table(cls.write_extract(step), "enterprise")} for step in (1, 2, 3))
        )
        places = {row["EnterpriseNumber"] for row in table(cls.full, "establishment")}
        cls.persons = [
            row["EnterpriseNumber"]
            for row in table(cls.full, "enterprise")
            if row["TypeOfEnterprise"] == "1" and row["EnterpriseNumber"] in there & places
        ]

    def make_contact(self, number):
        return self.env["res.partner"].create(
            {
                "name": "Somebody",
                "is_company": True,
                "country_id": self.belgium.id,
                "company_registry": number.replace(".", ""),
            }
        )

    def count_rows(self, number):
        self.env.flush_all()
        return {
            subject.name: self.env.execute_query(
                SQL("SELECT COUNT(*) FROM %s WHERE company = %s", kept_rows.table(subject), value(number))
            )[0][0]
            for subject in kept_rows.SUBJECTS
        }

    def test_whom_somebody_knows_comes_in_with_a_full_extract(self):
        contact = self.make_contact(self.persons[0])
        self.load(self.full)
        self.assert_in(contact)

    def test_whom_somebody_writes_down_comes_in_with_the_next_update(self):
        self.load(self.full)
        contacts = [self.make_contact(number) for number in self.persons[:10]]
        self.assertFalse(contacts[0].register_ids)
        self.load(self.write_extract(1, Kind.UPDATE))
        for contact in contacts:
            self.assert_in(contact)
        [[others]] = self.env.execute_query(
            SQL(
                "SELECT COUNT(*) FROM hub_cbe_company WHERE number = ANY(%s)",
                [number.replace(".", "") for number in self.persons[10:]],
            )
        )
        self.assertEqual(others, 0)

    def assert_in(self, contact):
        self.env.invalidate_all()
        self.assertEqual(contact.name, "Somebody", "what somebody typed stays")
        self.assertEqual(contact.register_ids.number, contact.company_registry)
        self.assertTrue(contact.is_natural_person)
        self.assertTrue(contact.founding_date)
        self.assertTrue(contact.establishment_ids)
        self.assertFalse(contact.is_prospect)

    def test_what_is_said_of_a_person_is_that_of_a_full_extract(self):
        numbers = self.persons[:20]
        with self.env.cr.savepoint() as savepoint:
            for number in numbers:
                self.make_contact(number)
            self.load(self.write_extract(2))
            expected = self.get_state()
            savepoint.rollback()
        self.env.invalidate_all()
        self.load(self.full)
        self.load(self.write_extract(1, Kind.UPDATE))
        for number in numbers:
            self.make_contact(number)
        self.load(self.write_extract(2, Kind.UPDATE))
        state = self.get_state()
        for number in (each.replace(".", "") for each in numbers):
            self.assertEqual(state[number], expected[number])

    def test_who_is_erased_is_unknown_again(self):
        number, kept = self.persons[:2]
        contact, other = self.make_contact(number), self.make_contact(kept)
        self.load(self.full)
        self.assertTrue(self.count_rows(number)["enterprise"])
        contact.unlink()
        self.assertFalse(any(self.count_rows(number).values()), "nothing that the register said is left")
        self.assertTrue(self.count_rows(kept)["enterprise"])
        bare = number.replace(".", "")
        self.assertFalse(self.env["hub.cbe.company"].search_count([("number", "=", bare)]))
        for step in (1, 2, 3):
            self.load(self.write_extract(step, Kind.UPDATE))
        self.assertFalse(self.env["hub.cbe.company"].search_count([("number", "=", bare)]))
        self.assertFalse(self.env["res.partner"].search_count([("company_registry", "=", bare)]))
        self.assertTrue(other.exists().register_ids)

    def test_who_is_archived_is_known_as_long_as_the_contact_is_kept(self):
        contact = self.make_contact(self.persons[0])
        contact.active = False
        self.load(self.full)
        self.assertTrue(contact.register_ids)

    def test_what_is_said_of_a_company_stays(self):
        self.load(self.full)
        register = self.env["hub.cbe.company"].search([("partner_id.is_natural_person", "=", False)], limit=1)
        number = register.number
        register.partner_id.unlink()
        self.assertTrue(self.count_rows(number)["enterprise"])

    def test_merged_into_another_contact_the_person_is_still_known(self):
        contact = self.make_contact(self.persons[0])
        self.load(self.full)
        double = self.env["res.partner"].create({"name": "Somebody Else", "is_company": True})
        self.env["base.partner.merge.automatic.wizard"].sudo()._merge((contact | double).ids, double)
        self.assertFalse(contact.exists())
        self.assertEqual(double.register_ids.number, self.persons[0].replace(".", ""))
        self.assertTrue(self.count_rows(self.persons[0])["enterprise"])

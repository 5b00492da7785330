from datetime import date

from psycopg2 import errors

from odoo import SUPERUSER_ID, api
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form
from odoo.tools import SQL, mute_logger

from .common import HubCase

DAY = date(2026, 6, 15)


class TestCompanyRole(HubCase):
    """Who is what in a company, by date."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person, cls.other_person = cls.env["res.partner"].create([{"name": "Test Ann"}, {"name": "Test Bob"}])

    def _role(self, role="owner", start=False, end=False, *, share=0, person=None, company=None, **values):
        return self.env["hub.company.role"].create(
            {
                "partner_id": (company or self.company).id,
                "person_id": (person or self.person).id,
                "role": role,
                "date_start": start,
                "date_end": end,
                "ownership_share": share,
                **values,
            }
        )

    def test_a_person_has_several_roles(self):
        self._role("owner", "2020-01-01")
        self._role("director", "2020-01-01")
        self._role("owner", "2020-01-01", company=self.other_company)
        self._role("owner", "2020-01-01", person=self.other_person)
        self._role("owner", "2019-01-01", "2019-12-31")
        self.assertEqual(len(self.company.company_role_ids), 4)

    def test_the_same_role_does_not_overlap(self):
        self._role("owner", "2020-01-01", "2020-12-31")
        for start, end in (("2020-12-31", False), (False, "2020-01-01"), (False, False), ("2020-03-01", "2020-04-01")):
            with (
                self.subTest(start=start, end=end),
                self.assertRefused("hub.company.role", "Role: this person has this role", "End the other one"),
            ):
                self._role("owner", start, end)

    def test_since_always_is_a_period(self):
        self._role("owner", False, "2020-12-31")
        with self.assertRefused("hub.company.role", "Role"):
            self._role("owner", "1990-01-01", "1990-12-31")

    def test_every_role_has_a_number_of_its_own(self):
        codes = list(dict(self.env["hub.company.role"]._fields["role"].selection))
        rows = self.env.execute_query(SQL("SELECT COUNT(DISTINCT hashtext(code)) FROM unnest(%s) code", codes))
        self.assertEqual(rows, [(len(codes),)])

    def test_an_end_before_the_start(self):
        with self.assertRefused("hub.company.role", "Last Day", "Correct one of the two dates"):
            self._role("owner", "2020-02-01", "2020-01-31")

    def test_a_share_out_of_bounds(self):
        for share in (-0.01, 100.01, 150):
            with self.subTest(share), self.assertRefused("hub.company.role", "Share (%)", "from 0 to 100"):
                self._role(share=share)
        role = self._role(share=100)
        with self.assertRefused("hub.company.role", "Share (%)", "from 0 to 100"):
            role.ownership_share = -1
            role.flush_recordset()

    def test_shares_in_total(self):
        mine = self._role(start="2020-01-01", share=60)
        self._role(start="2020-01-01", end="2020-12-31", share=40, person=self.other_person)
        with self.on_day(DAY), self.assertRaises(ValidationError) as refused:
            self._role("shareholder", "2020-06-01", share=10, person=self.other_person)
        for part in ("Share (%)", "06/01/2020", "Test Atelier", "110.00 percent"):
            self.assertIn(part, str(refused.exception))
        self._role("shareholder", "2021-01-01", share=40, person=self.other_person)
        self._role(share=100, company=self.other_company)
        with self.assertRaises(ValidationError):
            mine.ownership_share = 60.01
        self.assertEqual(len(self.company.company_role_ids), 3, "what stood there stays")

    def test_shares_in_total_when_days_or_companies_move(self):
        self._role(end="2020-12-31", share=100)
        late = self._role(start="2021-01-01", share=100, person=self.other_person)
        elsewhere = self._role("founder", share=1, company=self.other_company)
        for values, role in (({"date_start": "2020-12-31"}, late), ({"partner_id": self.company.id}, elsewhere)):
            with self.subTest(values), self.assertRaises(ValidationError), self.cr.savepoint():
                role.write(values)
                self.env.flush_all()

    def test_shares_hidden_from_the_user_count(self):
        """Another agency's person owns part of it."""
        self.other_person.company_id = self.env["res.company"].create({"name": "Other Agency"})
        hidden = self._role(share=60, person=self.other_person)
        self.assertFalse(hidden.with_user(self.account).search([("id", "=", hidden.id)]))
        with self.assertRaises(ValidationError):
            self.env["hub.company.role"].with_user(self.account).create(
                {"partner_id": self.company.id, "person_id": self.person.id, "role": "owner", "ownership_share": 50}
            )

    def test_many_at_once_cost_the_same(self):
        companies = self.env["res.partner"].create(
            [{"name": f"Shared {rank}", "is_company": True} for rank in range(40)]
        )
        self.env.flush_all()

        def create(companies):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["hub.company.role"].create(
                [
                    {"partner_id": company.id, "person_id": person.id, "role": "owner", "ownership_share": 50}
                    for company in companies
                    for person in self.person + self.other_person
                ]
            )
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        create(companies[:2])
        self.assertEqual(create(companies[2:4]), create(companies[4:]))

    def test_two_users_at_once(self):
        """The second of two transactions that know nothing of each other is refused, and sees more when it retries."""
        with self.two_connections() as (first, second), mute_logger("odoo.sql_db"):
            env = api.Environment(first, SUPERUSER_ID, {})
            company, one, two = env["res.partner"].create(
                [{"name": "Race", "is_company": True}, {"name": "Race One"}, {"name": "Race Two"}]
            )
            first.commit()

            def add(cursor, person, share):
                roles = api.Environment(cursor, SUPERUSER_ID, {})["hub.company.role"]
                roles.create(
                    {"partner_id": company.id, "person_id": person.id, "role": "owner", "ownership_share": share}
                )

            try:
                second.execute(SQL("SELECT count(*) FROM hub_company_role"))  # its view of the world begins here
                add(first, one, 60)
                second.execute(SQL("SET LOCAL lock_timeout = '300ms'"))
                with self.assertRaises(errors.LockNotAvailable, msg="the second waits for the first to decide"):
                    add(second, two, 50)
                second.rollback()
                second.execute(SQL("SELECT count(*) FROM hub_company_role"))
                first.commit()
                with self.assertRaises(errors.SerializationFailure, msg="what it knows is out of date"):
                    add(second, two, 50)
                second.rollback()
                with self.assertRaises(ValidationError, msg="Odoo starts it again, and now it sees the other's share"):
                    add(second, two, 50)
                second.rollback()
                add(second, two, 40)
            finally:
                second.rollback()
                first.rollback()
                env = api.Environment(first, SUPERUSER_ID, {})
                env["hub.company.role"].search([("partner_id", "=", company.id)]).unlink()
                env["res.partner"].browse((company + one + two).ids).unlink()
                first.commit()

    def test_who_may_be_what(self):
        with self.assertRaises(ValidationError, msg="a company has no role"), self.cr.savepoint():
            self._role(person=self.other_company)
        with self.assertRaises(ValidationError, msg="nobody has a role in a person"), self.cr.savepoint():
            self._role(company=self.other_person)

    def test_who_decides(self):
        self.assertTrue(self._role("director").is_decision_maker)
        self.assertFalse(self._role("employee").is_decision_maker)
        self.assertFalse(self._role("manager", is_decision_maker=False).is_decision_maker)
        form = Form(self.env["hub.company.role"].with_user(self.account))
        form.role = "owner"
        self.assertTrue(form.is_decision_maker)
        form.role = "adviser"
        self.assertFalse(form.is_decision_maker)

    def test_today(self):
        past = self._role("owner", "2020-01-01", "2026-06-14", share=50)
        last_day = self._role("director", False, "2026-06-15")
        future = self._role("owner", "2026-06-16", person=self.other_person)
        with self.on_day(DAY):
            self.env.invalidate_all()
            self.assertEqual([role.is_current for role in (past, last_day, future)], [False, True, False])
            roles = self.env["hub.company.role"].search(
                [("partner_id", "=", self.company.id), ("is_current", "=", True)]
            )
            self.assertEqual(roles, last_day)
            roles = self.env["hub.company.role"].search(
                [("partner_id", "=", self.company.id), ("is_current", "=", False)]
            )
            self.assertEqual(roles, past + future)
            self.assertEqual((self.company.people_count, self.person.held_role_count), (1, 1))
            self.assertEqual((self.other_person.held_role_count, self.other_company.people_count), (0, 0))
            self.assertEqual(self.company.decision_maker_ids, self.person)
        with self.on_day(date(2026, 6, 16)):
            self.env.invalidate_all()
            self.assertEqual(self.company.decision_maker_ids, self.other_person)

    def test_another_agency_sees_nothing_of_it(self):
        role = self._role()
        roles = role.with_user(self.director)
        agency = self.env["res.company"].create({"name": "Other Agency"})
        for contact in (self.company, self.person):
            with self.subTest(contact.name):
                self.assertIn(role, roles.search([]))
                contact.company_id = agency
                self.assertNotIn(role, roles.search([]))
                with self.assertRaises(AccessError, msg="nor is one pushed over there"), self.cr.savepoint():
                    self._role("adviser", company=self.other_company, person=self.other_person).with_user(
                        self.account
                    ).write({"partner_id" if contact.is_company else "person_id": contact.id})
                contact.company_id = False

    def test_buttons_lead_to_what_they_count(self):
        with self.on_day(DAY):
            role = self._role("owner")
            for contact, action in (
                (self.company, self.company.action_open_people()),
                (self.person, self.person.action_open_held_roles()),
            ):
                self.assertEqual(self.env["hub.company.role"].search(action["domain"]), role)
                self.assertIn(contact.id, action["context"].values())

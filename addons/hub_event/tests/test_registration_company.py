from odoo.exceptions import UserError
from odoo.tests import Form

from .registration_common import RegistrationCase


class TestRegistrationCompany(RegistrationCase):
    """A registration knows its company: chosen, or proposed with the reason and taken by a click."""

    def _register_stranger(self, **values):
        values = {"event_id": self.small.id, "name": "Somebody New", **values}
        return self.env["event.registration"].create(values)

    def test_who_chooses_a_person_chooses_the_company(self):
        [registration] = self.register(0)
        self.assertEqual(registration.attendee_company_id, self.companies[0])
        self.assertFalse(registration.proposed_company_id)
        registration.partner_id = self.env["res.partner"].create({"name": "Nobody's"})
        self.assertEqual(registration.attendee_company_id, self.companies[0], "a starter is of no other company")

    def test_who_chooses_a_company_gets_its_only_person(self):
        form = Form(self.env["event.registration"].with_user(self.cluster_manager).with_context(
            default_event_id=self.small.id))  # fmt: skip
        form.attendee_company_id = self.companies[0]
        self.assertEqual((form.partner_id, form.name), (self.people[0], self.people[0].name))
        self.assertEqual(form.email, self.people[0].email)
        self.people[1].copy({"name": "One More"})
        form = Form(self.env["event.registration"].with_user(self.cluster_manager).with_context(
            default_event_id=self.small.id))  # fmt: skip
        form.attendee_company_id = self.companies[1]
        self.assertFalse(form.partner_id, "nobody is guessed")

    def test_addresses_and_branches_are_no_people(self):
        company, person = self.companies[0], self.people[0]
        self.env["res.partner"].create(
            [
                {"name": "Workshop", "parent_id": company.id, "type": "delivery"},
                {"name": "Branch", "parent_id": company.id, "is_company": True},
            ]
        )
        self.assertEqual(company._get_only_person(), person)

    def test_a_person_who_is_chosen_stays(self):
        form = Form(self.env["event.registration"].with_user(self.account).with_context(default_event_id=self.small.id))
        form.partner_id = self.people[0]
        form.attendee_company_id = self.companies[1]
        self.assertEqual(form.partner_id, self.people[0])

    def test_proposed_with_the_reason(self):
        self.companies[1].phone = "+32 2 555 01 99"
        for given, company, because in (
            ({"company_number": "BE 0100.000.070"}, self.company, "same enterprise number"),
            ({"email": "PERSON2@example.com"}, self.companies[2], "same email"),
            ({"company_name": "registering  3"}, self.companies[3], "same name"),
            ({"phone": "02 555 01 99"}, self.companies[1], "same phone"),
            (
                {"company_name": "Registering 4", "email": "company4@example.com"},
                self.companies[4],
                "same name, same email",
            ),
        ):
            with self.subTest(**given):
                registration = self._register_stranger(**given)
                self.assertFalse(registration.attendee_company_id, "never taken silently")
                self.assertEqual(registration.place_state, "check")
                self.assertEqual(registration.proposed_company_id, company)
                self.assertEqual(registration.proposed_because, because)
                registration.unlink()

    def test_the_likeliest_one_is_proposed(self):
        for name, email, likeliest in ((3, 4, 3), (5, 2, 5)):
            registration = self._register_stranger(
                company_name=f"Registering {name}", email=f"company{email}@example.com"
            )
            self.assertEqual(registration.candidate_count, 2)
            self.assertEqual(registration.proposed_company_id, self.companies[likeliest], "the name says more")
        registration = self._register_stranger(company_name="Registering 3", company_number="0100.000.070")
        self.assertEqual(registration.proposed_company_id, self.company, "the number says most")

    def test_a_namesake_with_another_number_is_another_company(self):
        self.companies[3].write({"country_id": self.belgium.id, "company_registry": "0100000268"})
        registration = self._register_stranger(company_name="Registering 3", company_number="0100.000.367")
        self.assertFalse(registration.proposed_company_id)
        with self.assertRaisesRegex(UserError, "No company is proposed"):
            registration.action_take_company()

    def test_taken_by_a_click(self):
        registration = self._register_stranger(email="person2@example.com")
        registration.with_user(self.cluster_manager).action_take_company()
        self.assertEqual(registration.attendee_company_id, self.companies[2])
        self.assertEqual(registration.partner_id, self.people[2], "the person with that address as well")
        self.assertEqual((registration.state, registration.place_state), ("open", "given"))

    def test_all_candidates(self):
        self.companies[5].name = "Registering 3"
        registration = self._register_stranger(company_name="Registering 3")
        self.assertEqual(registration.candidate_count, 2)
        opened = self.env["res.partner"].search(registration.action_open_candidates()["domain"])
        self.assertEqual(opened, (self.companies[3] + self.companies[5]).sorted())

    def test_a_company_of_another_agency_is_not_proposed(self):
        self.companies[2].company_id = self.env["res.company"].create({"name": "Other Agency"})
        registration = self._register_stranger(email="company2@example.com")
        self.assertFalse(registration.with_user(self.cluster_manager).proposed_company_id)

    def test_the_same_person_registers_once(self):
        [registration] = self.register(0)
        for values in (
            {"partner_id": self.people[0].id, "name": "Person 0"},
            {"name": "person  0", "email": "Person <PERSON0@example.com>"},
        ):
            with self.assertRefused("event.registration", "this person is registered for this action already"):
                self._register_stranger(**values)
        second = self._register_stranger(partner_id=self.people[0].id, name="Person 0", state="cancel")
        with self.assertRefused("event.registration", "this person is registered for this action already"):
            second.action_confirm()
        other = self._register_stranger(email="person0@example.com", attendee_company_id=self.companies[0].id)
        self.assertEqual(other.same_person, "Person 0", "another name with that address is only told")
        other.action_cancel()
        registration.action_cancel()
        self.assertFalse(other.same_person)
        self.register(0)

    def test_events_that_are_no_actions_are_cores(self):
        event = self.env["event.event"].create(
            {"name": "Plain", "date_begin": "2031-01-01 08:00:00", "date_end": "2031-01-01 18:00:00"}
        )
        twice = self.register(0, 0, event=event)
        self.assertEqual(twice.mapped("state"), ["open", "open"])
        self.assertFalse(any(twice.mapped("place_state")))
        self.assertFalse(any(twice.mapped("eligibility")))
        twice.action_set_done()
        self.assertFalse(self.env["hub.interaction"].search([("event_id", "=", event.id)]))

    def test_fees_follow_the_class_until_they_are_paid(self):
        self.micro(0)
        fees = self.env["hub.action.fee"].create(
            [
                {"event_id": self.small.id, "size_class": "micro", "amount": 100},
                {"event_id": self.small.id, "membership": "members", "size_class": "micro", "amount": 50},
                {"event_id": self.small.id, "amount": 300},
            ]
        )
        first, second = self.register(0, 1)
        self.assertEqual((first.fee_amount, second.fee_amount), (100, 300))
        first.with_user(self.cluster_manager).action_mark_paid()
        fees[0].amount = 120
        self.assertEqual(first.fee_amount, 100, "what was paid stays")
        self.assertTrue(first.fee_paid_on)
        self.env["hub.cluster.membership"].create(
            {"cluster_id": self.cluster.id, "partner_id": self.companies[0].id, "date_start": "2020-01-01"}
        )
        [member] = self.register(0, event=self.small, name="Colleague", email="colleague@example.com")
        self.assertEqual(member.fee_amount, 50)

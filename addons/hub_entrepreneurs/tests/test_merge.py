from datetime import date

from odoo import SUPERUSER_ID
from odoo.exceptions import UserError
from odoo.tests import BaseCase

from ..domain.periods import overlapping, union
from ..tools.dates import day_of, zone
from .common import HubCase


class _Period:
    def __init__(self, start, end):
        self.date_start, self.date_end = start, end

    def __repr__(self):
        return f"{self.date_start}…{self.date_end}"


class TestPeriods(BaseCase):
    """The plain functions."""

    def test_chains(self):
        spring = _Period(date(2026, 3, 1), date(2026, 5, 31))
        may = _Period(date(2026, 5, 31), date(2026, 6, 2))
        june = _Period(date(2026, 6, 1), date(2026, 6, 30))
        july = _Period(date(2026, 7, 1), None)
        autumn = _Period(date(2026, 9, 1), date(2026, 9, 30))
        always = _Period(None, date(2026, 1, 1))
        self.assertEqual(list(overlapping([june, spring])), [], "side by side is not overlapping")
        self.assertEqual(list(overlapping([june, may, spring])), [[spring, may, june]])
        self.assertEqual(list(overlapping([autumn, july, spring])), [[july, autumn]])
        self.assertEqual(list(overlapping([always, spring])), [])
        self.assertEqual(union([spring, june]), (date(2026, 3, 1), date(2026, 6, 30)))
        self.assertEqual(union([july, always]), (None, None))


class MergeCase(HubCase):
    """Merging as a director."""

    def _merge(self, *partners, into=None, user=None):
        partners = self.env["res.partner"].union(*partners)
        self.env.flush_all()
        wizard = (
            self.env["base.partner.merge.automatic.wizard"]
            .with_user(user or self.director)
            .with_context(active_model="res.partner", active_ids=partners.ids)
            .create({})
        )
        wizard.dst_partner_id = into or partners[0]
        wizard.action_merge()
        self.env.flush_all()
        self.env.invalidate_all()

    def _member(self, partner, start, end=False, cluster=None, **values):
        return self.env["hub.cluster.membership"].create(
            {
                "cluster_id": (cluster or self.cluster).id,
                "partner_id": partner.id,
                "date_start": start,
                "date_end": end,
                **values,
            }
        )


class TestMergeCompanies(MergeCase):
    """Two companies that turn out to be one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.double = cls.env["res.partner"].create({"name": "Tset Atelier", "is_company": True})

    def test_the_number_moves(self):
        number = self.company.company_registry
        self._merge(self.double, self.company, into=self.double)
        self.assertFalse(self.company.exists())
        self.assertEqual(self.double.company_registry, number)
        self.assertTrue(self.double.is_belgian)

    def test_the_number_stays(self):
        number = self.company.company_registry
        self._merge(self.company, self.double)
        self.assertEqual(self.company.company_registry, number)

    def test_two_numbers_are_two_enterprises(self):
        membership = self._member(self.other_company, "2026-01-01")
        with self.assertRaisesRegex(UserError, "Enterprise Number: these are different enterprises.*0100"):
            self._merge(self.company, self.other_company)
        self.assertEqual(membership.partner_id, self.other_company)
        wizard = (
            self.env["base.partner.merge.automatic.wizard"]
            .with_user(self.director)
            .with_context(active_model="res.partner", active_ids=(self.company + self.other_company).ids)
            .create({})
        )
        self.assertIn("Enterprise Number", wizard.hub_conflicts, "it is on the screen before anybody tries")

    def test_overlapping_memberships_are_joined(self):
        kept = self._member(self.company, "2025-01-01", "2025-12-31")
        later = self._member(self.double, "2025-06-01", charter_signed_on="2025-06-02")
        apart = self._member(self.double, "2023-01-01", "2023-12-31")
        elsewhere = self._member(self.double, "2025-01-01", cluster=self.other_cluster)
        self._merge(self.company, self.double)
        self.assertEqual(self.company.membership_ids, kept + apart + elsewhere)
        self.assertFalse(later.exists())
        self.assertEqual((kept.date_start, kept.date_end), (date(2025, 1, 1), False))
        self.assertEqual(kept.charter_signed_on, date(2025, 6, 2))
        self.assertEqual(self.company.cluster_ids, self.cluster + self.other_cluster)

    def test_the_row_of_the_one_that_stays_is_kept(self):
        older = self._member(self.double, "2024-01-01", "2025-06-30")
        kept = self._member(self.company, "2025-01-01", "2025-12-31")
        self._merge(self.company, self.double)
        self.assertFalse(older.exists())
        self.assertEqual((kept.date_start, kept.date_end), (date(2024, 1, 1), date(2025, 12, 31)))

    def test_one_candidacy(self):
        kept, other = self._member(self.company, False), self._member(self.double, False)
        self._merge(self.company, self.double)
        self.assertEqual(self.company.membership_ids, kept)
        self.assertFalse(other.exists())

    def test_kinds_that_differ_are_for_a_person(self):
        self._member(self.company, "2025-01-01")
        self._member(self.double, "2025-06-01", kind="observer")
        with self.assertRaisesRegex(UserError, "Kind: .* on the same days"):
            self._merge(self.company, self.double)

    def test_the_status_is_computed_anew(self):
        self.create_evidence(self.double, "2026-01-01", False)
        self._merge(self.company, self.double)
        self.assertEqual(self.company.transition_status, "exemplary")
        self.assertEqual(self.company.evidence_count, 1)

    def test_what_follows_the_company_follows_the_one_that_stays(self):
        self.company.commune_id, other = self.env["hub.commune"].search([], limit=2)
        self.double.commune_id = other
        membership = self._member(self.double, "2025-01-01")
        self.assertEqual(membership.commune_id, other)
        self._merge(self.company, self.double)
        self.assertEqual(membership.commune_id, self.company.commune_id)
        self.assertNotEqual(membership.commune_id, other, "the one chosen for the company that stays")

    def test_a_commune_that_only_the_other_had(self):
        self.double.commune_id = self.env["hub.commune"].search([], limit=1)
        self._merge(self.company, self.double)
        self.assertTrue(self.company.commune_id)

    def test_figures_of_two_years_are_not_mixed(self):
        self.company.write({"employee_count": 5, "size_data_year": 2022, "turnover": 100_000})
        self.double.write({"employee_count": 20, "size_data_year": 2024, "balance_sheet_total": 3_000_000})
        self._merge(self.company, self.double)
        self.assertEqual((self.company.employee_count, self.company.size_data_year), (20, 2024))
        self.assertEqual((self.company.turnover, self.company.balance_sheet_total), (0, 3_000_000))
        self.assertEqual(self.company.size_class, "small")

    def test_sectors_are_computed_anew(self):
        self.double.nace_ids = self.env["hub.nace"].search([("version", "=", "2025"), ("code", "=", "3212")])
        sectors = self.double.sector_ids
        self.assertTrue(sectors)
        self._merge(self.company, self.double)
        self.assertEqual(self.company.sector_ids, sectors)
        self.assertEqual(self.company.main_nace_id.code, "3212")

    def test_no_other_row_is_lost(self):
        people = self.env["res.partner"].create([{"name": f"Fan {rank}"} for rank in range(2)])
        for company in (self.company, self.double):
            company.message_subscribe(people.ids)
        lead = self.env["crm.lead"].create({"name": "A lead", "partner_id": self.double.id})
        child = self.env["res.partner"].create({"name": "An employee", "parent_id": self.double.id})
        tag = self.env["res.partner.category"].create({"name": "A tag"})
        (self.company + self.double).category_id = tag
        activity = self.double.activity_schedule("mail.mail_activity_data_todo", user_id=self.account.id)
        self._merge(self.company, self.double)
        self.assertEqual((lead.partner_id, child.parent_id), (self.company, self.company))
        self.assertEqual(activity.res_id, self.company.id)
        self.assertEqual(self.company.category_id, tag)
        self.assertLessEqual(people, self.company.message_partner_ids)

    def test_different_emails_are_no_hindrance_for_a_director(self):
        self.company.email, self.double.email = "one@example.com", "two@example.com"
        self._merge(self.company, self.double)
        self.assertFalse(self.double.exists())

    def test_log_ins_stay_protected(self):
        person = self.env["res.partner"].create({"name": "Somebody", "email": "somebody@example.com"})
        with self.assertRaisesRegex(UserError, "same email"):
            self._merge(self.account.partner_id, person)

    def test_a_company_and_a_person(self):
        person = self.env["res.partner"].create({"name": "Somebody"})
        with self.assertRaisesRegex(UserError, "a company and a person"):
            self._merge(self.company, person)

    def test_two_agencies(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.double.company_id = agency
        self.company.company_id = self.env.company
        self.director.company_ids += agency
        with self.assertRaisesRegex(UserError, "Agency: "):
            self._merge(self.company, self.double)

    def test_conversations_move_and_none_is_lost(self):
        service = self.env["hub.service"].create({"name": "Test talk", "code": "test_merge", "is_transition": True})
        meeting = self.env["calendar.event"].create(
            {"name": "Meeting", "start": "2026-03-02 09:00", "stop": "2026-03-02 10:00"}
        )
        rows = self.env["hub.interaction"].create(
            [
                {
                    "partner_id": company.id,
                    "date": f"2026-03-0{day} 09:00",
                    "calendar_event_id": event,
                    "service_id": service.id,
                }
                for company, day, event in (
                    (self.company, 2, meeting.id),
                    (self.double, 2, meeting.id),
                    (self.double, 3, False),
                )
            ]
        )
        self._merge(self.company, self.double)
        self.assertEqual(rows.partner_id, self.company)
        self.assertEqual(rows.mapped("calendar_event_id"), meeting)
        self.assertEqual(rows[0].calendar_event_id, meeting, "the meeting stays with the one that stays")
        self.assertEqual(self.company.interaction_count, 3)
        self.assertEqual(self.company.last_interaction_date, date(2026, 3, 3))
        self.assertEqual(self.company.transition_status, "aware")

    def test_each_of_our_rows_moves(self):
        """One row of each model that points to contacts, whatever models there are."""
        person = self.env["res.partner"].create({"name": "A Person"})
        rows = self.one_of_each(self.double, person)
        profile = self.env["hub.person.profile"].with_user(SUPERUSER_ID).create({"person_id": person.id})
        twin = self.env["res.partner"].create({"name": "A. Person"})
        self._merge(self.company, self.double)
        self._merge(twin, person)
        for model, row in rows.items():
            with self.subTest(model=model):
                self.assertEqual(row.partner_id, self.company)
        for row in (profile.person_id, rows["hub.company.role"].person_id, rows["hub.interaction"].contact_id):
            self.assertEqual(row, twin)
        self.assertEqual({*rows, "hub.person.profile"}, self.models_about_contacts(), "a new model belongs in here")


class TestMergePersons(MergeCase):
    """Two persons that turn out to be one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.starter = cls.env["res.partner"].create({"name": "A Starter"})
        cls.employee = cls.env["res.partner"].create({"name": "A. Starter", "parent_id": cls.company.id})

    def test_a_starter_who_works_for_a_company(self):
        row = self.env["hub.interaction"].create({"partner_id": self.starter.id})
        self._merge(self.employee, self.starter)
        self.assertEqual((row.partner_id, row.contact_id), (self.company, self.employee))
        self.assertEqual(self.company.last_interaction_date, day_of(row.date, zone(self.env)))

    def test_who_represents_a_member(self):
        membership = self._member(self.other_company, "2026-01-01", contact_id=self.starter.id)
        self._merge(self.employee, self.starter)
        self.assertEqual(membership.contact_id, self.employee)

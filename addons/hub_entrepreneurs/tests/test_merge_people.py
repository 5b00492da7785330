from datetime import date

from odoo.exceptions import UserError

from .test_merge import MergeCase


class TestMergePeople(MergeCase):
    """Roles and what persons told, when two contacts turn out to be one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person, cls.double = cls.env["res.partner"].create([{"name": "Test Ann"}, {"name": "Test An"}])
        cls.twin = cls.env["res.partner"].create({"name": "Tset Atelier", "is_company": True})

    def _role(self, person, company=None, *, start=False, end=False, share=0, role="owner"):
        return self.env["hub.company.role"].create(
            {
                "person_id": person.id,
                "partner_id": (company or self.company).id,
                "role": role,
                "date_start": start,
                "date_end": end,
                "ownership_share": share,
            }
        )

    def _profile(self, person, day, **values):
        return self.env["hub.person.profile"].create({"person_id": person.id, "answered_on": day, **values})

    def test_roles_of_two_persons(self):
        self._role(self.person, start="2020-01-01", end="2022-12-31", share=40)
        self._role(self.double, start="2022-01-01", share=40)
        self._role(self.double, role="director")
        self._merge(self.double, self.person, into=self.person)
        roles = self.person.held_role_ids.sorted("role")
        self.assertEqual(roles.mapped("role"), ["director", "owner"])
        self.assertEqual(roles[1].date_start, date(2020, 1, 1))
        self.assertFalse(roles[1].date_end)
        self.assertEqual(roles[1].ownership_share, 40)

    def test_roles_in_two_companies(self):
        self._role(self.person, start="2020-01-01", share=60)
        self._role(self.person, self.twin, share=60)
        self._role(self.double, self.twin, share=40)
        self._merge(self.twin, self.company, into=self.company)
        self.assertEqual(sorted(self.company.company_role_ids.mapped("ownership_share")), [40, 60])
        self.assertFalse(self.company.company_role_ids.filtered("date_start"), "since always")

    def test_shares_that_differ(self):
        self._role(self.person, share=60)
        self._role(self.person, self.twin, share=50)
        with self.assertRaisesRegex(UserError, "different shares"):
            self._merge(self.twin, self.company)
        self.assertEqual(len(self.person.held_role_ids), 2, "nothing changed")

    def test_shares_that_are_too_much_together(self):
        self._role(self.person, share=60)
        self._role(self.double, self.twin, share=50)
        with self.assertRaisesRegex(UserError, "add up to 110.00 percent together"):
            self._merge(self.twin, self.company)

    def test_profiles(self):
        """The director who merges has no right to see them: nothing is lost, and nothing is said."""
        self._profile(
            self.person, "2024-01-01", gender="other", gender_answer="answered", birth_year_answer="declined",
            basis="consent",
        )  # fmt: skip
        self._profile(
            self.double, "2025-01-01", gender="woman", gender_answer="answered", employment_status="student",
            employment_status_answer="answered", basis="public_task",
        )  # fmt: skip
        self._merge(self.double, self.person, into=self.person)
        profile = self.env["hub.person.profile"].search([("person_id", "=", self.person.id)])
        self.assertEqual(
            [profile.gender, profile.birth_year_answer, profile.employment_status, profile.basis],
            ["woman", "declined", "student", "public_task"],
        )
        self.assertEqual(profile.answered_on, date(2025, 1, 1))

    def test_the_only_profile_moves(self):
        profile = self._profile(self.double, "2024-01-01", gender="woman", gender_answer="answered")
        self._merge(self.double, self.person, into=self.person)
        self.assertEqual(profile.person_id, self.person)

    def test_target_groups(self):
        members = self.env["hub.target.group.member"]
        women = self.env.ref("hub_entrepreneurs.hub_target_group_women")
        members.create(
            [
                {"group_id": women.id, "partner_id": company.id, "date_start": start, "date_end": end}
                for company, start, end in (
                    (self.company, "2024-01-01", "2024-12-31"),
                    (self.twin, "2024-06-01", False),
                )
            ]
        )
        self._merge(self.twin, self.company, into=self.company)
        row = members.search([("partner_id", "=", self.company.id)])
        self.assertEqual((row.date_start, row.date_end), (date(2024, 1, 1), False))

    def test_the_log_follows(self):
        profile = self._profile(self.double, "2024-01-01", gender="woman", gender_answer="answered")
        profile.with_user(self.privacy).read(["gender"])
        row = self.env["hub.person.profile.access"].search([("user_id", "=", self.privacy.id)])
        self._merge(self.double, self.person, into=self.person)
        self.assertEqual(row.person_ids, self.person)

from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form

from .common import HubCase

DAY = date(2026, 6, 15)


class TestPersonProfile(HubCase):
    """What a person told: values and answers go together."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.env["res.partner"].create({"name": "Test Ann"})
        cls.other_person = cls.env["res.partner"].create({"name": "Test Bob"})

    def _profile(self, **values):
        return self.env["hub.person.profile"].with_user(self.privacy).create({"person_id": self.person.id, **values})

    def test_not_asked_is_where_it_begins(self):
        profile = self._profile()
        for question in ("gender", "birth_year", "employment_status"):
            self.assertEqual(profile[f"{question}_answer"], "not_asked")
            self.assertFalse(profile[question])
        self.assertFalse(profile.answered_on)

    def test_a_value_comes_with_the_answer(self):
        profile = self._profile()
        for question, value, label in (
            ("gender", "woman", "Gender"),
            ("birth_year", 1990, "Year of Birth"),
            ("employment_status", "job_seeker", "Employment"),
        ):
            answer = f"{question}_answer"
            for wrong in (
                {question: value},
                {question: value, answer: "declined"},
                {answer: "answered"},
            ):
                with self.subTest(wrong), self.assertRefused("hub.person.profile", label, "together with the answer"):
                    profile.write(wrong)
                    profile.flush_recordset()
            profile.write({question: value, answer: "answered"})
            profile.flush_recordset()
            profile.write({question: False, answer: "declined"})
            profile.flush_recordset()
            self.assertFalse(profile[question])

    def test_year_of_birth(self):
        with self.on_day(DAY):
            profile = self._profile(birth_year=2012, birth_year_answer="answered")
            for year in (2013, 1915, 2030, 85, -1990):
                with self.subTest(year), self.assertRaisesRegex(ValidationError, "between 1916 and 2012"):
                    profile.birth_year = year

    def test_one_profile_a_person(self):
        self._profile()
        with self.assertRefused("hub.person.profile", "has a profile already"):
            self._profile()

    def test_a_company_told_nothing_unless_it_is_one_person(self):
        with self.assertRaisesRegex(ValidationError, "Test Atelier is a company"), self.cr.savepoint():
            self._profile(person_id=self.company.id)
        self.company.is_natural_person = True
        self.assertTrue(self._profile(person_id=self.company.id))

    def test_what_somebody_told_stays_with_that_person(self):
        with self.assertRaisesRegex(UserError, "can't move to another person"):
            self._profile().person_id = self.other_person

    def test_the_day_is_filled_in(self):
        with self.on_day(DAY):
            self.assertEqual(self._profile(gender_answer="declined").answered_on, DAY)
            other = self._profile(person_id=self.other_person.id)
            other.write({"birth_year": 1990, "birth_year_answer": "answered"})
            self.assertEqual(other.answered_on, DAY)
            other.answered_on = "2026-01-01"
            other.employment_status_answer = "declined"
            self.assertEqual(other.answered_on, date(2026, 1, 1))

    def test_the_form_is_quick(self):
        form = Form(
            self.env["hub.person.profile"].with_user(self.privacy).with_context(default_person_id=self.person.id)
        )
        form.gender_answer = "answered"
        form.gender = "woman"
        form.birth_year_answer = "declined"
        form.basis = "consent"
        profile = form.save()
        self.assertEqual((profile.gender, profile.gender_answer), ("woman", "answered"))
        with Form(profile) as form:
            form.gender_answer = "declined"
        self.assertFalse(profile.gender)

    def test_deleting_the_person_deletes_it_without_a_word(self):
        """Whoever deletes has no right to know that there was something."""
        profile = self._profile(gender="woman", gender_answer="answered")
        plain = self.env["res.partner"].create({"name": "Test Cor"})
        for person in (self.person, plain):
            self.assertTrue(person.with_user(self.director).unlink())
        self.assertFalse(profile.exists())

    def test_another_agency(self):
        profile = self._profile()
        self.person.company_id = self.env["res.company"].create({"name": "Other Agency"})
        self.assertNotIn(profile, self.env["hub.person.profile"].with_user(self.privacy).search([]))

    def test_who_has_the_group_besides_another_role(self):
        self.privacy.group_ids += self.env.ref("hub_entrepreneurs.group_hub_account_manager")
        person = self.person.with_user(self.privacy)
        action = person.action_open_profile()
        self.assertFalse(action["res_id"])
        self.assertEqual(action["context"]["default_person_id"], person.id)
        profile = self._profile()
        self.assertEqual(person.action_open_profile()["res_id"], profile.id)
        view = person.get_view(self.env.ref("base.view_partner_form").id, "form")["arch"]
        self.assertIn("action_open_profile", view)

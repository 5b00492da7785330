from datetime import date, timedelta

from odoo.addons.hub_reporting.domain.figures import Period

from .indicator_common import IndicatorCase

_TALK = {"fact_kind": "support"}
_COHORT = ({**_TALK, "is_reference": True}, _TALK)


class TestRules(IndicatorCase):
    """The edges of what a version says: two years, another part, the day itself, another unit."""

    def test_a_threshold_is_not_reached_by_two_years_together(self):
        version = self.other({**_TALK, "measure": "hours"}, threshold=5)
        both = Period(date(2024, 1, 1), date(2025, 12, 31))
        self.talk(date(2024, 5, 5), duration=3)
        self.talk(date(2025, 5, 5), duration=3)
        self.assertEqual(self.value(version, both), 0)
        self.talk(date(2025, 6, 6), duration=2)
        self.assertEqual(self.value(version, both), 1)

    def test_never_both_whatever_part_is_asked_about(self):
        calls = self.other({**_TALK, "domain": "[('channel', '=', 'phone')]"})
        version = self.other(excludes_id=calls.id)
        self.talk()
        office = [*self.part, ("channel", "=", "office")]
        self.assertEqual(version._measure(self.period, (), office).total.value, 1)
        self.talk(channel="phone")
        self.assertEqual(version._measure(self.period, (), office).total.value, 0)

    def test_never_both_of_a_company_and_a_person(self):
        """They are no units of each other: what one counts as a record, the other does not."""
        persons = self.other(counted="person")
        version = self.other(excludes_id=persons.id)
        person = self.env["res.partner"].create({"name": "Test Person", "parent_id": self.company.id})
        self.talk(contact_id=person.id)
        self.assertEqual((self.value(persons), self.value(version)), (1, 0))
        self.talk(company=self.other_company)
        self.assertEqual(self.value(version), 1)

    def test_a_cohort_is_found_again_after_its_first_day(self):
        version = self.other(*_COHORT, compared="cohort", statistic="share", followed_months=6)
        day = date(2025, 2, 3)
        self.talk(day)
        self.talk(day)
        self.assertEqual(self.value(version), 0)
        self.talk(day + timedelta(days=1))
        self.assertEqual(self.value(version), 100)

    def test_a_cohort_whose_time_is_not_over_says_nothing(self):
        version = self.other(*_COHORT, compared="cohort", statistic="share", followed_months=6)
        self.talk(date(2025, 2, 3))
        for day, value in ((date(2025, 8, 2), None), (date(2025, 8, 3), 0)):
            with self.subTest(day=day), self.on_day(day):
                self.assertEqual(self.value(version), value)

    def test_amounts_of_another_unit_are_not_added(self):
        self.indicator.unit = "fte"
        version = self.other({"fact_kind": "outcome", "measure": "amount"}, counted="sum")
        outcomes = {"partner_id": self.company.id, "date": date(2025, 5, 5), "attribution": 100}
        jobs, money = self.env["hub.outcome"].create(
            [{**outcomes, "kind": "jobs_created", "value": 4}, {**outcomes, "kind": "financing", "value": 90_000}]
        )
        self.assertEqual((jobs.unit, money.unit), ("fte", "eur"))
        self.assertEqual(self.value(version), 4)

from datetime import date, timedelta

from odoo import Command

from odoo.addons.hub_reporting.domain.figures import Period, year_of

from .indicator_common import IndicatorCase


class TestAbilities(IndicatorCase):
    """What a version can say by data; each on a case that shows it."""

    def test_threshold_within_the_year(self):
        version = self.other({"fact_kind": "support", "measure": "hours"}, threshold=5)
        self.talk(date(2024, 12, 31), duration=4)
        self.talk(date(2025, 1, 1), duration=2)
        self.assertEqual(self.value(version), 0)
        self.talk(date(2025, 2, 1), duration=3)
        self.assertEqual(self.value(version), 1)
        # What was reached in January is still reached in the second half of the year.
        self.talk(date(2025, 8, 1), duration=0.5)
        self.assertEqual(self.value(version, Period(date(2025, 7, 1), date(2025, 12, 31))), 1)

    def test_once_per_programme_on_the_day_it_is_reached(self):
        programme, other = self.env["hub.programme"].create([{"name": name, "code": name} for name in "AB"])
        version = self.other({"fact_kind": "support", "measure": "hours"}, threshold=12, once_per="programme")
        for day, hours, which in (
            (date(2024, 5, 1), 7, programme), (date(2024, 6, 1), 9, other), (date(2025, 5, 1), 5, programme),
            (date(2026, 1, 1), 12, programme),
        ):  # fmt: skip
            self.talk(day, duration=hours, programme_id=which.id)
        self.assertEqual([self.value(version, year_of(year)) for year in (2024, 2025, 2026)], [0, 1, 0])

    def test_size_at_the_first_support(self):
        self.company.write({"employee_count": 4, "turnover": 100_000, "size_data_year": 2025})
        self.record()
        with self.later(30):
            self.company.write({"employee_count": 40, "turnover": 5_000_000})
            self.record()
        size = self.env.ref("hub_reporting.hub_breakdown_size")
        version = self.other(placed_by="first", breakdown_ids=[Command.set(size.ids)])
        days = (self.today - timedelta(days=1), self.today + timedelta(days=40))
        with self.later(40):
            for day in days:
                self.talk(day)
            figure = version._measure(Period(days[1], days[1]), ("size",), self.part)
        self.assertEqual([cell.keys for cell in figure.cells], [("micro",)])

    def test_younger_than_says_the_programme(self):
        self.company.founding_date = date(2023, 5, 5)
        programme = self.env["hub.programme"].create({"name": "A", "code": "A"})
        version = self.other(younger_than=36)
        self.talk(programme_id=programme.id)
        self.assertEqual(self.value(version), 1)
        programme.new_enterprise_months = 24
        self.assertEqual(self.value(version), 0)

    def test_undertaking(self):
        self.other_company.parent_id = self.company
        self.talk()
        self.talk(company=self.other_company)
        self.assertEqual(self.value(self.version), 2)
        version = self.other(counted="undertaking")
        self.assertEqual(self.value(version), 1)
        [unit] = version._measure_units(self.period, (), self.part)
        self.assertEqual(unit.res_id, self.company.id)

    def test_never_both(self):
        self.talk(channel="phone")
        self.talk()
        self.talk(company=self.other_company)
        phones = self.other({"fact_kind": "support", "domain": "[('channel', '=', 'phone')]"})
        others = self.other(excludes_id=phones.id)
        self.assertEqual((self.value(phones), self.value(others)), (1, 1))

    def test_what_two_sources_tell_adds_up_once(self):
        source = {"fact_kind": "support", "measure": "hours"}
        version = self.other(source, {**source, "domain": "[('channel', '=', 'office')]"}, counted="sum")
        self.talk(duration=3)
        self.assertEqual(self.value(version), 3)

    def test_status_on_a_day_and_what_it_was_before(self):
        version = self.other({"fact_kind": "member"}, timing="at_end")
        self.env["hub.cluster.membership"].create(
            {
                "cluster_id": self.cluster.id, "partner_id": self.company.id, "date_start": date(2024, 6, 1),
                "date_end": date(2025, 6, 1),
            }
        )  # fmt: skip
        figure = version._measure(Period(date(2024, 1, 1), date(2025, 12, 31)), ("year",), self.part)
        self.assertEqual({cell.keys: cell.value for cell in figure.cells}, {(date(2024, 1, 1),): 1})
        self.assertEqual(figure.total.value, 0, "nobody is a member on the last day of all")
        self.assertEqual(self.value(version, Period(date(2025, 1, 1), date(2025, 6, 1))), 1)

    def test_a_person_without_a_company_is_none(self):
        person = self.env["res.partner"].create({"name": "Test Starter"})
        self.talk(company=person)
        part = [("partner_id", "=", person.id)]
        self.assertEqual(self.version._measure(self.period, (), part).total.value, 0)
        persons = self.other(counted="person")
        self.assertEqual(persons._measure(self.period, (), part).total.value, 1)

from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.hub_reporting.domain.figures import year_of

from .indicator_common import IndicatorCase


class TestProgrammeIndicator(IndicatorCase):
    """What a programme promised, by the definition of its grant."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme, cls.other_programme = cls.env["hub.programme"].create(
            [{"name": name, "code": name, "date_start": date(2025, 1, 1)} for name in ("TESTA", "TESTB")]
        )
        cls.row = cls.promise(target=4)

    @classmethod
    def promise(cls, **values):
        values = {"programme_id": cls.programme.id, "version_id": cls.version.id, **values}
        return cls.env["hub.programme.indicator"].create(values)

    def test_achieved(self):
        self.talk(programme_id=self.programme.id)
        self.talk(programme_id=self.programme.id)
        self.talk(company=self.other_company, programme_id=self.other_programme.id)
        self.programme.date_start = False
        self.talk(date(2024, 12, 31), company=self.other_company, programme_id=self.programme.id)
        self.programme.date_start = date(2025, 1, 1)
        with self.on_day(date(2025, 12, 1)):
            self.assertEqual((self.row.achieved, self.row.progress), (1, 25))

    def test_progress_is_the_way_from_the_baseline_to_the_target(self):
        """Of what shall fall as well as of what shall rise, and whatever is above the target or below the baseline."""
        self.talk(programme_id=self.programme.id)
        self.talk(company=self.other_company, programme_id=self.programme.id)
        for baseline, target, progress in (
            (0, 4, 50), (0, 2, 100), (0, 1, 200), (1, 3, 50), (3, 5, -50), (4, 0, 50), (10, 2, 100), (3, 1, 50),
            (0, -2, -100), (0, 0, 0), (5, 5, 0),
        ):  # fmt: skip
            self.row.write({"baseline": baseline, "target": target})
            with self.subTest(baseline=baseline, target=target), self.on_day(date(2025, 12, 1)):
                self.assertAlmostEqual(self.row.progress, progress)

    def test_progress_of_what_is_not_known(self):
        """An average of nothing is none, and nobody is half-way to 10 points less."""
        self.version.date_end = date(2024, 12, 31)
        self.env.flush_all()
        average = self.define(
            {"fact_kind": "support", "measure": "hours"}, number=2, date_start=date(2025, 1, 1), statistic="average"
        )
        self.row.write({"version_id": average.id, "baseline": 20, "target": 10})
        with self.on_day(date(2025, 12, 1)):
            self.assertEqual((self.row.is_measured, self.row.progress), (False, 0))

    def test_long_past_or_without_days(self):
        self.talk(programme_id=self.programme.id)
        self.row.date_due = date(2025, 6, 1)
        with self.on_day(date(2039, 1, 1)):
            self.assertEqual((self.row.achieved, self.row.progress), (1, 25))
            self.row.date_due = False
            self.programme.date_start = False
            self.assertEqual((self.row.achieved, self.row.progress), (1, 25))

    def test_the_target_is_of_the_whole_programme_and_not_of_its_years(self):
        """A company that came back each year counts once, whatever each of the years said."""
        self.programme.write({"date_start": date(2023, 1, 1), "date_end": date(2025, 12, 31)})
        for year in (2023, 2024, 2025):
            self.talk(date(year, 5, 5), programme_id=self.programme.id)
        with self.on_day(date(2026, 5, 1)):
            figure = self.row._measure(("year",))
            self.assertEqual([cell.value for cell in figure.cells], [1, 1, 1])
            self.assertEqual((self.row.achieved, self.row.progress), (1, 25))
            self.row.action_open_achieved()

    def test_until_it_is_due(self):
        self.talk(date(2025, 6, 1), programme_id=self.programme.id)
        self.row.date_due = date(2025, 5, 31)
        with self.on_day(date(2025, 12, 1)):
            self.assertEqual(self.row.achieved, 0)

    def test_until_today_as_long_as_it_is_not_due(self):
        """What goes on is counted on a day that is there already."""
        self.row.date_due = date(2027, 6, 1)
        for day, end in ((date(2025, 12, 1), date(2025, 12, 1)), (date(2027, 12, 1), date(2027, 6, 1))):
            with self.subTest(day=day), self.on_day(day):
                self.assertEqual(self.row._get_period().end, end)

    def test_a_programme_that_has_not_begun(self):
        with self.on_day(date(2024, 12, 1)):
            self.assertEqual(self.row.achieved, 0)
            with self.assertRaisesRegex(UserError, "not begun"):
                self.row.action_open_achieved()

    def test_a_later_version_comes_only_by_a_change(self):
        self.version.date_end = date(2025, 6, 30)
        self.env.flush_all()
        second = self.define({"fact_kind": "outcome"}, number=2, date_start=date(2025, 7, 1))
        with self.on_day(date(2025, 12, 1)):
            self.assertEqual(self.row.version_id, self.version)
            self.assertEqual(self.row.later_version_id, second)
            self.env.cr.flush()
            row = self.row.with_user(self.director).with_context(tracking_disable=False)
            row.action_take_later_version()
            row.env.cr.flush()
        self.assertEqual(self.row.version_id, second)
        self.assertFalse(self.row.later_version_id)
        changes = self.env["mail.tracking.value"].search([("mail_message_id.res_id", "=", self.row.id)])
        [change] = changes.filtered(lambda each: each.field_id.name == "version_id")
        self.assertEqual(
            (change.old_value_char, change.new_value_char), (self.version.display_name, second.display_name)
        )
        self.assertEqual(change.mail_message_id.author_id, self.director.partner_id)

    def test_a_target_needs_a_unit(self):
        indicator = self.env["hub.indicator"].create({"name": "Test Bare", "code": "TESTBARE"})
        version = self.define(indicator_id=indicator.id)
        with self.assertRaisesRegex(ValidationError, "has no unit"):
            self.promise(version_id=version.id, target=1)

    def test_due_before_it_begins(self):
        with self.assertRaisesRegex(ValidationError, "Due On"):
            self.row.date_due = date(2024, 1, 1)

    def test_an_indicator_once(self):
        with self.assertRefused("hub.programme.indicator", "this indicator already"):
            self.promise()

    def test_years(self):
        years = self.env["hub.programme.year"]
        values = {"programme_id": self.programme.id, "year": 2025, "budget": 10, "own_share": 4}
        years.create(values)
        for wrong, sentence in (
            (values, "this year already"), ({**values, "year": 25}, "four digits"),
            ({**values, "year": 2026, "own_share": 11}, "Own Share"), ({**values, "year": 2026, "fte": -1}, "FTE"),
        ):  # fmt: skip
            with self.subTest(sentence=sentence), self.assertRefused("hub.programme.year", sentence):
                years.create(wrong)

    def test_cost_is_shared_by_the_companies(self):
        self.env["hub.programme.year"].create(
            {"programme_id": self.programme.id, "year": 2025, "budget": 3000, "fte": 1}
        )
        self.talk(programme_id=self.programme.id)
        self.talk(programme_id=self.programme.id)
        self.talk(company=self.other_company, programme_id=self.programme.id)
        cost = self.env.ref("hub_reporting.hub_indicator_cost_v1")
        for user in (self.director, self.analyst, self.account):
            with self.subTest(user=user.login):
                figure = cost.with_user(user)._measure(year_of(2025), ("programme",), self.part)
                self.assertEqual((figure.total.value, figure.total.units), (1500, 2))

    def test_who_promises(self):
        roles = ("account", "cluster_manager", "analyst", "director", "outsider")
        self.check_rights(
            roles,
            {
                "hub.programme.year": ("R", "R", "R", "CRWU", ""),
                "hub.programme.indicator": ("R", "R", "R", "CRWU", ""),
                "hub.indicator": ("R", "R", "CRWU", "CRWU", ""),
                "hub.indicator.version": ("R", "R", "CRWU", "CRWU", ""),
                "hub.indicator.source": ("R", "R", "CRWU", "CRWU", ""),
                "hub.breakdown": ("R", "R", "R", "R", ""),
            },
        )

    def test_another_agency(self):
        self.programme.company_id = self.env["res.company"].create({"name": "Test Agency"})
        self.env["hub.programme.year"].create({"programme_id": self.programme.id, "year": 2025})
        for model in ("hub.programme.year", "hub.programme.indicator"):
            with self.subTest(model=model):
                found = self.env[model].with_user(self.director).search([("programme_id", "=", self.programme.id)])
                self.assertFalse(found)
        with self.assertRaises(AccessError):
            self.row.with_user(self.director).read(["target"])
        with self.assertRaises(AccessError):
            self.env["hub.programme.year"].with_user(self.director).create(
                {"programme_id": self.programme.id, "year": 2026}
            )

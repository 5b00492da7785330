from datetime import date

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.hub_reporting.domain.figures import Period

from .indicator_common import IndicatorCase


class TestIndicator(IndicatorCase):
    """What can be asked of an indicator, and what can't."""

    def test_value_and_list_agree(self):
        self.talk()
        self.talk(channel="phone")
        self.talk(company=self.other_company)
        figure = self.version._measure(self.period, ("channel",), self.part)
        self.assertEqual(figure.total.value, 2)
        self.assertEqual(
            {cell.keys: (cell.value, cell.facts) for cell in figure.cells}, {("office",): (2, 2), ("phone",): (1, 1)}
        )
        units = self.version._measure_units(self.period, ("channel",), self.part)
        self.assertEqual(
            {(unit.keys, unit.res_model, unit.res_id) for unit in units},
            {
                (("office",), "res.partner", self.company.id),
                (("office",), "res.partner", self.other_company.id),
                (("phone",), "res.partner", self.company.id),
            },
        )

    def test_a_month_is_the_agency_s_whoever_asks(self):
        """Half an hour before and after midnight in Brussels, in winter, in summer and as the clocks are changed."""
        month = self.env.ref("hub_reporting.hub_breakdown_month")
        self.version.breakdown_ids += month
        moments = {
            "2024-12-31 22:30:00": date(2024, 12, 1),
            "2024-12-31 23:30:00": date(2025, 1, 1),
            "2025-03-30 00:30:00": date(2025, 3, 1),
            "2025-03-30 01:30:00": date(2025, 3, 1),
            "2025-03-31 21:30:00": date(2025, 3, 1),
            "2025-03-31 22:30:00": date(2025, 4, 1),
            "2025-10-26 00:30:00": date(2025, 10, 1),
            "2025-10-26 01:30:00": date(2025, 10, 1),
            "2025-10-31 22:30:00": date(2025, 10, 1),
            "2025-10-31 23:30:00": date(2025, 11, 1),
        }
        self.env["hub.interaction"].create([
            {"partner_id": self.company.id, "date": moment, "duration": 1, "channel": "phone"} for moment in moments
        ])  # fmt: skip
        months = sorted(set(moments.values()))
        counts = {(month,): list(moments.values()).count(month) for month in months}
        talks = [*self.part, ("kind", "=", "support")]
        for timezone in ("Europe/Brussels", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati"):
            version = self.version.with_user(self.analyst).with_context(tz=timezone)
            facts = self.env["hub.fact"].with_user(self.analyst).with_context(tz=timezone)
            with self.subTest(timezone=timezone):
                figure = version._measure(Period(date(2024, 12, 1), date(2025, 11, 30)), ("month",), self.part)
                self.assertEqual({cell.keys: cell.facts for cell in figure.cells}, counts)
                for start, end in (("2025-01-01", "2025-01-31"), ("2025-03-01", "2025-03-31")):
                    one = version._measure(Period(*map(date.fromisoformat, (start, end))), (), self.part).total
                    listed = facts.search([*talks, ("date", ">=", start), ("date", "<=", end)])
                    self.assertEqual(one.facts, counts[date.fromisoformat(start),])
                    self.assertEqual(len(listed), one.facts)
                groups = facts.formatted_read_group(talks, ["date:month"], ["__count"])
                self.assertEqual([group["__count"] for group in groups if group["__count"]], list(counts.values()))

    def test_two_breakdowns_cross(self):
        self.talk()
        self.talk(date(2024, 5, 5), channel="phone")
        figure = self.version._measure(Period(date(2024, 1, 1), date(2025, 12, 31)), ("channel", "year"), self.part)
        self.assertEqual(
            [cell.keys for cell in figure.cells], [("office", date(2025, 1, 1)), ("phone", date(2024, 1, 1))]
        )

    def test_who_is_in_two_sectors_counts_once(self):
        sectors = self.env["hub.sector"].create(
            [{"name": f"Test {rank}", "code": f"test_{rank}", "kind": "artisan"} for rank in "ab"]
        )
        self.company.sector_added_ids = sectors
        self.record()
        self.talk()
        figure = self.version._measure(self.period, ("sector",), self.part)
        self.assertEqual({cell.keys: cell.value for cell in figure.cells}, {(sector.id,): 1 for sector in sectors})
        self.assertEqual(figure.total.value, 1)

    def test_facts_without_a_value_and_of_before_anything_is_known(self):
        self.talk()
        self.record()
        figure = self.version._measure(self.period, ("sector",), self.part)
        [cell] = figure.cells
        self.assertEqual((cell.keys, cell.facts, cell.presumed), ((None,), 1, 1))
        self.assertEqual(self.by_sector._get_labels([None]), {None: "None"})

    def test_one_statement_whatever_there_is(self):
        self.talk()
        self.version._measure(self.period, ("channel", "sector"), self.part)
        self.env["hub.interaction"].create(
            [{"partner_id": self.other_company.id, "channel": "visit", "duration": rank} for rank in range(20)]
        )
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.version._measure(self.period, ("channel", "sector"), self.part)
        with self.assertQueryCount(1):
            self.version._measure_units(self.period, ("channel", "sector"), self.part)

    def test_what_cannot_be_asked(self):
        ask = self.version._measure
        for period, breakdowns, domain, sentence in (
            ((date(2025, 2, 1), date(2025, 1, 1)), (), (), "ends before it starts"),
            ((date(202, 1, 1), date(2025, 1, 1)), (), (), "longer than a hundred years"),
            ((date(2025, 1, 1), False), (), (), "first and its last day"),
            (self.period, ("commune",), (), "Channel, Year"),
            (self.period, ("nonsense",), (), "nonsense"),
            (self.period, (), [("nonsense", "=", 1)], "Filter"),
            (self.period, (), [("partner_id.nonsense", "=", 1)], "Filter"),
            (self.period, (), ["&"], "Filter"),
        ):
            with self.subTest(sentence=sentence), self.assertRaisesRegex(UserError, sentence):
                ask(period, breakdowns, domain)

    def test_a_version_without_sources_says_nothing(self):
        version = self.other()
        version.source_ids.unlink()
        with self.assertRaisesRegex(UserError, "no sources"):
            version._measure(self.period)

    def test_a_filter_that_no_longer_parses(self):
        """It was right when it was written; an addon has gone since."""
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE hub_indicator_source SET domain = %s", "[('gone_id', '=', 1)]"))
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "can't be read"):
            self.version._measure(self.period)

    def test_versions_do_not_overlap(self):
        with self.assertRefused("hub.indicator.version", "In Force From"):
            self.define(number=2, date_start=date(2025, 1, 1))

    def test_the_version_of_a_day(self):
        self.version.date_end = date(2024, 12, 31)
        self.env.flush_all()
        second = self.define(number=2, date_start=date(2025, 1, 1))
        found = self.indicator._get_versions_on
        self.assertEqual(found(date(2024, 12, 31)), {self.indicator.id: self.version})
        self.assertEqual(found(date(2025, 1, 1)), {self.indicator.id: second})
        with self.on_day(date(2025, 1, 1)):
            self.assertEqual(self.indicator.current_version_id, second)

    def test_no_version_in_force(self):
        self.version.date_end = date(2024, 12, 31)
        with self.assertRaisesRegex(UserError, "no version in force today"):
            self.indicator.action_open_figures()

    def test_new_version(self):
        with self.on_day(date(2026, 3, 1)):
            second = self.env["hub.indicator.version"].browse(self.version.action_new_version()["res_id"])
        self.assertEqual((self.version.date_end, second.date_start), (date(2026, 2, 28), date(2026, 3, 1)))
        self.assertEqual((second.number, len(second.source_ids)), (2, 1))

    def test_a_new_version_leaves_no_day_without_a_definition(self):
        """The next definition was agreed on already when this one turns out to need a correction."""
        self.version.date_end = date(2026, 12, 31)
        self.env.flush_all()
        later = self.define(number=2, date_start=date(2027, 1, 1), date_end=date(2027, 12, 31))
        with self.on_day(date(2026, 3, 1)):
            third = self.env["hub.indicator.version"].browse(self.version.action_new_version()["res_id"])
        self.assertEqual((third.number, third.date_start, third.date_end), (3, date(2026, 3, 1), date(2026, 12, 31)))
        days = {date(2026, 2, 28): self.version, date(2026, 3, 1): third, date(2026, 12, 31): third}
        for day, version in {**days, date(2027, 1, 1): later}.items():
            with self.subTest(day=day):
                self.assertEqual(self.indicator._get_versions_on(day), {self.indicator.id: version})

    def test_to_the_last_day_of_the_calendar(self):
        conversation = {"fact_kind": "support"}
        version = self.other(
            conversation, {**conversation, "is_reference": True}, compared="cohort", followed_months=24
        )
        for each in (self.version, version):
            for by in ((), ("year",)):
                figure = each._measure(Period(date(9990, 1, 1), date.max), by, self.part)
                self.assertEqual(figure.total.value, 0)

    def test_what_does_not_go_together(self):
        conversations, members = {"fact_kind": "support"}, {"fact_kind": "member"}
        reference = {"fact_kind": "support", "is_reference": True}
        for sources, values, sentence in (
            ((conversations, reference), {}, "Compared With"),
            ((conversations,), {"compared": "whole"}, "Compared With"),
            ((conversations,), {"statistic": "share"}, "Share"),
            ((conversations, reference), {"compared": "cohort"}, "Followed For"),
            ((conversations, reference), {"compared": "whole", "threshold": 5}, "Compared With"),
            ((members,), {"threshold": 5}, "what lasts"),
            ((members,), {"once_per": "ever"}, "what lasts"),
            ((members,), {"placed_by": "first"}, "what lasts"),
        ):
            with self.subTest(values=values), self.assertRaisesRegex(ValidationError, sentence):
                self.other(*sources, **values)

    def test_two_versions_do_not_leave_out_each_other(self):
        second = self.other(excludes_id=self.version.id)
        with self.assertRaises(UserError):
            self.version.excludes_id = second
        with self.assertRaisesRegex(UserError, "each other|recursive|stays as it is"):
            second.excludes_id = second


class TestFrozen(IndicatorCase):
    """A version that is in use stays as it is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls.env["hub.programme"].create({"name": "Test", "code": "TEST"})
        cls.promise = cls.env["hub.programme.indicator"].create(
            {"programme_id": cls.programme.id, "version_id": cls.version.id, "target": 10}
        )

    def test_it_only_ends(self):
        self.assertTrue(self.version.is_frozen)
        for values in (
            {"definition": "Others."}, {"counted": "person"}, {"threshold": 3}, {"date_start": date(2020, 1, 1)},
            {"breakdown_ids": [Command.clear()]}, {"number": 7},
            {"source_ids": [Command.create({"fact_kind": "outcome"})]},
        ):  # fmt: skip
            with self.subTest(values=values), self.assertRaisesRegex(UserError, "stays as it is"):
                self.version.write(values)
        for change in (
            lambda: self.version.source_ids.write({"domain": "[('channel', '=', 'phone')]"}),
            self.version.source_ids.unlink,
            self.version.unlink,
            self.indicator.unlink,
            lambda: self.indicator.write({"unit": "person"}),
            lambda: self.version.update_field_translations("definition", {"en_US": "Others."}),
        ):
            with self.assertRaises(UserError):
                change()
        self.version.date_end = date(2030, 1, 1)
        self.indicator.name = "Test Renamed"

    def test_translations_may_be_corrected(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.version.with_context(lang="fr_FR").definition = "Entreprises avec un entretien."
        self.assertEqual(self.version.definition, "Companies with a conversation.")

    def test_what_is_not_used_may_change(self):
        self.promise.unlink()
        self.assertFalse(self.version.is_frozen)
        self.version.threshold = 3
        self.version.unlink()

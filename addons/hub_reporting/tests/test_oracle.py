from collections import defaultdict
from datetime import date

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo.addons.hub_reporting.domain.figures import Period

from .oracle import Oracle, contributions, value
from .oracle_figures import FIGURES
from .world_common import (
    CHANNELS,
    OUTCOMES,
    PROOFS,
    SIZES,
    STAGES,
    STATUSES,
    TODAY,
    WorldCase,
    day_of,
)  # fmt: skip

# What leaves out another indicator does so for all of the period.
NEVER_BOTH = ("INFORMED", "EECO19")
# Keys that the oracle works out by itself.
KEYS = ("commune", "size", "status", "programme", "lead_stage")

DAYS = st.integers(0, 1400)
LENGTHS = st.sampled_from((0, 1, 30, 300, 700))
COMPANIES = st.integers(0, 4)
ANYBODY = st.integers(0, 6)
OFTEN = st.sampled_from((True, True, False))
ONE_OF_TWO = st.sampled_from((None, 0, 1))
PLACES = st.tuples(st.integers(0, 1), st.integers(0, len(SIZES) - 1), st.integers(0, len(STAGES) - 1))


def some(*each, most=8):
    return st.lists(st.tuples(*each), max_size=most)


WORLDS = st.fixed_dictionaries(
    {
        "companies": st.lists(
            st.fixed_dictionaries(
                {
                    "natural": st.booleans(),
                    "child": st.booleans(),
                    "founded": st.sampled_from((0, 100, 600, 900, 1500)),
                    "moved": st.integers(200, 1300),
                    "before": PLACES,
                    "after": PLACES,
                }
            ),
            min_size=10,
            max_size=10,
        ),
        "means": some(
            st.tuples(
                st.integers(0, 1), st.integers(2023, 2026), st.sampled_from((0, 1000, 36500)), st.sampled_from((0.5, 2))
            ),
            st.sampled_from((0, 6)),
        ),
        "statuses": some(COMPANIES, DAYS, st.sampled_from(STATUSES), st.sampled_from(STATUSES)),
        "roles": st.fixed_dictionaries(
            {
                "answers": st.lists(
                    st.sampled_from((None, "woman", "man", "declined")), min_size=4, max_size=4
                ),
                "held": some(
                    COMPANIES, st.integers(0, 2), st.sampled_from((0, 25, 50, 51)), st.booleans(),
                    st.sampled_from((0, 300)), st.sampled_from((0, 500)),
                ),
            }
        ),
        "conversations": some(
            ANYBODY, st.sampled_from((None, 0, 1, 2)), DAYS, st.sampled_from((0, 0.5, 2.5, 5, 7, 12)),
            st.sampled_from(CHANNELS), st.sampled_from((None, 0, 1, 1, 2)), ONE_OF_TWO, OFTEN,
            ONE_OF_TWO, ONE_OF_TWO, most=16,
        ),
        "memberships": st.dictionaries(
            st.tuples(COMPANIES, st.integers(0, 1)), st.tuples(DAYS, LENGTHS), max_size=6
        ),
        "evidence": some(COMPANIES, st.integers(0, 1), DAYS, LENGTHS, st.sampled_from((True, True, False))),
        "outcomes": some(
            ANYBODY, st.sampled_from(sorted(OUTCOMES)), DAYS, st.sampled_from((0, 1, 2.5, 100)),
            st.sampled_from(PROOFS), ONE_OF_TWO, most=12,
        ),
        "leads": some(
            ANYBODY, DAYS, st.integers(0, 400), st.sampled_from((None, "won", "won", "lost")),
            st.sampled_from((0, 1000, 2500.5)),
        ),
        "commitments": some(COMPANIES, DAYS, st.integers(0, 400), st.sampled_from(("open", "done", "dropped"))),
        "assessments": some(COMPANIES, DAYS, st.sampled_from((10, 45.5, 80)), st.sampled_from((True, True, False))),
    }
)  # fmt: skip
PERIODS = st.one_of(
    st.integers(2023, 2026).map(lambda year: (date(year, 1, 1), date(year, 12, 31))),
    st.tuples(st.integers(0, 1000), st.integers(0, 800)).map(lambda days: (day_of(days[0]), day_of(days[0] + days[1]))),
)


class _TakenBackError(Exception):
    """Ends a savepoint."""


class TestOracle(WorldCase):
    """Each shipped indicator says what plain loops say, in value and in list, in total and by cells."""

    figures = FIGURES
    keys = KEYS
    # What heirs draw besides, by the method that writes it.
    more = st.fixed_dictionaries({})

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        indicators = cls.env["hub.indicator"].search([("code", "in", list(cls.figures))])
        cls.versions = {each.code: each.version_ids for each in indicators}
        cls.part = [("partner_id", "in", cls.partners.ids)]

    def test_each_shipped_one_is_told_by_the_oracle(self):
        module = self.__class__.__module__.split(".")[2]
        shipped = self.env["ir.model.data"].search([("model", "=", "hub.indicator"), ("module", "=", module)])
        codes = set(self.env["hub.indicator"].browse(shipped.mapped("res_id")).mapped("code"))
        self.assertEqual(codes, set(self.figures))

    @settings(
        max_examples=6,
        phases=(Phase.explicit, Phase.generate),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(WORLDS, PERIODS, st.data())
    def test_oracle(self, drawn, days, data):
        try:
            with self.env.cr.savepoint(), self.on_day(TODAY):
                world = self.build(drawn | data.draw(self.more))
                by = data.draw(st.sampled_from(("year", *self.keys)))
                self.check(world, days, by)
                raise _TakenBackError
        except _TakenBackError:
            self.env.invalidate_all()

    def check(self, world, days, by):
        oracle = Oracle(world, *days, TODAY)
        wrong = [problem for code in self.figures if (problem := self.problem_of(oracle, code, by))]
        self.assertFalse(wrong, "\n".join(wrong))

    def problem_of(self, oracle, code, by):
        try:
            self.check_one(oracle, code, by)
        except AssertionError as error:
            return f"{code}: {error}"
        return None

    def check_one(self, oracle, code, by):
        (way, entries), version = self.figures[code], self.versions[code]
        period, told = Period(oracle.start, oracle.end), list(entries(oracle))
        units = contributions(told, way)
        figure = version._measure(period, (), self.part)
        self.assertUnits(version._measure_units(period, (), self.part), {(): units})
        self.assertNumber(figure.total.value, value(units, way))
        self.assertEqual(figure.total.units, len(units))
        if by in version.breakdown_ids.mapped("code"):
            cells = self.cells_of(oracle, code, told, by)
            figure = version._measure(period, (by,), self.part)
            self.assertUnits(version._measure_units(period, (by,), self.part), cells)
            self.assertEqual({cell.keys for cell in figure.cells}, {key for key, own in cells.items() if own})
            for cell in figure.cells:
                self.assertNumber(cell.value, value(cells[cell.keys], way))
                self.assertEqual(cell.units, len(cells[cell.keys]))

    def cells_of(self, oracle, code, told, by):
        way, entries = self.figures[code]
        if by == "year" and way != "followed" and code not in NEVER_BOTH:
            # Each year is a period of its own.
            cells, year = {}, oracle.start.year
            while year <= oracle.end.year:
                start, end = max(oracle.start, date(year, 1, 1)), min(oracle.end, date(year, 12, 31))
                own = Oracle(oracle.world, start, end, oracle.today)
                cells[(date(year, 1, 1),)] = contributions(list(entries(own)), way)
                year += 1
            return cells
        key_of, cells = getattr(oracle, by), defaultdict(list)
        for entry in told:
            cells[(key_of(entry[2], entry[3]),)].append(entry)
        return {key: contributions(own, way) for key, own in cells.items()}

    def assertUnits(self, units, cells):  # noqa: N802
        """Assert that a list has these units in these cells, and each of them once."""
        found = defaultdict(dict)
        for unit in units:
            own = found[unit.keys]
            self.assertNotIn((unit.res_model, unit.res_id), own)
            own[unit.res_model, unit.res_id] = round(unit.contribution, 6)
        expected = {key: {who: round(float(add), 6) for who, add in own.items()} for key, own in cells.items() if own}
        self.assertEqual(dict(found), expected)

    def assertNumber(self, found, expected):  # noqa: N802
        if expected is None or found is None:
            self.assertEqual(found, expected)
        else:
            self.assertAlmostEqual(found, float(expected), places=5)

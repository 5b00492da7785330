from itertools import product
from time import monotonic

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.hub_reporting.domain import differences, exposure, hiding
from odoo.addons.hub_reporting.domain.differences import Published
from odoo.addons.hub_reporting.domain.hiding import ALL, EXCLUSIVE, OVERLAPPING, Cell, hide, hide_in
from odoo.addons.hub_reporting.domain.tables import Table, Values
from odoo.addons.hub_reporting.domain.wholes import find_wholes

from .hiding_attack import attack_exclusive, attack_overlapping, bounds_of, sets_of

_SIZE = st.one_of(st.integers(0, 7), st.integers(0, 40))
_SETTINGS = settings(max_examples=120, deadline=None, derandomize=True)


def tables(shapes):
    """Return a strategy for tables: how many units are in each cell, by its keys."""
    return st.sampled_from(shapes).flatmap(
        lambda shape: st.fixed_dictionaries(dict.fromkeys(product(*map(range, shape)), _SIZE))
    )


def apart(counts):
    """Return sets of units of which each is in one cell."""
    numbers = iter(range(10_000))
    return {leaf: {next(numbers) for _unit in range(count)} for leaf, count in counts.items()}


@tagged("-at_install", "post_install")
class TestHiding(BaseCase):
    """Nobody works out a hidden number, however the table was drawn."""

    def cells(self, sets):
        return [Cell(keys, len(members)) for keys, members in sets.items()]

    def check_hidden(self, sets, hidden):
        """Check that the small ones are hidden, and nothing else but what has units."""
        for keys, members in sets.items():
            if 0 < len(members) < 5:
                self.assertIn(keys, hidden)
            if not members:
                self.assertNotIn(keys, hidden)

    @_SETTINGS
    @given(tables([(3,), (5,), (2, 2), (3, 4), (4, 5), (2, 2, 2), (3, 2, 3)]))
    def test_cells_that_add_up(self, counts):
        sets = sets_of(apart(counts))
        hidden = hide(self.cells(sets), (EXCLUSIVE,) * len(next(iter(counts))))
        self.check_hidden(sets, hidden)
        for keys, least, most in attack_exclusive(sets, hidden):
            if 0 < len(sets[keys]) < 5:
                self.assertGreater(round(most, 6), 4, f"{keys}: {least} to {most}, {hidden}")

    @_SETTINGS
    @given(
        st.sampled_from([(3,), (4,), (2, 2)]).flatmap(
            lambda shape: st.fixed_dictionaries(
                {leaf: st.sets(st.integers(0, 14), max_size=12) for leaf in product(*map(range, shape))}
            )
        )
    )
    def test_cells_that_overlap(self, leaves):
        sets = sets_of(leaves)
        hidden = hide(self.cells(sets), (OVERLAPPING,) * len(next(iter(leaves))))
        self.check_hidden(sets, hidden)
        for keys, least, most in attack_overlapping(sets, hidden, list(leaves)):
            if 0 < len(sets[keys]) < 5:
                self.assertFalse(least > 0.999 and most < 4.999, f"{keys}: {least} to {most}, {hidden}")
        shown = {keys: members for keys, members in sets.items() if keys not in hidden}
        for members in shown.values():
            for others in shown.values():
                if members < others and members:
                    self.assertGreaterEqual(len(others - members), 5, "what two numbers differ by is small")

    @_SETTINGS
    @given(tables([(4,), (3, 3)]), st.data())
    def test_sums_are_not_told_closely(self, counts, data):
        sets = sets_of(apart(counts))
        hours = {unit: data.draw(st.integers(1, 90)) for members in sets.values() for unit in members}
        cells = [Cell(keys, len(each), float(sum(map(hours.get, each)))) for keys, each in sets.items()]
        hidden = hide(cells, (EXCLUSIVE,) * len(next(iter(counts))))
        as_hours = {keys: range(int(sum(map(hours.get, each)))) for keys, each in sets.items()}
        for keys, least, most in attack_exclusive(as_hours, hidden):
            if 0 < len(sets[keys]) < 5:
                own = len(as_hours[keys])
                self.assertTrue(most >= own * 1.1 - 0.001 or least <= own * 0.9 + 0.001, f"{own}: {least} to {most}")

    def test_sums_add_up_where_companies_overlap(self):
        """A company may have conversations by several channels, of which each has its hours."""
        cells = [Cell((0,), 3, 10.0), Cell((1,), 33, 50.0), Cell((2,), 31, 40.0), Cell((ALL,), 60, 100.0)]
        self.assertEqual(hide(cells, (OVERLAPPING,)), {(0,), (2,)})
        alone = [cell._replace(amount=None) for cell in cells]
        self.assertEqual(hide(alone, (OVERLAPPING,)), {(0,)})

    def test_little_is_lost(self):
        counts = {(row, column): 10 + row + column for row in range(6) for column in range(6)}
        counts[2, 3] = 2
        sets = sets_of(apart(counts))
        hidden = hide(self.cells(sets), (EXCLUSIVE, EXCLUSIVE))
        self.assertEqual(len(hidden), 4)
        self.assertFalse([keys for keys in hidden if ALL in keys], "totals go last")

    def test_nothing_is_hidden_without_reason(self):
        sets = sets_of(apart({(row,): 5 + row for row in range(4)} | {(9,): 0}))
        self.assertEqual(hide(self.cells(sets), (EXCLUSIVE,)), set())

    def test_all_of_a_small_whole_is_hidden(self):
        sets = sets_of(apart({(0,): 1, (1,): 2, (2,): 0}))
        self.assertEqual(hide(self.cells(sets), (EXCLUSIVE,)), {(0,), (1,), (ALL,)})
        self.assertEqual(hide([Cell((), 3)], ()), {()})

    def test_a_large_table_is_quick(self):
        leaves = {}
        for unit in range(12_000):
            leaf = (unit**2 % 19, (unit // 19) ** 3 % 10, min(6, unit // 30 % 60))
            leaves.setdefault(leaf, set()).add(unit)
        cells = self.cells(sets_of(leaves))
        self.assertGreater(sum(0 < cell.units < 5 for cell in cells), 50)
        solved = []
        run = exposure._Program._run
        self.patch(exposure._Program, "_run", staticmethod(lambda *args: (solved.append(1), run(*args))[1]))
        start = monotonic()
        hide(cells, (EXCLUSIVE, OVERLAPPING, OVERLAPPING))
        self.assertLess(len(solved), 200)
        self.assertLess(monotonic() - start, 30)

    def test_the_threshold(self):
        sets = sets_of(apart({(0,): 7, (1,): 20, (2,): 30}))
        self.assertEqual(hide(self.cells(sets), (EXCLUSIVE,)), set())
        self.assertEqual(hide(self.cells(sets), (EXCLUSIVE,), smallest=10), {(0,), (1,)})
        self.assertEqual([hiding.threshold(text) for text in ("1", "3", "", None, "x")], [3, 3, 5, 5, 5])


@tagged("-at_install", "post_install")
class TestHidingOverTables(BaseCase):
    """Tables that are published together don't tell what each of them hides: by one axis and two, whole and parts."""

    KINDS = {"commune": EXCLUSIVE, "size": EXCLUSIVE, "stage": EXCLUSIVE}

    def publish(self, leaves, tables):
        """Return the sizes of all numbers by figure and values, and the leaves that each of them holds.

        :param leaves: how many units, by commune, size, stage and part
        :param tables: pairs of a figure (``all`` or a part) and the names of its axes
        """
        holds = {}
        for figure, axes in tables:
            for leaf in leaves:
                *values, part = leaf
                if figure in ("all", part):
                    own = Values(each for each in zip(self.KINDS, values, strict=True) if each[0] in axes)
                    holds.setdefault((figure, own), set()).add(leaf)
        return {keys: sum(map(leaves.get, own)) for keys, own in holds.items()}, holds

    def check(self, leaves, tables):
        """Check that nobody works out a small number: whoever attacks solves for the leaves."""
        units, holds = self.publish(leaves, tables)
        cells = [Cell(keys, count) for keys, count in units.items()]
        figures = sorted({figure for figure, _axes in tables})
        # As the lists of a run tell it: where there is a unit.
        parts = {leaf[-1] for leaf, count in leaves.items() if count}
        wholes = find_wholes([{"all", part} & set(figures) for part in sorted(parts)]) if parts else []
        hidden = hide_in(Table.joined(cells, dict.fromkeys(figures, self.KINDS), wholes))
        names = list(leaves)
        rows = [[leaf in holds[keys] for leaf in names] for keys in units if keys not in hidden]
        sides = [count for keys, count in units.items() if keys not in hidden]
        for keys, count in units.items():
            if not 0 < count < 5:
                continue
            self.assertIn(keys, hidden)
            goal = [leaf in holds[keys] for leaf in names]
            least, most = bounds_of(goal, rows, sides, len(names), [0] * len(names))
            self.assertGreater(round(most, 6), 4, f"{keys}: {least} to {most}, hidden {hidden}")
        return hidden

    TABLES = st.lists(
        st.tuples(
            st.sampled_from(["all", "one", "other"]),
            st.sampled_from(["", "c", "s", "t", "cs", "ct", "st"]).map(
                lambda short: tuple({"c": "commune", "s": "size", "t": "stage"}[each] for each in short)
            ),
        ),
        min_size=1,
        max_size=9,
        unique=True,
    )

    @_SETTINGS
    @given(
        st.sampled_from([(2, 2, 1), (3, 2, 1), (2, 2, 2), (4, 1, 1)]).flatmap(
            lambda shape: st.fixed_dictionaries(
                dict.fromkeys(product(*map(range, shape), ("one", "other")), st.one_of(st.integers(0, 6), _SIZE))
            )
        ),
        TABLES,
    )
    def test_no_table_tells_what_another_one_hides(self, leaves, tables):
        # Each figure has its total beside its tables, as in a run.
        self.check(leaves, sorted({*tables, *((figure, ()) for figure, _axes in tables)}))

    def test_a_table_by_two_beside_one_by_one(self):
        """By size alone nothing is small; by commune and size one is, and its row and its column tell it."""
        leaves = {(commune, size, 0, "one"): 20 for commune, size in product(range(3), range(3))} | {
            (1, 1, 0, "one"): 3
        }
        hidden = self.check(
            leaves, [("all", ()), ("all", ("commune",)), ("all", ("size",)), ("all", ("commune", "size"))]
        )
        self.assertEqual(len(hidden), 4, "and little more than that is hidden")

    def test_tables_that_have_an_axis_in_common(self):
        """Nobody publishes the communes alone, and two tables tell them."""
        leaves = dict.fromkeys(product(range(2), range(2), range(2), ("one",)), 20)
        leaves |= {(0, 0, 0, "one"): 1, (0, 0, 1, "one"): 2}
        self.check(leaves, [("all", ()), ("all", ("commune", "size")), ("all", ("commune", "stage"))])

    def test_a_whole_and_its_parts(self):
        """Visits are hidden in a commune, and calls as well; the talks of other communes tell them."""
        leaves = {(commune, 0, 0, part): 30 for commune in range(3) for part in ("one", "other")} | {
            (0, 0, 0, "one"): 3
        }
        hidden = self.check(
            leaves, [(figure, axes) for figure in ("all", "one", "other") for axes in ((), ("commune",))]
        )
        self.assertLessEqual(len(hidden), 5)

    def test_what_a_part_leaves_is_small_as_well(self):
        """Of 23 companies 20 were visited: three were not."""
        cells = [Cell(("all", Values()), 23), Cell(("part", Values()), 20)]
        wholes = find_wholes([{"all", "part"}, {"all"}])
        table = Table.joined(cells, {"all": {}, "part": {}}, wholes)
        self.assertEqual(hide_in(table), {("part", Values())})


@tagged("-at_install", "post_install")
class TestDifferences(BaseCase):
    """No two answers tell together about a few."""

    @_SETTINGS
    @given(st.sets(st.integers(0, 25)), st.sets(st.integers(0, 25)))
    def test_a_set_within_another(self, one, other):
        few = differences.few_between([Published.of(one)], [Published.of(other)], 5, are_counts=True)
        within = bool(one and other) and (one < other or other < one) and 0 < len(one ^ other) < 5
        self.assertEqual(bool(few), within)

    @_SETTINGS
    @given(st.lists(st.sets(st.integers(0, 40), min_size=1), min_size=1, max_size=4), st.data())
    def test_numbers_of_two_answers(self, sets, data):
        """What is told is what no other sharing out of the same numbers contradicts."""
        count = data.draw(st.integers(0, len(sets)))
        new, old = sets[:count], sets[count:]
        told = differences.combined(*([Published.of(each) for each in some] for some in (new, old)), 5)
        if new and not told:
            atoms = {}
            for unit in set().union(*sets):
                atoms.setdefault(tuple(unit in each for each in sets), set()).add(unit)
            keys = {atom: len(members) for atom, members in atoms.items()}
            for atom, size in keys.items():
                # What the earlier ones tell by themselves is known already.
                if size < 5 and any(atom[: len(new)]) and self.most(atom, list(keys), sets, count) > 4.999:
                    # There is room: another world with the same numbers, in which it is not small.
                    self.assertGreaterEqual(self.most(atom, list(keys), sets), 4.999)

    def most(self, atom, atoms, sets, first=0):
        """Return the most that an atom can be, by the sizes of the sets from one on."""
        ranks = range(first, len(sets))
        rows = [[each[rank] for each in atoms] for rank in ranks]
        goal = [each == atom for each in atoms]
        _least, most = bounds_of(goal, rows, [len(sets[rank]) for rank in ranks], len(atoms), [0] * len(atoms))
        return most

    def test_many_earlier_answers_are_quick(self):
        new = [Published.of(range(start, start + 900)) for start in range(0, 4000, 40)]
        old = [Published.of(range(start, start + 1500)) for start in range(1, 40_000, 3)]
        start = monotonic()
        self.assertEqual(differences.few_between(new, old, 5, are_counts=True), set())
        self.assertLess(monotonic() - start, 20)

    def test_they_are_kept_as_they_are(self):
        sets = [Published.of([9, 4, 7], [1, 2, 1]), Published.of([4], [2]), Published.of([])]
        again = differences.unpack(differences.pack(sets))
        self.assertEqual([each.elements.tolist() for each in again], [[4, 7, 9], [4], []])
        self.assertEqual([each.owners.tolist() for each in again], [[2, 1, 1], [2], []])

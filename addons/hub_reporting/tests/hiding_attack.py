"""Working out hidden numbers from published ones, written without a look at how they are hidden."""

from itertools import combinations, product

import numpy as np
from scipy.optimize import linprog

from odoo.addons.hub_reporting.domain.hiding import ALL


def margins(leaf):
    """Return the keys of a cell and of all totals that it is part of."""
    return list(product(*((value, ALL) for value in leaf)))


def sets_of(leaves):
    """Return the members of all cells with all totals: ``{keys: set}`` from ``{leaf: set}``."""
    sets = {}
    for leaf, members in leaves.items():
        for keys in margins(leaf):
            sets.setdefault(keys, set()).update(members)
    return sets


def bounds_of(goal, rows, sides, count, least):
    """Return the least and the most that a sum of unknown numbers can be; they are ``least`` at least, and add up.

    :param goal: the sign of each number in the sum
    """
    found = []
    for sign in (1, -1):
        result = linprog(
            sign * np.array(goal, dtype=float),
            A_eq=np.array(rows, dtype=float) if rows else None,
            b_eq=np.array(sides, dtype=float) if rows else None,
            bounds=[(each, None) for each in least],
            method="highs",
        )
        found.append(np.inf if result.status == 3 else sign * result.fun)
    return tuple(found)


def attack_exclusive(sets, hidden):
    """Yield each hidden cell with the least and the most it can be, where each unit is in one cell: cells add up.

    Whoever attacks solves for the cells themselves, of which totals are sums.
    """
    leaves = [keys for keys in sets if ALL not in keys]
    rows, sides = [], []
    for keys, members in sets.items():
        if keys not in hidden:
            rows.append([keys in margins(leaf) for leaf in leaves])
            sides.append(len(members))
    least = [1 if leaf in hidden else 0 for leaf in leaves]
    for keys in hidden:
        yield keys, *bounds_of([keys in margins(leaf) for leaf in leaves], rows, sides, len(leaves), least)


def attack_overlapping(sets, hidden, leaves):
    """Yield each hidden cell with the least and the most it can be, where a unit may be in any cells at once."""
    atoms = [chosen for count in range(1, len(leaves) + 1) for chosen in combinations(leaves, count)]
    holds = {keys: [any(keys in margins(leaf) for leaf in atom) for atom in atoms] for keys in sets}
    rows = [holds[keys] for keys in sets if keys not in hidden]
    sides = [len(sets[keys]) for keys in sets if keys not in hidden]
    for keys in hidden:
        yield keys, *bounds_of(holds[keys], rows, sides, len(atoms), [0] * len(atoms))

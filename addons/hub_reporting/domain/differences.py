"""Whether two published numbers, taken together, tell about a few: one is the other and a few more.

Questions that differ by one filter, by a month, or by one entry between them:

>>> earlier, later = Published.of(range(40)), Published.of(range(42))
>>> few_between([later], [earlier], 5, are_counts=True)
{0}
>>> few_between([later], [Published.of(range(30))], 5, are_counts=True)
set()

Counts of sets of which none holds the other tell nothing of their difference. Sums do:

>>> other = Published.of(range(1, 41))
>>> few_between([other], [earlier], 5, are_counts=True), few_between([other], [earlier], 5, are_counts=False)
(set(), {0})

No pair has to tell, where three numbers do: of 30, 11 and 17, two are in the first and in none of the others.

>>> parts = [Published.of(range(11)), Published.of(range(11, 28))]
>>> few_between(parts, [Published.of(range(30))], 5, are_counts=True)
set()
>>> sorted(combined(parts, [Published.of(range(30))], 5))
[0, 1]
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

_SAMPLE = 24
_CLOSE = 1e-6


class Published(NamedTuple):
    """What a number that was published rests on: what was counted, sorted, and whom each of these is about.

    ``whom`` are the owners, each once and sorted.
    """

    elements: np.ndarray
    owners: np.ndarray
    whom: np.ndarray

    @property
    def owners_count(self) -> int:
        """How many companies or persons the number is about."""
        return len(self.whom)

    @classmethod
    def of(cls, elements: Iterable[int], owners: Iterable[int] | None = None) -> Published:
        """Return a set of elements, each with its owner; without owners each is its own."""
        found = _as_array(elements)
        theirs = found if owners is None else _as_array(owners)
        order = np.argsort(found, kind="stable")
        return cls(found[order], theirs[order], np.unique(theirs))


def _as_array(numbers: Iterable[int]) -> np.ndarray:
    return np.asarray(numbers if isinstance(numbers, np.ndarray) else list(numbers), dtype=np.int64)


def few_between(new: Sequence[Published], old: Sequence[Published], smallest: int, *, are_counts: bool) -> set[int]:
    """Return the places of the new numbers that differ from an old one by 1 to ``smallest`` - 1 owners.

    :param are_counts: the numbers say how many there are, so that only those tell of which one is within the other
    """
    found: set[int] = set()
    if not old:
        return found
    order = sorted(range(len(old)), key=lambda place: old[place].owners_count)
    counts = np.array([old[place].owners_count for place in order])
    for place, one in enumerate(new):
        if not len(one.elements):
            continue
        first = np.searchsorted(counts, one.owners_count - smallest + 1)
        after = np.searchsorted(counts, one.owners_count + smallest)
        for rank in range(first, after):
            if _differ_by_few(one, old[order[rank]], smallest, are_counts=are_counts):
                found.add(place)
                break
    return found


def _differ_by_few(one: Published, other: Published, smallest: int, *, are_counts: bool) -> bool:
    small, large = (one, other) if len(one.elements) <= len(other.elements) else (other, one)
    if not len(small.elements):
        return False
    # Some of them tell soon that there are many others.
    some = small.whom[:: max(1, len(small.whom) // _SAMPLE)]
    if len(large.whom) and (~_within(some, large.whom)).sum() >= smallest:
        return False
    if are_counts:
        if not 0 < len(large.elements) - len(small.elements) < smallest:
            return False
    missing = ~_within(small.elements, large.elements)
    if are_counts and missing.any():
        return False
    added = ~_within(large.elements, small.elements)
    owners = np.union1d(small.owners[missing], large.owners[added])
    return 0 < len(owners) < smallest


def _within(some: np.ndarray, of: np.ndarray) -> np.ndarray:
    """Tell of each of some sorted numbers whether it is among others, which are sorted."""
    places = np.minimum(np.searchsorted(of, some), len(of) - 1)
    return of[places] == some


def combined(new: Sequence[Published], old: Sequence[Published], smallest: int) -> set[int]:
    """Return the places of new counts that tell about a few, together with all other counts that are given.

    The counts part everything that was counted into atoms: what is in the same sets. An atom of 1 to ``smallest`` - 1
    is told of when there is no way to share out the counts to the atoms in which it has more.
    """
    sets = [*new, *old]
    elements = np.unique(np.concatenate([each.elements for each in sets])) if sets else np.array([])
    if not len(elements):
        return set()
    belongs = np.zeros((len(elements), len(sets)), dtype=bool)
    for column, each in enumerate(sets):
        belongs[np.searchsorted(elements, each.elements), column] = True
    signs = np.ascontiguousarray(np.packbits(belongs, axis=1))
    rows = signs.view(np.dtype((np.void, signs.shape[1]))).reshape(-1)
    _signs, first, sizes = np.unique(rows, return_index=True, return_counts=True)
    atoms = belongs[first]
    few = np.flatnonzero(sizes < smallest)
    counts = [len(each.elements) for each in sets]
    everything = _Counts(atoms, counts, smallest)
    earlier = _Counts(atoms[:, len(new) :], counts[len(new) :], smallest)
    found: set[int] = set()
    for atom in everything.sift(few):
        places = _get_concerned(atoms, atom, len(new))
        # What earlier ones tell by themselves is known, whatever is hidden now.
        if not places <= found and everything.tell(atom) and not (old and earlier.tell(atom)):
            found |= places
    return found


def _get_concerned(atoms: np.ndarray, atom: int, count: int) -> set[int]:
    """Return the places of the new sets that have to do with an atom: they hold it, or what is in a set with it."""
    beside = atoms[:, atoms[atom]].any(axis=1)
    return set(np.flatnonzero(atoms[beside, :count].any(axis=0)).tolist())


class _Counts:
    """The counts of sets, of which each atom that is in them is a part."""

    def __init__(self, atoms: np.ndarray, counts: Sequence[int], smallest: int) -> None:
        self.matrix, self.counts, self.smallest = csr_array(atoms.T.astype(float)), counts, smallest

    def sift(self, atoms: Iterable[int]) -> list[int]:
        """Return the atoms that have as much in no way to share out the counts that was looked for."""
        left = list(atoms)
        while left:
            numbers = _share_out(self.matrix, self.counts, left, self.smallest)
            still = [atom for atom in left if numbers[atom] < self.smallest - _CLOSE]
            if len(still) == len(left):
                break
            left = still
        return left

    def tell(self, atom: int) -> bool:
        """Tell whether an atom has less in every way to share them out."""
        numbers = _share_out(self.matrix, self.counts, [atom], self.smallest)
        return bool(numbers[atom] < self.smallest - _CLOSE)


def _share_out(matrix, counts: Sequence[int], goals: Sequence[int], smallest: int) -> np.ndarray:
    """Return numbers of the atoms that add up to the counts, with as much as can be in the goals."""
    width, extra = matrix.shape[1], len(goals)
    reach = csr_array(
        (np.repeat([1.0, -1.0], extra), (np.tile(np.arange(extra), 2), [*range(width, width + extra), *goals])),
        shape=(extra, width + extra),
    )
    equal = csr_array((matrix.data, matrix.indices, matrix.indptr), shape=(matrix.shape[0], width + extra))
    found = linprog(
        np.concatenate([np.zeros(width), -np.ones(extra)]),
        A_ub=reach,
        b_ub=np.zeros(extra),
        A_eq=equal,
        b_eq=np.asarray(counts, dtype=float),
        bounds=[*[(0, None)] * width, *[(None, smallest)] * extra],
        method="highs",
    )
    if not found.success:
        raise ArithmeticError(found.message)
    return found.x[:width]


def nearest(new: Sequence[Published], answers: Iterable[Sequence[Published]], count: int) -> list[Sequence[Published]]:
    """Return the earlier answers that have most in common with new numbers, or with answers that have.

    >>> whole, other, third = [Published.of(range(9))], [Published.of(range(4))], [Published.of([20])]
    >>> nearest([Published.of(range(4, 9))], [third, other, whole], 5) == [whole, other]
    True
    """
    if not new:
        return []
    own = known = np.unique(np.concatenate([each.elements for each in new]))
    found: list[Sequence[Published]] = []
    left = [
        (len(own) + len(elements) - 2 * _in_common(own, elements), rank, elements, answer)
        for rank, answer in enumerate(answers)
        if answer and len(elements := np.unique(np.concatenate([each.elements for each in answer])))
    ]
    left.sort(key=lambda each: each[:2])
    while len(found) < count:
        chosen = next((each for each in left if _in_common(known, each[2])), None)
        if chosen is None:
            break
        left = [each for each in left if each is not chosen]
        known = np.union1d(known, chosen[2])
        found.append(chosen[3])
    return found


def _in_common(some: np.ndarray, others: np.ndarray) -> int:
    return int(_within(some, others).sum()) if len(others) else 0


def pack(sets: Sequence[Published]) -> bytes:
    """Return sets as bytes, in which each element stands once."""
    elements = np.concatenate([each.elements for each in sets]) if sets else np.array([], dtype=np.int64)
    owners = np.concatenate([each.owners for each in sets]) if sets else np.array([], dtype=np.int64)
    # Each element has one owner: it is looked for alone, which is ten times as quick as for the two of them.
    known, first, places = np.unique(elements, return_index=True, return_inverse=True)
    pairs = np.stack([known, owners[first]], axis=1)
    if not np.array_equal(owners, pairs[places, 1]):
        pairs, places = np.unique(np.stack([elements, owners], axis=1), axis=0, return_inverse=True)
    ends = np.cumsum([len(each.elements) for each in sets], dtype=np.int64)
    file = io.BytesIO()
    # As numpy writes an archive, but quicker: what stands for units is random, so that little is saved.
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, array in {"pairs": pairs, "places": places.reshape(-1).astype(np.int32), "ends": ends}.items():
            # Without the time, so that the same sets are the same bytes.
            with archive.open(f"{name}.npy", "w") as part:
                np.lib.format.write_array(part, array, allow_pickle=False)
    return file.getvalue()


def unpack(content: bytes) -> list[Published]:
    """Return sets from bytes.

    >>> [packed] = unpack(pack([Published.of([7, 3], [1, 1])]))
    >>> packed.elements.tolist(), packed.owners.tolist(), packed.owners_count
    ([3, 7], [1, 1], 1)
    """
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        pairs, places, ends = file["pairs"], file["places"], file["ends"]
    sets, start = [], 0
    for end in ends:
        own = pairs[places[start:end]]
        sets.append(Published(own[:, 0], own[:, 1], np.unique(own[:, 1])))
        start = end
    return sets

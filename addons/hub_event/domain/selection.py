"""Who takes part: by the rule that the form of an action tells, within its places and its quotas.

>>> forge, loom, kiln = (Applicant(key, registered=rank) for rank, key in enumerate(("forge", "loom", "kiln")))
>>> choose([kiln, forge, loom], places=2, rule="order").chosen
['forge', 'loom']

Places that are kept for a group are given to it alone. What it leaves free stays free for its own, so that a company
that registers later still finds its place:

>>> first = Applicant("first", registered=9, groups=frozenset({"first timers"}))
>>> choose([forge, loom, kiln, first], places=3, rule="order", quotas=[Quota("first timers", 1)])
Choice(chosen=['forge', 'loom', 'first'], waiting=['kiln'])
>>> choose([forge, loom, kiln], places=3, rule="order", quotas=[Quota("first timers", 1)])
Choice(chosen=['forge', 'loom'], waiting=['kiln'])

Who has a place already takes one of its group first, as everybody does:

>>> choose([loom, first], places=2, rule="order", quotas=[Quota("first timers", 1)], taken=[{"first timers"}])
Choice(chosen=['loom'], waiting=['first'])
>>> choose([loom], places=1, rule="order", taken=[(), ()]).chosen, choose([loom], places=None, rule="order").chosen
([], ['loom'])

A draw comes out alike for everybody who has its seed, whoever registers besides:

>>> drawn = ranked([forge, loom, kiln], "draw", seed="a1b2")
>>> [each.key for each in ranked([kiln, loom, forge], "draw", seed="a1b2")] == [each.key for each in drawn]
True
>>> ranked([forge, loom], "draw", seed="a1b2") == [each for each in drawn if each is not kiln]
True

Two of one company have one lot:

>>> [each.key for each in ranked([Applicant(2, 2, lot="forge"), Applicant(1, 1, lot="forge")], "draw", seed="a1b2")]
[1, 2]
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

RULES = ("order", "draw", "readiness")


@dataclass(frozen=True)
class Applicant:
    """Who wants to take part: when they registered, as whatever sorts, their score from 0 to 100, and their groups.

    Their lot in a draw follows from ``lot``, or else from their key.
    """

    key: object
    registered: object = 0
    score: float | None = None
    groups: frozenset = frozenset()
    lot: object = None


@dataclass(frozen=True)
class Quota:
    """Places that are kept for a group."""

    group: object
    places: int


@dataclass(frozen=True)
class Choice:
    """The keys of those who take part, and of those who wait, the next one first."""

    chosen: list
    waiting: list


def ranked(applicants: Iterable[Applicant], rule: str, seed: str = "") -> list[Applicant]:
    """Return applicants in the order in which places are given.

    :param rule: ``order`` of registration; ``draw``, in which each has a lot that follows from the seed and the key;
        ``readiness``, the highest score first, those without one last, and equals in order of registration
    :raises ValueError: if a draw has no seed, or the rule is another one
    """
    if rule not in RULES or (rule == "draw" and not seed):
        raise ValueError(rule)

    def place(applicant: Applicant) -> tuple:
        if rule == "draw":
            lot = applicant.key if applicant.lot is None else applicant.lot
            drawn = hashlib.sha256(f"{seed}:{lot}".encode()).hexdigest()
            return (drawn, applicant.registered, str(applicant.key))
        score = -1 if applicant.score is None else applicant.score
        return (-score if rule == "readiness" else 0, applicant.registered, str(applicant.key))

    return sorted(applicants, key=place)


def choose(
    applicants: Iterable[Applicant],
    *,
    places: int | None,
    rule: str,
    seed: str = "",
    quotas: Sequence[Quota] = (),
    taken: Iterable[Collection] = (),
) -> Choice:
    """Give places by a rule: those of each quota to its group, the others to whoever comes next.

    An applicant of several groups takes a place of the first quota that has one left.

    :param places: how many there are; None for no limit
    :param taken: the groups of each of those who have a place already
    """
    order = ranked(applicants, rule, seed)
    if places is None:
        return Choice([each.key for each in order], [])
    left = {quota: quota.places for quota in quotas}
    free = max(places - sum(left.values()), 0)

    def take_kept(groups: Collection) -> bool:
        quota = next((each for each, count in left.items() if count and each.group in groups), None)
        if quota:
            left[quota] -= 1
        return quota is not None

    free -= sum(not take_kept(groups) for groups in taken)
    chosen = {applicant for applicant in order if take_kept(applicant.groups)}
    chosen.update([applicant for applicant in order if applicant not in chosen][: max(free, 0)])
    keys = [(applicant.key, applicant in chosen) for applicant in order]
    return Choice([key for key, takes in keys if takes], [key for key, takes in keys if not takes])

"""The gate: a lead reaches a stage of its team with what this stage and those before it require. Without database.

In: the stages of all pipelines, their requirements, and what is there for a lead and its company, :class:`Facts`.
Out: the requirements of a lead and a stage that are not met, in the order of the stages; without any, it may pass.

1. A lead passes the stages of its team, and those that all teams share unless its team keeps to its own.
2. What all of them up to the new one require is asked when it is raised, not when it moves back.
3. A band is reached with the last done assessment of its kind; a target market is a country chosen in the lead; a plan
   is a step that was agreed and not dropped; evidence is verified and valid today, of the scheme or of any.
4. What is archived or gone can't be met. What a director let go for a lead is not asked of it again.
5. Of several bands that are missing, the highest tells: one assessment is to be done.

When somebody is asked, and who is not, stands with ``crm.lead`` in ``models/gate/crm_lead.py``. As it is shipped:

=============  =======================================================================
Interest       –
Diagnosis      –
Export Plan    a done readiness assessment
Market Entry   the band *Ready for a First Market*, a target market, a step of a plan
Exporting      –
Consolidated   –
=============  =======================================================================

>>> interest, plan, entry = Stage(1, 101), Stage(3, 103), Stage(4, 104)
>>> assessed, ready = Requirement(1, 3, "band", min_score=0), Requirement(2, 4, "band", min_score=61)
>>> market = Requirement(3, 4, "target_market")
>>> gate = Gate([interest, plan, entry], [assessed, ready, market])
>>> path = gate.path(None)
>>> gate.is_raised(path, interest.id, entry.id)
True
>>> unmet = [each for each in gate.needed(path, entry.id) if not is_met(each, Facts(has_market=True))]
>>> [each.id for each in unmet], [each.id for each in telling(unmet)]
([1, 2], [2])
>>> [each.id for each in gate.needed(path, entry.id) if not is_met(each, Facts(scores={"export": 61}))]
[3]
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Stage:
    """A stage of a pipeline; without teams, all teams share it."""

    id: int
    sequence: int
    teams: frozenset[int] = frozenset()
    is_folded: bool = False

    @property
    def position(self) -> tuple[int, int]:
        """What stages are ordered by."""
        return self.sequence, self.id


@dataclass(frozen=True)
class Requirement:
    """What has to be there before a lead reaches a stage."""

    id: int
    stage: int
    kind: str
    framework_kind: str = "export"
    min_score: float | None = None
    scheme: int | None = None
    # It names something that no longer exists or is archived, so nothing can meet it.
    is_broken: bool = False


@dataclass(frozen=True)
class Facts:
    """What is there for a lead and its company."""

    has_market: bool = False
    # The lowest score of the band that the company reached, by kind of framework.
    scores: Mapping[str, float] = field(default_factory=dict)
    # The kinds of framework that an agreed step is about.
    plans: Collection[str] = ()
    # The schemes of the evidence that is valid today.
    schemes: Collection[int] = ()


class Gate:
    """The stages of all pipelines with their requirements."""

    def __init__(self, stages: Iterable[Stage], requirements: Iterable[Requirement]):
        self.stages = {stage.id: stage for stage in sorted(stages, key=lambda stage: stage.position)}
        self.requirements = tuple(requirements)

    def path(self, team: int | None, *, own_only: bool = False) -> tuple[Stage, ...]:
        """Return the stages that a lead of a team passes, in order.

        :param own_only: leave out the stages that all teams share
        """
        return tuple(stage for stage in self.stages.values() if (team in stage.teams if stage.teams else not own_only))

    def asks(self, team: int | None, stage: int | None) -> bool:
        """Tell whether leads of a team may lack something for the stage that follows on one: if not, none of them does.

        >>> gate = Gate([Stage(1, 10), Stage(2, 20), Stage(3, 30)], [Requirement(1, 3, "target_market")])
        >>> gate.asks(7, 1), gate.asks(7, 2), gate.asks(7, 3)
        (False, True, False)
        """
        paths = (self.path(team), self.path(team, own_only=True))
        return any(
            following and self.needed(path, following) for path in paths for following in [self.next(path, stage)]
        )

    def first(self, path: tuple[Stage, ...]) -> Stage | None:
        """Return the stage where a new lead starts."""
        return next((stage for stage in path if not stage.is_folded), path[0] if path else None)

    def next(self, path: tuple[Stage, ...], stage: int | None) -> int | None:
        """Return the stage that follows on a path, if any."""
        ids = [each.id for each in path]
        if stage not in ids:
            return None
        return next(iter(ids[ids.index(stage) + 1 :]), None)

    def is_raised(self, path: tuple[Stage, ...], old: int | None, new: int) -> bool:
        """Tell whether a lead moves up, seen from where it was, or from the start if that is not on its path."""
        start = self.stages[old] if old in {stage.id for stage in path} else self.first(path)
        return start is not None and new in self.stages and self.stages[new].position > start.position

    def needed(self, path: tuple[Stage, ...], stage: int) -> tuple[Requirement, ...]:
        """Return what is required of a lead that reaches a stage: all up to there, in the order of the stages."""
        goal = self.stages.get(stage)
        if goal is None:
            return ()
        passed = [each.id for each in path if each.position < goal.position]
        rank = {each: number for number, each in enumerate([*passed, stage])}
        required = [requirement for requirement in self.requirements if requirement.stage in rank]
        return tuple(sorted(required, key=lambda requirement: rank[requirement.stage]))


def is_met(requirement: Requirement, facts: Facts) -> bool:
    """Tell whether the facts meet a requirement."""
    if requirement.is_broken:
        return False
    if requirement.kind == "target_market":
        return facts.has_market
    if requirement.kind == "band":
        score = facts.scores.get(requirement.framework_kind)
        return score is not None and requirement.min_score is not None and score >= requirement.min_score
    if requirement.kind == "plan":
        return requirement.framework_kind in facts.plans
    if requirement.kind == "evidence":
        return requirement.scheme in facts.schemes if requirement.scheme else bool(facts.schemes)
    return False


def telling(unmet: Iterable[Requirement]) -> list[Requirement]:
    """Leave out each band that a higher one of the same kind of framework implies: one assessment is to be done."""
    unmet = list(unmet)
    highest = {}
    for requirement in unmet:
        if requirement.kind == "band" and not requirement.is_broken:
            rival = highest.setdefault(requirement.framework_kind, requirement)
            if requirement.min_score > rival.min_score:
                highest[requirement.framework_kind] = requirement
    return [
        requirement
        for requirement in unmet
        if requirement.kind != "band" or requirement.is_broken or requirement is highest[requirement.framework_kind]
    ]

"""What the answers of an assessment are worth: scores from 0 to 100, a band, and what caps it.

A dimension's score is the weighted mean of its answers, the total the weighted mean of the dimensions. A knock-out
leaves the scores as they are and caps the band: they tell how far a company got, the cap what stands in its way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Dimension:
    """A theme. With a weight of 0 it is scored, and does not count in the total."""

    key: int
    weight: float = 1


@dataclass(frozen=True)
class Question:
    """A question answered from 0 to ``max_value``.

    An answer below ``knock_out_below`` allows no band above ``cap``; without ``cap``, none above the lowest.
    """

    key: int
    dimension: int
    weight: float = 1
    max_value: int = 5
    knock_out_below: int | None = None
    cap: int | None = None


@dataclass(frozen=True)
class Band:
    """A level that a total of ``min_score`` or more reaches."""

    key: int
    min_score: float


@dataclass(frozen=True)
class Framework:
    """What an assessment is scored by."""

    dimensions: tuple[Dimension, ...]
    questions: tuple[Question, ...]
    bands: tuple[Band, ...]

    def only(self, asked: Collection[int]) -> Framework:
        """Return the framework with no other questions than the ones asked."""
        return Framework(self.dimensions, tuple(q for q in self.questions if q.key in asked), self.bands)


@dataclass(frozen=True)
class Result:
    """Scores by dimension, the total, the band and, where it is capped, by which questions.

    ``dimensions`` has no score for a dimension without questions. ``uncapped`` is the band of the total alone.
    """

    dimensions: dict[int, float]
    score: float
    band: int | None
    uncapped: int | None
    knock_outs: tuple[int, ...] = ()

    @property
    def is_capped(self) -> bool:
        """Tell whether a knock-out keeps the band below the one of the total."""
        return self.band != self.uncapped


class UnansweredError(ValueError):
    """Questions have no answer; ``keys`` are theirs, in the order of the framework."""

    def __init__(self, keys: tuple[int, ...]):
        super().__init__(f"{len(keys)} questions have no answer")
        self.keys = keys


def unanswered(framework: Framework, answers: Mapping[int, int]) -> tuple[int, ...]:
    """Return the questions without an answer. 0 is an answer."""
    return tuple(question.key for question in framework.questions if answers.get(question.key) is None)


def assess(framework: Framework, answers: Mapping[int, int]) -> Result:
    """Return what the answers, by question, are worth; a question without one is an UnansweredError."""
    if missing := unanswered(framework, answers):
        raise UnansweredError(missing)
    dimensions = {}
    for dimension in framework.dimensions:
        parts = [
            (question.weight, 100 * answers[question.key] / question.max_value)
            for question in framework.questions
            if question.dimension == dimension.key
        ]
        if any(weight for weight, _ in parts):
            dimensions[dimension.key] = _mean(parts)
    weights = {dimension.key: dimension.weight for dimension in framework.dimensions}
    score = _mean([(weights[key], value) for key, value in dimensions.items()])
    knock_outs = tuple(
        question.key
        for question in framework.questions
        if question.knock_out_below is not None and answers[question.key] < question.knock_out_below
    )
    uncapped = band_of(framework.bands, score)
    return Result(
        {key: _rounded(value) for key, value in dimensions.items()},
        _rounded(score),
        _capped(framework, uncapped, knock_outs),
        uncapped,
        knock_outs,
    )


def band_of(bands: Iterable[Band], score: float) -> int | None:
    """Return the highest band that a score reaches, if any; the score counts as it is shown, with one decimal."""
    reached = [band for band in bands if band.min_score <= _rounded(score)]
    return max(reached, key=lambda band: band.min_score).key if reached else None


def _capped(framework: Framework, band: int | None, knock_outs: Collection[int]) -> int | None:
    ranked = [each.key for each in sorted(framework.bands, key=lambda each: each.min_score)]
    caps = {question.key: question.cap for question in framework.questions}
    ranks = [ranked.index(caps[key]) if caps[key] in ranked else 0 for key in knock_outs]
    return band if band is None else ranked[min([ranked.index(band), *ranks])]


def _mean(parts: Collection[tuple[float, float]]) -> float:
    total = sum(weight for weight, _ in parts)
    return sum(weight * value for weight, value in parts) / total if total else 0.0


def _rounded(score: float) -> float:
    # Through the shortest spelling: a mean of 66.65 is not to become 66.6 for a binary digit.
    return float(Decimal(repr(round(score, 9))).quantize(_TENTH, ROUND_HALF_UP))

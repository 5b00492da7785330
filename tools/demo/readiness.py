"""How ready for export the companies are: assessments on the export framework, and the plans that came of them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from xml.etree import ElementTree

from .exporters import Exporter
from .files import ADDONS, Table, dice, maybe_day

# The score that stands for each band, and one that a knock-out keeps below what it is worth.
_SCORES = {"home_first": 29, "preparing": 51, "ready": 71, "strong": 89}
_CAPPED_SCORE = 72
_MARGIN = 6
_HIGHEST = 5
_FRAMEWORK = "hub_assessment_framework_export_1"
# Each dimension with what comes of it: the service that helps, and steps that fit.
STEPS = {
    "management": ("export_plan", ["Name who answers for export", "Work out the price for a shop abroad",
                                   "Have the terms of sale checked"]),
    "network": ("export_mission", ["Visit the trade fair of the market", "Join the stand of the region",
                                   "Talk to three companies that sell there"]),
    "relations": ("export_partner_search", ["Find three shops that would order", "Answer enquiries within two days"]),
    "offer": ("export_rules", ["Have label and manual translated", "Test the packaging for transport"]),
    "means": ("export_price", ["Set a budget for the first year abroad", "Insure the first orders"]),
    "commitment": ("export_market_choice", ["Write the export plan on four pages", "Keep a day a week for the market"]),
}  # fmt: skip
_NOTES = ["An hour with the owner.", "By video; figures came afterwards.", "Some answers are estimates.", ""]


class Framework:
    """The questions of the framework in their order, as the addon's data has them, each with what it weighs."""

    def __init__(self) -> None:
        path = ADDONS / "hub_export/data/hub_assessment_framework_export_data.xml"
        dimensions: dict[str, float] = {}
        self.questions: list[tuple[str, float, int]] = []
        for record in ElementTree.parse(path).iter("record"):  # noqa: S314
            values = {field.get("name"): field for field in record}
            if record.get("model") == "hub.assessment.dimension":
                dimensions[record.get("id", "")] = float(values["weight"].text or 0)
            elif record.get("model") == "hub.assessment.question":
                weight = float(values["weight"].text or 1) if "weight" in values else 1.0
                knock_out = int(values["knock_out_below"].text or 0) if "knock_out_below" in values else 0
                self.questions.append((values["dimension_id"].get("ref", ""), weight, knock_out))
        sums = {key: sum(weight for dimension, weight, _ in self.questions if dimension == key) for key in dimensions}
        whole = sum(dimensions.values())
        # What a point of each answer adds to the score.
        self.worth = [
            100 * dimensions[dimension] * weight / (whole * sums[dimension] * _HIGHEST)
            for dimension, weight, _knock_out in self.questions
        ]

    def score(self, answers: list[int]) -> float:
        """Return the score of the answers."""
        return sum(worth * answer for worth, answer in zip(self.worth, answers, strict=True))

    def answers(self, rng: Random, score: float, knocked_out: int | None = None) -> list[int]:
        """Return answers near a score, with strong and weak dimensions.

        :param knocked_out: which of the knock-out questions is answered too low
        """
        levels: dict[str, float] = {}
        answers = []
        for dimension, _weight, _knock_out in self.questions:
            level = levels.setdefault(dimension, score / 100 * _HIGHEST + rng.uniform(-0.9, 0.9))
            answers.append(min(max(round(rng.gauss(level, 0.7)), 0), _HIGHEST))
        fixed = [rank for rank, (_dimension, _weight, below) in enumerate(self.questions) if below]
        for turn, rank in enumerate(fixed):
            below = self.questions[rank][2]
            answers[rank] = rng.randrange(below) if turn == knocked_out else max(answers[rank], below)
        others = [rank for rank, worth in enumerate(self.worth) if worth and rank not in fixed]
        while abs(missing := score - self.score(answers)) > _MARGIN / 2:
            rank, step = rng.choice(others), 1 if missing > 0 else -1
            answers[rank] = min(max(answers[rank] + step, 0), _HIGHEST)
        return answers


def assessments(exporters: list[Exporter]) -> Iterator[Table]:
    """Yield the assessments, oldest first, and a few drafts that wait for answers."""
    rng, framework = dice("export assessments"), Framework()
    rows = []
    for exporter in exporters:
        for distance in exporter.assessed:
            score = _CAPPED_SCORE if exporter.capped else _SCORES[exporter.band or ""]
            if distance != exporter.assessed[-1]:
                score -= rng.randint(9, 22)
            knocked_out = rng.choice([0, 1]) if exporter.capped else None
            answers = framework.answers(rng, score, knocked_out)
            rows.append((exporter.company.slug, user(rng, exporter), distance, "done", answers, rng.choice(_NOTES)))
        if exporter.draft:
            known = framework.answers(rng, 55)[: rng.choice([0, 7, 20, 28])]
            rows.append((exporter.company.slug, user(rng, exporter), -rng.randint(1, 20), "draft", known, ""))
    values = "{'question_id': question.id, 'value': int(answer), 'is_answered': True}"
    asked = f"{{'partner_id': ref('hub_entrepreneurs.' + company), 'framework_id': ref('{_FRAMEWORK}')}}"
    yield Table(
        "hub.assessment",
        "company, user, days, state, answers, note",
        {
            "partner_id": "ref('hub_entrepreneurs.' + company)",
            "framework_id": f"ref('{_FRAMEWORK}')",
            "user_id": "ref(user)",
            "date": maybe_day("days"),
            "state": "state",
            "note": "note",
            "answer_ids": f"[Command.create({values}) for question, answer in zip(questions, answers)]",
        },
        sorted(((*row[:4], "".join(map(str, row[4])), row[5]) for row in rows), key=lambda row: row[2]),
        # Makers are asked a little more, at the end.
        {"questions": f"obj().new({asked})._questions()._origin"},
        read="hub.assessment",
    )


def user(rng: Random, exporter: Exporter) -> str:
    """Return the id of who guides the company abroad."""
    if rng.random() < 0.45 or exporter.company.manager is None:
        return "hub_export.user_adviser"
    return f"hub_entrepreneurs.user_{exporter.company.manager}"


def commitments(exporters: list[Exporter]) -> Iterator[Table]:
    """Yield the plans for abroad: steps that are open, overdue, done and dropped."""
    rng = dice("export commitments")
    rows = []
    for exporter in exporters:
        begun = exporter.assessed[-1] if exporter.assessed else -90
        for dimension, state in zip(rng.sample(list(STEPS), len(exporter.steps)), exporter.steps, strict=True):
            service, names = STEPS[dimension]
            agreed = min(begun + rng.randint(0, 20), -2)
            ended = rng.randint(agreed, -1) if state != "open" else None
            deadline = rng.randint(10, 200) if state == "open" and rng.random() < 0.8 else -rng.randint(2, 60)
            rows.append((
                exporter.company.slug, rng.choice(names), dimension, service, user(rng, exporter), state, agreed,
                max(deadline, agreed), ended if state == "done" else None, ended if state == "dropped" else None,
            ))  # fmt: skip
    yield Table(
        "hub.commitment",
        "company, name, dimension, service, user, state, agreed, deadline, done, dropped",
        {
            "name": "name",
            "partner_id": "ref('hub_entrepreneurs.' + company)",
            "dimension_id": "ref('hub_assessment_dimension_export_1_' + dimension)",
            "service_id": "ref('hub_service_' + service)",
            "assessment_id": "obj(ref('hub_entrepreneurs.' + company)).export_assessment_id.id",
            "user_id": "ref(user)",
            "state": "state",
            "agreed_on": maybe_day("agreed"),
            "date_deadline": maybe_day("deadline"),
            "done_on": maybe_day("done"),
            "dropped_on": maybe_day("dropped"),
        },
        rows,
        read="res.partner",
    )

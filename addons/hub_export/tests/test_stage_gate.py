import doctest

from odoo.tests import BaseCase

from ..domain import stage_gate
from ..domain.stage_gate import Facts, Gate, Requirement, Stage, is_met, telling

OWN, OTHER = 1, 2
STAGES = [
    Stage(1, 10, frozenset({OWN})),
    Stage(3, 30, frozenset({OWN})),
    Stage(2, 20, frozenset({OWN})),
    Stage(4, 25),
    Stage(5, 15, frozenset({OTHER})),
]
BAND = Requirement(1, 2, "band", min_score=61)
MARKET = Requirement(2, 3, "target_market")
PLAN = Requirement(3, 3, "plan")


class TestStageGate(BaseCase):
    """The plain part of the gate."""

    def setUp(self):
        super().setUp()
        self.gate = Gate(STAGES, [MARKET, BAND, PLAN])

    def _path(self, team=OWN, **options):
        return self.gate.path(team, **options)

    def _ids(self, path):
        return [stage.id for stage in path]

    def test_the_example_of_the_specification(self):
        self.assertEqual(doctest.testmod(stage_gate).failed, 0)

    def test_a_team_passes_its_stages_and_the_shared_ones(self):
        self.assertEqual(self._ids(self._path()), [1, 2, 4, 3])
        self.assertEqual(self._ids(self._path(own_only=True)), [1, 2, 3])
        self.assertEqual(self._ids(self._path(OTHER)), [5, 4])
        self.assertEqual(self._ids(self._path(None)), [4])

    def test_next_stage(self):
        path = self._path(own_only=True)
        self.assertEqual([self.gate.next(path, stage) for stage in (1, 2, 3, 4, None)], [2, 3, None, None, None])

    def test_stages_of_one_sequence_have_an_order(self):
        gate = Gate([Stage(2, 1), Stage(1, 1)], [])
        self.assertEqual(self._ids(gate.path(OWN)), [1, 2])
        self.assertTrue(gate.is_raised(gate.path(OWN), 1, 2))

    def test_raised(self):
        path = self._path(own_only=True)
        for old, new, raised in (
            (1, 2, True),
            (1, 3, True),
            (2, 2, False),
            (3, 2, False),
            (None, 1, False),
            (None, 2, True),
            (5, 1, False),  # a stage of another team's
            (5, 2, True),
            (1, 99, False),
        ):
            with self.subTest(old=old, new=new):
                self.assertEqual(self.gate.is_raised(path, old, new), raised)
        self.assertFalse(self.gate.is_raised((), None, 1))

    def test_a_new_lead_starts_at_the_first_stage_that_is_not_folded(self):
        path = (Stage(1, 1, is_folded=True), Stage(2, 2))
        self.assertEqual(self.gate.first(path).id, 2)
        self.assertEqual(self.gate.first(path[:1]).id, 1)
        self.assertIsNone(self.gate.first(()))

    def test_all_up_to_a_stage_is_needed(self):
        path = self._path(own_only=True)
        self.assertEqual(self.gate.needed(path, 1), ())
        self.assertEqual(self.gate.needed(path, 2), (BAND,))
        self.assertEqual(self.gate.needed(path, 3), (BAND, MARKET, PLAN))
        self.assertEqual(self.gate.needed(path, 99), ())

    def test_what_another_team_needs_is_not_asked(self):
        self.assertEqual(self.gate.needed(self._path(OTHER), 4), ())

    def test_met(self):
        anything, label = Requirement(4, 1, "evidence"), Requirement(5, 1, "evidence", scheme=7)
        other = Requirement(6, 1, "plan", framework_kind="transition")
        for requirement, facts, met in (
            (BAND, Facts(), False),
            (BAND, Facts(scores={"export": 41}), False),
            (BAND, Facts(scores={"export": 61}), True),
            (BAND, Facts(scores={"export": 81}), True),
            (BAND, Facts(scores={"transition": 81}), False),
            (BAND, Facts(scores={"export": None}), False),
            (Requirement(7, 1, "band", min_score=0), Facts(scores={"export": 0}), True),
            (MARKET, Facts(), False),
            (MARKET, Facts(has_market=True), True),
            (PLAN, Facts(), False),
            (PLAN, Facts(plans={"export"}), True),
            (other, Facts(plans={"export"}), False),
            (anything, Facts(), False),
            (anything, Facts(schemes={8}), True),
            (label, Facts(schemes={8}), False),
            (label, Facts(schemes={7, 8}), True),
            (Requirement(8, 1, "target_market", is_broken=True), Facts(has_market=True), False),
            (Requirement(9, 1, "unheard of"), Facts(), False),
        ):
            with self.subTest(requirement=requirement, facts=facts):
                self.assertEqual(is_met(requirement, facts), met)

    def test_the_highest_band_tells(self):
        low, broken = Requirement(4, 1, "band", min_score=0), Requirement(5, 1, "band", is_broken=True)
        other = Requirement(6, 1, "band", framework_kind="transition", min_score=10)
        self.assertEqual(telling([low, BAND, PLAN, broken, other]), [BAND, PLAN, broken, other])
        self.assertEqual(telling([low]), [low])

from odoo.tests import BaseCase

from ..domain.scoring import Band, Dimension, Framework, Question, UnansweredError, assess, band_of, unanswered

DIMENSIONS = (Dimension(1), Dimension(2))
BANDS = (Band(10, 0), Band(11, 41), Band(12, 61), Band(13, 81))


def framework(*questions, dimensions=DIMENSIONS, bands=BANDS):
    return Framework(dimensions, questions, bands)


class TestAssessmentScoring(BaseCase):
    """The plain functions."""

    def test_extremes(self):
        two = framework(Question(1, 1), Question(2, 2))
        for value, score, band in ((0, 0, 10), (5, 100, 13)):
            result = assess(two, {1: value, 2: value})
            self.assertEqual((result.score, result.band, result.dimensions), (score, band, {1: score, 2: score}))
            self.assertFalse(result.is_capped)

    def test_weights_of_questions_and_dimensions(self):
        weighted = framework(
            Question(1, 1, weight=3), Question(2, 1), Question(3, 2), dimensions=(Dimension(1, 3), Dimension(2, 1))
        )
        result = assess(weighted, {1: 4, 2: 0, 3: 5})
        self.assertEqual(result.dimensions, {1: 60.0, 2: 100.0})
        self.assertEqual(result.score, 70.0)

    def test_each_question_has_its_own_scale(self):
        result = assess(framework(Question(1, 1, max_value=1), Question(2, 1, max_value=10)), {1: 1, 2: 5})
        self.assertEqual(result.dimensions, {1: 75.0})

    def test_a_dimension_without_weight_is_scored_and_does_not_count(self):
        supplement = framework(Question(1, 1), Question(2, 2), dimensions=(Dimension(1), Dimension(2, 0)))
        result = assess(supplement, {1: 5, 2: 0})
        self.assertEqual((result.score, result.dimensions), (100, {1: 100, 2: 0}))

    def test_a_dimension_without_questions_is_left_out(self):
        result = assess(framework(Question(1, 1)), {1: 5})
        self.assertEqual((result.score, result.dimensions), (100, {1: 100}))

    def test_only_what_is_asked(self):
        both = framework(Question(1, 1), Question(2, 2))
        self.assertEqual(assess(both.only({1}), {1: 5}).dimensions, {1: 100})

    def test_zero_is_an_answer_and_nothing_is_none(self):
        three = framework(Question(1, 1), Question(2, 1), Question(3, 2))
        self.assertEqual(unanswered(three, {1: 0, 2: None}), (2, 3))
        with self.assertRaises(UnansweredError) as refused:
            assess(three, {1: 0, 2: None})
        self.assertEqual(refused.exception.keys, (2, 3))

    def test_bounds_of_bands(self):
        for score, band in ((0, 10), (40.9, 10), (40.94, 10), (40.95, 11), (41, 11), (60.9, 11), (61, 12), (81, 13)):
            with self.subTest(score):
                self.assertEqual(band_of(BANDS, score), band)
        self.assertEqual(band_of(reversed(BANDS), 70), 12, "in whatever order")
        self.assertIsNone(band_of((Band(1, 20),), 10))
        self.assertIsNone(assess(framework(Question(1, 1), bands=()), {1: 5}).band)

    def test_rounding_is_half_up(self):
        thirds = framework(*(Question(key, 1, max_value=3) for key in (1, 2, 3, 4)))
        self.assertEqual(assess(thirds, {1: 2, 2: 2, 3: 2, 4: 2}).score, 66.7)
        eighths = framework(*(Question(key, 1, max_value=10) for key in range(1, 9)))
        answers = dict.fromkeys(range(1, 9), 6)
        self.assertEqual(assess(eighths, {**answers, 1: 7}).score, 61.3, "61.25")

    def test_knock_out_caps_the_band_and_leaves_the_score(self):
        knocking = framework(Question(1, 1), Question(2, 1, knock_out_below=2, cap=11), Question(3, 2))
        result = assess(knocking, {1: 5, 2: 1, 3: 5})
        self.assertEqual((result.score, result.band, result.uncapped), (80.0, 11, 12))
        self.assertEqual((result.knock_outs, result.is_capped), ((2,), True))
        result = assess(knocking, {1: 5, 2: 2, 3: 5})
        self.assertEqual((result.band, result.knock_outs), (13, ()))

    def test_the_lowest_cap_holds(self):
        knocking = framework(
            Question(1, 1, knock_out_below=1, cap=12), Question(2, 1, knock_out_below=1), Question(3, 2, weight=9)
        )
        self.assertEqual(assess(knocking, {1: 0, 2: 0, 3: 5}).band, 10, "without a cap of its own: the lowest")
        self.assertEqual(assess(knocking, {1: 0, 2: 5, 3: 5}).band, 12)

    def test_a_cap_above_the_band_changes_nothing(self):
        knocking = framework(Question(1, 1, knock_out_below=1, cap=13), Question(2, 2))
        result = assess(knocking, {1: 0, 2: 1})
        self.assertEqual((result.band, result.is_capped, result.knock_outs), (10, False, (1,)))

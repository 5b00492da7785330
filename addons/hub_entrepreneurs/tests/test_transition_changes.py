import random
from datetime import date, timedelta
from itertools import pairwise

from odoo.tests import BaseCase

from ..domain.transition import (
    AWARE,
    CAUSES,
    COMMITTED,
    DIAGNOSED,
    EXEMPLARY,
    IN_TRANSITION,
    LAPSE,
    STATUSES,
    UNKNOWN,
    WITHDRAWAL,
    Change,
    Fact,
    changes_to_record,
    changes_until,
    last_day,
    status_on,
    status_until,
)

DAY = date(2026, 6, 15)
ONE_DAY = timedelta(days=1)
CAUSE_OF = {
    AWARE: "interaction",
    DIAGNOSED: "assessment",
    COMMITTED: "commitment",
    IN_TRANSITION: "evidence",
    EXEMPLARY: "evidence",
}


def fact(status, start, end=None):
    return Fact(status, start, end, CAUSE_OF[status])


class TestTerms(BaseCase):
    """Terms of whole months."""

    def test_last_day(self):
        for start, months, expected in (
            (date(2026, 1, 1), 12, date(2026, 12, 31)),
            (date(2024, 6, 16), 24, date(2026, 6, 15)),
            (date(2024, 2, 29), 24, date(2026, 2, 28)),
            (date(2024, 2, 29), 48, date(2028, 2, 28)),
            (date(2024, 3, 1), 24, date(2026, 2, 28)),
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2026, 8, 31), 36, date(2029, 8, 30)),
        ):
            with self.subTest(start=start, months=months):
                self.assertEqual(last_day(start, months), expected)

    def test_a_later_start_never_ends_earlier(self):
        for months in (1, 12, 24, 36):
            days = [date(2023, 12, 1) + rank * ONE_DAY for rank in range(900)]
            ends = [last_day(day, months) for day in days]
            self.assertEqual(ends, sorted(ends))


class TestChanges(BaseCase):
    """The steps between statuses."""

    def test_six_levels_one_above_the_other(self):
        facts = [fact(status, date(2026, rank, 1)) for rank, status in enumerate(STATUSES[1:], 1)]
        self.assertEqual(
            changes_until(DAY, facts),
            [
                Change(STATUSES[rank - 1], STATUSES[rank], date(2026, rank, 1), CAUSE_OF[STATUSES[rank]])
                for rank in range(1, 6)
            ],
        )
        for rank, status in enumerate(STATUSES):
            self.assertEqual(status_on(DAY, [*facts[:rank]]), status)

    def test_until_a_day(self):
        facts = [fact(AWARE, date(2026, 1, 1), date(2026, 3, 31)), fact(DIAGNOSED, date(2026, 9, 1))]
        rise = Change(UNKNOWN, AWARE, date(2026, 1, 1), "interaction")
        lapse = Change(AWARE, UNKNOWN, date(2026, 4, 1), LAPSE)
        self.assertEqual(changes_until(date(2025, 12, 31), facts), [])
        self.assertEqual(changes_until(date(2026, 1, 1), facts), [rise])
        self.assertEqual(changes_until(date(2026, 3, 31), facts), [rise])
        self.assertEqual(changes_until(date(2026, 4, 1), facts), [rise, lapse])
        self.assertEqual(len(changes_until(date(2026, 9, 1), facts)), 3)

    def test_a_lower_fact_changes_nothing(self):
        facts = [fact(EXEMPLARY, date(2026, 1, 1)), fact(AWARE, date(2026, 2, 1), date(2026, 3, 1))]
        self.assertEqual(len(changes_until(DAY, facts)), 1)

    def test_falling_onto_a_lower_fact_is_a_lapse(self):
        facts = [fact(AWARE, date(2026, 1, 1)), fact(EXEMPLARY, date(2026, 2, 1), date(2026, 2, 28))]
        self.assertEqual(changes_until(DAY, facts)[-1], Change(EXEMPLARY, AWARE, date(2026, 3, 1), LAPSE))


class TestChangesToRecord(BaseCase):
    """What is written down when the status is computed anew."""

    def _assert_steps(self, facts, recorded, recorded_on, *expected):
        self.assertEqual(changes_to_record(DAY, facts, recorded, recorded_on), [Change(*each) for each in expected])

    def test_nothing(self):
        self._assert_steps([], UNKNOWN, None)
        self._assert_steps([fact(AWARE, date(2026, 1, 1))], AWARE, date(2026, 1, 1))
        self._assert_steps([fact(AWARE, DAY + ONE_DAY)], UNKNOWN, None)

    def test_first_step_has_its_own_day(self):
        self._assert_steps(
            [fact(EXEMPLARY, date(2026, 1, 1))], UNKNOWN, None, (UNKNOWN, EXEMPLARY, date(2026, 1, 1), "evidence")
        )

    def test_job_that_stood_still_records_each_step(self):
        facts = [
            fact(EXEMPLARY, date(2026, 1, 1), date(2026, 6, 1)),
            fact(AWARE, date(2025, 1, 1), date(2026, 6, 5)),
            fact(COMMITTED, date(2026, 6, 10)),
        ]
        self._assert_steps(
            facts,
            EXEMPLARY,
            date(2026, 1, 1),
            (EXEMPLARY, AWARE, date(2026, 6, 2), LAPSE),
            (AWARE, UNKNOWN, date(2026, 6, 6), LAPSE),
            (UNKNOWN, COMMITTED, date(2026, 6, 10), "commitment"),
        )

    def test_lapse_and_return_while_the_job_stood_still(self):
        facts = [fact(AWARE, date(2024, 1, 1), date(2026, 6, 1)), fact(AWARE, date(2026, 6, 10))]
        self._assert_steps(
            facts,
            AWARE,
            date(2024, 1, 1),
            (AWARE, UNKNOWN, date(2026, 6, 2), LAPSE),
            (UNKNOWN, AWARE, date(2026, 6, 10), "interaction"),
        )

    def test_back_dated_rise_has_its_first_day(self):
        facts = [fact(DIAGNOSED, date(2026, 3, 1)), fact(IN_TRANSITION, date(2026, 1, 1))]
        self._assert_steps(
            facts,
            DIAGNOSED,
            date(2026, 3, 1),
            (DIAGNOSED, IN_TRANSITION, date(2026, 1, 1), "evidence"),
        )

    def test_back_dated_rise_over_a_lapse_is_no_lapse(self):
        facts = [
            fact(AWARE, date(2026, 5, 1)),
            fact(EXEMPLARY, date(2026, 1, 1), date(2026, 3, 31)),
            fact(IN_TRANSITION, date(2026, 1, 1)),
        ]
        self._assert_steps(facts, AWARE, date(2026, 5, 1), (AWARE, IN_TRANSITION, date(2026, 4, 1), "evidence"))

    def test_withdrawal_is_of_today(self):
        self._assert_steps([], EXEMPLARY, date(2026, 1, 1), (EXEMPLARY, UNKNOWN, DAY, WITHDRAWAL))
        self._assert_steps(
            [fact(AWARE, date(2025, 1, 1))], EXEMPLARY, date(2026, 1, 1), (EXEMPLARY, AWARE, DAY, WITHDRAWAL)
        )

    def test_a_lower_fact_after_what_was_withdrawn_is_still_a_withdrawal(self):
        self._assert_steps(
            [fact(AWARE, date(2026, 6, 10))],
            IN_TRANSITION,
            date(2026, 6, 1),
            (IN_TRANSITION, AWARE, DAY, WITHDRAWAL),
        )

    def test_steps_go_on_where_a_changed_past_meets_the_record_again(self):
        facts = [
            fact(EXEMPLARY, date(2026, 2, 1), date(2026, 4, 1)),
            fact(IN_TRANSITION, date(2026, 3, 1), date(2026, 6, 10)),
        ]
        self._assert_steps(facts, IN_TRANSITION, date(2026, 3, 1), (IN_TRANSITION, UNKNOWN, date(2026, 6, 11), LAPSE))


class TestAgainstBruteForce(BaseCase):
    """Random facts, compared with a walk over every day."""

    START, DAYS = date(2024, 1, 1), 400

    def _random_facts(self, rng):
        facts = []
        for _ in range(rng.randint(0, 7)):
            start = self.START + rng.randrange(self.DAYS) * ONE_DAY
            end = None if rng.random() < 0.2 else start + rng.randrange(120) * ONE_DAY
            facts.append(fact(rng.choice(STATUSES[1:]), start, end))
        return facts

    def _walk(self, facts):
        """Return the status of each day, the slow way."""
        statuses = {}
        for rank in range(-1, self.DAYS + 130):
            day = self.START + rank * ONE_DAY
            holding = {each.status for each in facts if each.start <= day and (not each.end or day <= each.end)}
            statuses[day] = next((status for status in reversed(STATUSES) if status in holding), UNKNOWN)
        return statuses

    def test_status_until_and_changes(self):
        rng = random.Random(20260615)
        for _ in range(150):
            facts = self._random_facts(rng)
            statuses = self._walk(facts)
            days = sorted(statuses)
            steps = [(statuses[a], statuses[b], b) for a, b in pairwise(days) if statuses[a] != statuses[b]]
            self.assertEqual([(c.old, c.new, c.day) for c in changes_until(days[-1], facts)], steps)
            for day in rng.sample(days, 20):
                self.assertEqual(status_on(day, facts), statuses[day])
                later = [step[2] for step in steps if step[2] > day]
                self.assertEqual(status_until(day, facts), later[0] - ONE_DAY if later else None)

    def test_a_job_on_some_days_records_what_a_job_on_every_day_records(self):
        rng = random.Random(7)
        for _ in range(150):
            facts = self._random_facts(rng)
            recorded, last, history = UNKNOWN, None, []
            for rank in sorted(rng.sample(range(self.DAYS + 130), 12)):
                day = self.START + rank * ONE_DAY
                for step in changes_to_record(day, facts, recorded, last):
                    history.append(step)
                    recorded, last = step.new, max(filter(None, [last, step.day]))
            self.assertEqual(history, changes_until(day, facts))

    def test_history_is_a_chain_whatever_is_added_and_taken_back(self):
        rng = random.Random(11)
        for _ in range(150):
            facts, recorded, last = [], UNKNOWN, None
            for rank in sorted(rng.sample(range(self.DAYS), 15)):
                day = self.START + rank * ONE_DAY
                if facts and rng.random() < 0.4:
                    facts.remove(rng.choice(facts))
                else:
                    facts += self._random_facts(rng)[:1]
                steps = changes_to_record(day, facts, recorded, last)
                for step in steps:
                    self.assertEqual(step.old, recorded, "each step starts where the last one ended")
                    self.assertNotEqual(step.old, step.new)
                    self.assertLessEqual(step.day, day)
                    self.assertIn(step.cause, CAUSES)
                    fell = STATUSES.index(step.new) < STATUSES.index(step.old)
                    self.assertEqual(fell, step.cause in (LAPSE, WITHDRAWAL))
                    recorded, last = step.new, max(filter(None, [last, step.day]))
                self.assertEqual(recorded, status_on(day, facts))
                self.assertEqual(changes_to_record(day, facts, recorded, last), [], "a second look adds nothing")

from psycopg2.errors import LockNotAvailable

from odoo import Command
from odoo.tools import SQL, mute_logger

from .hiding_attack import bounds_of
from .question_common import QuestionCase


class TestQuestionAnswers(QuestionCase):
    """No two answers tell together about a few companies, whoever has got them."""

    def total(self, user=None, **values):
        return self.numbers(self.answer(user, **values))["Total"][0]

    def test_one_filter_less(self):
        self.assertEqual(self.total(), 40)
        larger = self.communes[1:]
        self.assertEqual(self.total(commune_ids=larger.ids), "hidden")
        self.assertEqual(self.total(self.director, commune_ids=larger.ids), "hidden")
        self.assertEqual(self.total(commune_ids=self.communes[2:].ids), 29)

    def test_one_filter_more(self):
        self.assertEqual(self.total(commune_ids=self.communes[1:].ids), 37)
        self.assertEqual(self.total(self.director), "hidden")

    def test_three_answers_together(self):
        # 40 - 20 - 17 are the three of the smallest commune, though no two of these lie near each other.
        self.assertEqual(self.total(), 40)
        self.assertEqual(self.total(commune_ids=self.communes[1:3].ids), 20)
        self.assertEqual(self.total(commune_ids=self.communes[3].ids), "hidden")

    def test_a_month_more(self):
        self.env["hub.interaction"].create([self.talk_values(c, "2025-06-06") for c in self.companies[:2]])
        self.talks[:2].unlink()
        self.assertEqual(self.total(date_end="2025-05-31"), 38)
        self.assertEqual(self.total(date_end="2025-06-30"), "hidden")

    def test_before_and_after_an_entry(self):
        question = self.ask()
        self.assertEqual(self.numbers(question.get_answer())["Total"], [40])
        self.enter(2)
        again = question.get_answer()
        self.assertEqual(self.numbers(again)["Total"], [40])
        self.assertTrue([note for note in again["notes"] if "too little has changed" in note])
        # A colleague asks for the first time.
        self.assertEqual(self.total(self.director), "hidden")
        self.enter(5)
        after = question.get_answer()
        self.assertEqual(self.numbers(after)["Total"], [47])
        self.assertFalse([note for note in after["notes"] if "too little has changed" in note])

    def enter(self, count):
        companies = self.env["res.partner"].create(
            [{"name": "Test Later", "is_company": True, "commune_id": self.communes[3].id} for _rank in range(count)]
        )
        self.env["hub.interaction"].create([self.talk_values(company) for company in companies])

    def test_an_hour_more_of_one_company(self):
        hours = {"indicator_ids": self.hours.ids}
        self.assertEqual(self.total(**hours), 60)
        self.talks[-1].duration = 7
        self.env.flush_all()
        self.assertEqual(self.total(self.director, **hours), "hidden")

    def test_what_an_answer_hides_is_not_told_by_the_next_one(self):
        """Whoever adds up all numbers of both answers knows no small commune."""
        by_commune = {"breakdown_id": self.by_commune.id}
        self.answer(**by_commune)
        answer = self.answer(commune_ids=self.communes[:2].ids, **by_commune)
        # Their sum has been told by the first one.
        self.assertEqual(self.numbers(answer)["Test Contact"], ["hidden", "hidden", 11])

    def test_published_numbers_of_many_answers_withstand(self):
        sizes = dict(zip(self.communes.ids, self.SIZES, strict=True))
        rows, sides = [], []
        choices = [
            communes for count in range(1, 16)
            if (communes := self.communes.filtered(lambda each, c=count: 1 << self.communes.ids.index(each.id) & c))
        ]  # fmt: skip
        for communes in reversed(choices):
            question = self.ask(commune_ids=communes.ids, breakdown_id=self.by_commune.id)
            answer = question.get_answer()
            for cell in answer["rows"][0]["cells"] if "rows" in answer else ():
                if cell and "hidden" not in cell:
                    [key] = cell["key"]
                    inside = key or communes.ids
                    rows.append([each in inside for each in sizes])
                    sides.append(cell["value"])
        self.assertTrue(rows)
        goal = [each == self.communes[0].id for each in sizes]
        least, most = bounds_of(goal, rows, sides, len(sizes), [0] * len(sizes))
        self.assertFalse(least > 0.999 and most < 4.999, f"{least} to {most}")

    def test_the_same_answer_is_kept_once(self):
        question = self.ask()
        for _time in range(3):
            question.get_answer()
        rows = self.env["hub.question.answer"].search([("indicator_id", "=", self.indicator.id)])
        self.assertEqual((len(rows), rows.user_id, rows.is_shown), (1, self.analyst, False))
        self.ask(self.director).get_answer()
        rows = self.env["hub.question.answer"].search([("indicator_id", "=", self.indicator.id)])
        self.assertEqual(rows.user_id, self.analyst + self.director)
        self.assertEqual(len(rows.filtered("published")), 1)

    def test_another_agency_is_told_by_itself(self):
        agency = self.env["res.company"].create({"name": "Test Agency"})
        self.director.write({"company_ids": [Command.link(agency.id)]})
        self.assertEqual(self.total(), 40)
        question = self.ask(self.director, commune_ids=self.communes[1:].ids)
        self.env.flush_all()
        stranger = self.analyst.copy(
            {"login": "hub_stranger", "company_id": agency.id, "company_ids": [Command.set(agency.ids)]}
        )
        rows = self.env["hub.question.answer"].with_user(stranger)._get_known(self.indicator)
        self.assertEqual(rows, [])
        self.assertIn("rows", question.get_answer())
        self.assertEqual(self.total(self.director, commune_ids=self.communes[1:].ids), "hidden")

    def test_the_threshold_is_a_parameter(self):
        self.env["ir.config_parameter"].set_param("hub_reporting.smallest_number", "10")
        numbers = self.numbers(self.answer(breakdown_id=self.by_commune.id))["Test Contact"]
        self.assertEqual(numbers.count("hidden"), 2)
        self.env["ir.config_parameter"].set_param("hub_reporting.smallest_number", "1")
        self.assertEqual(self.ask()._get_smallest(), 3)

    def test_small_numbers_for_who_may_see_them(self):
        question = self.ask(small_numbers="shown", breakdown_id=self.by_commune.id)
        numbers = self.numbers(question.get_answer())["Test Contact"]
        self.assertEqual(sorted(numbers), [3, 8, 12, 17, 40])
        rows = self.env["hub.question.answer"].search([("indicator_id", "=", self.indicator.id)])
        self.assertEqual((rows.is_shown, rows.is_personal, rows.user_id), (True, False, self.analyst))
        self.assertIn("Test Contact", rows.asked_words)
        action = question.action_open_cell(self.indicator.id, [[self.communes[0].id]])
        self.assertEqual(self.env["res.partner"].search_count(action["domain"]), 3)
        problem = self.ask(self.account, small_numbers="shown").get_answer()["problem"]
        self.assertIn("Choose Hidden", problem)

    def test_small_numbers_of_personal_data(self):
        women = self.make_women(*self.companies[:3])
        values = {"small_numbers": "shown", "target_group_ids": women.ids}
        self.assertIn("Choose Hidden", self.ask(**values).get_answer()["problem"])
        log = self.env["hub.person.profile.access"]
        before = log.search_count([("user_id", "=", self.knowing.id)])
        question = self.ask(self.knowing, **values)
        self.assertEqual(self.numbers(question.get_answer())["Total"], [3])
        self.assertEqual(log.search_count([("user_id", "=", self.knowing.id)]), before + 1)
        action = question.action_open_cell(self.indicator.id, [])
        self.assertEqual(self.env["res.partner"].search_count(action["domain"]), 3)
        self.assertEqual(log.search_count([("user_id", "=", self.knowing.id)]), before + 2)
        rows = self.env["hub.question.answer"].search([("indicator_id", "=", self.indicator.id)])
        self.assertEqual((rows.is_shown, rows.is_personal), (True, True))

    def test_two_at_once_take_turns(self):
        indicators = self.env["hub.indicator"].search([], limit=1)
        with self.two_connections() as (first, second):
            lock = SQL("SELECT FROM hub_indicator WHERE id = %s FOR NO KEY UPDATE NOWAIT", indicators.id)
            self.env(cr=first)["hub.question.answer"]._take_turn(indicators.with_env(self.env(cr=first)))
            with self.assertRaises(LockNotAvailable), mute_logger("odoo.sql_db"):
                second.execute(lock)

    def test_what_is_kept_is_what_was_counted(self):
        self.ask(breakdown_id=self.by_commune.id).get_answer()
        row = self.env["hub.question.answer"].search([("indicator_id", "=", self.indicator.id)])
        [(known, base)] = row._get_known(self.indicator)
        self.assertEqual(base, [])
        self.assertEqual(sorted(each.owners_count for each in known), [12, 17, 40])
        self.assertEqual(max(known, key=lambda each: each.owners_count).whom.tolist(), sorted(self.companies.ids))

    def test_nobody_and_few_look_the_same_with_personal_data(self):
        """Whoever asks about one known company is not told whether it belongs to women."""
        women = self.make_women(self.companies[0], *self.companies[10:30])
        answers = []
        for rank, company in enumerate(self.companies[:2]):
            service = self.env["hub.service"].create({"name": "Test One", "code": f"TESTONE{rank}"})
            self.env["hub.interaction"].create(self.talk_values(company, service_id=service.id))
            values = {"service_ids": service.ids, "target_group_ids": women.ids, "interval": "year"}
            for question in (self.ask(**values), self.ask(breakdown_id=self.by_commune.id, **values)):
                answer = question.get_answer()
                answers.append([answer[name] for name in ("rows", "columns", "graph")])
        self.assertEqual(answers[0][0], [{**answers[0][0][0], "cells": [{"hidden": True}]}])
        self.assertEqual(answers[:2], answers[2:])

    def test_that_nothing_changed_is_not_told_with_personal_data(self):
        women = self.make_women(*self.companies[10:30])
        question = self.ask(target_group_ids=women.ids)
        self.assertEqual(len(question.get_answer()["notes"]), 2)
        for company in (self.companies[0], self.companies[10]):
            self.env["hub.interaction"].create(self.talk_values(company, "2025-07-07"))
            answer = question.get_answer()
            self.assertTrue([note for note in answer["notes"] if "too little has changed" in note])
            self.assertEqual(self.numbers(answer)["Total"], [20])

    def test_being_hidden_does_not_tell_who_is_found(self):
        """One company more among those that are looked at: the answer is hidden, whoever it belongs to."""
        for rank, is_one in enumerate((True, False)):
            service = self.env["hub.service"].create({"name": "Test Among", "code": f"TESTAMONG{rank}"})
            women = self.make_women(*self.companies[20 * rank + 1 : 20 * rank + 15])
            own = self.companies[20 * rank : 20 * rank + 20]
            self.env["hub.interaction"].create([self.talk_values(each, service_id=service.id) for each in own[2:]])
            values = {"service_ids": service.ids, "target_group_ids": women.ids}
            self.assertEqual(self.total(**values), 13)
            added = own[1] if is_one else own[0]
            self.env["hub.interaction"].create(self.talk_values(added, service_id=service.id))
            with self.subTest(is_one=is_one):
                self.assertEqual(self.total(self.director, **values), "hidden")

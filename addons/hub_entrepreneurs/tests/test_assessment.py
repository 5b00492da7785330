from contextlib import ExitStack
from datetime import date, timedelta
from unittest.mock import patch

from psycopg2 import errors

from odoo import api
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import SQL, mute_logger

from ..domain.transition import DIAGNOSED, UNKNOWN
from ..tools.turns import take_turns
from .assessment_common import AssessmentCase, agree_to_all

DAY = date(2026, 6, 15)


class TestAssessment(AssessmentCase):
    """Answering, marking as done, and what it is worth."""

    # Answers

    def test_every_question_waits_for_its_answer(self):
        assessment = self.assess(())
        self.assertEqual(assessment.answer_ids.question_id, self.framework._questions())
        self.assertEqual(set(assessment.answer_ids.mapped("is_answered")), {False})
        self.assertEqual((assessment.answered_count, assessment.question_count), (0, 4))

    def test_defaults(self):
        with self.on_day(DAY):
            assessment = self.env["hub.assessment"].with_user(self.account).create({"partner_id": self.company.id})
        self.assertEqual((assessment.date, assessment.user_id, assessment.state), (DAY, self.account, "draft"))
        self.assertEqual((assessment.kind, assessment.framework_id), ("transition", self.framework), "the newest")

    def test_zero_is_an_answer(self):
        assessment = self.assess((0, None, False))
        self.assertEqual(assessment.answer_ids.mapped("is_answered"), [True, False, False, False])
        assessment.answer_ids[1].value = 0
        self.assertTrue(assessment.answer_ids[1].is_answered)
        assessment.answer_ids[0].write({"value": False})
        self.assertFalse(assessment.answer_ids[0].is_answered)
        assessment.answer_ids[1].is_answered = False
        self.assertEqual(assessment.answered_count, 0)

    def test_an_answer_may_be_created_or_written(self):
        """An imported answer fills in the row that waits for it; a second one is refused, and so is a second row."""
        assessment = self.assess(())
        values = {"assessment_id": assessment.id, "question_id": self.lamps.id, "value": 4}
        answers = self.env["hub.assessment.answer"].with_user(self.account)
        refused = ("hub.assessment.answer", "Question: this assessment has an answer to it already")
        with self.assertRefused(*refused):
            answers.create(values)
        header, line = ["assessment_id/.id", "question_id/.id", "value"], [str(value) for value in values.values()]
        loaded = answers.load(header, [line])
        answer = answers.browse(loaded["ids"])
        self.assertEqual(answer, assessment.answer_ids[0])
        self.assertEqual((answer.value, answer.is_answered, len(assessment.answer_ids)), (4, True, 4))
        with self.assertRefused(*refused):
            answers.create(values)
        with mute_logger("odoo.sql_db"):
            loaded = answers.load(header, [[*line[:2], "2"]])
        self.assertFalse(loaded["ids"])
        self.assertIn("has an answer to it already", loaded["messages"][0]["message"])
        self.assertEqual(answer.value, 4)

    def test_an_answer_is_on_the_scale_and_to_a_question_of_the_framework(self):
        assessment = self.assess(())
        for value in (-1, 6):
            with self.assertRaisesRegex(ValidationError, "is not an answer to “Lamps\\?”. Choose a number from 0 to 5"):
                assessment.answer_ids[0].value = value
        other = self.env.ref("hub_entrepreneurs.hub_assessment_question_transition_1_jobs_1")
        with self.assertRaisesRegex(ValidationError, "is not asked in Test Scan"):
            self.env["hub.assessment.answer"].create(
                {"assessment_id": assessment.id, "question_id": other.id, "value": 1}
            )
        for vals in ({"question_id": other.id}, {"assessment_id": self.assess(()).id}):
            with self.assertRaisesRegex(UserError, "An answer can't move to another question"):
                assessment.answer_ids[0].write(vals)

    # Done

    def test_unanswered_questions(self):
        assessment = self.assess((3, None, 3))
        for mark in (assessment.action_done, lambda: assessment.write({"state": "done"})):
            with self.assertRaisesRegex(ValidationError, "2 of 4 questions .* “Heat\\?” \\(Energy\\)"):
                mark()
        self.assertEqual(assessment.state, "draft")
        self.assertEqual(assessment.answer_ids.mapped("value"), [3, 0, 3, 0], "nothing is lost")
        with self.assertRaisesRegex(ValidationError, "1 of 4 questions"):
            self.assess((1, 2, 3), state="done")

    def test_a_framework_without_questions(self):
        empty = self.env["hub.assessment.framework"].create({"name": "Empty"})
        with self.assertRaisesRegex(ValidationError, "Empty .* has no questions"):
            self.assess((), framework=empty, state="done")

    def test_scores(self):
        assessment = self.assess((5, 2, 3, 3))
        assessment.action_done()
        self.assertEqual(assessment.dimension_score_ids.dimension_id, self.energy + self.people)
        self.assertEqual(assessment.dimension_score_ids.mapped("score"), [70.0, 60.0])
        self.assertEqual((assessment.score, assessment.band_id), (67.5, self.middle))
        self.assertFalse(assessment.is_capped)
        self.assertFalse(assessment.capped_why)

    def test_knock_out(self):
        assessment = self.assess((5, 5, 5, 1))
        assessment.action_done()
        self.assertEqual((assessment.score, assessment.band_id), (90.0, self.low))
        self.assertTrue(assessment.is_capped)
        self.assertEqual(
            assessment.capped_why,
            "The score alone would give “High”. It stays at “Low” because of the answer to: “Fines?”",
        )

    def test_a_done_assessment_is_closed(self):
        assessment = self.assess(state="done")
        for vals in (
            {"date": "2026-01-01"},
            {"partner_id": self.other_company.id},
            {"note": "Later"},
            {"user_id": self.colleague.id},
            {"state": "done", "date": "2026-01-01"},
        ):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "is done, so it can't be changed. Reopen it"):
                assessment.write(vals)
        answer = assessment.answer_ids[0]
        for change in (
            lambda: answer.write({"value": 1}),
            lambda: answer.write({"is_answered": False}),
            answer.sudo().unlink,
            lambda: assessment.write({"answer_ids": [(1, answer.id, {"value": 1})]}),
        ):
            with self.assertRaisesRegex(UserError, "is done, so"):
                change()

    def test_nobody_sends_what_lets_the_model_itself_write(self):
        """A done assessment stays closed to a request, whatever the request puts in its context."""
        done = self.assess(state="done").with_user(self.account)
        for sent in (True, "AUTOMATIC", {}):
            with self.assertRaisesRegex(UserError, "is done, so it can't be changed"):
                done.with_context(hub_own_write=sent).write({"date": "2026-01-01"})

    def test_scores_cannot_be_typed_in(self):
        assessment = self.assess()
        for vals in ({"score": 99}, {"band_id": self.high.id}, {"delta": 5}, {"is_capped": True}):
            with self.subTest(vals):
                with self.assertRaisesRegex(UserError, "The score is computed from the answers"):
                    assessment.write(vals)
                with self.assertRaisesRegex(UserError, "The score is computed from the answers"):
                    self.assess(**vals)
        with self.assertRaises(UserError):
            self.env["hub.assessment"].with_user(self.account).with_context(default_score=99).create(
                {"partner_id": self.company.id}
            )
        assessment.action_done()
        for user in (self.account, self.director):
            with self.assertRaises(AccessError):
                assessment.dimension_score_ids.with_user(user).write({"score": 100})

    def test_who_may_reopen(self):
        assessment = self.assess(state="done")
        with self.assertRaisesRegex(UserError, "was done by .*Ask that colleague or a director"):
            assessment.with_user(self.colleague).action_reopen()
        assessment.with_user(self.account).action_reopen()
        self.assertEqual((assessment.state, assessment.score, assessment.band_id.ids), ("draft", 0, []))
        self.assertFalse(assessment.dimension_score_ids)
        assessment.answer_ids[0].value = 5
        assessment.action_done()
        self.assertEqual(assessment.dimension_score_ids[0].score, 80.0)
        assessment.with_user(self.director).action_reopen()
        self.assertEqual(assessment.state, "draft")

    def test_another_framework_as_long_as_nothing_is_answered(self):
        shipped = self.env.ref("hub_entrepreneurs.hub_assessment_framework_transition_1")
        assessment = self.assess(())
        assessment.framework_id = shipped
        self.assertEqual(assessment.question_count, 32)
        assessment.framework_id = self.framework
        assessment.answer_ids[0].value = 1
        with self.assertRaisesRegex(UserError, "has answers to another framework already"):
            assessment.framework_id = shipped

    # Change since last time

    def test_change_since_the_one_before(self):
        last = self.assess((4, 4, 4, 4), date="2026-06-01", state="done")
        self.assertEqual((last.previous_id.ids, last.delta), ([], 0))
        first = self.assess((1, 1, 2, 2), date="2024-06-01", state="done")
        self.assertEqual((last.previous_id, last.delta), (first, 55.0), "a back-dated one comes before")
        between = self.assess((3, 3, 2, 2), date="2025-06-01", state="done")
        self.assertEqual((last.previous_id, last.delta), (between, 25.0))
        self.assertEqual((between.previous_id, between.delta), (first, 30.0))
        self.assertEqual(between.dimension_score_ids.mapped("delta"), [40.0, 0.0])
        self.assertEqual(between.dimension_score_ids.mapped("has_previous"), [True, True])
        self.assess((0, 0, 0, 0), date="2026-05-01", partner_id=self.other_company.id, state="done")
        self.assess((), date="2026-05-01")
        self.assertEqual(last.previous_id, between, "neither another company's nor a draft")
        between.action_reopen()
        self.assertEqual((last.previous_id, last.delta, between.previous_id.ids), (first, 55.0, []))
        first.with_user(self.director)._void("Wrong company")
        self.assertEqual((last.previous_id.ids, last.delta), ([], 0))
        self.assertEqual(last.dimension_score_ids.mapped("has_previous"), [False, False])

    def test_change_from_one_version_to_the_next(self):
        old = self.assess((1, 1, 2, 2), date="2025-06-01", state="done")
        version = self.framework.copy()
        version.dimension_ids[1].code = "humans"
        new = self.assess((3, 3, 2, 2), date="2026-06-01", framework=version, state="done")
        self.assertEqual((new.previous_id, new.delta), (old, 30.0))
        self.assertEqual(new.dimension_score_ids.mapped("delta"), [40.0, 0.0])
        self.assertEqual(new.dimension_score_ids.mapped("has_previous"), [True, False], "another dimension")

    def test_two_at_once_do_not_miss_each_other(self):
        """Whoever comes second starts again, and so sees what the first did."""
        with self.two_connections() as cursors, mute_logger("odoo.sql_db"):
            first, second = (api.Environment(cursor, api.SUPERUSER_ID, {}) for cursor in cursors)
            for end, error in ((first.cr.rollback, None), (first.cr.commit, errors.SerializationFailure)):
                # Committed: not a contact, which the addon that is installed next may be about to change.
                record = first.ref("hub_entrepreneurs.hub_service_welcome")
                take_turns(record)
                second.cr.execute(SQL("SET LOCAL lock_timeout = '300ms'"))
                with self.assertRaises(errors.LockNotAvailable):
                    take_turns(record.with_env(second))
                second.cr.rollback()
                second.cr.execute(SQL("SELECT 1 FROM res_partner LIMIT 1"))
                end()
                if error:
                    with self.assertRaises(error):
                        take_turns(record.with_env(second))
                    second.cr.rollback()

    def test_who_takes_turns(self):
        turns = []
        with ExitStack() as stack:
            guidance = "models.guidance.hub_assessment_"
            places = [f"{guidance}{name}" for name in ("done", "answer", "frozen_mixin")]
            for module in (*places, "wizards.hub_plan_proposal"):
                path = f"odoo.addons.hub_entrepreneurs.{module}.take_turns"
                stack.enter_context(patch(path, turns.append))
            assessment = self.assess((1, 1, 4, 4))
            self.assertIn(assessment, turns, "answering, and marking as done")
            self.assertIn("is_in_use", self._updated(lambda: self.assess(framework=self.framework.copy())))
            turns.clear()
            assessment.action_done()
            self.assertIn(self.company, turns, "one assessment after another")
            turns.clear()
            agree_to_all(assessment)
            self.assertEqual(turns, [self.company], "one plan after another")
            turns.clear()
            self.framework.copy().dimension_ids[0].weight = 9
            self.assertTrue(turns, "changing a framework, and starting to use it")

    def _updated(self, act):
        """Return the statements that change frameworks while something is done."""
        self.env.flush_all()
        with patch.object(type(self.cr), "execute", autospec=True, side_effect=type(self.cr).execute) as execute:
            act()
        statements = [getattr(call.args[1], "code", call.args[1]) for call in execute.call_args_list]
        return "\n".join(each for each in statements if each.startswith("UPDATE hub_assessment_framework"))

    # Transition status

    def test_a_done_assessment_makes_diagnosed(self):
        with self.on_day(DAY):
            assessment = self.assess(date="2026-01-15")
            self.assertEqual(self.company.transition_status, UNKNOWN, "a draft does not count")
            assessment.action_done()
            self.assertEqual(self.company.transition_status, DIAGNOSED)
            self.assertEqual(self.company.transition_status_until, date(2029, 1, 14))
            self.flush_history()
            change = self.company.transition_change_ids[:1]
            self.assertEqual((change.cause, change.date), ("assessment", date(2026, 1, 15)))
            assessment.action_reopen()
            self.assertEqual(self.company.transition_status, UNKNOWN)

    def test_diagnosed_for_36_months(self):
        with self.on_day(DAY):
            self.assess(date=DAY - timedelta(days=3 * 365 + 1), state="done")
            self.assertEqual(self.company.transition_status, UNKNOWN, "36 months ago to the day")
            self.assess(date="2023-06-16", state="done")
            self.assertEqual((self.company.transition_status, self.company.transition_status_until), (DIAGNOSED, DAY))

    # Screens

    def test_sheet(self):
        self.lamps.write({"meaning_low": "None", "meaning_middle": "Some", "meaning_high": "All"})
        assessment = self.assess((0, None))
        energy, people = assessment.sheet
        self.assertEqual((energy["name"], people["name"]), ("Energy", "People"))
        lamps, heat = energy["questions"]
        self.assertEqual((lamps["value"], heat["value"]), (0, None))
        self.assertEqual(lamps["meanings"], {"0": "None", "3": "Some", "5": "All"})
        self.assertEqual(lamps["answer_id"], assessment.answer_ids[0].id)
        new = Form(self.env["hub.assessment"].with_user(self.account))
        self.assertEqual([each["name"] for each in new.sheet], ["Energy", "People"], "before it is saved")

    def test_radar(self):
        first = self.assess((1, 1, 2, 2), date="2025-06-01", state="done")
        self.assertEqual(first.radar["present"]["scores"], [20.0, 40.0])
        self.assertIsNone(first.radar["previous"])
        last = self.assess((3, 3, 2, 2), date="2026-06-01", state="done")
        self.assertEqual(last.radar["labels"], ["Energy", "People"])
        self.assertEqual(last.radar["previous"]["scores"], [20.0, 40.0])
        self.assertFalse(self.assess(()).radar)
        self.assertEqual(self.company.last_assessment_id, last)
        self.assertEqual(self.company.with_user(self.analyst).last_assessment_radar, last.radar)
        self.assertEqual(self.company.last_assessment_score, last.score)
        self.assertEqual(self.company.assessment_count, 3)

    def test_texts_in_the_users_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.energy.with_context(lang="fr_FR").name = "Énergie"
        assessment = self.assess(state="done")
        in_french = assessment.with_context(lang="fr_FR")
        self.assertEqual(in_french.sheet[0]["name"], "Énergie")
        self.assertEqual(in_french.radar["labels"][0], "Énergie")
        self.assertEqual(assessment.sheet[0]["name"], "Energy")

    # Rights

    def test_another_agency_sees_nothing_of_it(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        assessment = self.assess(state="done")
        agree_to_all(assessment)
        rows = (assessment, assessment.answer_ids, assessment.dimension_score_ids, self.company.commitment_ids)
        rows = [row.with_user(self.director) for row in rows]
        for row in rows:
            self.assertEqual(row.search([("id", "in", row.ids)]), row)
        self.company.company_id = agency
        for row in rows:
            self.assertFalse(row.search([("id", "in", row.ids)]))
        draft = self.assess((), partner_id=self.other_company.id)
        with self.assertRaises(AccessError, msg="nor is one pushed over there"):
            draft.partner_id = self.company

    def test_frameworks_of_another_agency(self):
        self.framework.company_id = self.env["res.company"].create({"name": "Other Agency"})
        for model in ("framework", "dimension", "question", "band"):
            domain = [("id" if model == "framework" else "framework_id", "=", self.framework.id)]
            self.assertFalse(self.env[f"hub.assessment.{model}"].with_user(self.director).search(domain))
        shipped = self.env.ref("hub_entrepreneurs.hub_assessment_framework_transition_1")
        self.assertEqual(self.env["hub.assessment.framework"].with_user(self.account)._newest("transition"), shipped)

    def test_filters_of_the_companies(self):
        with self.on_day(DAY):
            self.assess(state="done")
            self.company.commitment_ids.create(
                {"partner_id": self.company.id, "name": "Step", "date_deadline": "2026-06-14"}
            )
            companies = self.company + self.other_company
            for domain, found in (
                ([("commitment_ids", "any", [("is_overdue", "=", True)])], self.company),
                ([("assessment_ids", "any", [("state", "=", "done"), ("date", ">", "2024-01-01")])], self.company),
                ([("assessment_ids", "not any", [("state", "=", "done")])], self.other_company),
            ):
                among = [("id", "in", companies.ids), *domain]
                self.assertEqual(companies.with_user(self.account).search(among), found)
        arch = (
            self.env["res.partner"]
            .with_user(self.account)
            .get_view(self.env.ref("hub_entrepreneurs.res_partner_view_search_company").id, "search")["arch"]
        )
        for name in ("assessed", "never_assessed", "plan_overdue"):
            self.assertIn(f'name="{name}"', arch)

    def test_companies_that_become_one(self):
        """The assessments of both stand in one row, done ones included."""
        old = self.assess((1, 1, 2, 2), date="2025-06-01", partner_id=self.other_company.id, state="done")
        new = self.assess((3, 3, 2, 2), date="2026-06-01", state="done")
        self.other_company.company_registry = False
        merge = self.env["base.partner.merge.automatic.wizard"]
        merge._merge((self.company + self.other_company).ids, self.company)
        self.assertEqual(old.partner_id, self.company)
        self.assertEqual((new.previous_id, new.delta), (old, 30.0))
        self.assertEqual(old.answer_ids.partner_id + old.dimension_score_ids.partner_id, self.company)

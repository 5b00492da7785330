import ast

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form

from odoo.addons.hub_entrepreneurs.tests.assessment_common import agree_to_all

from ..hooks import uninstall_hook
from .readiness_common import ReadinessCase

WEIGHTS = {"management": 20, "network": 15, "relations": 15, "offer": 20, "means": 15, "commitment": 15, "makers": 0}


class TestReadinessFramework(ReadinessCase):
    """The questions about export, and those for makers."""

    def test_dimensions_questions_and_bands(self):
        dimensions = self.framework.dimension_ids
        self.assertEqual({dimension.code: dimension.weight for dimension in dimensions}, WEIGHTS)
        self.assertEqual(len((dimensions - self.makers).question_ids), 40)
        self.assertEqual(len(self.makers.question_ids), 5)
        for question in dimensions.question_ids:
            self.assertEqual(set(question._meanings()), {0, 3, 5}, question.name)
        for dimension in dimensions:
            self.assertTrue(dimension.service_ids, dimension.name)
            self.assertFalse(any(dimension.service_ids.mapped("is_transition")), dimension.name)
        self.assertEqual(self.framework.band_ids.mapped("min_score"), [0, 41, 61, 81])
        self.assertTrue(all(band.description for band in self.framework.band_ids))

    def test_only_artisans_and_creatives_get_the_supplement(self):
        sectors = self.env["hub.sector"].search([("code", "=like", "artisan:%")])
        sectors |= self.env["hub.sector"].search([("code", "in", ("ccs_core", "ccs_extended"))])
        self.assertEqual(self.makers.sector_ids, sectors)
        self.assertFalse((self.framework.dimension_ids - self.makers).sector_ids)
        self.assess()
        with self.assertRaisesRegex(UserError, "Assessments use Export Readiness Check"):
            self.makers.sector_ids = [Command.clear()]

    def test_the_score_gives_the_band(self):
        answers = {0: self.home_first, 2: self.home_first, 3: self.preparing, 4: self.ready, 5: self.strong}
        for value, band in answers.items():
            others = {question: max(value, 2) for question in self.framework.question_ids if question.is_knock_out}
            assessment = self.assess(value, others=others)
            self.assertEqual(assessment.band_id, band, value)
            self.assertFalse(assessment.is_capped)

    def test_knock_outs_cap_and_say_so(self):
        knock_outs = self.framework.question_ids.filtered("is_knock_out")
        self.assertEqual(set(knock_outs.dimension_id.mapped("code")), {"management", "means"})
        self.assertEqual(knock_outs.cap_band_id, self.preparing)
        for question in knock_outs:
            assessment = self.assess(5, others={question: 1})
            self.assertGreater(assessment.score, 90)
            self.assertEqual(assessment.band_id, self.preparing)
            self.assertIn(question.name, assessment.capped_why)
            self.assertIn(self.strong.name, assessment.capped_why)
            self.assertFalse(self.assess(5, others={question: 2}).is_capped)
        low = self.assess(0)
        self.assertEqual(low.band_id, self.home_first, "a cap lifts nobody")
        self.assertFalse(low.is_capped)

    def test_the_kind_asked_for(self):
        self.assertEqual(
            self.env["hub.assessment"].with_context(hub_kind="export").new({}).framework_id, self.framework
        )
        self.assertEqual(self.env["hub.assessment"].new({}).kind, "transition")
        done = self.assess()
        self.assertEqual((done.kind, done.dimension_score_ids[0].kind), ("export", "export"))
        self.assertEqual(self.company.transition_status, "unknown", "readiness tells nothing about the transition")
        actions = {
            "hub_entrepreneurs.hub_assessment_action": 0,
            "hub_export.hub_assessment_action_export": 1,
            "hub_entrepreneurs.hub_assessment_dimension_score_action": 0,
            "hub_export.hub_assessment_dimension_score_action_export": 6,
        }
        for xmlid, count in actions.items():
            action = self.env.ref(xmlid)
            domain = [*ast.literal_eval(action.domain), ("partner_id", "=", self.company.id)]
            self.assertEqual(self.env[action.res_model].search_count(domain), count, xmlid)

    def test_uninstalling(self):
        """What holds on to a framework goes with it, and says nothing of the transition afterwards."""
        assessment = self.assess(1)
        agree_to_all(assessment)
        commitments = self.company.commitment_ids
        self.assess(state="draft")
        copy = self.framework.copy()
        self.env["hub.stage.requirement"].create(
            {"stage_id": self.stages[1].id, "framework_id": copy.id, "min_band_id": copy.band_ids[1].id}
        )
        lead = self.create_lead()
        self.assertEqual(lead.assessment_id, assessment)
        uninstall_hook(self.env)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(self.env["hub.assessment.framework"].search([("kind", "=", "export")]))
        self.assertFalse(lead.assessment_id | self.company.export_assessment_id)
        self.assertEqual(len(commitments), 6)
        self.assertFalse(commitments.exists())
        self.assertEqual((self.company.export_readiness_score, self.company.transition_status), (0, "unknown"))


class TestMakersSupplement(ReadinessCase):
    """Five questions more for those who make things, apart from the score."""

    def _asked(self, assessment):
        return len(assessment.answer_ids), len(
            assessment.answer_ids.filtered(lambda row: row.dimension_id == self.makers)
        )

    def test_who_is_asked(self):
        self.assertEqual(self._asked(self.assess()), (40, 0))
        maker = self.assess(company=self.maker)
        self.assertEqual(self._asked(maker), (45, 5))
        self.assertEqual([len(each.radar["labels"]) for each in (self.assess(), maker)], [6, 7])

    def test_it_changes_neither_score_nor_band(self):
        worst, best = (
            self.assess(4, self.maker, others=dict.fromkeys(self.makers.question_ids, value)) for value in (0, 5)
        )
        self.assertEqual((worst.score, worst.band_id), (best.score, best.band_id))
        self.assertEqual(worst.score, self.assess(4).score)
        scores = {
            each: each.dimension_score_ids.filtered(lambda row: row.dimension_id == self.makers).score
            for each in worst | best
        }
        self.assertEqual(scores, {worst: 0, best: 100})
        self.assertIn("EXPORT-MAKERS", worst.dimension_score_ids.filtered("is_weak").service_ids.mapped("code"))

    def test_the_company_of_a_draft_changes(self):
        draft = self.assess(state="draft")
        draft.partner_id = self.maker
        self.assertEqual(self._asked(draft), (45, 5))
        self.assertEqual(len(draft.answer_ids.filtered("is_answered")), 40, "the others keep their answers")
        draft.answer_ids.filtered(lambda row: row.dimension_id == self.makers)[0].value = 3
        draft.partner_id = self.company
        self.assertEqual(self._asked(draft), (41, 1), "what is answered stays")
        draft.write({"partner_id": self.other_company.id, "state": "done"})
        self.assertEqual(len(draft.radar["labels"]), 7)
        with self.assertRaisesRegex(UserError, "is done, so it can't be changed"):
            draft.partner_id = self.maker

    def test_a_draft_is_merged_into_a_company(self):
        """It is asked what fits the company that it has now, as after any other change of the company."""
        draft, done = self.assess(state="draft", company=self.other_company), self.assess(company=self.other_company)
        self.other_company.company_registry = False
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(self.director)
        partners = self.other_company + self.maker
        wizard = wizard.with_context(active_model="res.partner", active_ids=partners.ids).create({})
        wizard.dst_partner_id = self.maker
        wizard.action_merge()
        self.assertEqual((draft + done).partner_id, self.maker)
        self.assertEqual(self._asked(draft), (45, 5))
        self.assertEqual(self._asked(done), (40, 0), "what is done stays as it is")

    def test_the_form(self):
        assessments = self.env["hub.assessment"].with_user(self.account).with_context(hub_kind="export")
        with Form(assessments, "hub_entrepreneurs.hub_assessment_view_form") as form:
            self.assertEqual(form.framework_id, self.framework)
            for company, count in ((self.company, 40), (self.maker, 45), (self.company, 40), (self.maker, 45)):
                form.partner_id = company
                self.assertEqual(sum(len(each["questions"]) for each in form.sheet), count)
        draft = form.record
        self.assertEqual(self._asked(draft), (45, 5))
        with Form(draft, "hub_entrepreneurs.hub_assessment_view_form") as form:
            form.partner_id = self.company
            self.assertTrue(
                all(each["answer_id"] for line in form.sheet for each in line["questions"]), "each can be answered"
            )
        self.assertEqual(self._asked(draft), (40, 0))
        self.assertEqual(sum(len(each["questions"]) for each in draft.sheet), 40)

    def test_the_sectors_of_the_company_change(self):
        draft = self.assess(state="draft")
        self.company.sector_added_ids = self.wood
        self.assertEqual(self._asked(draft), (45, 5))
        self.company.with_user(self.colleague).sector_added_ids = [Command.clear()]
        self.assertEqual(self._asked(draft), (40, 0))
        done = self.assess()
        self.company.sector_added_ids = self.wood
        self.assertEqual(self._asked(done), (40, 0), "a done one stays as it was")

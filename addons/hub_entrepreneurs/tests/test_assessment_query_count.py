from odoo.fields import Command

from . import test_query_count
from .assessment_common import AssessmentCase, agree_to_all


class TestAssessmentQueryCount(AssessmentCase):
    """Screens and mass actions of assessments and plans cost the same for many as for few."""

    _fields_of = test_query_count.TestQueryCount._fields_of
    _count = test_query_count.TestQueryCount._count
    _assert_flat = test_query_count.TestQueryCount._assert_flat

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.companies = cls.env["res.partner"].create(
            [{"name": f"Count {rank}", "is_company": True} for rank in range(40)]
        )
        cls.assessments = cls._assessments("2026-01-01", "done")
        agree_to_all(cls.assessments)
        cls.env.flush_all()

    @classmethod
    def _assessments(cls, day, state):
        return cls.env["hub.assessment"].create(
            [
                {
                    "partner_id": company.id,
                    "framework_id": cls.framework.id,
                    "date": day,
                    "state": state,
                    "answer_ids": [
                        Command.create({"question_id": question.id, "value": 1})
                        for question in cls.framework._questions()
                    ],
                }
                for company in cls.companies
            ]
        )

    def _count_of(self, act):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        act()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_assessments(self):
        for view_type in ("list", "kanban"):
            self._assert_flat(f"hub_entrepreneurs.hub_assessment_view_{view_type}", view_type, self.assessments)
        self._assert_flat(
            "hub_entrepreneurs.hub_assessment_dimension_score_view_list", "list", self.assessments.dimension_score_ids
        )

    def test_frameworks(self):
        frameworks = self.env["hub.assessment.framework"].create([{"name": f"F{rank}"} for rank in range(20)])
        self._assert_flat("hub_entrepreneurs.hub_assessment_framework_view_list", "list", frameworks)

    def test_plan(self):
        for view_type in ("list", "kanban"):
            self._assert_flat(
                f"hub_entrepreneurs.hub_commitment_view_{view_type}", view_type, self.companies.commitment_ids
            )

    def test_one_company_with_many(self):
        """A company's page costs the same with two assessments as with many."""
        company = self.companies[0]
        names = ["assessment_count", "last_assessment_radar", "last_assessment_score", "overdue_commitment_count"]
        self._assessments("2025-12-01", "done")
        few = self._count(lambda: company.with_user(self.account).read(names))
        for day in range(1, 9):
            self._assessments(f"2025-01-0{day}", "done")
        many = self._count(lambda: company.with_user(self.account).read(names))
        self.assertEqual(few, many)

    def test_answering_costs_the_same_in_a_long_sheet(self):
        drafts = self._assessments("2026-02-01", "draft")
        answers = drafts.answer_ids
        few = self._count_of(lambda: answers[:4].write({"value": 2}))
        many = self._count_of(lambda: answers[4:].write({"value": 2}))
        self.assertLessEqual(many, few + 2)

    def test_making_many_plans(self):
        self.companies.commitment_ids.unlink()
        few = self._count_of(lambda: agree_to_all(self.assessments[:2]))
        many = self._count_of(lambda: agree_to_all(self.assessments[2:]))
        self.assertLessEqual(many, few + 4)

    def test_reminding_of_many(self):
        commitments = self.companies.commitment_ids
        few = self._count_of(commitments[:2]._remind)
        many = self._count_of(commitments[2:]._remind)
        self.assertLessEqual(many, few + 4)

from odoo import Command

from .common import ExportCase


class ReadinessCase(ExportCase):
    """The shipped framework, and assessments with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.framework = cls.env.ref("hub_export.hub_assessment_framework_export_1")
        cls.home_first, cls.preparing, cls.ready, cls.strong = cls.framework.band_ids
        cls.makers = cls.env.ref("hub_export.hub_assessment_dimension_export_1_makers")
        cls.wood = cls.env.ref("hub_entrepreneurs.hub_sector_artisan_wood")
        cls.maker = cls.env["res.partner"].create(
            {"name": "Test Joiner", "is_company": True, "sector_added_ids": [Command.link(cls.wood.id)]}
        )

    @classmethod
    def assess(cls, value=4, company=None, *, user=None, state="done", others=None, **values):
        """Assess a company with the same answer to every question that it is asked.

        :param dict others: the answers that differ, by question
        """
        assessment = (
            cls.env["hub.assessment"]
            .with_user(user or cls.account)
            .create(
                {
                    "partner_id": (company or cls.company).id,
                    "framework_id": cls.framework.id,
                    "date": "2026-06-15",
                    **values,
                }
            )
        )
        for row in assessment.answer_ids:
            row.value = (others or {}).get(row.question_id, value)
        if state == "done":
            assessment.action_done()
        return assessment

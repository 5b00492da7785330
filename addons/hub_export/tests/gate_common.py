from .common import ExportCase


class GateCase(ExportCase):
    """A company that is ready for a first market, and one that nothing is known of."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.interest, cls.diagnosis, cls.export_plan, cls.market_entry, cls.exporting, cls.consolidated = cls.stages
        cls.framework = cls.env.ref("hub_export.hub_assessment_framework_export_1")
        cls.ready = cls.env.ref("hub_export.hub_assessment_band_export_1_ready")
        cls.needs_ready = cls.env.ref("hub_export.hub_stage_requirement_market_entry_band")
        cls.needs_market = cls.env.ref("hub_export.hub_stage_requirement_market_entry_target_market")
        cls.needs_plan = cls.env.ref("hub_export.hub_stage_requirement_market_entry_plan")
        cls.team.member_ids += cls.account + cls.director
        cls.assess(cls.company)

    @classmethod
    def assess(cls, company, answer=4, framework=None):
        """Assess a company with the same answer to all questions: 4 makes it ready for a first market."""
        framework = framework or cls.framework
        assessment = cls.env["hub.assessment"].create({"partner_id": company.id, "framework_id": framework.id})
        assessment.answer_ids.write({"value": answer})
        assessment.action_done()
        return assessment

    @classmethod
    def plan(cls, company, **values):
        """Agree on a step of an export plan with a company."""
        dimension = cls.framework.dimension_ids[0]
        return cls.env["hub.commitment"].create(
            {"partner_id": company.id, "name": "Find an agent", "dimension_id": dimension.id, **values}
        )

    @classmethod
    def complete(cls, company):
        """Give a company all that it needs to enter a market."""
        if not company.export_assessment_id:
            cls.assess(company)
        cls.plan(company)

    def names(self, lead, stage=None):
        """Return the names of what a lead misses for a stage, by default for the next one."""
        items = lead._get_missing_for(stage)[lead] if stage else lead.missing_requirements
        return [item["name"] for item in items or []]

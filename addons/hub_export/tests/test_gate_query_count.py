from odoo import Command

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .gate_common import GateCase


class TestGateQueryCount(GateCase, QueryCountCase):
    """What is missing is found out for all leads at once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        companies = cls.env["res.partner"].create(
            [{"name": f"Company {rank}", "is_company": True} for rank in range(40)]
        )
        for company in companies[:3]:
            cls.assess(company)
        cls.plan(companies[1])
        cls.leads = cls.env["crm.lead"].create(
            [
                {
                    "name": f"Lead {rank}",
                    "type": "opportunity",
                    "team_id": cls.team.id,
                    "partner_id": company.id,
                    "stage_id": cls.export_plan.id,
                    "override_ids": [
                        Command.create({"stage_id": cls.export_plan.id, "reason": "Test", "user_id": cls.director.id})
                    ],
                }
                for rank, company in enumerate(list(companies) * 5)
            ]
        )

    def test_cards(self):
        self._assert_flat("crm.crm_case_kanban_view_leads", "kanban", self.leads[:40])

    def test_list(self):
        self._assert_flat("crm.crm_case_tree_view_oppor", "list", self.leads[:40])

    def test_few_queries_for_what_is_missing(self):
        leads = self.leads[:40].with_user(self.account)

        def read(*fields):
            links = {name: {"fields": {"display_name": {}}} for name in ("partner_id", "team_id", "stage_id")}
            return lambda: leads.web_read({**links, **{name: {} for name in fields}})

        base = self._count(read())
        more = self._count(read("missing_requirements", "readiness_band_id", "readiness_band_color"))
        self.assertLessEqual(more - base, 3)

    def test_checking(self):
        counts = [
            self._count(lambda leads=leads: leads.with_user(self.account)._get_missing_for(self.exporting))
            for leads in (self.leads[:10], self.leads)
        ]
        self.assertEqual(*counts)

    def test_overrides(self):
        self._assert_flat("hub_export.hub_lead_stage_override_view_list", "list", self.leads[:40].override_ids)

    def test_requirements(self):
        requirements = self.env["hub.stage.requirement"].create(
            [
                {"stage_id": stage.id, "kind": "band", "min_band_id": band.id}
                for stage in self.stages[4:]
                for band in self.framework.band_ids
            ]
        )
        self._assert_flat("hub_export.hub_stage_requirement_view_list", "list", requirements)

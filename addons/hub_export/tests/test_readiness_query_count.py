from unittest.mock import patch

from odoo.addons.hub_entrepreneurs.tests.test_query_count import QueryCountCase

from .readiness_common import ReadinessCase


class TestReadinessQueryCount(ReadinessCase, QueryCountCase):
    """Readiness costs the same for many as for few."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.companies = cls.env["res.partner"].create(
            [{"name": f"Count {rank}", "is_company": True} for rank in range(20)]
        )
        cls.leads = cls.env["crm.lead"].create(
            [
                {"name": company.name, "type": "opportunity", "partner_id": company.id, "team_id": cls.team.id}
                for company in cls.companies
            ]
        )
        cls.assessments = cls.env["hub.assessment"].create(
            [{"partner_id": company.id, "framework_id": cls.framework.id} for company in cls.companies]
        )
        cls.assessments.answer_ids.write({"value": 4})
        cls.env.flush_all()

    def _count_of(self, act):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        act()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_screens(self):
        self.assessments.action_done()
        self.env.flush_all()
        self._assert_flat("hub_entrepreneurs.res_partner_view_list_company", "list", self.companies)
        self._assert_flat("hub_entrepreneurs.res_partner_view_kanban_company", "kanban", self.companies)
        for view_type in ("list", "kanban"):
            self._assert_flat(f"hub_entrepreneurs.hub_assessment_view_{view_type}", view_type, self.assessments)

    def test_the_page_of_a_company(self):
        """However many assessments and leads hang on it."""
        self.assessments.action_done()
        few, many = self.companies[:2]
        for day, companies in (("2026-01-01", few | many), ("2026-02-01", few | many), ("2026-03-01", many)):
            for company in companies:
                self.assess(3, company, date=day)
                self.create_lead(partner_id=company.id)
        specification = self._fields_of("base.view_partner_form", "form")
        for name in ("export_assessment_ids", "transition_assessment_ids", "open_lead_ids"):
            self.assertIn(name, specification)
            specification[name] = {"fields": {"display_name": {}, "id": {}}}
        users_companies = (few | many).with_user(self.account)
        few_queries, many_queries = (self._count(company.web_read, specification) for company in users_companies)
        self.assertEqual(few_queries, many_queries)

    def test_creating_many_companies(self):
        """Nobody looks for assessments of contacts that are just being created."""
        asked = []
        search_fetch = self.env.registry["hub.assessment"].search_fetch

        def noted(records, domain, *args, **kwargs):
            if ("kind", "=", "export") in domain:
                asked.append(domain)
            return search_fetch(records, domain, *args, **kwargs)

        with patch.object(self.env.registry["hub.assessment"], "search_fetch", noted):
            self.env["res.partner"].create([{"name": f"New {rank}", "is_company": True} for rank in range(50)])
            self.env.flush_all()
            self.assertEqual(asked, [])
            self.assessments[0].action_done()
            self.env.flush_all()
            self.assertEqual(len(asked), 1)

    def test_marking_many_as_done(self):
        """A handful for each, as each is scored and stored on its own; the companies and leads all at once."""
        few = self._count_of(self.assessments[:2].action_done)
        many = self._count_of(self.assessments[2:].action_done)
        self.assertEqual(self.leads.readiness_band_id, self.ready)
        self.assertLessEqual(many - few, 16 * 5)

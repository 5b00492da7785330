from lxml import etree

from odoo.tools.safe_eval import safe_eval

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .common import STAGES, ExportCase

ROLES = ("account", "adviser", "cluster_manager", "director")


class TestPipelineScreens(ExportCase, QueryCountCase):
    """The export team's pipeline on each of its screens, and where it is only counted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.companies = cls.env["res.partner"].create(
            [{"name": f"Count {rank}", "is_company": True, "city": "Evere", "zip": "1140"} for rank in range(40)]
        )
        cls.env["hub.cluster.membership"].create(
            [
                {"cluster_id": cls.cluster.id, "partner_id": company.id, "date_start": "2026-01-01"}
                for company in cls.companies
            ]
        )
        cls.create_office("Test Office", cls.france)
        cls.leads = cls.env["crm.lead"].create(
            [
                {
                    "name": f"Lead of {company.name}",
                    "type": "opportunity",
                    "team_id": cls.team.id,
                    "stage_id": cls.stages[rank % len(STAGES)].id,
                    "partner_id": company.id,
                    "target_country_id": (cls.france + cls.netherlands)[rank % 2].id,
                }
                for rank, company in enumerate(cls.companies)
            ]
        )
        cls.env.flush_all()

    def _action(self, name):
        return self.env["ir.actions.act_window"]._for_xml_id(f"hub_export.{name}")

    def test_each_screen_opens_for_each_role(self):
        action = self._action("crm_lead_action_export")
        self.assertEqual(
            [mode for _view, mode in action["views"]],
            ["kanban", "list", "pivot", "graph", "calendar", "activity", "form"],
        )
        for role in ROLES:
            leads = self.env["crm.lead"].with_user(getattr(self, role))
            views = leads.get_views([*action["views"], (action["search_view_id"][0], "search")])["views"]
            for view_type in ("kanban", "list", "calendar", "form"):
                names = [node.get("name") for node in etree.fromstring(views[view_type]["arch"]).iter("field")]
                self.assertIn("target_country_id", names, (role, view_type))

    def test_counted_by_market_and_stage(self):
        action = self._action("crm_lead_action_export")
        views = {mode: view for view, mode in action["views"]}
        leads = self.env["crm.lead"].with_user(self.adviser)
        for view_type, fields in (
            ("pivot", ["target_country_id", "stage_id"]),
            ("graph", ["target_country_id", "stage_id"]),
        ):
            arch = leads.get_view(views[view_type], view_type)["arch"]
            shown = [node.get("name") for node in etree.fromstring(arch).iter("field") if not node.get("invisible")]
            self.assertEqual(shown, fields, view_type)

    def test_pipeline_holds_open_and_won_leads_of_the_team_only(self):
        other = self.create_lead(team_id=self.env.ref("sales_team.team_sales_department").id)
        lost = self.create_lead()
        lost.action_set_lost()
        action = self.env.ref("hub_export.crm_lead_action_export")
        found = self.env["crm.lead"].with_user(self.account).search(self._domain(action))
        self.assertFalse(found & (other + lost))
        self.assertEqual(self.leads & found, self.leads)

    def _domain(self, action):
        return safe_eval(action.domain)

    def test_analyst_counts_and_changes_nothing(self):
        root = self.env.ref("hub_export.hub_export_analysis_menu_root")
        menus = self.env["ir.ui.menu"].with_user(self.analyst)
        visible = menus.search([("parent_id", "=", root.id)])
        self.assertIn(self.env.ref("hub_export.crm_lead_export_analysis_menu"), visible)
        for menu in visible.sudo():
            model = self.env[menu.action.res_model].with_user(self.analyst)
            with self.subTest(menu=menu.name):
                views = model.get_views([view for view in menu.action.views if view[1] != "activity"])
                model.search([], limit=3).read(list(views["models"][menu.action.res_model]["fields"]))
                for operation in ("create", "write", "unlink"):
                    self.assertFalse(model.has_access(operation))

    def test_lists_and_cards_cost_the_same_for_three_and_for_forty(self):
        self._assert_flat("hub_export.crm_lead_view_list_export", "list", self.leads)
        # A column of cards: what is missing to the next stage is the same for all of them.
        for stage in self.stages[:4]:
            self.leads.stage_id = stage
            self.env.flush_all()
            self._assert_flat("crm.crm_case_kanban_view_leads", "kanban", self.leads)

    def test_groups_cost_the_same_for_three_and_for_forty(self):
        specification = self._fields_of("crm.crm_case_kanban_view_leads", "kanban", "crm.lead")
        leads = self.env["crm.lead"].with_user(self.account)

        def read(groupby, ids):
            groups = leads.web_read_group(
                [("id", "in", ids)],
                [groupby],
                ["expected_revenue:sum"],
                auto_unfold=True,
                unfold_read_specification=specification,
            )["groups"]
            self.assertTrue(groups)

        company = ("cluster_ids", "sector_ids", "commune_id", "transition_status")
        # The few are as many groups as the many.
        few, many = self.leads.ids[:6], self.leads.ids
        for groupby in ("stage_id", "target_country_id", *company):
            counts = [self._count(lambda ids=ids, groupby=groupby: read(groupby, ids)) for ids in (few, many)]
            self.assertEqual(*counts, groupby)

from ast import literal_eval

from odoo.tests import Form, new_test_user

from odoo.addons.hub_entrepreneurs.tests.common import HubCase

STAGES = ("interest", "diagnosis", "export_plan", "market_entry", "exporting", "consolidated")


class TestPipeline(HubCase):
    """A team with stages of its own, and core's pipeline untouched beside it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env.ref("hub_export.crm_team_export")
        cls.core_team = cls.env.ref("sales_team.team_sales_department")
        (cls.team + cls.core_team).member_ids += cls.account
        cls.stages = cls.env["crm.stage"].union(*(cls.env.ref(f"hub_export.crm_stage_{stage}") for stage in STAGES))

    def _create_lead(self, team, **values):
        return (
            self.env["crm.lead"]
            .with_user(self.account)
            .create(
                {
                    "name": "Test lead",
                    "type": "opportunity",
                    "partner_id": self.company.id,
                    "team_id": team.id,
                    **values,
                }
            )
        )

    def _expanded(self, **context):
        return (
            self.env["crm.lead"]
            .with_user(self.account)
            .with_context(**context)
            ._read_group_stage_ids(self.env["crm.stage"], [])
        )

    def test_stages_in_order_and_the_last_two_won(self):
        self.assertEqual(self.stages.sorted("sequence").ids, self.stages.ids)
        self.assertEqual(self.stages.filtered("is_won"), self.stages[-2:])
        self.assertEqual(self.stages.team_ids, self.team)

    def test_pipeline_shows_the_own_stages_only(self):
        self.assertEqual(self._expanded(default_team_id=self.team.id), self.stages)

    def test_core_pipelines_keep_theirs(self):
        shared = self.env["crm.stage"].search([("team_ids", "=", False)])
        self.assertTrue(shared)
        self.assertEqual(self._expanded(default_team_id=self.core_team.id), shared)
        self.assertEqual(self._expanded(), shared)

    def test_a_stage_that_holds_leads_is_always_shown(self):
        stray = self.env["crm.stage"].search([("team_ids", "=", False)], limit=1)
        lead = self.env["crm.lead"].with_context(default_team_id=self.team.id)
        self.assertIn(stray, lead._read_group_stage_ids(stray, []))

    def test_new_leads_start_at_interest(self):
        self.assertEqual(self._create_lead(self.team).stage_id, self.stages[0])
        self.assertFalse(self._create_lead(self.core_team).stage_id.team_ids)

    def test_changing_team_changes_stage(self):
        lead = self._create_lead(self.core_team)
        lead.team_id = self.team
        self.assertEqual(lead.stage_id, self.stages[0])
        lead.team_id = self.core_team
        self.assertFalse(lead.stage_id.team_ids)

    def test_a_new_salesperson_takes_no_lead_out_of_the_pipeline(self):
        lead, other = self._create_lead(self.team), self._create_lead(self.team)
        lead.stage_id = self.stages[1]
        self.core_team.member_ids += self.colleague
        lead.user_id = self.colleague
        self.assertEqual((lead.team_id, lead.stage_id), (self.team, self.stages[1]))
        other.write({"user_id": self.colleague.id, "team_id": self.core_team.id})
        self.assertEqual(other.team_id, self.core_team, "unless that is what somebody wants")

    def test_won_leads_stay_in_the_own_stages(self):
        # What the stages require has tests of its own.
        lead = self._create_lead(self.team, target_country_id=self.france.id).sudo()
        lead.action_set_won()
        self.assertEqual(lead.stage_id, self.stages[4])
        self.assertEqual(lead.probability, 100)

    def test_merging_into_the_team_keeps_its_stages(self):
        older, newer = self._create_lead(self.core_team), self._create_lead(self.core_team)
        merged = (older + newer).merge_opportunity(team_id=self.team.id)
        self.assertEqual(merged.team_id, self.team)
        self.assertIn(merged.stage_id, self.stages)

    def test_joining_the_team_takes_nobody_out_of_another(self):
        user = new_test_user(self.env, login="hub_seller", groups="sales_team.group_sale_salesman")
        self.core_team.member_ids += user
        self.team.member_ids += user
        self.assertEqual(user.crm_team_ids, self.core_team + self.team)

    def test_joining_and_leaving_where_each_person_has_one_team(self):
        self.env["ir.config_parameter"].set_param("sales_team.membership_multi", False)
        user = new_test_user(self.env, login="hub_seller", groups="sales_team.group_sale_salesman")
        another = self.env["crm.team"].create({"name": "Another Team"})
        self.core_team.member_ids += user
        self.team.member_ids += user
        self.assertEqual(user.crm_team_ids, self.core_team + self.team)
        another.member_ids += user
        self.assertEqual(user.crm_team_ids, self.team + another, "core's rule holds among core's teams")
        self.team.member_ids -= user
        self.assertEqual(user.crm_team_ids, another)
        self.team.member_ids += user
        self.assertEqual(user.crm_team_ids, self.team + another)

    def test_merging_keeps_market_and_stage(self):
        first, second = self._create_lead(self.team), self._create_lead(self.team)
        second.write({"target_country_id": self.france.id})
        (first + second).sudo().write({"stage_id": self.stages[1].id})
        merged = (first + second).merge_opportunity()
        self.assertEqual(merged.target_country_id, self.france)
        self.assertEqual(merged.stage_id, self.stages[1])

    def test_target_market_is_kept_on_the_lead(self):
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_export.crm_lead_action_export")
        context = {"default_type": "opportunity", "default_team_id": self.team.id}
        self.assertEqual(literal_eval(action["context"]), {**context, "hub_mine": ("crm.lead", "assigned_to_me")})
        form = Form(self.env["crm.lead"].with_user(self.account).with_context(**context), view="crm.crm_lead_view_form")
        form.name = "Sell abroad"
        form.partner_id = self.company
        form.target_country_id = self.france
        lead = form.save()
        self.assertEqual(
            (lead.target_country_id, lead.team_id, lead.stage_id), (self.france, self.team, self.stages[0])
        )

    def test_query_count_of_the_pipeline(self):
        """One column's cards cost the same number of queries, whatever their number."""
        leads = self.env["crm.lead"].create(
            [
                {
                    "name": f"Lead {rank}",
                    "type": "opportunity",
                    "team_id": self.team.id,
                    "target_country_id": self.france.id,
                    "partner_id": self.company.id,
                }
                for rank in range(40)
            ]
        )
        view = self.env.ref("crm.crm_case_kanban_view_leads")
        fields = leads.with_user(self.account).get_views([(view.id, "kanban")])["models"]["crm.lead"]["fields"]
        self.assertIn("target_country_id", fields)
        specification = {
            name: {"fields": {"display_name": {}}} if field.get("relation") else {} for name, field in fields.items()
        }
        counts = []
        for ids in (leads.ids[:3], leads.ids):
            for _warm_up in range(2):
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.env["crm.lead"].with_user(self.account).browse(ids).web_read(specification)
                count = self.env.cr.sql_log_count - before
            counts.append(count)
        self.assertEqual(*counts)

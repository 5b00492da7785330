from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user

from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC

from ..exceptions import MissingRequirements
from .gate_common import GateCase


class TestGate(GateCase):
    """Who moves a lead too early is refused and told what is missing, however the lead is moved."""

    def setUp(self):
        super().setUp()
        self.lead = self.create_lead(self.account)

    def _assert_refused(self, action, *parts):
        with self.assertRaises(MissingRequirements) as refused, self.cr.savepoint():
            action()
        for part in parts:
            self.assertIn(part, str(refused.exception))
        return refused.exception

    def test_refused_with_each_missing_thing_named(self):
        refusal = self._assert_refused(
            lambda: self.lead.write({"stage_id": self.market_entry.id}),
            "“Test lead” can't move to Market Entry yet",
            "Target Market: Choose the country",
            "Plan: The company has no commitment",
        )
        self.assertNotIn("Readiness", str(refusal), "the company is ready")
        self.assertEqual(self.lead.stage_id, self.interest)
        gate = refusal.context["stage_gate"]
        self.assertEqual(gate["stage"], {"id": self.market_entry.id, "name": "Market Entry"})
        self.assertEqual(gate["lead_ids"], self.lead.ids)
        self.assertFalse(gate["may_override"])
        [lead] = gate["leads"]
        self.assertEqual([item["kind"] for item in lead["missing"]], ["target_market", "plan"])

    def test_moves_on_once_all_is_there(self):
        self.plan(self.company)
        # What is written together with the stage counts.
        self.lead.write({"stage_id": self.market_entry.id, "target_country_id": self.france.id})
        self.lead.stage_id = self.exporting
        self.assertEqual(self.lead.stage_id, self.exporting)

    def test_free_stages(self):
        lead = self.create_lead(self.account, partner_id=self.other_company.id)
        lead.stage_id = self.diagnosis
        self._assert_refused(lambda: lead.write({"stage_id": self.export_plan.id}), "Readiness Assessment")

    def test_every_stage_up_to_the_new_one_counts(self):
        lead = self.create_lead(self.account, partner_id=self.other_company.id)
        refusal = self._assert_refused(lambda: lead.write({"stage_id": self.consolidated.id}))
        names = [item["name"] for item in refusal.context["stage_gate"]["leads"][0]["missing"]]
        self.assertEqual(names, ["Readiness: Ready for a First Market", "Target Market", "Plan"])

    def test_a_band_below_and_a_capped_one(self):
        self.assess(self.other_company, answer=2)
        lead = self.create_lead(self.account, partner_id=self.other_company.id, target_country_id=self.france.id)
        self.plan(self.other_company)
        self.assertEqual(self.names(lead, self.market_entry), ["Readiness: Ready for a First Market"])
        self.assertIn(
            self.other_company.export_readiness_band_id.name, lead._get_missing_for(self.market_entry)[lead][0]["hint"]
        )
        draft = self.env["hub.assessment"].create(
            {"partner_id": self.other_company.id, "framework_id": self.framework.id}
        )
        draft.answer_ids.write({"value": 5})
        draft.answer_ids.filtered(lambda answer: answer.question_id.is_knock_out)[0].value = 0
        draft.action_done()
        self.assertTrue(draft.is_capped)
        self.assertEqual(bool(self.names(lead, self.market_entry)), draft.band_id.min_score < self.ready.min_score)

    def test_a_new_version_of_the_framework_counts(self):
        version = self.framework.copy({"date_start": "2026-01-01"})
        self.assess(self.other_company, framework=version)
        self.assertNotEqual(self.other_company.export_readiness_band_id.framework_id, self.framework)
        lead = self.create_lead(self.account, partner_id=self.other_company.id)
        self.assertNotIn("Readiness: Ready for a First Market", self.names(lead, self.market_entry))

    def test_a_plan_in_another_framework_or_dropped_is_none(self):
        self.lead.target_country_id = self.france
        transition = self.env["hub.assessment.dimension"].search([("kind", "=", "transition")], limit=1)
        self.plan(self.company, dimension_id=transition.id)
        step = self.plan(self.company)
        self.assertFalse(self.names(self.lead, self.market_entry))
        step.action_done()
        self.assertFalse(self.names(self.lead, self.market_entry))
        step.action_drop()
        self.assertEqual(self.names(self.lead, self.market_entry), ["Plan"])

    def test_evidence(self):
        scheme = self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp").scheme_id
        self.env["hub.stage.requirement"].create({"stage_id": self.diagnosis.id, "kind": "evidence"})
        named = self.env["hub.stage.requirement"].create(
            {"stage_id": self.diagnosis.id, "kind": "evidence", "scheme_id": scheme.id}
        )
        self.assertEqual(self.names(self.lead), ["Evidence", f"Evidence: {scheme.name}"])
        evidence = self.create_evidence(self.company, "2020-01-01", False, exemplary=False)
        self.assertEqual(self.names(self.lead), [f"Evidence: {scheme.name}"])
        evidence.date_end = "2020-12-31"
        self.assertEqual(len(self.names(self.lead)), 2, "it has lapsed")
        evidence = self.create_evidence(self.company, "2020-01-01", False, scope="project", state="to_verify")
        self.assertIn("waits for a colleague", self.lead.missing_requirements[1]["hint"])
        evidence.with_user(self.director).sudo(False)._verify("Seen")
        self.assertEqual(self.names(self.lead), [])
        self.assertEqual(named.display_name, f"Diagnosis: Evidence: {scheme.name}")

    def test_a_lead_of_a_person_is_about_their_company(self):
        person = self.env["res.partner"].create({"name": "A person", "parent_id": self.company.id})
        lead = self.create_lead(self.account, partner_id=person.id)
        self.assertEqual(self.names(lead, self.export_plan), [])

    def test_a_lead_without_company(self):
        lead = self.create_lead(self.account, partner_id=False)
        self._assert_refused(lambda: lead.write({"stage_id": self.export_plan.id}), "has no company yet")
        action = lead.action_fill_requirement(lead._get_missing_for(self.export_plan)[lead][0]["id"])
        self.assertEqual((action["res_model"], action["context"]["hub_fill_in"]), ("crm.lead", "partner_id"))

    # How leads are moved

    def test_create(self):
        refusal = self._assert_refused(
            lambda: self.create_lead(self.account, stage_id=self.market_entry.id), "Target Market", "Plan"
        )
        self.assertEqual(refusal.context["stage_gate"]["lead_ids"], [], "nothing was saved")
        self.assertFalse(refusal.context["stage_gate"]["leads"][0]["id"])
        self.plan(self.company)
        lead = self.create_lead(self.account, stage_id=self.market_entry.id, target_country_id=self.france.id)
        self.assertEqual(lead.stage_id, self.market_entry)

    def test_quick_create_in_a_column(self):
        leads = self.env["crm.lead"].with_user(self.account)
        context = {"default_team_id": self.team.id, "default_type": "opportunity"}

        def quick_create(stage):
            form = Form(
                leads.with_context(**context, default_stage_id=stage.id), view="crm.quick_create_opportunity_form"
            )
            form.name = "Quick"
            form.partner_id = self.company
            return form.save()

        self._assert_refused(lambda: quick_create(self.market_entry))
        self.assertEqual(quick_create(self.diagnosis).stage_id, self.diagnosis)

    def test_bulk(self):
        leads = self.lead + self.create_lead(self.account, name="Second", partner_id=self.other_company.id)
        refusal = self._assert_refused(lambda: leads.write({"stage_id": self.export_plan.id}), "“Second” can't move")
        self.assertNotIn("Test lead", str(refusal), "nothing is missing for that one")
        self.assertEqual(refusal.context["stage_gate"]["lead_ids"], leads.ids)
        many = (
            self.env["crm.lead"]
            .with_user(self.account)
            .create([{"name": f"Lead {rank}", "team_id": self.team.id} for rank in range(14)])
        )
        refusal = self._assert_refused(lambda: many.write({"stage_id": self.exporting.id}), "More leads: 4.")
        self.assertEqual(str(refusal).count("can't move"), 10)
        self.assertEqual(refusal.context["stage_gate"]["count"], 14)

    def test_import(self):
        result = (
            self.env["crm.lead"]
            .with_user(self.account)
            .load(
                ["name", "team_id/.id", "stage_id/.id"],
                [["Imported", str(self.team.id), str(self.market_entry.id)]],
            )
        )
        self.assertFalse(result["ids"])
        self.assertIn("“Imported” can't move to Market Entry yet", result["messages"][0]["message"])

    def test_won_button(self):
        self._assert_refused(self.lead.action_set_won, "can't move to Exporting yet")
        self._assert_refused(self.lead.action_set_won_rainbowman)
        self.plan(self.company)
        self.lead.target_country_id = self.france
        self.lead.action_set_won()
        self.assertEqual(self.lead.stage_id, self.exporting)

    def test_lowering_is_free_and_raising_again_is_not(self):
        self.lead.sudo().stage_id = self.exporting
        self.lead.stage_id = self.market_entry
        self.lead.stage_id = self.diagnosis
        self._assert_refused(lambda: self.lead.write({"stage_id": self.market_entry.id}))

    def test_from_another_team(self):
        core_team = self.env.ref("sales_team.team_sales_department")
        lead = self.create_lead(self.account, team_id=core_team.id)
        self._assert_refused(lambda: lead.write({"team_id": self.team.id, "stage_id": self.market_entry.id}))
        lead.write({"team_id": self.team.id})
        self.assertEqual(lead.stage_id, self.interest, "an automatic move into the first stage")

    def test_a_stage_of_two_teams(self):
        core_team = self.env.ref("sales_team.team_sales_department")
        self.market_entry.team_ids += core_team
        lead = self.create_lead(team_id=core_team.id, stage_id=self.market_entry.id, user_id=self.account.id)
        values = {"team_id": self.team.id, "stage_id": self.market_entry.id}
        self._assert_refused(lambda: lead.with_user(self.account).write(values), "Plan")

    def test_other_pipelines_are_free(self):
        core_team = self.env.ref("sales_team.team_sales_department")
        seller = new_test_user(self.env, login="hub_seller", groups="sales_team.group_sale_salesman_all_leads")
        lead = self.create_lead(seller, team_id=core_team.id, partner_id=self.other_company.id)
        lead.action_set_won()
        self.assertTrue(lead.stage_id.is_won)
        self.assertFalse(lead.with_user(self.account).missing_requirements)

    def test_who_has_no_role_of_ours_is_refused_as_well(self):
        seller = new_test_user(self.env, login="hub_seller", groups="sales_team.group_sale_salesman_all_leads")
        self._assert_refused(lambda: self.lead.with_user(seller).write({"stage_id": self.market_entry.id}), "Plan")

    # What is not checked

    def test_superuser_and_automatic_moves(self):
        self.create_lead(stage_id=self.exporting.id)
        self.lead.with_context(hub_stage_gate=AUTOMATIC).stage_id = self.market_entry
        self.assertEqual(self.lead.stage_id, self.market_entry)

    def test_nothing_sent_over_rpc_opens_the_gate(self):
        for value in (True, 1, "AUTOMATIC", {}):
            lead = self.lead.with_context(hub_stage_gate=value)
            self._assert_refused(lambda lead=lead: lead.write({"stage_id": self.market_entry.id}))
        message = {"subject": "Mail", "from": "a@example.com"}
        values = {"team_id": self.team.id, "stage_id": self.market_entry.id}
        self._assert_refused(lambda: self.env["crm.lead"].with_user(self.account).message_new(message, values))

    def test_mail(self):
        # As the gateway does it: in the name of the alias' owner, as superuser.
        leads = self.env["crm.lead"].with_user(self.account).sudo()
        message = {"subject": "Mail", "from": "a@example.com"}
        lead = leads.message_new(message, {"team_id": self.team.id, "stage_id": self.market_entry.id})
        self.assertEqual(lead.stage_id, self.market_entry)

    def test_merge(self):
        core_team = self.env.ref("sales_team.team_sales_department")
        high = self.create_lead(name="High", stage_id=self.market_entry.id, user_id=self.account.id)
        merged = (self.lead + high.with_user(self.account)).merge_opportunity()
        self.assertEqual((merged, merged.stage_id), (high, self.market_entry))
        self.assertIsNot(merged.env.context.get("hub_stage_gate"), AUTOMATIC)
        elsewhere = self.create_lead(self.account, team_id=core_team.id)
        merged = (merged + elsewhere).merge_opportunity(team_id=core_team.id)
        self.assertFalse(merged.stage_id.team_ids)

    def test_merge_takes_over_a_stage(self):
        self.lead.sudo().stage_id = False
        tail = self.create_lead(type="lead", stage_id=self.market_entry.id, user_id=self.account.id)
        merged = (self.lead + tail.with_user(self.account)).merge_opportunity()
        self.assertEqual((merged, merged.stage_id), (self.lead, self.market_entry))

    def test_merge_and_convert_dialog(self):
        high = self.create_lead(name="High", stage_id=self.market_entry.id, user_id=self.account.id)
        lead = self.create_lead(self.account, type="lead")
        wizard = (
            self.env["crm.lead2opportunity.partner"]
            .with_user(self.account)
            .with_context(active_model="crm.lead", active_id=lead.id, active_ids=lead.ids)
            .create({"name": "merge", "lead_id": lead.id, "duplicated_lead_ids": (high + lead).ids})
        )
        wizard.action_apply()
        self.assertTrue(high.exists())
        self.assertEqual(high.stage_id, self.market_entry)

    def test_conversion_into_the_first_stage(self):
        lead = self.create_lead(self.account, type="lead", partner_id=self.other_company.id)
        lead.convert_opportunity(self.other_company)
        self.assertEqual((lead.type, lead.stage_id), ("opportunity", self.interest))

    # What is shown

    def test_missing_for_the_next_stage(self):
        self.assertEqual(self.lead.next_stage_id, self.diagnosis)
        self.assertFalse(self.lead.missing_requirements)
        self.lead.stage_id = self.export_plan
        self.assertEqual(self.names(self.lead), ["Target Market", "Plan"])
        self.assertEqual(set(self.lead.missing_requirements[0]), {"id", "kind", "name", "hint"})
        self.lead.target_country_id = self.france
        self.assertEqual(self.names(self.lead), ["Plan"])
        self.plan(self.company)
        self.assertEqual(self.names(self.lead), [])
        self.lead.sudo().stage_id = self.consolidated
        self.assertFalse(self.lead.next_stage_id)
        self.assertFalse(self.lead.missing_requirements)

    def test_typed_in_the_form(self):
        self.lead.stage_id = self.export_plan
        with Form(self.lead) as form:
            self.assertEqual([item["name"] for item in form.missing_requirements], ["Target Market", "Plan"])
            form.target_country_id = self.france
            self.assertEqual([item["name"] for item in form.missing_requirements], ["Plan"])

    def test_who_sees_what_is_missing(self):
        self.lead.stage_id = self.export_plan
        self.assertTrue(self.lead.with_user(self.analyst).missing_requirements)
        seller = new_test_user(self.env, login="hub_seller", groups="sales_team.group_sale_salesman_all_leads")
        self.assertNotIn("missing_requirements", self.env["crm.lead"].with_user(seller).fields_get())

    def test_places_where_it_is_filled_in(self):
        self.assess(self.company, answer=3)
        lead = self.lead.with_user(self.account)
        for requirement, model in (
            (self.needs_ready, "hub.assessment"),
            (self.needs_market, "crm.lead"),
            (self.needs_plan, "hub.commitment"),
        ):
            action = lead.action_fill_requirement(requirement.id)
            self.assertEqual((action["res_model"], action["target"]), (model, "new"))
        weakest = self.company.export_assessment_id.dimension_score_ids.sorted("score")[0]
        form = Form(
            self.env["hub.commitment"]
            .with_user(self.account)
            .with_context(**lead.action_fill_requirement(self.needs_plan.id)["context"])
        )
        self.assertEqual((form.partner_id, form.dimension_id), (self.company, weakest.dimension_id))
        form.save()
        self.assertNotIn("Plan", self.names(lead, self.market_entry))
        evidence = self.env["hub.stage.requirement"].create({"stage_id": self.diagnosis.id, "kind": "evidence"})
        context = lead.action_fill_requirement(evidence.id)["context"]
        self.assertEqual(context["default_partner_id"], self.company.id)
        with self.assertRaises(UserError):
            self.lead.with_user(self.outsider).action_fill_requirement(self.needs_plan.id)

    def test_what_the_dialog_asks_again(self):
        gate = self.lead.get_stage_gate(self.market_entry.id)
        self.assertEqual([item["kind"] for item in gate["leads"][0]["missing"]], ["target_market", "plan"])
        self.plan(self.company)
        self.lead.target_country_id = self.france
        gate = self.lead.get_stage_gate(self.market_entry.id)
        self.assertEqual((gate["count"], gate["leads"], gate["lead_ids"]), (0, [], self.lead.ids))
        self.assertTrue(self.lead.with_user(self.director).get_stage_gate(self.market_entry.id)["may_override"])
        with self.assertRaises(UserError):
            self.lead.with_user(self.outsider).get_stage_gate(self.market_entry.id)

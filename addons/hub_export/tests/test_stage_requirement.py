from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, new_test_user
from odoo.tools import SQL

from ..exceptions import MissingRequirements
from .gate_common import GateCase


class TestStageRequirement(GateCase):
    """What stages require is configuration, and says clearly what can't be."""

    def _create(self, **values):
        return (
            self.env["hub.stage.requirement"].with_user(self.director).create({"stage_id": self.diagnosis.id, **values})
        )

    def _assert_invalid(self, sentence, action):
        with self.assertRaises(ValidationError) as refused, self.cr.savepoint():
            action()
        self.assertIn(sentence, str(refused.exception))

    def test_names(self):
        self.assertEqual(self.needs_market.display_name, "Market Entry: Target Market")
        self.assertEqual(self.needs_plan.display_name, "Market Entry: Plan")
        self.assertEqual(self.needs_ready.display_name, "Market Entry: Readiness: Ready for a First Market")

    def test_the_framework_follows_the_band(self):
        requirement = self._create(kind="band", min_band_id=self.ready.id)
        self.assertEqual(requirement.framework_id, self.framework)
        transition = self.env["hub.assessment.band"].search([("framework_id.kind", "=", "transition")], limit=1)
        requirement.min_band_id = transition
        self.assertEqual(requirement.framework_id, transition.framework_id)
        self._assert_invalid("is not a band of", lambda: requirement.write({"framework_id": self.framework.id}))

    def test_only_what_the_kind_is_about(self):
        self._assert_invalid(
            "Band at Least: choose the band that a company has to reach for Diagnosis",
            lambda: self._create(kind="band"),
        )
        self._assert_invalid(
            "Band at Least: leave this field empty for the kind “Target Market”",
            lambda: self._create(kind="target_market", min_band_id=self.ready.id),
        )
        requirement = self._create(kind="band", min_band_id=self.ready.id)
        requirement.kind = "target_market"
        self.assertFalse(requirement.min_band_id + requirement.env["hub.assessment.band"])
        self.assertFalse(requirement.framework_id)

    def test_form(self):
        form = Form(self.env["hub.stage.requirement"].with_user(self.director))
        form.stage_id = self.diagnosis
        form.framework_id = self.framework
        form.min_band_id = self.ready
        form.kind = "plan"
        requirement = form.save()
        self.assertEqual((requirement.min_band_id.id, requirement.framework_id), (False, self.framework))

    def test_the_same_twice(self):
        self._create(kind="target_market")
        with self.assertRefused("hub.stage.requirement", "this stage requires the same thing already"):
            self._create(kind="target_market")
            self.env.flush_all()
        scheme = self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp").scheme_id
        self._create(kind="evidence")
        self._create(kind="evidence", scheme_id=scheme.id)

    def test_a_copy_is_for_another_stage(self):
        copy = self.needs_ready.with_user(self.director).copy({"stage_id": self.exporting.id})
        self.assertEqual((copy.min_band_id, copy.stage_id), (self.ready, self.exporting))
        stage = self.market_entry.with_user(self.director).copy()
        self.assertEqual(stage.requirement_ids.mapped("kind"), ["band", "target_market", "plan"])

    def test_stages_belong_to_who_has_no_role_of_ours(self):
        manager = new_test_user(self.env, login="hub_seller", groups="sales_team.group_sale_manager")
        stage = self.market_entry.with_user(manager)
        with Form(stage) as form:
            form.name = "Entering"
        self.assertTrue(stage.copy())
        with self.assertRaises(AccessError):
            self.needs_plan.with_user(manager).check_access("read")

    def test_the_gate_follows_the_configuration(self):
        lead = self.create_lead(self.account)
        self.assertEqual(self.names(lead), [])
        requirement = self._create(kind="target_market")
        lead.invalidate_recordset()
        self.assertEqual(self.names(lead), ["Target Market"])
        requirement.kind = "plan"
        lead.invalidate_recordset()
        self.assertEqual(self.names(lead), ["Plan"])
        requirement.unlink()
        lead.invalidate_recordset()
        self.assertEqual(self.names(lead), [])
        self.market_entry.sequence = 101
        self.interest.sequence = 100
        lead.invalidate_recordset()
        self.assertEqual((lead.next_stage_id, self.names(lead)), (self.market_entry, ["Target Market", "Plan"]))
        self.market_entry.team_ids = self.env.ref("sales_team.team_sales_department")
        lead.invalidate_recordset()
        self.assertEqual(lead.next_stage_id, self.diagnosis)

    def test_names_follow_in_each_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        scheme = self.env["hub.evidence.scheme"].create({"name": "Test Label"})
        self._create(kind="evidence", scheme_id=scheme.id)
        lead = self.create_lead(self.account)
        french = lead.with_context(lang="fr_FR")
        self.assertEqual(self.names(lead), ["Evidence: Test Label"])
        self.assertRegex(self.names(french)[0], "Preuve.*Test Label")
        scheme.update_field_translations("name", {"fr_FR": "Label de test"})
        (lead + french).invalidate_recordset()
        self.assertEqual(self.names(lead), ["Evidence: Test Label"])
        self.assertIn("Label de test", self.names(french)[0])
        scheme.name = "Best Label"
        lead.invalidate_recordset()
        self.assertEqual(self.names(lead), ["Evidence: Best Label"])

    def test_a_required_framework_stays(self):
        with self.assertRaises(ValidationError) as refused, self.cr.savepoint():
            self.framework.active = False
        self.assertIn("The stage Export Plan requires Export Readiness Check", str(refused.exception))
        self.assertIn("Configuration › Stage Requirements", str(refused.exception))
        # One that no assessment uses yet.
        version = self.framework.copy()
        band = version.band_ids[-1]
        requirement = self._create(kind="band", min_band_id=band.id)
        for action in (band.unlink, version.unlink, lambda: version.write({"active": False})):
            self._assert_invalid("The stage Diagnosis requires", action)
        requirement.unlink()
        version.active = False
        version.unlink()

    def test_a_required_scheme_stays(self):
        scheme = self.env["hub.evidence.scheme"].create({"name": "Test Label"})
        requirement = self._create(kind="evidence", scheme_id=scheme.id)
        for action in (scheme.unlink, lambda: scheme.write({"active": False})):
            self._assert_invalid("The stage Diagnosis requires evidence of Test Label", action)
        requirement.unlink()
        scheme.active = False
        self._assert_invalid("Test Label is archived", lambda: self._create(kind="evidence", scheme_id=scheme.id))

    def test_an_archived_framework_is_refused(self):
        version = self.framework.copy({"active": False})
        self._assert_invalid("is archived", lambda: self._create(kind="plan", framework_id=version.id))
        band = version.band_ids[-1]
        self._assert_invalid("is archived", lambda: self._create(kind="band", min_band_id=band.id))

    def _by_sql(self, query, *args):
        self.env.flush_all()
        self.env.cr.execute(SQL(query, *args))
        self.env.invalidate_all()
        self.env.registry.clear_cache()

    def test_what_is_broken_all_the_same_is_said(self):
        lead = self.create_lead(self.account, stage_id=self.diagnosis.id)
        self._by_sql("UPDATE hub_assessment_framework SET active = FALSE WHERE id = %s", self.framework.id)
        hint = lead.missing_requirements[0]["hint"]
        self.assertIn("names “Export Readiness Check”, which is archived", hint)
        with self.assertRaises(MissingRequirements) as refused, self.cr.savepoint():
            lead.stage_id = self.export_plan
        self.assertIn("Ask a director to correct it under Stage Requirements", str(refused.exception))
        self._by_sql("UPDATE hub_stage_requirement SET min_band_id = NULL, framework_id = NULL")
        self.assertIn("band of this requirement does not exist", lead.missing_requirements[0]["hint"])

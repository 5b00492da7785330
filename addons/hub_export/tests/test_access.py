from odoo import SUPERUSER_ID

from .common import ExportCase

ROLES = ("outsider", "account", "cluster_manager", "adviser", "director", "analyst", "privacy")
# Model: what each role may do, as letters of Create, Read, Write, Unlink.
RIGHTS = {
    "hub.hs.section": ("R", "R", "R", "R", "CRWU", "R", "R"),
    "hub.export.target": ("", "CRWU", "CRWU", "CRWU", "CRWU", "R", ""),
    "hub.foreign.office": ("R", "R", "R", "CRWU", "CRWU", "R", "R"),
    "hub.foreign.office.mandate": ("R", "R", "R", "CRWU", "CRWU", "R", "R"),
    "hub.stage.requirement": ("", "R", "R", "R", "CRWU", "R", ""),
    "hub.lead.stage.override": ("", "R", "R", "R", "CR", "R", ""),
}


class TestAccess(ExportCase):
    """Who may do what."""

    def test_rights_of_each_role_on_each_model(self):
        self.check_rights(ROLES, RIGHTS)

    def test_the_role_has_the_prefix_of_the_others(self):
        role = self.env.ref("hub_export.group_hub_export_adviser")
        self.assertEqual(self.env.ref("hub_entrepreneurs.group_hub_export_adviser"), role)
        self.assertIn(self.env.ref("hub_entrepreneurs.group_hub_account_manager"), role.all_implied_ids)

    def test_the_table_is_complete(self):
        self.assertEqual(self.models_brought_by("hub_export"), set(RIGHTS))

    def test_another_agency_sees_nothing_of_it(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        office = self.create_office("Test Office", self.france)
        lead = self.create_lead()
        rows = {
            "hub.export.target": {"partner_id": self.company.id, "country_id": self.france.id},
            "hub.lead.stage.override": {"lead_id": lead.id, "stage_id": lead.stage_id.id, "reason": "Because"},
        }
        rows = {model: self.env[model].with_user(SUPERUSER_ID).create(values) for model, values in rows.items()}
        rows |= {"hub.foreign.office": office, "hub.foreign.office.mandate": office.mandate_ids}
        for model, row in rows.items():
            self.assertIn(row.id, self.env[model].with_user(self.director).search([]).ids)
        self.company.company_id = office.company_id = lead.company_id = agency
        for model, row in rows.items():
            with self.subTest(model=model):
                self.assertNotIn(row.id, self.env[model].with_user(self.director).search([]).ids)

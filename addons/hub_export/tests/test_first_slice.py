from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestFirstSlice(HttpCase):
    """The main path through the application in a browser, as the demo users; the steps are the tours'."""

    def test_main_path(self):
        company = self.env.ref("hub_entrepreneurs.company_08")
        self.assertEqual((company.enterprise_number, company.transition_status), ("0100.019.173", "unknown"))

        self.start_tour("/odoo/hub-companies", "hub_enter_label", login="account")
        self.assertEqual(company.evidence_ids.state, "to_verify")

        self.start_tour(
            "/odoo/action-hub_entrepreneurs.hub_evidence_action_to_verify", "hub_verify_label", login="director"
        )
        self.assertEqual(company.transition_status, "exemplary")

        self.start_tour("/odoo/hub-export", "hub_work_lead", login="account")
        lead = self.env["crm.lead"].search([("name", "=", "Shop in Lille")])
        self.assertEqual(lead.stage_id, self.env.ref("hub_export.crm_stage_diagnosis"))
        self.assertEqual((lead.partner_id, lead.target_country_id), (company, self.env.ref("base.fr")))

from odoo import Command
from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestReadinessTour(HttpCase):
    """Assess a maker from its page, see the band there and on its lead, in a browser; the steps are the tour's."""

    def test_assess_readiness(self):
        new_test_user(
            self.env,
            login="hub_tour_account",
            password="hub_tour_account",
            groups="hub_entrepreneurs.group_hub_account_manager",
        )
        wood = self.env.ref("hub_entrepreneurs.hub_sector_artisan_wood")
        company = self.env["res.partner"].create(
            {"name": "Tour Joiner", "is_company": True, "sector_added_ids": [Command.link(wood.id)]}
        )
        lead = self.env["crm.lead"].create(
            {
                "name": "Tour to Lille",
                "type": "opportunity",
                "partner_id": company.id,
                "team_id": self.env.ref("hub_export.crm_team_export").id,
            }
        )
        self.start_tour(f"/odoo/hub-companies/{company.id}", "hub_assess_readiness", login="hub_tour_account")
        assessment = company.export_assessment_id
        self.assertEqual((assessment.state, assessment.kind, assessment.answered_count), ("done", "export", 45))
        self.assertEqual(assessment.answer_ids.mapped("value"), [1] + [4] * 44)
        self.assertTrue(assessment.is_capped)
        self.assertEqual(lead.readiness_band_id, self.env.ref("hub_export.hub_assessment_band_export_1_preparing"))

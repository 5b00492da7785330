from odoo.tests import Form, new_test_user

from .common import ExportCase


class TestTeamOfRole(ExportCase):
    """Who is new works in the team Export from the first day."""

    def test_the_first_lead_has_team_market_and_office(self):
        team = self.env.ref("hub_export.crm_team_export")
        self.assertEqual(team.role_ids, self.env.ref("hub_entrepreneurs.group_hub_account_manager"))
        new = new_test_user(self.env, login="hub_first_day", groups="hub_entrepreneurs.group_hub_account_manager")
        self.assertIn(new, team.member_ids)
        office = self.create_office("Test Office", self.france)
        lead = (
            self.env["crm.lead"]
            .with_user(new)
            .create({"name": "First Lead", "type": "opportunity", "target_country_id": self.france.id})
        )
        self.assertEqual((lead.team_id, lead.office_id), (team, office))
        self.assertIn(lead.stage_id, self.env["crm.stage"].search([("team_ids", "in", team.ids)]))
        form = Form(self.env["crm.lead"].with_user(new), "crm.crm_lead_view_form")
        self.assertEqual(form.team_id, team)
        form.target_country_id = self.france

from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestGateTour(HttpCase):
    """Be refused, fill in what is missing through the links, and move on, in a browser; the steps are the tours'."""

    def setUp(self):
        super().setUp()
        team = self.env.ref("hub_export.crm_team_export")
        self.users = {}
        for role, group in (("account", "account_manager"), ("director", "director")):
            login = f"hub_tour_{role}"
            groups = f"hub_entrepreneurs.group_hub_{group}"
            self.users[role] = new_test_user(self.env, login=login, password=login, groups=groups)
            team.member_ids += self.users[role]
        self.company = self.env["res.partner"].create({"name": "Tour Atelier", "is_company": True})
        framework = self.env.ref("hub_export.hub_assessment_framework_export_1")
        assessment = self.env["hub.assessment"].create({"partner_id": self.company.id, "framework_id": framework.id})
        assessment.answer_ids.write({"value": 4})
        assessment.action_done()
        self.lead = self.env["crm.lead"].create(
            {
                "name": "Tour lead",
                "type": "opportunity",
                "partner_id": self.company.id,
                "team_id": team.id,
                "user_id": self.users["account"].id,
                "stage_id": self.env.ref("hub_export.crm_stage_export_plan").id,
            }
        )
        self.market_entry = self.env.ref("hub_export.crm_stage_market_entry")

    def _tour(self, name, role, url=None, **options):
        self.start_tour(url or f"/odoo/hub-export/{self.lead.id}", name, login=f"hub_tour_{role}", **options)
        self.lead.invalidate_recordset()

    def test_refused_then_filled_in_then_moved(self):
        self._tour("hub_export_gate", "account")
        self.assertEqual(self.lead.stage_id, self.market_entry)
        self.assertEqual(self.lead.target_country_id, self.env.ref("base.nl"))
        self.assertEqual(self.lead.name, "Tour lead to Utrecht", "what was typed was not lost")
        self.assertEqual(self.company.commitment_ids.name, "Find an agent")

    def test_on_a_phone(self):
        self.browser_size = "375x667"
        self.touch_enabled = True
        self._tour("hub_export_gate_phone", "account")
        self.assertEqual(self.lead.target_country_id, self.env.ref("base.at"))

    def test_drag(self):
        self._tour("hub_export_gate_drag", "account", "/odoo/hub-export")
        self.assertEqual(self.lead.stage_id, self.env.ref("hub_export.crm_stage_export_plan"))

    def test_new_lead(self):
        self._tour("hub_export_gate_new", "account", "/odoo/hub-export/new")
        lead = self.env["crm.lead"].search([("name", "=", "Tour lead to Ghent")])
        self.assertEqual(lead.stage_id, self.env.ref("hub_export.crm_stage_interest"))

    def test_override(self):
        self._tour("hub_export_gate_override", "director")
        self.assertEqual(self.lead.stage_id, self.market_entry)
        override = self.lead.override_ids
        self.assertEqual((override.user_id, override.reason), (self.users["director"], "The fair is next week"))

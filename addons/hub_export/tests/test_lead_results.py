from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, tagged

from .common import ExportCase


class ResultsCase(ExportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hub.stage.requirement"].search([]).unlink()
        cls.lead = cls.create_lead(target_country_id=cls.france.id, user_id=cls.account.id)
        cls.exporting = cls.env.ref("hub_export.crm_stage_exporting")

    def _win(self, user=None):
        lead = self.lead.with_user(user or self.account)
        return lead, lead.action_set_won_rainbowman()

    def _dialog(self, lead, action):
        self.assertEqual(action["res_model"], "hub.lead.results")
        return Form(lead.env["hub.lead.results"].with_context(**action["context"]), view=action["views"][0][0])


class TestLeadResults(ResultsCase):
    """A lead that is won asks for the market and the outcome."""

    def test_won_to_france(self):
        self.assertEqual(self.company.exporter_status, "never")
        self.assertFalse(self.lead.lacks_market or self.lead.lacks_outcome, "it is not won yet")
        lead, action = self._win()
        self.assertIn("effect", action, "and is celebrated")
        with self._dialog(lead, action) as form:
            self.assertEqual((form.country_id, form.kind, form.outcome_kind), (self.france, "goods", "new_market"))
            self.assertEqual((form.with_market, form.with_outcome, form.value), (True, True, 1))
        self.assertFalse(self.company.export_target_ids, "nothing is entered before somebody said so")
        form.record.action_save()
        self.assertEqual(self.company.exporter_status, "occasional")
        self.assertRecordValues(
            self.company.export_target_ids, [{"country_id": self.france.id, "status": "exporting", "kind": "goods"}]
        )
        outcome = self.env["hub.outcome"].search([("lead_id", "=", self.lead.id)])
        self.assertRecordValues(outcome, [{"kind": "new_market", "value": 1, "partner_id": self.company.id}])
        self.assertFalse(lead.lacks_market or lead.lacks_outcome or lead.action_ask_results())
        with self.assertRaisesRegex(UserError, "carried out already"):
            form.record.action_save()

    def test_a_market_that_is_known_goes_on(self):
        target = self.env["hub.export.target"].create({"partner_id": self.company.id, "country_id": self.france.id})
        self.lead.expected_revenue = 5000
        lead, action = self._win()
        with self._dialog(lead, action) as form:
            self.assertEqual((form.outcome_kind, form.value), ("export_contract", 5000))
            form.with_outcome = False
        form.record.action_save()
        self.assertEqual((self.company.export_target_ids, target.status), (target, "exporting"))
        self.assertEqual((lead.lacks_market, lead.lacks_outcome), (False, True))

    def test_what_is_not_to_be_asked(self):
        self.lead.target_country_id = False
        lead, action = self._win()
        self.assertNotIn("res_model", action if isinstance(action, dict) else {})
        self.assertFalse(lead.action_ask_results(), "a lead without a market is of another kind")
        self.lead.target_country_id = self.france
        self.assertTrue(lead.action_ask_results())
        self.lead.partner_id = self.env["res.partner"].create({"name": "A Person"})
        self.env.invalidate_all()
        self.assertFalse(lead.action_ask_results(), "persons have no markets")

    def test_by_the_stage_as_well(self):
        self.lead.stage_id = self.exporting
        self.assertEqual(self.lead.won_status, "won")
        self.assertTrue(self.lead.lacks_market and self.lead.lacks_outcome)

    def test_neither_is_no_answer(self):
        lead, action = self._win()
        with self._dialog(lead, action) as form:
            form.with_market = form.with_outcome = False
        with self.assertRaisesRegex(UserError, "Tick the market, the outcome or both"):
            form.record.action_save()

    def test_a_lead_without_a_company(self):
        self.lead.partner_id = False
        wizard = self.env["hub.lead.results"].with_user(self.account).create({"lead_id": self.lead.id})
        wizard.with_outcome = True
        with self.assertRaisesRegex(UserError, "about no company"):
            wizard.action_save()

    def test_who_may(self):
        lead, action = self._win()
        with self._dialog(lead, action) as form:
            pass
        for user in (self.colleague, self.analyst, self.privacy, self.outsider):
            with self.assertRaises(AccessError):
                form.record.with_user(user).action_save()
        self.assertFalse(lead.with_user(self.analyst).action_ask_results(), "who enters nothing is asked nothing")
        self.assertTrue(lead.with_user(self.analyst).lacks_market)

    def test_many_at_once_cost_the_same(self):
        leads = self.env["crm.lead"].browse(
            self.create_lead(target_country_id=self.france.id, stage_id=self.exporting.id).id for _n in range(12)
        )

        def cost(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.mapped("lacks_market")
            return self.env.cr.sql_log_count - before

        cost(leads)
        self.assertEqual(cost(leads[:3]), cost(leads))


@tagged("post_install", "-at_install")
class TestLeadResultsTour(HttpCase, ResultsCase):
    def test_from_the_stage_to_the_market(self):
        self.start_tour(f"/odoo/crm/{self.lead.id}", "hub_lead_results", login="hub_account")
        self.assertEqual(self.company.exporter_status, "occasional")

    def test_from_the_card_to_the_market(self):
        self.env["crm.lead"].search([("id", "!=", self.lead.id), ("team_id", "=", self.team.id)]).active = False
        self.lead.stage_id = self.env.ref("hub_export.crm_stage_market_entry")
        self.start_tour("/odoo/action-hub_export.crm_lead_action_export", "hub_lead_results_card", login="hub_account")
        self.assertEqual(self.company.exporter_status, "occasional")

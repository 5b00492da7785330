from odoo.tests import Form, new_test_user
from odoo.tools.safe_eval import safe_eval

from .common import ExportCase


class TestLostReason(ExportCase):
    """A team with lost reasons of its own is offered these, every other team core's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls.env["crm.lost.reason"].search([("team_ids", "=", cls.team.id)])
        cls.shared = cls.env["crm.lost.reason"].search([("team_ids", "=", False)])
        cls.core_team = cls.env.ref("sales_team.team_sales_department")
        cls.lead = cls.create_lead()
        cls.core_lead = cls.create_lead(team_id=cls.core_team.id, name="Core's lead")

    def _offered(self, leads, user=None):
        wizard = self.env["crm.lead.lost"].with_user(user or self.account)
        return wizard.with_context(default_lead_ids=leads.ids).new({}).offered_reason_ids._origin

    def _offered_on_form(self, lead):
        """Return what the domain of the field offers."""
        domain = lead._fields["lost_reason_id"]._description_domain(self.env)
        reasons = self.env["crm.lost.reason"].with_user(self.account)
        return reasons.search(safe_eval(domain, {"team_id": lead.team_id.id}))

    def test_export_has_reasons_of_its_own(self):
        self.assertGreaterEqual(len(self.own), 6)
        self.assertGreaterEqual(len(self.shared), 3, "core's reasons stay shared")

    def test_each_team_is_offered_its_reasons(self):
        for offered in (self._offered, self._offered_on_form):
            self.assertEqual(offered(self.lead), self.own)
            self.assertEqual(offered(self.core_lead), self.shared)
        self.assertEqual(self._offered(self.lead + self.core_lead), self.shared + self.own)
        self.core_lead.team_id = False
        self.assertEqual(self._offered(self.core_lead), self.shared)
        self.assertEqual(self._offered_on_form(self.core_lead), self.shared)

    def test_a_seller_without_a_role_is_offered_the_same(self):
        seller = new_test_user(self.env, login="plain_seller", groups="sales_team.group_sale_salesman_all_leads")
        self.assertEqual(self._offered(self.lead, seller), self.own)
        self.assertEqual(self._offered(self.core_lead, seller), self.shared)

    def test_reasons_follow_what_the_teams_have(self):
        self.own[0].team_ids += self.core_team
        self.assertEqual(self._offered(self.core_lead), self.own[0])
        self.assertEqual(self._offered(self.lead), self.own)
        self.own[0].active = False
        self.assertEqual(self._offered(self.core_lead), self.shared)
        self.assertEqual(self._offered(self.lead), self.own[1:])

    def test_reason_tells_whom_it_is_offered_to(self):
        self.assertEqual(self.own.offered_team_ids, self.team)
        for reason in self.shared:
            self.assertIn(self.core_team, reason.offered_team_ids)
            self.assertNotIn(self.team, reason.offered_team_ids)

    def test_marking_as_lost(self):
        wizard = self.env["crm.lead.lost"].with_user(self.account).with_context(default_lead_ids=self.lead.ids)
        self.assertEqual(wizard._fields["lost_reason_id"].domain, "[('id', 'in', offered_reason_ids)]")
        with Form(wizard) as form:
            form.lost_reason_id = self.own[0]
        form.save().action_lost_reason_apply()
        self.assertEqual((self.lead.won_status, self.lead.lost_reason_id), ("lost", self.own[0]))

    def test_another_reason_is_offered_no_more_and_not_refused(self):
        """A lead that was lost before it changed team keeps its reason."""
        self.lead.with_user(self.account).action_set_lost(lost_reason_id=self.shared[0].id)
        self.assertEqual(self.lead.lost_reason_id, self.shared[0])

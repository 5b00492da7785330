from odoo.exceptions import UserError
from odoo.tests import new_test_user
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.test_migration import migration_of

from ..exceptions import MissingRequirements
from .gate_common import GateCase


class TestGateWhole(GateCase):
    """The gate looks at what a lead would be: team, stage, company, market; whichever of them is written."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sales = cls.env.ref("sales_team.team_sales_department")
        cls.third = cls.env["res.partner"].create({"name": "Test Complete", "is_company": True})
        cls.complete(cls.third)

    def _assert_refused(self, lead, **values):
        with self.assertRaises(MissingRequirements), self.cr.savepoint():
            lead.write(values)
        lead.invalidate_recordset()

    def _raised(self, stage=None, **values):
        """Return a lead at a late stage of the export team, with all that it needs."""
        values = {"partner_id": self.third.id, "target_country_id": self.france.id, **values}
        lead = self.create_lead(self.account, **values)
        lead.stage_id = stage or self.exporting
        return lead

    # Around by another team

    def test_stage_and_team_one_after_the_other(self):
        lead = self.create_lead(self.account)
        lead.team_id = self.sales
        lead.stage_id = self.exporting
        self._assert_refused(lead, team_id=self.team.id)
        self.assertEqual(lead.team_id, self.sales)

    def test_stage_and_team_at_once(self):
        lead = self.create_lead(self.account)
        lead.write({"team_id": self.sales.id, "stage_id": self.consolidated.id})
        self._assert_refused(lead, team_id=self.team.id)
        self._assert_refused(lead, team_id=self.team.id, stage_id=self.exporting.id)

    def test_made_elsewhere(self):
        lead = self.create_lead(self.account, team_id=self.sales.id, stage_id=self.exporting.id)
        self._assert_refused(lead, team_id=self.team.id)
        [line] = (
            self.env["crm.lead"]
            .with_user(self.account)
            .load([".id", "team_id/.id"], [[str(lead.id), str(self.team.id)]])["messages"]
        )
        self.assertIn("can't move to Exporting yet", line["message"])
        lead.partner_id, lead.target_country_id = self.third, self.france
        lead.team_id = self.team
        self.assertEqual(lead.stage_id, self.exporting, "all is there")

    def test_the_team_follows_a_salesperson(self):
        """Core gives a lead the team of its new salesperson, though nobody wrote the team."""
        seller = new_test_user(self.env, login="hub_seller", groups="sales_team.group_sale_salesman_all_leads")
        self.team.member_ids += seller
        lead = self.create_lead(self.account, team_id=self.sales.id, stage_id=self.exporting.id)
        self._assert_refused(lead, user_id=seller.id)

    def test_many_at_once(self):
        leads = self.create_lead(self.account) + self._raised()
        leads.write({"team_id": self.sales.id, "stage_id": self.exporting.id})
        with self.assertRaises(MissingRequirements) as refused, self.cr.savepoint():
            leads.write({"team_id": self.team.id})
        self.assertEqual(refused.exception.context["stage_gate"]["count"], 1, "the other one has all it needs")

    # Another company, or no market any more

    def test_another_company(self):
        lead = self._raised()
        self._assert_refused(lead, partner_id=self.other_company.id)
        person = self.env["res.partner"].create({"name": "Somebody", "parent_id": self.other_company.id})
        self._assert_refused(lead, partner_id=person.id)
        self._assert_refused(lead, partner_id=False)
        self.complete(self.company)
        lead.partner_id = self.company
        colleague = self.env["res.partner"].create({"name": "A Colleague", "parent_id": self.company.id})
        lead.partner_id = colleague
        self.assertEqual((lead.partner_id, lead.stage_id), (colleague, self.exporting), "of the same company")

    def test_a_contact_gets_into_another_company(self):
        person = self.env["res.partner"].create({"name": "Test Person", "parent_id": self.third.id})
        lead = self._raised(partner_id=person.id)
        empty = self.other_company.with_user(self.account)
        for move in (
            lambda: person.with_user(self.account).write({"parent_id": empty.id}),
            lambda: person.with_user(self.account).write({"is_company": True}),
            lambda: self.third.with_user(self.account).write({"parent_id": empty.id, "is_company": False}),
        ):
            with self.assertRaisesRegex(UserError, "Choose another contact of the former"), self.cr.savepoint():
                move()
            self.env.invalidate_all()
        self.assertEqual(lead._get_company(), self.third)
        self.complete(empty)
        person.with_user(self.account).parent_id = empty
        self.assertEqual(lead._get_company(), self.other_company, "it has all that the stage asks for")

    def test_early_leads_are_free(self):
        lead = self.create_lead(self.account)
        lead.write({"partner_id": self.other_company.id, "team_id": self.team.id})
        lead.partner_id = False
        self.assertEqual(lead.stage_id, self.interest)

    def test_no_market_any_more(self):
        lead = self._raised()
        self._assert_refused(lead, target_country_id=False)
        lead.target_country_id = self.netherlands

    def test_lowered_with_the_company(self):
        lead = self._raised()
        lead.write({"partner_id": self.other_company.id, "stage_id": self.diagnosis.id})
        self.assertEqual(lead.stage_id, self.diagnosis)

    def test_a_decision_is_about_one_company(self):
        lead = self.create_lead(self.account)
        decision = self.env["hub.lead.stage.override"].with_user(self.director)
        decision = decision.create({"lead_id": lead.id, "stage_id": self.market_entry.id, "reason": "A fair"})
        self.assertEqual(decision.decided_for_id, self.company)
        # The other company lacks what was let go, and nothing else.
        self.assess(self.other_company)
        self._assert_refused(lead, partner_id=self.other_company.id)
        lead.write({"stage_id": self.interest.id, "partner_id": self.other_company.id})
        self._assert_refused(lead, stage_id=self.market_entry.id)
        lead.partner_id = self.company
        lead.stage_id = self.market_entry
        self.assertEqual(lead.stage_id, self.market_entry)

    def test_a_decision_without_company(self):
        lead = self.create_lead(self.account, partner_id=False)
        self.env["hub.lead.stage.override"].with_user(self.director).create(
            {"lead_id": lead.id, "stage_id": self.market_entry.id, "reason": "The company is being founded"}
        )
        lead.partner_id = self.other_company
        self.assertEqual(lead.stage_id, self.market_entry)

    def test_programs_are_not_asked(self):
        lead = self._raised()
        lead.sudo().write({"partner_id": self.other_company.id, "target_country_id": False})
        self.assertEqual(lead.stage_id, self.exporting)

    def test_decisions_of_older_databases(self):
        lead = self.create_lead(self.account)
        decision = self.env["hub.lead.stage.override"].with_user(self.director)
        decision = decision.create({"lead_id": lead.id, "stage_id": self.market_entry.id, "reason": "A fair"})
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE hub_lead_stage_override SET decided_for_id = NULL WHERE id = %s", decision.id))
        self.env.invalidate_all()
        script = migration_of("hub_export", "19.0.1.2.0/post-migrate.py")
        script.migrate(self.env.cr, "19.0.1.1.0")
        self.assertEqual(decision.decided_for_id, self.company)

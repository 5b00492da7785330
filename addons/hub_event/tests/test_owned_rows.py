from odoo.exceptions import AccessError

from .common import ActionCase


class TestOwnedRows(ActionCase):
    """Rows of plans and actions stay in the agency of their owner."""

    def test_no_row_gets_into_another_agency(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        plan = self.env["hub.action.plan"].create({"year": 2040, "company_id": agency.id})
        event = self.env["event.event"].create(self.values_of("Theirs", company_id=agency.id))
        for model, values, owner in (
            ("hub.action.plan.target", {"action_type_id": self.fair.id}, {"plan_id": plan.id}),
            ("hub.action.plan.consultation", {"cluster_id": self.cluster.id}, {"plan_id": plan.id}),
            ("hub.action.cost", {}, {"event_id": event.id}),
            ("hub.action.fee", {"amount": 1}, {"event_id": event.id}),
        ):
            own = {"plan_id": self.plan.id} if "plan_id" in owner else {"event_id": self.create_action().id}
            rows = self.env[model].with_user(self.director)
            with self.subTest(model=model):
                with self.assertRaises(AccessError), self.cr.savepoint():
                    rows.create({**values, **owner})
                row = rows.create({**values, **own})
                with self.assertRaises(AccessError), self.cr.savepoint():
                    row.write(owner)

    def test_merged_partners_stay_with_the_action(self):
        self.other_company.company_registry = False
        action = self.create_action(action_partner_ids=(self.company + self.other_company).ids)
        merge = self.env["base.partner.merge.automatic.wizard"].with_user(self.director)
        merge.sudo()._merge((self.company + self.other_company).ids, self.company)
        self.assertEqual(action.action_partner_ids, self.company)

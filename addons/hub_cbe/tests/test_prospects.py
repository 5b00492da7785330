from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import RegisterCase


@tagged("post_install", "-at_install")
class TestProspects(RegisterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.prospects = cls.env["res.partner"].create(
            [{"name": f"Prospect {rank}", "is_company": True, "is_prospect": True} for rank in range(4)]
        )

    def test_activating_gives_it_to_who_does_so(self):
        self.prospects[0].with_user(self.account).action_activate_prospect()
        self.assertFalse(self.prospects[0].is_prospect)
        self.assertEqual(self.prospects[0].user_id, self.account)

    def test_whatever_is_written_down_about_one_ends_it(self):
        self.env["hub.interaction"].with_user(self.account).create({"partner_id": self.prospects[0].id})
        self.env["crm.lead"].with_user(self.account).create({"name": "Lead", "partner_id": self.prospects[1].id})
        self.env["hub.cluster.membership"].create({"partner_id": self.prospects[2].id, "cluster_id": self.cluster.id})
        self.env["res.partner"].create({"name": "Somebody", "parent_id": self.prospects[3].id})
        self.assertFalse(any(self.prospects.mapped("is_prospect")))

    def test_an_account_manager_ends_it(self):
        self.prospects[0].user_id = self.account
        self.assertFalse(self.prospects[0].is_prospect)

    def test_a_lead_that_moves_to_one_ends_it(self):
        lead = self.env["crm.lead"].create({"name": "Lead", "partner_id": self.company.id})
        lead.partner_id = self.prospects[0]
        self.assertFalse(self.prospects[0].is_prospect)

    def test_nobody_types_the_mark(self):
        with self.assertRaises(UserError):
            self.company.with_user(self.account).is_prospect = True

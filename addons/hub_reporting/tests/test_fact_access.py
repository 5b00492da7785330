from odoo.exceptions import AccessError

from .periods_common import PeriodsCase


class TestFactAccess(PeriodsCase):
    """Nobody counts what he or she may not read."""

    def counted(self, user, kind="support"):
        domain = [("kind", "=", kind), ("partner_id", "in", (self.company + self.other_company).ids)]
        return self.env["hub.fact"].with_user(user).search(domain).partner_id

    def test_who_reads(self):
        self.env["hub.interaction"].create({"partner_id": self.company.id})
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            with self.subTest(user=user.login):
                self.assertEqual(self.counted(user), self.company)
        for user in (self.outsider, self.privacy):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.counted(user)

    def test_another_agency(self):
        agency = self.env["res.company"].create({"name": "Test Agency"})
        self.env["hub.interaction"].create([{"partner_id": each.id} for each in self.company + self.other_company])
        self.company.company_id = agency
        self.assertEqual(self.counted(self.account), self.other_company)

    def test_what_was_voided(self):
        conversation = self.env["hub.interaction"].create({"partner_id": self.company.id})
        conversation._void("Test")
        self.assertFalse(self.counted(self.account))

    def test_what_was_archived(self):
        self.env["crm.lead"].create({"name": "Test Lead", "partner_id": self.company.id, "active": False})
        self.assertEqual(self.counted(self.account, "lead_opened"), self.company)

    def test_whose_source_is_closed(self):
        """A part that the user may not read is not there, and the others are."""
        self.env["hub.interaction"].create({"partner_id": self.company.id})
        self.env["hub.outcome"].create({"partner_id": self.company.id, "kind": "jobs_kept", "value": 1})
        self.env["ir.model.access"].search([("model_id.model", "=", "hub.outcome")]).perm_read = False
        self.env["ir.model.access"].call_cache_clearing_methods()
        self.assertEqual(self.counted(self.account), self.company)
        self.assertFalse(self.counted(self.account, "outcome"))

    def test_nobody_writes(self):
        self.env["hub.interaction"].create({"partner_id": self.company.id})
        fact = self.env["hub.fact"].search([("kind", "=", "support"), ("partner_id", "=", self.company.id)])
        for operation in ("write", "unlink", "create"):
            with self.subTest(operation=operation), self.assertRaises(AccessError):
                fact.with_user(self.director).check_access(operation)

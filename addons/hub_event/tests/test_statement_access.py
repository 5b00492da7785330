from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .statement_common import StatementCase

ROLES = ("outsider", "account", "cluster_manager", "director", "analyst", "privacy")
RIGHTS = {
    "hub.statement": ("", "RW", "RW", "RW", "R", ""),
    "hub.statement.phone": ("", "CRWU", "CRWU", "CRWU", "", ""),
}


class TestStatementAccess(StatementCase):
    """Who may do what with statements."""

    def test_rights_of_each_role_on_each_model(self):
        self.check_rights(ROLES, RIGHTS)

    def test_every_role_reads_all(self):
        statement = self.create_statement()
        for user in (self.account, self.colleague, self.cluster_manager, self.director, self.analyst):
            self.assertEqual(self.env["hub.statement"].with_user(user).search([("id", "=", statement.id)]), statement)
        portal = new_test_user(self.env, "hub_portal_statement", groups="base.group_portal")
        for user in (self.outsider, self.privacy, portal):
            with self.assertRaises(AccessError):
                statement.with_user(user).read(["state"])
            with self.assertRaises(AccessError):
                statement.with_user(user).action_note()

    def test_answers_are_noted_by_whose_company_it_is(self):
        statement = self.create_statement()
        self.assertTrue(statement.with_user(self.account).action_note())
        self.assertTrue(statement.with_user(self.director).action_note())
        for user in (self.colleague, self.analyst):
            with self.assertRaises(AccessError):
                statement.with_user(user).action_note()
        day = self.today
        self.env["hub.stand.in"].create(
            {"user_id": self.account.id, "stand_in_id": self.cluster_manager.id, "date_end": day}
        )
        self.assertTrue(statement.with_user(self.cluster_manager).action_note(), "whoever stands in notes it as well")
        dialogs = self.env["hub.statement.phone"].with_user(self.colleague)
        dialog = dialogs.create({"statement_id": statement.id, "jobs": 3})
        with self.assertRaises(AccessError):
            dialog.action_save()

    def test_nobody_types_in_a_statement(self):
        statement = self.create_statement()
        for values in ({"state": "answered"}, {"jobs": 9}, {"partner_id": self.other_company.id}, {"moment": "12"}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "can't be typed in"):
                statement.with_user(self.director).write(values)
        with self.assertRaises(AccessError):
            statement.with_user(self.director).unlink()
        with self.assertRaises(AccessError):
            self.env["hub.statement"].with_user(self.director).create({"partner_id": self.company.id})

    def test_another_agency_gets_nothing(self):
        statement = self.create_statement()
        self.company.company_id = self.env["res.company"].create({"name": "Other Agency"})
        self.assertFalse(self.env["hub.statement"].with_user(self.director).search([("id", "=", statement.id)]))
        with self.assertRaises(AccessError):
            statement.with_user(self.director).read(["jobs"])

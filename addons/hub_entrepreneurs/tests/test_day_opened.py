from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user
from odoo.tools import SQL

from .day_common import DayCase


class TestDayOpened(DayCase):
    """The companies that a user opened last are for that user alone."""

    def open(self, *companies, user=None):
        for company in companies:
            self.env["hub.opened.company"].with_user(user or self.account).note_opened(company.id)
            # Each in a moment of its own, as it is outside a test.
            self.env.cr.execute(
                SQL(
                    "UPDATE hub_opened_company SET opened_on = opened_on - INTERVAL '1 minute' WHERE user_id = %s",
                    (user or self.account).id,
                )
            )
            self.env.invalidate_all()

    def test_the_last_one_comes_first_and_each_once(self):
        self.open(self.company, self.other_company, self.company)
        self.assertEqual(self.titles("opened"), ["Test Atelier", "Test Forge"])
        self.assertEqual(self.titles("opened", self.colleague), [])

    def test_ten_are_kept(self):
        companies = self.env["res.partner"].create(
            [{"name": f"Opened {rank}", "is_company": True} for rank in range(12)]
        )
        self.open(*companies)
        self.assertEqual(self.titles("opened"), [f"Opened {rank}" for rank in range(11, 1, -1)])
        self.assertEqual(self.env["hub.opened.company"].search_count([("user_id", "=", self.account.id)]), 10)

    def test_only_companies_that_one_may_read(self):
        person = self.env["res.partner"].create({"name": "A Person"})
        self.other_company.company_id = self.agency
        self.open(person, self.other_company, self.env["res.partner"].browse(2147483000))
        for nonsense in ("x' OR 1=1 --", -1, 10**12, [], None, {"id": 1}):
            self.env["hub.opened.company"].with_user(self.account).note_opened(nonsense)
        self.assertEqual(self.titles("opened"), [])
        self.open(self.company)
        self.company.company_id = self.agency
        self.assertEqual(self.titles("opened"), [], "what moved to another agency is not named any more")

    def test_who_notes_nothing(self):
        portal = new_test_user(self.env, "hub_portal_opened", groups="base.group_portal")
        for user in (self.outsider, self.privacy, portal):
            self.env["hub.opened.company"].with_user(user).note_opened(self.company.id)
        self.assertFalse(self.env["hub.opened.company"].search([]))

    def test_nobody_sees_or_writes_the_rows_of_others(self):
        self.open(self.company)
        row = self.env["hub.opened.company"].search([])
        for user in (self.colleague, self.director):
            self.assertFalse(self.env["hub.opened.company"].with_user(user).search([]))
            with self.assertRaises(AccessError):
                row.with_user(user).read(["partner_id"])
        for user in (self.account, self.director):
            with self.assertRaises(UserError):
                row.with_user(user).write({"partner_id": self.other_company.id})
            with self.assertRaises(UserError):
                row.with_user(user).create({"partner_id": self.company.id, "user_id": self.colleague.id})

    def test_companies_that_become_one(self):
        self.open(self.company, self.other_company)
        self.open(self.company, user=self.colleague)
        wizard = self.env["base.partner.merge.automatic.wizard"]
        self.company.company_registry = False
        wizard._merge((self.company + self.other_company).ids, self.other_company)
        self.assertEqual(self.titles("opened"), ["Test Forge"])
        self.assertEqual(self.titles("opened", self.colleague), ["Test Forge"])

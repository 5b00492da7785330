import functools
import time
from unittest.mock import patch

from odoo.tests import HttpCase, new_test_user, tagged

ACCOUNT_MANAGER = "base.group_user,hub_entrepreneurs.group_hub_account_manager"


class SearchTourCase(HttpCase):
    """An account manager and a company with an employee."""

    def setUp(self):
        super().setUp()
        self.account = new_test_user(self.env, login="hub_tour_account", groups=ACCOUNT_MANAGER)
        self.company = self.env["res.partner"].create(
            {"name": "Vélos Test", "is_company": True, "email": "velos@example.com", "phone": "+32 2 555 01 02"}
        )
        self.employee = self.env["res.partner"].create(
            {"name": "Test Employee", "parent_id": self.company.id, "phone": "+32 475 12 34 56"}
        )
        self.env.company.country_id = self.env.ref("base.be")


@tagged("post_install", "-at_install")
class TestSearchTours(SearchTourCase):
    """The search in a browser, by keys."""

    def test_who_is_calling(self):
        self.start_tour("/odoo/hub-companies", "hub_search_caller", login=self.account.login)

    def test_rows_and_their_keys(self):
        self.start_tour("/odoo/hub-companies", "hub_search_rows", login=self.account.login)

    def test_new_company_with_person_and_conversation(self):
        self.start_tour("/odoo/hub-companies", "hub_search_new_company", login=self.account.login)
        company = self.env["res.partner"].search([("company_registry", "=", "0100000268"), ("is_company", "=", True)])
        self.assertEqual((company.name, company.user_id), ("Nouvelle Firme", self.account))
        self.assertEqual((company.child_ids.name, company.child_ids.is_company), ("Anna Nouvelle", False))
        self.assertEqual(company.interaction_ids.contact_id, company.child_ids)
        self.assertEqual(company.interaction_ids.note, "She asks for a first talk.")

    def test_a_late_answer(self):
        search = self.env.registry["hub.search"]
        find = search.find

        @functools.wraps(find)
        def slowly(model, text, limit=10):
            if text == "slow question":
                time.sleep(2)
            return find(model, text, limit)

        with patch.object(search, "find", slowly):
            self.start_tour("/odoo/hub-companies", "hub_search_stale", login=self.account.login)

    def test_without_a_connection(self):
        self.start_tour("/odoo/hub-companies", "hub_search_offline", login=self.account.login)

    def test_without_a_role(self):
        user = new_test_user(self.env, login="hub_tour_outsider", groups="base.group_user")
        self.start_tour("/odoo/contacts", "hub_search_plain", login=user.login)


@tagged("post_install", "-at_install")
class TestSearchPhone(SearchTourCase):
    """The search on a phone 390 pixels wide."""

    browser_size = "390x844"
    touch_enabled = True

    def test_on_a_phone(self):
        self.start_tour("/odoo/hub-companies", "hub_search_phone", login=self.account.login)


@tagged("post_install", "-at_install")
class TestCreationLast(SearchTourCase):
    """Nobody is created by Enter alone."""

    def test_a_contact_that_is_not_found(self):
        self.start_tour("/odoo/hub-companies", "hub_create_last", login=self.account.login)
        self.assertFalse(self.env["res.partner"].search([("name", "=", "junk dor")]))
        firm = self.env["res.partner"].search([("name", "=", "Firme Créée")])
        self.assertTrue(firm.is_company)
        self.assertEqual(firm.user_id, self.account)


@tagged("post_install", "-at_install")
class TestNothingFound(SearchTourCase):
    """An empty list says why it is empty."""

    def test_a_name_that_nobody_has(self):
        self.start_tour("/odoo/hub-companies", "hub_nothing_found", login=self.account.login)


@tagged("post_install", "-at_install")
class TestKnownTour(SearchTourCase):
    """Who is typed a second time is named, opened, and asked to be merged."""

    def test_typed_twice(self):
        new_test_user(self.env, login="hub_tour_director", groups="hub_entrepreneurs.group_hub_director")
        self.start_tour("/odoo/hub-companies", "hub_known", login=self.account.login)
        twin = self.env["res.partner"].search([("name", "=", "velos test srl")])
        self.assertEqual(self.company.activity_ids.merge_partner_ids, twin | self.company)
        self.assertTrue(self.company.activity_ids.user_id.has_group("hub_entrepreneurs.group_hub_director"))

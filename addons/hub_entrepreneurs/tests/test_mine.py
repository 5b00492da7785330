from lxml import etree

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from .common import HubCase


class TestPortfolio(HubCase):
    """Whose lists open with *Mine*: those who have some."""

    def test_who_has_some_of_what(self):
        self.assertEqual(self.account._get_portfolio_models(), [])
        self.company.user_id = self.account
        self.assertEqual(self.account._get_portfolio_models(), ["res.partner"])
        self.company.active = False
        self.assertEqual(self.account._get_portfolio_models(), [], "the archived are in no list")
        self.env["hub.cluster"].create({"name": "Mine", "code": "MINE", "manager_id": self.account.id})
        self.assertEqual(self.account._get_portfolio_models(), ["hub.cluster"])

    def test_another_agency_on_the_screen_changes_nothing(self):
        other = self.env["res.company"].create({"name": "Another Agency"})
        self.account.company_ids |= other
        self.company.write({"user_id": self.account.id, "company_id": other.id})
        here = self.account.with_user(self.account).with_context(allowed_company_ids=self.env.company.ids)
        self.assertEqual(here._get_portfolio_models(), ["res.partner"])

    def test_each_list_names_a_filter_that_it_has(self):
        """A list whose action names another filter would open with all, without a word."""
        actions = self.env["ir.actions.act_window"].search([("context", "like", "hub_mine")])
        self.assertGreater(len(actions), 8)
        portfolio = self.account._get_portfolio_domains()
        for action in actions:
            model, name = safe_eval(action.context, {"active_id": 0, "uid": 0})["hub_mine"]
            with self.subTest(action=action.xml_id):
                self.assertIn(model, portfolio)
                arch = self.env[action.res_model].get_view(action.search_view_id.id, "search")["arch"]
                self.assertTrue(etree.fromstring(arch).xpath(f"//filter[@name='{name}']"))


@tagged("-at_install", "post_install")
class TestMineInTheBrowser(HttpCase):
    @mute_logger("odoo.http")
    def test_a_list_opens_as_it_was_left(self):
        manager, colleague = (
            new_test_user(self.env, f"hub_mine_{name}", "hub_entrepreneurs.group_hub_account_manager")
            for name in ("own", "other")
        )
        companies = self.env["res.partner"].create([
            {"name": f"Mine Tour {name}", "is_company": True, "user_id": user.id}
            for name, user in (("Own", manager), ("Others", colleague))
        ])  # fmt: skip
        url = "/odoo/action-hub_entrepreneurs.res_partner_action?view_type=list"
        self.start_tour(url, "hub_mine_opens", login=manager.login)
        kept = manager.res_users_settings_id.hub_opens_with_mine
        self.assertEqual(kept, {"res.partner.my_companies": False})
        self.start_tour(url, "hub_mine_remembers", login=manager.login)
        companies.user_id = colleague
        self.assertFalse(manager._get_portfolio_models())

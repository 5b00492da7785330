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


@tagged("-at_install", "post_install")
class TestLists(HubCase):
    """What lists offer to change for many records at once, and which favourites they come with."""

    # One value for many of these makes no sense, or breaks what hangs on them.
    NEVER = {
        "hub_entrepreneurs.res_partner_view_list_company": {"name", "phone", "email", "street", "enterprise_number"},
        "hub_entrepreneurs.hub_interaction_view_list": {"partner_id", "date", "contact_id", "lead_id", "note"},
        "hub_entrepreneurs.hub_outcome_view_list": {"partner_id", "date", "kind", "value", "attributed_value"},
    }

    def _offered(self, view):
        """Return the fields that a list offers to change."""
        arch = etree.fromstring(self.env[view.model].with_user(self.director).get_view(view.id, "list")["arch"])
        columns = arch.xpath("//field[not(@column_invisible='1')][not(@readonly='1')]/@name")
        return {name for name in columns if not self.env[view.model]._fields[name].readonly}

    def test_what_is_changed_for_many(self):
        for xmlid, never in self.NEVER.items():
            with self.subTest(view=xmlid):
                offered = self._offered(self.env.ref(xmlid))
                self.assertTrue(offered)
                self.assertFalse(offered & never)

    def test_what_is_offered_may_be_changed(self):
        """A list that offers a change which is refused afterwards has wasted somebody's selection."""
        views = self.env["ir.ui.view"].search([("type", "=", "list"), ("arch_db", "like", "multi_edit")])
        views = views.filtered(lambda view: (view.xml_id or "").startswith("hub_"))
        self.assertGreater(len(views), 5)
        for view in views:
            records = self.env[view.model].with_user(self.director).search([], limit=50)._filtered_access("write")[:1]
            for name in self._offered(view) if records else ():
                with self.subTest(view=view.xml_id, field=name), self.env.cr.savepoint():
                    field = records._fields[name]
                    records.write({name: field.convert_to_write(records[name], records)})

    def test_favourites_find(self):
        """Each favourite that is shipped can be opened by whoever sees its list, in each language."""
        filters = (
            self.env["ir.filters"]
            .search([("user_ids", "=", False)])
            .filtered(lambda each: each.get_external_id()[each.id].startswith("hub_"))
        )
        self.assertGreater(len(filters), 5)
        for each in filters:
            with self.subTest(favourite=each.name):
                records = self.env[each.model_id].with_user(self.director)
                records.search(
                    safe_eval(each.domain, {"uid": self.director.id}), order=", ".join(safe_eval(each.sort)) or None
                )
                for group in safe_eval(each.context).get("group_by", []):
                    self.assertIn(group.split(":")[0], records._fields)
                shown = records.env["ir.filters"].get_filters(each.model_id, each.action_id.id)
                self.assertIn(each.name, [found["name"] for found in shown])
                french = each.with_context(lang="fr_BE").name
                self.assertNotEqual(french, each.with_context(lang="en_US").name)

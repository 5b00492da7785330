from odoo.tests import tagged

from ..models.core.online_services import PARAMETER
from .common import HubCase, QueryCountCase
from .test_tours_cluster import TourCase


@tagged("post_install", "-at_install")
class TestWhatIsOff(HubCase):
    """What is off, or what one may not do, is not shown: no menu and no button that ends in an error."""

    def _get_bound(self, model, user):
        bindings = self.env["ir.actions.actions"].with_user(user).get_bindings(model)
        return {action["name"] for some in bindings.values() for action in some}

    def _open(self, services):
        self.env["ir.config_parameter"].set_param(PARAMETER, services)

    def test_sms(self):
        for model in ("res.partner", "crm.lead"):
            self.assertFalse({name for name in self._get_bound(model, self.director) if "SMS" in name})
        self._open("sms")
        for model in ("res.partner", "crm.lead"):
            self.assertTrue({name for name in self._get_bound(model, self.director) if "SMS" in name})

    def test_portal_access_for_whoever_may_grant_it(self):
        name = "Grant portal access"
        self.assertIn(name, self._get_bound("res.partner", self.director))
        for user in (self.account, self.cluster_manager, self.analyst):
            self.assertNotIn(name, self._get_bound("res.partner", user))

    def _get_arch(self, model, xmlid, kind):
        return self.env[model].with_user(self.director).get_view(self.env.ref(xmlid).id, kind)["arch"]

    def test_buttons(self):
        views = (
            ("crm.lead", "crm.crm_case_tree_view_oppor", "list", "action_generate_leads"),
            ("crm.lead", "crm.view_crm_lead_kanban", "kanban", "action_generate_leads"),
            ("crm.lead", "crm.crm_case_tree_view_oppor", "list", 'string="SMS"'),
        )
        for model, xmlid, kind, piece in views:
            self.assertNotIn(piece, self._get_arch(model, xmlid, kind))
        self._open("reveal,sms")
        for model, xmlid, kind, piece in views:
            self.assertIn(piece, self._get_arch(model, xmlid, kind))

    def test_menu(self):
        menu = self.env.ref("crm_iap_mine.crm_menu_lead_generation")
        self.assertIn(menu.id, self.env["ir.ui.menu"]._load_menus_blacklist())
        self._open("reveal")
        self.assertNotIn(menu.id, self.env["ir.ui.menu"]._load_menus_blacklist())


class TestWhatIsOffQueryCount(QueryCountCase):
    def test_a_screen_costs_no_query_more(self):
        self.env["ir.actions.actions"]._get_closed_ids("none")
        with self.assertQueryCount(0):
            self.env["ir.actions.actions"]._get_closed_ids("none")


@tagged("post_install", "-at_install")
class TestNoSmsTour(TourCase):
    def test_no_sms_beside_a_number(self):
        self.atelier.phone = "+32 2 555 00 00"
        url = f"/odoo/hub-companies/{self.atelier.id}"
        self.start_tour(url, "hub_no_sms", login=self.author.login)

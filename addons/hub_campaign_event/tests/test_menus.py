from odoo.addons.hub_entrepreneurs.tests.common import HubCase


class TestMenus(HubCase):
    def test_events_are_among_the_campaigns(self):
        for user, root in (
            (self.account, "hub_campaign.utm_campaign_menu_root"),
            (self.analyst, "hub_campaign.utm_campaign_analysis_menu_root"),
        ):
            menus = self.env["ir.ui.menu"].with_user(user).search([("id", "child_of", self.env.ref(root).id)]).sudo()
            models = [
                menu.action.res_model for menu in menus if menu.action and menu.action.type == "ir.actions.act_window"
            ]
            self.assertIn("event.event", models)

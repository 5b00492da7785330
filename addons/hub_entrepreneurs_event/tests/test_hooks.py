from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.common import HubCase

from ..hooks import pre_init_hook


class TestHooks(HubCase):
    def test_rights_that_another_addon_gave_are_taken_over(self):
        right = self.env.ref("hub_entrepreneurs_event.event_event_reader")
        right.name = "As the agency calls it"
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE ir_model_data SET module = 'hub_campaign_event'
                WHERE module = 'hub_entrepreneurs_event' AND model = 'ir.model.access'
                """
            )
        )
        self.env.registry.clear_cache()
        self.assertFalse(self.env.ref("hub_entrepreneurs_event.event_event_reader", raise_if_not_found=False))
        pre_init_hook(self.env)
        self.env.registry.clear_cache()
        self.assertEqual(self.env.ref("hub_entrepreneurs_event.event_event_reader"), right)
        left = [("module", "=", "hub_campaign_event"), ("model", "=", right._name)]
        self.assertFalse(self.env["ir.model.data"].search(left))

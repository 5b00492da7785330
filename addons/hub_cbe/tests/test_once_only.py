from odoo.tests import tagged

from odoo.addons.hub_entrepreneurs.tests.common import HubCase

LOGGER = "odoo.addons.hub_cbe.models.register.hub_cbe_value_once_only"


@tagged("post_install", "-at_install")
class TestOnceOnly(HubCase):
    """No form that a company fills in asks for what the register says of it, with all addons installed."""

    def add_page(self, arch):
        view = self.env["ir.ui.view"].create({"name": "Asks", "type": "qweb", "key": "hub_cbe.asks", "arch": arch})
        self.env["ir.model.data"].create(
            {"module": "hub_cbe", "name": "asks", "model": "ir.ui.view", "res_id": view.id}
        )
        self.env.flush_all()

    def test_no_form_of_ours_asks_again(self):
        self.assertEqual(self.env["hub.cbe.value"]._get_asked_again(), [])

    def test_forms_are_looked_at(self):
        """The forms that companies fill in are found: what they ask for is not what the register says."""
        names = self.env["ir.ui.view"].search([("key", "like", "hub_%"), ("arch_db", "ilike", "<form")]).mapped("key")
        self.assertIn("hub_event.statement_questions", names)

    def test_a_form_that_asks_again_is_told_at_the_start(self):
        self.add_page('<t t-name="hub_cbe.asks"><form><input name="street"/><select name="legal_form"/></form></t>')
        with self.assertLogs(LOGGER, "ERROR") as log:
            self.env["hub.cbe.value"]._register_hook()
        self.assertEqual(len(log.output), 2)
        self.assertIn("hub_cbe.asks asks companies for “street”", log.output[0])

    def test_what_is_sent_along_is_not_asked(self):
        self.add_page('<t t-name="hub_cbe.asks"><form><input type="hidden" name="street"/></form></t>')
        with self.assertNoLogs(LOGGER, "ERROR"):
            self.env["hub.cbe.value"]._register_hook()

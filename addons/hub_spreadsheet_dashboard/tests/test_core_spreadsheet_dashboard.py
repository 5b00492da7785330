"""What this addon expects of Odoo's dashboards."""

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_open

SOURCE = "spreadsheet_dashboard/static/src/bundle/dashboard_action/dashboard_action"


@tagged("post_install", "-at_install")
class TestCoreSpreadsheetDashboard(TransactionCase):
    def test_each_public_address_asks_for_access_first(self):
        with file_open("spreadsheet_dashboard/controllers/share.py") as source:
            code = source.read()
        self.assertEqual(
            code.count("_check_dashboard_access("),
            code.count("@http.route("),
            "Core has a public address that no longer asks `_check_dashboard_access`",
        )

    def test_the_button_stands_in_the_template(self):
        with file_open(f"{SOURCE}.xml") as source:
            self.assertEqual(source.read().count("<SpreadsheetShareButton"), 1, "Core has no such button any more")
        with file_open(f"{SOURCE}.js") as source:
            self.assertIn("action_get_share_url", source.read(), "Core publishes dashboards in another way")

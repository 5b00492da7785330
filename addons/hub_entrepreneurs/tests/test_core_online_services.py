from odoo.tests import tagged

from .core_case import CoreCase


@tagged("post_install", "-at_install")
class TestCoreOnlineServices(CoreCase):
    """Whatever talks to Odoo's servers asks for its account first: closing the account closes the service."""

    def test_every_service_asks_for_its_account(self):
        for path, service in (
            ("partner_autocomplete/models/iap_autocomplete_api.py", "partner_autocomplete"),
            ("iap/models/iap_enrich_api.py", "reveal"),
            ("sms/tools/sms_api.py", "sms"),
            ("crm_iap_mine/models/crm_iap_lead_mining_request.py", "reveal"),
        ):
            with self.subTest(path=path):
                asked = f"self.env['iap.account'].get('{service}')"
                self.assertIn(asked, self.script(path), "the service asks for its account in another way")

    def test_parameters(self):
        self.assertParameters("iap.account", "get", "service_name", "force_create")
        self.assertParameters("iap.account", "_get_account_information_from_iap")
        self.assertParameters("res.partner", "autocomplete_by_name", "query", "query_country_id", "timeout")
        self.assertParameters("res.partner", "autocomplete_by_vat", "vat", "query_country_id", "timeout")
        self.assertParameters("crm.lead", "_compute_show_enrich_button")

    def test_looking_at_an_account_asks_for_its_balance(self):
        self.assertIn("self._get_account_information_from_iap()", self.source("iap.account", "web_read"))

    def test_without_an_account_a_vat_number_goes_to_vies(self):
        self.assertIn("vies", self.source("res.partner", "autocomplete_by_vat").lower())

    def test_what_the_browser_is_told(self):
        self.assertIn("session_info['iap_company_enrich']", self.script("partner_autocomplete/models/ir_http.py"))

    def test_what_is_offered(self):
        self.assertParameters("ir.actions.actions", "get_bindings", "model_name")
        self.assertParameters("ir.ui.view", "_postprocess_access_rights", "tree")
        self.assertParameters("ir.ui.menu", "_load_menus_blacklist")
        self.assertIn("_postprocess_access_rights(node)", self.source("res.partner", "get_view"))
        for path, piece in (
            ("crm_iap_mine/views/crm_lead_views.xml", 'name="action_generate_leads"'),
            ("crm_iap_mine/views/crm_menus.xml", 'id="crm_menu_lead_generation"'),
            ("portal/wizard/portal_wizard_views.xml", 'id="partner_wizard_action_create_and_open"'),
            ("sms/static/src/components/phone_field/phone_field.js", "props.enableButton = options.enable_sms"),
            ("sms/static/src/components/phone_field/phone_field.js", "patch(formPhoneField"),
            ("crm_iap_mine/static/src/js/tours/crm_iap_lead.js", 'get("crm_tour"), {'),
            ("crm_iap_mine/static/src/js/tours/crm_iap_lead.js", 'trigger: ".o_button_generate_leads"'),
            ("crm_iap_mine/static/src/js/tours/crm_iap_lead.js", 'trigger: ".modal-body .o_industry"'),
        ):
            with self.subTest(path=path):
                self.assertIn(piece, self.script(path))

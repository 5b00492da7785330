import inspect

from odoo.addons.iap.models.iap_enrich_api import IapEnrichApi
from odoo.addons.partner_autocomplete.models.iap_autocomplete_api import IapAutocompleteApi
from odoo.addons.sms.tools.sms_api import SmsApi

from .core_case import CoreCase


class TestCoreOnlineServices(CoreCase):
    """Whatever talks to Odoo's servers asks for its account first: closing the account closes the service."""

    def test_every_service_asks_for_its_account(self):
        for service, asked in (
            (IapAutocompleteApi, "self.env['iap.account'].get('partner_autocomplete')"),
            (IapEnrichApi, "self.env['iap.account'].get('reveal')"),
            (SmsApi, "self.env['iap.account'].get('sms')"),
        ):
            with self.subTest(service=service.__name__):
                self.assertIn(asked, inspect.getsource(service), "the service asks for its account in another way")
        self.assertIn(
            "self.env['iap.account'].get('reveal')",
            self.source("crm.iap.lead.mining.request", "_perform_request"),
            "leads are mined without asking for the account",
        )

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
        self.assertIn("session_info['iap_company_enrich']", self.source("ir.http", "session_info"))

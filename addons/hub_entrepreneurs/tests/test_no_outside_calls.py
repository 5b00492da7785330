"""Opening and saving a company, and every scheduled action, attempt no connection beyond this machine.

Odoo's services do nothing while a test runs, and Odoo's tests block outside requests, mostly where the code in between
swallows the error. So the services believe here that no test runs, and what they try is written down before it is
blocked.
"""

import socket
from types import SimpleNamespace
from urllib.parse import urlsplit

import requests
from markupsafe import Markup

from odoo import api
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.iap.models import iap_account
from odoo.addons.iap.tools import iap_tools
from odoo.addons.partner_autocomplete.models import iap_autocomplete_api, res_company

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
LINK = '<a href="https://agency.example">Agence</a>'
NO_TEST = SimpleNamespace(current_test=None)


class OutsideCallError(requests.ConnectionError):
    """Raised in place of a connection to another machine, as if that machine did not answer."""


@tagged("post_install", "-at_install")
class TestNoOutsideCalls(HttpCase):
    attempts: list[str] = []

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_BE")
        new_test_user(
            cls.env,
            login="seller",
            lang="fr_BE",
            groups="sales_team.group_sale_salesman_all_leads,base.group_partner_manager",
        )

    def setUp(self):
        super().setUp()
        self.attempts.clear()
        connect, getaddrinfo = socket.socket.connect, socket.getaddrinfo

        def watched_connect(sock, address):
            if sock.family != socket.AF_UNIX:
                self.note(address[0])
            return connect(sock, address)

        def watched_getaddrinfo(host, *args, **kwargs):
            if host:
                self.note(host)
            return getaddrinfo(host, *args, **kwargs)

        self.patch(iap_account, "module", NO_TEST)
        for service in (iap_tools, iap_autocomplete_api, res_company):
            self.patch(service, "modules", SimpleNamespace(module=NO_TEST))
        self.patch(socket.socket, "connect", watched_connect)
        self.patch(socket, "getaddrinfo", watched_getaddrinfo)

    @classmethod
    def note(cls, host: str) -> None:
        """:raise OutsideCallError: for a host other than this machine, after writing it down"""
        if host not in LOOPBACK:
            cls.attempts.append(host)
            raise OutsideCallError(host)

    @classmethod
    def _request_handler(cls, s, r, /, **kw):
        cls.note(urlsplit(r.url).hostname)
        return super()._request_handler(s, r, **kw)

    def call(self, model: str, method: str, *args, **kwargs):
        """What the web client sends for a method of a model."""
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def look_up_a_company(self) -> None:
        """What the name and VAT fields ask while somebody types, when a suggestion is taken, and at the log-in."""
        belgium = self.env.ref("base.be").id
        self.assertEqual(self.call("res.partner", "autocomplete_by_name", "Brasserie de la", belgium), [])
        self.assertEqual(self.call("res.partner", "autocomplete_by_vat", "BE0477472701", belgium), [])
        self.call("res.partner", "enrich_by_duns", "370000000")
        self.call("res.company", "iap_enrich_auto", self.env.company.ids)

    def test_company(self):
        self.authenticate("seller", "seller")
        self.call("res.partner", "get_views", [[False, "form"]])
        self.look_up_a_company()
        values = {
            "name": "Brasserie",
            "is_company": True,
            "vat": "BE0477472701",
            "website": "https://brasserie.example",
        }
        self.call("res.partner", "onchange", [], values, ["vat"], {"vat": {}, "name": {}})
        [company] = self.call("res.partner", "web_save", [], values, specification={"id": {}})
        self.call("res.partner", "web_save", [company["id"]], {"vat": "BE0400378485"}, specification={"vat": {}})
        self.assertFalse(self.attempts)

    def test_company_of_the_database(self):
        self.authenticate("admin", "admin")
        self.assertFalse(self.make_jsonrpc_request("/web/session/get_session_info")["iap_company_enrich"])
        company = self.env["res.company"].create({"name": "Agence", "website": "https://agency.example"})
        company.iap_enrich_auto()
        self.assertFalse(self.attempts)

    def test_message_with_a_link(self):
        self.authenticate("seller", "seller")
        message = self.env.user.partner_id.message_post(body=Markup(LINK))
        self.make_jsonrpc_request("/mail/link_preview", {"message_id": message.id})
        self.assertFalse(self.attempts)

    def test_lead(self):
        lead = self.env["crm.lead"].create({"name": "Export", "email_from": "info@brasserie.example"})
        self.assertFalse(lead.show_enrich_button)
        self.env["crm.lead"]._iap_enrich_leads_cron()
        self.assertFalse(self.attempts)

    def test_scheduled_actions(self):
        self.env["crm.lead"].create({"name": "Export", "email_from": "info@brasserie.example"})
        for cron in self.env["ir.cron"].search([]):
            with self.subTest(cron.cron_name):
                cron.method_direct_trigger()
        self.assertFalse(self.attempts)

    def test_typing_a_name(self):
        """In the browser: neither the company's name nor the customer of a lead looks anything up."""
        asked = []
        self.patch(
            self.registry["res.partner"],
            "autocomplete_by_name",
            api.model(lambda self, query, *args: asked.append(query) or []),
        )
        for url, place, field in (
            ("/odoo/contacts/new", "by name", "div[name=name]:not(.o_invisible_modifier) input"),
            ("/odoo/crm.lead/new", "on a lead", "div[name=partner_id] input"),
        ):
            self.browser_js(
                url, TYPE % {"field": field, "place": place}, login="admin", success_signal="typed", timeout=60
            )
        self.assertFalse(asked)

    def test_watch(self):
        """With the service open the same calls are seen: the tests above can fail."""
        self.env["ir.config_parameter"].set_param("hub.online_services", "sms, partner_autocomplete")
        self.env["iap.account"].get("partner_autocomplete")
        self.authenticate("seller", "seller")
        with self.assertLogs("odoo.addons", "WARNING"):
            self.look_up_a_company()
        self.assertIn("partner-autocomplete.odoo.com", self.attempts)


TYPE = """
const until = setInterval(() => {
    const input = document.querySelector(`%(field)s`);
    if (input) {
        clearInterval(until);
        input.focus();
        input.value = "Brasserie %(place)s";
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        setTimeout(() => console.log("typed"), 1500);  // longer than the fields wait before they search
    }
}, 100);
"""

"""Odoo's online services stay silent until an administrator names them.

`crm` installs modules that talk to Odoo's servers: company autocomplete (and, for a VAT number, the European VIES
register), lead enrichment and mining, SMS, letters. Each of them asks `iap.account` for its account before it
connects, so that is the one door. The system parameter `hub.online_services` lists the technical names of the
services that may pass, separated by commas: `partner_autocomplete`, `reveal` (leads), `sms`, `snailmail`, …
"""

from odoo import api, models, tools
from odoo.exceptions import ValidationError

from ...tools.compat import get_param

PARAMETER = "hub.online_services"
# The dialogs that only a service can carry out.
_DIALOGS = {"sms.composer": "sms", "crm.iap.lead.mining.request": "reveal"}
# The buttons of core that open them, by name of the method.
_BUTTONS = {"action_generate_leads": "reveal", "action_send_sms": "sms"}
_REQUESTS = "crm_iap_mine.crm_menu_lead_generation"
# An action of core's that ends in an error for whoever may not use its model.
_GRANT_ACCESS = ("portal.partner_wizard_action_create_and_open", "portal.wizard")


class IapAccount(models.Model):
    """A service that no administrator has opened gets no account, and is not asked for its balance.

    Core: iap/models/iap_account.py, 19.0. Contract: test_core_online_services.
    """

    _inherit = "iap.account"

    @api.model
    @api.private
    def is_open(self, service_name: str) -> bool:
        """Whether an administrator lets Hub call this service."""
        return service_name in {name.strip() for name in get_param(self.env, PARAMETER).split(",")}

    @api.model
    def get(self, service_name, force_create=True):
        """Refuse the account of a closed service, whoever asks.

        :raise ValidationError: the kind of error that core's callers take quietly in the background
        """
        if not self.is_open(service_name):
            raise ValidationError(
                self.env._(
                    "The online service “%(service)s” is switched off. An administrator can add its name to the "
                    "system parameter %(parameter)s.",
                    service=service_name,
                    parameter=PARAMETER,
                )
            )
        return super().get(service_name, force_create=force_create)

    def _get_account_information_from_iap(self):
        # Looking at an account asks for its balance.
        opened = self.filtered(lambda account: self.is_open(account.service_name))
        return super(IapAccount, opened)._get_account_information_from_iap() if opened else None


class ResPartner(models.Model):
    """With the service off, a company is looked up neither by its name nor by its VAT number.

    Core: partner_autocomplete/models/res_partner.py, 19.0. Contract: test_core_online_services.
    """

    _inherit = "res.partner"

    @api.model
    def autocomplete_by_name(self, query, query_country_id, timeout=15):
        if not self.env["iap.account"].is_open("partner_autocomplete"):
            return []
        return super().autocomplete_by_name(query, query_country_id, timeout=timeout)

    @api.model
    def autocomplete_by_vat(self, vat, query_country_id, timeout=15):
        # Without its account core falls back on VIES, which is a connection too.
        if not self.env["iap.account"].is_open("partner_autocomplete"):
            return []
        return super().autocomplete_by_vat(vat, query_country_id, timeout=timeout)


class CrmLead(models.Model):
    """With the service off, a lead offers no button to enrich it.

    Core: crm_iap_enrich/models/crm_lead.py, 19.0. Contract: test_core_online_services.
    """

    _inherit = "crm.lead"

    def _compute_show_enrich_button(self):
        result = super()._compute_show_enrich_button()
        if not self.env["iap.account"].is_open("reveal"):
            self.show_enrich_button = False
        return result


class IrHttp(models.AbstractModel):
    """The browser is told which services it may offer: a company while its name is typed, an SMS, leads.

    See static/src/online_services.js, and sms_button.js and crm_tour.js in static/src/core/.

    Core: partner_autocomplete/models/ir_http.py, 19.0. Contract: test_core_online_services.
    """

    _inherit = "ir.http"

    def session_info(self):
        session_info = super().session_info()
        is_open = self.env["iap.account"].is_open
        opened = is_open("partner_autocomplete")
        return {
            **session_info,
            "partner_autocomplete": opened,
            "iap_company_enrich": opened and session_info.get("iap_company_enrich", False),
            "hub_sms": is_open("sms"),
            "hub_lead_generation": is_open("reveal"),
        }


class IrActions(models.Model):
    """No menu offers what ends in an error: what a closed service does, or access for the portal without the right.

    Core: base/models/ir_actions.py, 19.0. Contract: test_core_online_services.
    """

    _inherit = "ir.actions.actions"

    @api.model
    def get_bindings(self, model_name):
        closed = set(self._get_closed_ids(get_param(self.env, PARAMETER)))
        xmlid, model = _GRANT_ACCESS
        if model in self.env and not self.env[model].has_access("create"):
            closed.add(self.env["ir.model.data"]._xmlid_to_res_id(xmlid, raise_if_not_found=False))
        bindings = {
            kind: [each for each in some if each["id"] not in closed]
            for kind, some in super().get_bindings(model_name).items()
        }
        return {kind: some for kind, some in bindings.items() if some}

    @api.model
    @tools.ormcache("services")
    def _get_closed_ids(self, services):  # noqa: ARG002
        """Return the ids of the windows that only a closed service fills.

        :param str services: the open ones, on which the answer rests
        """
        closed = [model for model, service in _DIALOGS.items() if not self.env["iap.account"].is_open(service)]
        # As superuser: which windows there are is no secret.
        return tuple(self.env["ir.actions.act_window"].sudo().search([("res_model", "in", closed)]).ids)


class IrUiView(models.Model):
    """No button of a screen offers what a closed service does.

    Core: base/models/ir_ui_view.py, 19.0. Contract: test_core_online_services.
    """

    _inherit = "ir.ui.view"

    def _postprocess_access_rights(self, tree):
        closed = {method for method, service in _BUTTONS.items() if not self.env["iap.account"].is_open(service)}
        closed.update(map(str, self.env["ir.actions.actions"]._get_closed_ids(get_param(self.env, PARAMETER))))
        for button in tree.xpath("//button[@name]"):
            if button.get("name") in closed:
                button.getparent().remove(button)
        return super()._postprocess_access_rights(tree)


class IrUiMenu(models.Model):
    """No menu leads to the requests of a closed service.

    Core: base/models/ir_ui_menu.py and crm_iap_mine/views/crm_menus.xml, 19.0. Contract: test_core_online_services.
    """

    _inherit = "ir.ui.menu"

    @api.model
    def _load_menus_blacklist(self):
        closed = super()._load_menus_blacklist()
        menu = self.env["ir.model.data"]._xmlid_to_res_id(_REQUESTS, raise_if_not_found=False)
        return closed if not menu or self.env["iap.account"].is_open("reveal") else [*closed, menu]

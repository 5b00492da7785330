"""Odoo's online services stay silent until an administrator names them.

`crm` installs modules that talk to Odoo's servers: company autocomplete (and, for a VAT number, the European VIES
register), lead enrichment and mining, SMS, letters. Each of them asks `iap.account` for its account before it
connects, so that is the one door. The system parameter `hub.online_services` lists the technical names of the
services that may pass, separated by commas: `partner_autocomplete`, `reveal` (leads), `sms`, `snailmail`, …
"""

from odoo import api, models
from odoo.exceptions import ValidationError

from ...tools.compat import get_param

PARAMETER = "hub.online_services"


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
    """The browser is told whether to look companies up while somebody types (see static/src/online_services.js).

    Core: partner_autocomplete/models/ir_http.py, 19.0. Contract: test_core_online_services.
    """

    _inherit = "ir.http"

    def session_info(self):
        session_info = super().session_info()
        opened = self.env["iap.account"].is_open("partner_autocomplete")
        enrich = opened and session_info.get("iap_company_enrich", False)
        return {**session_info, "partner_autocomplete": opened, "iap_company_enrich": enrich}

from odoo import api, models

from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC

from ...tools.quiet import CONTACT_OF_LEAD, SUBSCRIBE_TOGETHER


class CrmLead(models.Model):
    """Leads of campaigns keep the address of whoever responded and get followers at once; merging keeps results.

    Core: crm/models/crm_lead.py and mail/models/mail_thread.py, 19.0. Contract: test_core_crm_lead.
    """

    _inherit = "crm.lead"

    def _get_partner_email_update(self, force_void=True):
        # Core would write the person's address on the company, and the company's on the lead.
        return not self._has_own_address() and super()._get_partner_email_update(force_void)

    def _get_partner_phone_update(self, force_void=True):
        return not self._has_own_address() and super()._get_partner_phone_update(force_void)

    def _has_own_address(self):
        """Tell whether the address is that of whoever responded to a campaign, and not the company's."""
        # As superuser: whoever corrects the lead may not see the campaign.
        return self.env.context.get(CONTACT_OF_LEAD) is AUTOMATIC or bool(self.sudo().campaign_member_ids)

    def _message_auto_subscribe(self, updated_values, followers_existing_policy="skip"):
        together = self.env.context.get(SUBSCRIBE_TOGETHER) is AUTOMATIC
        return together or super()._message_auto_subscribe(updated_values, followers_existing_policy)

    @api.model
    def _models_with_leads(self):
        # The results of campaigns go on with the lead that the others are merged into.
        return [*super()._models_with_leads(), "hub.campaign.member"]

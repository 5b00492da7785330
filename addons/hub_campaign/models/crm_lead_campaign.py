from odoo import models


class CrmLead(models.Model):
    """A lead about a company, with the address of the person there who responded."""

    _inherit = "crm.lead"

    def _get_partner_email_update(self, force_void=True):
        # Core would write the person's address on the company, and the company's on the lead.
        if self.env.context.get("hub_contact_of_lead"):
            return False
        return super()._get_partner_email_update(force_void)

    def _get_partner_phone_update(self, force_void=True):
        if self.env.context.get("hub_contact_of_lead"):
            return False
        return super()._get_partner_phone_update(force_void)

    def unlink(self):
        # As superuser: what came of a campaign follows, whoever deletes the lead.
        self.env["hub.campaign.member"].sudo().search([("lead_id", "in", self.ids)]).write({"lead_id": False})
        return super().unlink()

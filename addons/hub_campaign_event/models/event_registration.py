from odoo import api, models
from odoo.fields import Domain
from odoo.tools import email_normalize

# A registration that counts: neither one that waits for a confirmation nor one that was called off.
_CONFIRMED = ("open", "done")


class EventRegistration(models.Model):
    """A registration that came of a campaign is a response to it."""

    _inherit = "event.registration"

    @api.model_create_multi
    def create(self, vals_list):
        registrations = super().create(vals_list)
        registrations._tell_campaigns()
        return registrations

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"state", "utm_campaign_id", "partner_id", "email", "active"}:
            self._tell_campaigns()
        return result

    def _tell_campaigns(self):
        """Note on the members of sector campaigns that they registered, all of a campaign at once."""
        # As superuser: who keeps an event moves the members of a colleague's campaign.
        confirmed = self.sudo().filtered(lambda each: each.active and each.state in _CONFIRMED)
        for campaign, registrations in confirmed.grouped("utm_campaign_id").items():
            if campaign.is_sector_campaign:
                domain = Domain("campaign_id", "=", campaign.id) & registrations._domain_of_members()
                campaign.member_ids.search(domain)._note_response("registration")

    def _domain_of_members(self):
        people, companies = self.partner_id, self.partner_id.commercial_partner_id
        emails = {email_normalize(email) for email in self.mapped("email")} - {False, None, ""}
        by_contact = Domain("contact_id", "in", people.ids) | Domain("partner_id", "in", companies.ids)
        return by_contact | Domain("email_normalized", "in", list(emails))

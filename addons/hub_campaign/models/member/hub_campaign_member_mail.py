from odoo import api, models
from odoo.fields import Domain


class HubCampaignMember(models.Model):
    """Members are who the mailings of a campaign go to."""

    _inherit = "hub.campaign.member"

    @api.model
    def _mail_get_partner_fields(self, introspect_fields=False):  # noqa: ARG002
        # A mailing goes to the address of the member, which may be none although the contact has one.
        return []

    @api.model
    def mail_allowed_qweb_expressions(self):
        """Let whoever writes a mailing greet its readers; other expressions stay with those who edit templates."""
        return (*super().mail_allowed_qweb_expressions(), "object.contact_id.name")

    def _mailing_get_default_domain(self, mailing):
        return Domain("campaign_id", "=", mailing.campaign_id.id)

    def _mailing_get_opt_out_list(self, mailing):
        """Return the addresses that left the purpose of a mailing, also those of contacts who are no members.

        :rtype: set[str]
        """
        # As superuser: a no counts whoever sends.
        consents = self.env["hub.consent"].sudo()
        withdrawn = [
            ("purpose_id", "=", mailing.campaign_id.purpose_id.id),
            ("state", "=", "withdrawn"),
            ("email_normalized", "!=", False),
        ]
        return {email for [email] in consents._read_group(withdrawn, ["email_normalized"])}

    def message_update(self, msg_dict, update_vals=None):
        """Let the person who is responsible for the campaign know of an answer; until then nobody follows a member."""
        # As superuser: the gateway writes as whoever answered.
        for member in self.sudo():
            member.message_subscribe(partner_ids=member.campaign_id.user_id.partner_id.ids)
        return super().message_update(msg_dict, update_vals)

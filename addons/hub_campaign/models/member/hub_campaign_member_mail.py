from odoo import api, models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.groups import may_know


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
        return self.env["hub.consent"]._get_withdrawn_emails(mailing.campaign_id.purpose_id)

    def message_update(self, msg_dict, update_vals=None):
        """Let the person who is responsible for the campaign know of an answer; until then nobody follows a member."""
        # As superuser: the gateway writes as whoever answered.
        for member in self.sudo():
            user = member.campaign_id.user_id
            if member.is_closed_list and not may_know(self.with_user(user).env):
                user = member.campaign_id.frozen_by_id
            member.message_subscribe(partner_ids=user.partner_id.ids)
        return super().message_update(msg_dict, update_vals)

    # What the reader of a mailing answers about its purpose, and about the others

    def _leave_purpose(self, purpose, mailing, email):
        """Keep a no that came by the link of a mailing to an address."""
        self.ensure_one()
        # Everybody sees the answer: a mailing of a list that uses personal data is not named there.
        note = self.env._("%(mailing)s, to %(email)s", mailing=mailing.subject, email=email)
        note = email if self._is_of_closed_list(mailing) else note
        self.env["hub.consent"]._answer(self._get_reader(), purpose, "withdrawn", "unsubscribe", note)

    def _join_purpose(self, purpose, mailing):
        """Keep a yes that came by the link of a mailing; it takes a no back."""
        self.ensure_one()
        note = False if self._is_of_closed_list(mailing) else mailing.subject
        self.env["hub.consent"]._answer(self._get_reader(), purpose, "given", "unsubscribe", note)

    def _is_of_closed_list(self, mailing):
        return self.is_closed_list or mailing.rests_on_personal_data

    def _get_reader(self):
        return self.contact_id or self.partner_id

    def _get_answers(self, purposes):
        """Return what the reader answered: by id of the purpose ``given``, ``withdrawn`` or False."""
        self.ensure_one()
        return self.env["hub.consent"]._get_answers(self._get_reader(), self.email_normalized, purposes)

from odoo import api, fields, models, tools
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.groups import may_know


class HubCampaignMember(models.Model):
    """Members are who the mailings of a campaign go to."""

    _inherit = "hub.campaign.member"

    doubtful_on = fields.Date(
        "Doubtful Click",
        readonly=True,
        copy=False,
        help="The day of the last click that may be that of a program which looks into mails. It does not count.",
    )

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

    # What comes back when the member is gone

    def _hand_mails_over(self, heir):
        """Let what comes of the mails of these members count for the one that took their place."""
        # As superuser: whoever merges two companies reads no statistics.
        for model, name in (("mailing.trace", "model"), ("mail.message", "model"), ("mail.mail", "model")):
            rows = self.env[model].sudo().search([(name, "=", self._name), ("res_id", "in", self.ids)])
            rows.write({"res_id": heir.id})

    def unlink(self):
        """Keep mails and answers at the company, so that an answer to come finds its place there.

        Those of a list that uses personal data are kept at the campaign, which names nobody.
        """
        # As superuser: whoever removes members keeps what was written, not what is read.
        messages = self.env["mail.message"].sudo()
        for member in self:
            place = member.campaign_id if member.is_closed_list else member.partner_id
            own = messages.search([("model", "=", self._name), ("res_id", "=", member.id)])
            own.filtered("message_id").write({"model": place._name, "res_id": place.id})
        return super().unlink()

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Take an answer to a mail whose member is gone with its campaign: it is kept at the company that answers."""
        heir = self._find_heir(msg_dict)
        if not heir:
            return super().message_new(msg_dict, custom_values)
        if heir._name == self._name:
            heir.message_update(msg_dict)
        return heir

    @api.model
    def _find_heir(self, msg_dict):
        """Return whose an answer is by now: a member, the company of the address, or nobody."""
        references = msg_dict.get("references") or msg_dict.get("in_reply_to") or ""
        answered = tools.mail.mail_header_msgid_re.findall(references)
        # As superuser: the gateway writes as whoever answered.
        trace = self.env["mailing.trace"].sudo().search([("message_id", "in", answered)], limit=1)
        if trace.model == self._name and (member := self.sudo().browse(trace.res_id).exists()):
            return member
        emails = [email for email in (trace.email, tools.email_normalize(msg_dict.get("email_from"))) if email]
        people = self.env["res.partner"].sudo().search([("email_normalized", "in", emails)], order="id")
        people = people.sorted(lambda person: emails.index(person.email_normalized))
        return people[:1].commercial_partner_id

    # Clicks that may be those of a program: see domain/machines.py

    def _note_doubt(self):
        """Remember that something clicked which may have been a program."""
        # As superuser: what clicked is noted, not typed in.
        self.sudo().write({"doubtful_on": today(self.env)})

    def _take_click_back(self, wave):
        """Forget the response of these members to a wave: what clicked there went through all links in one go."""
        # As superuser: the same.
        traces = self.env["mailing.trace"].sudo()
        counted = Domain("links_click_datetime", "!=", False) | Domain("reply_datetime", "!=", False)
        of_members = Domain("model", "=", self._name) & Domain("res_id", "in", self.ids)
        others = traces.search(of_members & counted)
        still = set(others.filtered(lambda trace: trace.mass_mailing_id.wave_id == wave).mapped("res_id"))
        if wave:
            here = self.filtered(lambda member: member.id not in still)
            here.sudo().write({"responded_wave_ids": [fields.Command.unlink(wave.id)]})
        known = set(others.mapped("res_id"))
        only = self.filtered(
            lambda member: member.response == "click" and not member.lead_id and member.id not in known
        )
        only.sudo().write({"responded_on": False, "response": False})

    # What the reader of a mailing answers about its purpose, and about the others

    def _leave_purpose(self, purpose, mailing, email):
        """Keep a no that came by the link of a mailing to an address."""
        self.ensure_one()
        # Everybody sees the answer: a mailing of a list that uses personal data is not named there.
        note = self.env._("%(mailing)s, to %(email)s", mailing=mailing.subject, email=email)
        note = email if self._is_of_closed_list(mailing) or not mailing else note
        self.env["hub.consent"]._answer_by_link(self._get_reader(), email, purpose, "withdrawn", note)

    def _join_purpose(self, purpose, mailing, email=None):
        """Keep a yes that came by the link of a mailing to an address; it takes a no back."""
        self.ensure_one()
        email = email or self.email_normalized
        note = False if self._is_of_closed_list(mailing) else mailing.subject
        self.env["hub.consent"]._answer_by_link(self._get_reader(), email, purpose, "given", note)

    def _is_of_closed_list(self, mailing):
        return self.is_closed_list or mailing.rests_on_personal_data

    def _get_reader(self):
        return self.contact_id or self.partner_id

    def _get_answers(self, purposes, email=None):
        """Return what the reader at an address answered: by id of the purpose ``given``, ``withdrawn`` or False."""
        self.ensure_one()
        email = email or self.email_normalized
        return self.env["hub.consent"]._get_answers(self._get_reader(), email, purposes)

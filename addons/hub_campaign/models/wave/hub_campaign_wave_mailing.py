from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.actions import open_rows
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns


class HubCampaignWave(models.Model):
    """The mailings of a wave: one for each language that its members read."""

    _inherit = "hub.campaign.wave"

    mailing_ids = fields.One2many("mailing.mailing", "wave_id", "Mailings")
    mailing_count = fields.Integer("Number of Mailings", compute="_compute_state")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("prepared", "Prepared"),
            ("planned", "Planned"),
            ("running", "Running"),
            ("done", "Done"),
            ("failed", "Not Sent"),
        ],
        compute="_compute_state",
    )

    @api.depends("channel", "mailing_ids.delivery", "mailing_ids.schedule_date", "open_call_count", "addressed_count")
    def _compute_state(self):
        # As superuser: who calls for a wave reads no mailings.
        mailings = self.env["mailing.mailing"].sudo().search([("wave_id", "in", self.ids)])
        by_wave = mailings.grouped("wave_id")
        for wave in self:
            of_mailings = by_wave.get(wave._origin.sudo(), mailings.browse()).mapped("delivery")
            wave.mailing_count = len(of_mailings)
            calls = wave.channel == "phone"
            wave.state = wave._get_state_of_calls() if calls else self._get_state_of_mailings(of_mailings)

    @api.model
    def _get_state_of_mailings(self, states):
        """Return how far a wave is, from what became of each of its mailings."""
        if not states:
            return "draft"
        if set(states) == {"failed"}:
            return "failed"
        if {"done", "partly", "failed"}.issuperset(states):
            return "done"
        if not {"sending", "done", "partly", "failed"}.isdisjoint(states):
            return "running"
        return "planned" if "in_queue" in states else "prepared"

    def _domain_mailable(self):
        """Return the domain of the members of the wave that can be written to, and were not yet in this wave."""
        return self._domain_members() & Domain("email_normalized", "!=", False) & Domain("wave_ids", "not in", self.ids)

    def action_prepare_mailings(self):
        """Make the mailings that are missing: one for each language, with a text to start from."""
        self.ensure_one()
        self.check_access("write")
        self._check_mailing_wave()
        take_turns(self)
        members = self.env["hub.campaign.member"]
        groups = members._read_group(self._domain_mailable(), ["lang"], ["__count"], order="__count DESC")
        if not groups:
            raise UserError(
                self.env._(
                    "No member is left to write to in “%s”: they have no address, opted out, were written to already, "
                    "or the earlier wave has not been sent. Open its members to see which.",
                    self.display_name,
                )
            )
        # A mailing that is sent stays as it is: who joined the campaign since then gets one of the same language.
        prepared = self.mailing_ids.filtered(lambda mailing: mailing.state != "done").mapped("lang")
        missing = [lang for lang, _count in groups if lang not in prepared]
        self.env["mailing.mailing"].create([self._prepare_mailing_values(lang) for lang in missing])
        return self.action_open_mailings()

    def _check_mailing_wave(self):
        if self.channel != "email":
            raise UserError(
                self.env._("“%s” is a list of calls. Choose Mailing as its channel, or share out its calls.", self.name)
            )
        if not self.campaign_id.member_ids:
            raise UserError(
                self.env._("The campaign “%s” has no members yet. Freeze its audience first.", self.campaign_id.title)
            )

    def _prepare_mailing_values(self, lang):
        campaign = self.campaign_id.with_context(lang=lang)
        sender = campaign._get_sender()
        return {
            "subject": campaign.title,
            "campaign_id": campaign.id,
            "wave_id": self.id,
            "lang": lang,
            "mailing_model_id": self.env["ir.model"]._get_id("hub.campaign.member"),
            "user_id": sender.id,
            "email_from": self._get_sender_address(sender),
            "reply_to_mode": "update",
            "schedule_type": "scheduled" if self.date_planned else "now",
            "schedule_date": self.date_planned,
            **self._render_starting_text(lang),
        }

    def _get_sender_address(self, sender):
        if not sender.email_formatted:
            raise UserError(
                self.env._(
                    "Send From: %s, who is responsible for the campaign, has no email address. Add one to the user, or "
                    "choose another person.",
                    sender.name,
                )
            )
        return sender.email_formatted

    def _render_starting_text(self, lang):
        """Return the text that a mailing starts from, in a language: as the editor knows it, and as it is sent."""
        qweb = self.env["ir.qweb"].with_context(lang=lang)
        values = {
            "name": Markup('<t t-out="object.contact_id.name"/>'),
            "company": Markup('<t t-out="object.partner_id.name"/>'),
            "campaign": self.campaign_id.with_context(lang=lang),
            "purpose": self.campaign_id.purpose_id.with_context(lang=lang),
            "agency": self.env.company,
            "link": self.campaign_id._get_interest_url(lang),
        }
        return {
            "body_arch": qweb._render("hub_campaign.wave_mailing_arch", values, minimal_qcontext=True),
            "body_html": qweb._render("hub_campaign.wave_mailing_html", values, minimal_qcontext=True),
        }

    def action_send(self):
        """Put the mailings of the wave that are still drafts in the queue, all or none of them."""
        self.ensure_one()
        self._check_mailing_wave()
        drafts = self.mailing_ids.filtered(lambda mailing: mailing.state == "draft")
        if not drafts:
            raise UserError(
                self.env._("Mailings: no draft is left to send in “%s”. Prepare its mailings first.", self.display_name)
            )
        drafts._check_sendable()
        for mailing in drafts:
            if mailing.schedule_date and mailing.schedule_date > fields.Datetime.now():
                mailing.action_put_in_queue()
            else:
                mailing.action_launch()
        return True

    def action_open_mailings(self):
        campaign = self.campaign_id.id
        action = open_rows(self, "mass_mailing.mailing_mailing_action_mail", "wave_id", campaign_id=campaign)
        action |= {"display_name": self.display_name, "context": {**action["context"], "create": False}}
        if len(self.mailing_ids) == 1:
            action |= {"views": [(False, "form")], "res_id": self.mailing_ids.id}
        return action

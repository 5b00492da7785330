from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.groups import may_know
from odoo.addons.hub_entrepreneurs.tools.stored_domains import parse, rests_on_personal_data
from odoo.addons.hub_entrepreneurs.tools.suppressed import floor

from ...domain import funnel

# What a mailing counts, and the percents of it: which number of which whole.
_COUNTS = (
    "scheduled", "expected", "canceled", "sent", "process", "pending", "delivered", "opened", "clicked", "replied",
    "bounced", "failed",
)  # fmt: skip
_RATIOS = {
    "received_ratio": "delivered", "opened_ratio": "opened", "replied_ratio": "replied", "bounced_ratio": "bounced",
}  # fmt: skip


class MailingMailing(models.Model):
    """Whom a mailing goes to is what its author may find, and those of whom personal data tell stay with their group.

    Such a mailing keeps that once it is sent, whatever becomes of its filter. Others see its numbers in steps.
    """

    _name = "mailing.mailing"
    _inherit = ["mailing.mailing", "hub.computed.only.mixin", "hub.authored.domain.mixin"]
    _stored_domains = ("mailing_domain",)
    _domain_triggers = ("mailing_model_id", "mailing_filter_id", "mailing_type", "contact_list_ids", "campaign_id")

    rests_on_personal_data = fields.Boolean(
        "Uses Personal Data",
        compute="_compute_rests_on_personal_data",
        store=True,
        copy=False,
        help="Its recipients were chosen by personal data: only the group Personal Data sees who they are.",
    )

    def _get_domain_model(self, name):  # noqa: ARG002
        return self.mailing_model_real

    @api.depends("mailing_domain", "mailing_model_id", "campaign_id.rests_on_personal_data")
    def _compute_rests_on_personal_data(self):
        for mailing in self:
            kept = mailing.rests_on_personal_data and mailing.state in ("sending", "done")
            rests = kept or mailing.campaign_id.rests_on_personal_data or mailing._looks_at_personal_data()
            mailing.rests_on_personal_data = rests

    def _looks_at_personal_data(self):
        model = self.env.get(self.mailing_model_real or "")
        if model is None:
            return False
        try:
            domain = parse(self.mailing_domain)
        except (ValueError, SyntaxError, TypeError):
            return False
        author = self.domain_author_id or self.env.user
        members = self.env["hub.campaign.member"].with_user(author)
        return rests_on_personal_data(domain, model) or members._is_found_by(domain, model)

    @api.constrains("keep_archives", "reply_to_mode", "mailing_domain", "mailing_model_id")
    def _check_no_trace_with_readers(self):
        """Refuse a mailing that leaves itself in the chatter of those whom personal data have chosen."""
        for mailing in self.filtered("rests_on_personal_data"):
            if mailing.mailing_model_real == "hub.campaign.member":
                continue
            if mailing.keep_archives or mailing.reply_to_mode == "update":
                raise UserError(
                    self.env._(
                        "The recipients are chosen by personal data, and each of them would show the mailing in the "
                        "chatter, where everybody reads it. Untick Keep Archives, and let replies go to an address."
                    )
                )

    def _check_sendable(self):
        # Whoever sends it stands for its filter where the author has left.
        for mailing in self.filtered(lambda each: not each.sudo().domain_author_id.active):
            mailing.mailing_domain = mailing.mailing_domain
        return super()._check_sendable()

    # What others see of its numbers

    def _get_closed(self):
        """Return those of these mailings whose recipients are not for this user."""
        return self.browse() if may_know(self.env) else self.filtered("rests_on_personal_data")

    def _compute_statistics(self):
        super()._compute_statistics()
        for mailing in self._get_closed():
            mailing.update({name: floor(self.env, mailing[name]) for name in _COUNTS})
            mailing.update({name: funnel.percent(mailing[part], mailing.expected) for name, part in _RATIOS.items()})

    def _compute_clicks_ratio(self):
        super()._compute_clicks_ratio()
        for mailing in self._get_closed():
            mailing.clicks_ratio = funnel.percent(mailing.clicked, mailing.expected)

    def _compute_crm_lead_count(self):
        super()._compute_crm_lead_count()
        for mailing in self._get_closed():
            mailing.crm_lead_count = floor(self.env, mailing.crm_lead_count)

    def _compute_total(self):
        closed = self._get_closed()
        super(MailingMailing, self - closed)._compute_total()
        closed.total = 0


class MailingFilter(models.Model):
    """A favourite filter of mailings: nobody saves one that looks at what he or she may not read."""

    _name = "mailing.filter"
    _inherit = ["mailing.filter", "hub.stored.domain.mixin"]
    _stored_domains = ("mailing_domain",)
    _domain_triggers = ("mailing_model_id",)

    def _get_domain_model(self, name):  # noqa: ARG002
        return self.mailing_model_id.model

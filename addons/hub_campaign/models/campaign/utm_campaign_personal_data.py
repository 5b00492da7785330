from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.groups import may_know
from odoo.addons.hub_entrepreneurs.tools.stored_domains import walked_fields

_RATIOS = ("received_ratio", "opened_ratio", "replied_ratio", "bounced_ratio")


class UtmCampaign(models.Model):
    """A campaign whose list was frozen from personal data stays with the group Personal Data.

    1. A freeze remembers what it rested on, and so does each member. No later audience opens the list: whoever saw a
       second list of the same campaign would know the first one by what is missing in it.
    2. What hangs on the list answers as the members do: traces, clicks, statistics, calls, conversations, leads.
    3. What others see besides says no name of the campaign and no exact number: leads and conversations, notes of
       consents, counters of mailings, the chatter.
    """

    _inherit = "utm.campaign"

    personal_data_frozen_on = fields.Datetime(
        readonly=True, copy=False, help="When an audience that used personal data became the list, for the first time."
    )

    @api.model
    def _computed_only(self):
        return super()._computed_only() | {
            "personal_data_frozen_on": lambda: self.env._(
                "What a list rests on is noted when its audience is frozen, and nobody types it in. Leave it out."
            )
        }

    def _note_personal_data(self):
        """Remember, before an audience becomes the list, that it rests on personal data."""
        if not self.personal_data_frozen_on and (self.rests_on_personal_data or self._rests_on_closed_lists()):
            # As superuser: what a list rests on is read-only for everybody.
            self.sudo().personal_data_frozen_on = fields.Datetime.now()

    def _rests_on_closed_lists(self):
        """Tell whether the audience may contain members of another list that rests on personal data."""
        return self.env["hub.campaign.member"]._is_found_by(self._domain_audience(), self.env["res.partner"])

    def _get_name_to_tell(self):
        """Return the title for what others see as well; none if it would tell something about a person."""
        # As superuser: who calls for a campaign may not read it.
        campaign = self.sudo()
        return campaign.title if not campaign.rests_on_personal_data else False

    def _get_closed(self):
        """Return those of these campaigns whose list is not for this user."""
        # As superuser: whoever sees one of the counters need not see the campaign.
        return (
            self.browse() if may_know(self.env) else self.sudo().filtered("rests_on_personal_data").with_env(self.env)
        )

    def _compute_statistics(self):
        super()._compute_statistics()
        for campaign in self._get_closed():
            campaign.update(dict.fromkeys(_RATIOS, 0))


class HubCampaignMember(models.Model):
    """A member of a list that was frozen from personal data keeps that, wherever it goes."""

    _inherit = "hub.campaign.member"

    rests_on_personal_data = fields.Boolean(
        "Uses Personal Data",
        compute="_compute_rests_on_personal_data",
        store=True,
        help="The list was frozen from personal data: only the group Personal Data sees who is in it.",
    )

    is_closed_list = fields.Boolean(compute="_compute_is_closed_list")

    # On purpose not on what the campaign rests on now.
    @api.depends("campaign_id")
    def _compute_rests_on_personal_data(self):
        for member in self:
            rests = member.rests_on_personal_data or member.campaign_id.rests_on_personal_data
            member.rests_on_personal_data = rests

    @api.depends("rests_on_personal_data", "campaign_id.rests_on_personal_data")
    def _compute_is_closed_list(self):
        for member in self:
            # As superuser: whoever calls a member need not see the campaign.
            member.is_closed_list = member.rests_on_personal_data or member.campaign_id.sudo().rests_on_personal_data

    @api.model
    def _is_found_by(self, domain, model):
        """Tell whether a domain on another model may find somebody by a list that rests on personal data."""
        walks = any(field.comodel_name == self._name for field in walked_fields(domain, model))
        closed = Domain("rests_on_personal_data", "=", True)
        return walks and may_know(self.env) and bool(self.search_count(closed, limit=1))

    def _check_may_be_told(self, user):
        """Refuse to give somebody what to do about members whom he or she may not know."""
        # As superuser: whoever gives the task need not know them either.
        told = user and not may_know(self.with_user(user).env) and self.sudo().filtered("is_closed_list")
        if told:
            raise UserError(
                self.env._(
                    "%(user)s: the list uses personal data, and the calls say who is in it. Choose a member of the "
                    "group Personal Data.",
                    user=user.name,
                )
            )

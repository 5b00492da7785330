from urllib.parse import quote

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import hmac

# What says that a wave went out, and that nothing of it is still to come.
_OUT = {"running", "done", "failed"}
_OVER = {"done", "failed"}


class UtmCampaign(models.Model):
    """How far a sector campaign is follows from its waves; and where the button of their mailings leads."""

    _inherit = "utm.campaign"

    wave_state = fields.Selection(
        [("draft", "In Preparation"), ("planned", "Planned"), ("running", "Under Way"), ("done", "Done")],
        "State",
        compute="_compute_wave_state",
        search="_search_wave_state",
        help="It follows from the waves: planned once one is to be sent by itself, under way once one went out, done "
        "once none is left to go out.",
    )

    @api.depends("is_sector_campaign", "wave_ids.state")
    def _compute_wave_state(self):
        # As superuser: how far a campaign is tells nothing of its members.
        for campaign in self.sudo():
            states = set(campaign.wave_ids.mapped("state"))
            campaign.wave_state = campaign.is_sector_campaign and self._get_state_of_waves(states)

    @api.model
    def _get_state_of_waves(self, states):
        if states & _OUT:
            return "done" if states <= _OVER else "running"
        return "planned" if "planned" in states else "draft"

    def _search_wave_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        # As superuser: the same. Who may not see a campaign does not find it by its state.
        ours = self.sudo().with_context(active_test=False).search([("is_sector_campaign", "=", True)])
        found = Domain("id", "in", ours.filtered(lambda campaign: campaign.wave_state in value).ids)
        return found | Domain("is_sector_campaign", "!=", True) if False in value else found

    # The page that thanks whoever follows the button of a mailing; that click is the response.

    def _get_interest_url(self, lang):
        """Return the address of the page that thanks the readers of a language."""
        path = f"/campaign/{self.id or 0}/interested/{quote(lang or self.env.lang)}/{self._generate_interest_token()}"
        return self.get_base_url() + path

    def _generate_interest_token(self):
        # As superuser: the secret of the database is for nobody to read.
        return hmac(self.env(su=True), "hub_campaign-interested", self.id or 0)

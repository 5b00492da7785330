from odoo import fields, models

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.counting import set_count
from odoo.addons.hub_entrepreneurs.tools.groups import READER

from ...tools.quiet import CONSENT_PERSON


class ResPartner(models.Model):
    """What a contact may be written to about."""

    _inherit = "res.partner"

    consent_ids = fields.One2many("hub.consent", "person_id", "Consents", groups=READER)
    consent_count = fields.Integer(compute="_compute_consent_count", groups=READER)

    def _compute_consent_count(self):
        set_count(self, "consent_count", "hub.consent", "person_id")

    def action_answer_purposes(self):
        """Open what the contact may be written to about: one click an answer."""
        self.ensure_one()
        return open_window(
            self.env,
            "hub_campaign.hub_consent_purpose_action_person",
            name=self.env._("Consents of %s", self.name or self.display_name),
            context={CONSENT_PERSON: self.id, "dialog_size": "large"},
        )

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .res_partner import GUIDED


class HubInteraction(models.Model):
    """A conversation is one with a company of the agency or a starter; whom it met abroad may have taken part."""

    _inherit = "hub.interaction"

    partner_id = fields.Many2one(domain=GUIDED)

    @api.constrains("partner_id")
    def _check_is_guided(self):
        starters = self.filtered(lambda each: not each.partner_id.is_company)
        for interaction in starters.filtered("partner_id.is_met_abroad"):
            raise ValidationError(
                self.env._(
                    "Company or Starter: %(contact)s was met abroad, and is no company of the agency. Choose the "
                    "company that goes on with %(contact)s, and enter the contact in Spoken To.",
                    contact=interaction.partner_id.name or interaction.partner_id.display_name,
                )
            )


class HubOutcome(models.Model):
    """What came of the support came to a company of the agency or a starter."""

    _inherit = "hub.outcome"

    partner_id = fields.Many2one(domain=GUIDED)

from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class ResCountry(models.Model):
    """A country that offices abroad serve, and the one that leads it."""

    _inherit = "res.country"

    office_mandate_ids = fields.One2many(
        "hub.foreign.office.mandate", "country_id", "Mandates", groups="base.group_user"
    )
    current_mandate_ids = fields.One2many(
        "hub.foreign.office.mandate",
        "country_id",
        "Mandates of Today",
        domain=[("is_current", "=", True)],
        groups="base.group_user",
    )
    other_mandate_ids = fields.One2many(
        "hub.foreign.office.mandate",
        "country_id",
        "Past and Coming Mandates",
        domain=[("is_current", "=", False)],
        groups="base.group_user",
    )
    lead_office_id = fields.Many2one("hub.foreign.office", compute="_compute_lead_office_id", groups=READER)

    @api.depends("office_mandate_ids.is_lead", "office_mandate_ids.is_current", "office_mandate_ids.office_id")
    @api.depends_context("company")
    def _compute_lead_office_id(self):
        offices = self.env["hub.foreign.office"]._get_leading(self._origin)
        for country in self:
            country.lead_office_id = offices.get(country._origin)

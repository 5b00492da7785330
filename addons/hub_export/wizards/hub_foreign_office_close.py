from datetime import timedelta

from odoo import fields, models

from odoo.addons.hub_entrepreneurs.dates import today


class HubForeignOfficeClose(models.TransientModel):
    """Close an office: another one takes over its countries, open leads and activities from a day on."""

    _name = "hub.foreign.office.close"
    _description = "Close an Office Abroad"

    office_id = fields.Many2one("hub.foreign.office", required=True, readonly=True)
    date = fields.Date(
        "Taken Over On",
        required=True,
        default=lambda self: today(self.env) + timedelta(days=1),
        help="The first day of the other office. This one closes the day before.",
    )
    successor_id = fields.Many2one("hub.foreign.office", "Taken Over By", required=True)

from odoo import api, fields, models

from ...domain import numbers


class HubEstablishment(models.Model):
    """A place where a company works, as the enterprise register has it."""

    _name = "hub.establishment"
    _description = "Establishment"
    _inherit = ["hub.of.company.mixin", "hub.computed.only.mixin"]
    _order = "partner_id, date_end desc, number"
    _is_work = False

    partner_id = fields.Many2one(readonly=True, ondelete="cascade")
    number = fields.Char("Establishment Number", required=True, readonly=True, size=10)
    dotted_number = fields.Char("Number", compute="_compute_dotted_number")
    name = fields.Char(required=True, readonly=True)
    street = fields.Char(readonly=True)
    zip = fields.Char("Postcode", readonly=True)
    city = fields.Char("Municipality", readonly=True)
    commune_id = fields.Many2one("hub.commune", readonly=True, index="btree_not_null", ondelete="restrict")
    date_start = fields.Date("Since", readonly=True)
    date_end = fields.Date(
        "Until", readonly=True, help="The day of the first extract in which the company did not have it any more."
    )

    _number_uniq = models.UniqueIndex(
        "(number)", "Establishment Number: the register has each once. Open that establishment instead."
    )

    @api.depends("number")
    def _compute_dotted_number(self):
        for place in self:
            place.dotted_number = numbers.dotted(int(place.number or 0))

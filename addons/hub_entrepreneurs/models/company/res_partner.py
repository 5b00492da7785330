from odoo import api, fields, models


class ResPartner(models.Model):
    """A contact that may be a company under guidance, and where it lies."""

    _name = "res.partner"
    _inherit = ["res.partner", "hub.computed.only.mixin"]

    commune_id = fields.Many2one(
        "hub.commune",
        compute="_compute_commune_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="Follows from the municipality in the address, else from the postcode. Change it where that is wrong.",
    )

    @api.depends("city", "zip")
    def _compute_commune_id(self):
        match = self.env["hub.commune"]._match
        for partner in self:
            partner.commune_id = match(partner.city, partner.zip)

from odoo import api, fields, models


class HubFrozenPlaceMixin(models.AbstractModel):
    """A row that keeps the commune in which its company was then: what was counted does not move with the company."""

    _name = "hub.frozen.place.mixin"
    _description = "Commune at the Time"
    _inherit = ["hub.of.company.mixin"]

    commune_id = fields.Many2one(
        "hub.commune",
        compute="_compute_commune_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Where the company was at the time. A later move of the company leaves it as it is.",
    )

    # On purpose not on the company's commune.
    @api.depends("partner_id")
    def _compute_commune_id(self):
        for row in self:
            row.commune_id = row.partner_id.commune_id

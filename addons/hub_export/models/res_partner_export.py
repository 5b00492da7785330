from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.models.res_partner import HUB_GROUPS


class ResPartner(models.Model):
    """Where a company sells abroad, and what kind of exporter that makes it."""

    _inherit = "res.partner"

    export_target_ids = fields.One2many("hub.export.target", "partner_id", "Markets", groups=HUB_GROUPS)
    exporter_status = fields.Selection(
        [("never", "Never Exported"), ("occasional", "Occasional Exporter"), ("regular", "Regular Exporter")],
        compute="_compute_exporter_status",
        store=True,
        index=True,
    )
    exports_goods = fields.Boolean(compute="_compute_exports", store=True, readonly=False)
    exports_services = fields.Boolean(compute="_compute_exports", store=True, readonly=False)
    export_share = fields.Float(digits=(5, 1), help="Percent of the turnover that is sold abroad.")

    @api.depends("export_target_ids.status", "export_target_ids.year")
    def _compute_exporter_status(self):
        self.exporter_status = "never"

    @api.depends("export_target_ids.status", "export_target_ids.kind")
    def _compute_exports(self):
        for partner in self:
            kinds = partner.export_target_ids.filtered(lambda target: target.status == "exporting").mapped("kind")
            partner.exports_goods, partner.exports_services = "goods" in kinds, "services" in kinds

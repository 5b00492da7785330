from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER

from ...domain import exporter

_EXPORTS = {"goods": "exports_goods", "services": "exports_services"}


class ResPartner(models.Model):
    """Where a company sells abroad, and what kind of exporter that makes it."""

    _inherit = "res.partner"

    # The agency of a market is that of its company, which is searched under its own rules already.
    export_target_ids = fields.One2many(
        "hub.export.target", "partner_id", "Markets", groups=READER, bypass_search_access=True
    )
    exporter_status = fields.Selection(
        [("never", "Never Exported"), ("occasional", "Occasional Exporter"), ("regular", "Regular Exporter")],
        compute="_compute_exporter_status",
        store=True,
        precompute=True,
        index=True,
        help="Follows from the markets. Regular: exports now, and sold abroad in each of the last three years that are "
        "known. Occasional: exports or once did.",
    )
    exports_goods = fields.Boolean(
        compute="_compute_exports",
        store=True,
        precompute=True,
        readonly=False,
        help="Follows from the markets for goods. Without such markets, tick it by hand.",
    )
    exports_services = fields.Boolean(
        compute="_compute_exports",
        store=True,
        precompute=True,
        readonly=False,
        help="Follows from the markets for services. Without such markets, tick it by hand.",
    )
    export_share = fields.Float(
        "Export Share (%)", digits=(5, 1), aggregator="avg", help="The percentage of the turnover that is sold abroad."
    )

    _export_share_percent = models.Constraint(
        "CHECK (export_share BETWEEN 0 AND 100)",
        "Export Share: enter the percentage of the company's turnover, from 0 to 100.",
    )

    @api.depends(
        "export_target_ids.active",
        "export_target_ids.country_id",
        "export_target_ids.kind",
        "export_target_ids.status",
        "export_target_ids.year",
        "export_target_ids.amount",
    )
    def _compute_exporter_status(self):
        # Together where there are no markets: each assignment costs as much as that of many.
        with_markets = self.filtered("export_target_ids")
        (self - with_markets).exporter_status = exporter.exporter_status([])
        for partner in with_markets:
            markets = partner.export_target_ids.filtered("active")._get_markets()
            partner.exporter_status = exporter.exporter_status(markets)

    @api.depends(
        "export_target_ids.active",
        "export_target_ids.country_id",
        "export_target_ids.kind",
        "export_target_ids.status",
        "export_target_ids.year",
    )
    def _compute_exports(self):
        with_markets = self.filtered("export_target_ids")
        for name in _EXPORTS.values():
            for typed, partners in (self - with_markets).grouped(name).items():
                partners[name] = typed
        for partner in with_markets:
            told = exporter.exported_kinds(partner.export_target_ids.filtered("active")._get_markets())
            for kind, name in _EXPORTS.items():
                partner[name] = told.get(kind, partner[name])

    @api.model
    def _computed_only(self):
        return super()._computed_only() | {
            "exporter_status": lambda: self.env._(
                "The exporter status is computed from the company's markets and can't be typed in. Enter where and in "
                "which years the company sold."
            )
        }

    def _get_home_country(self):
        """Return the country that the contact is at home in, that of its agency if nothing tells.

        :rtype: res.country
        """
        self.ensure_one()
        if self.country_id or self.is_belgian:
            return self.country_id or self.env.ref("base.be")
        return (self.company_id or self.env.company).country_id

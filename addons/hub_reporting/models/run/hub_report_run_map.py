from odoo import api, fields, models


class HubReportRun(models.Model):
    """The figures of a run by commune, as maps."""

    _inherit = "hub.report.run"

    commune_maps = fields.Json("Maps", compute="_compute_commune_maps", help="The figures by commune.")

    @api.depends_context("uid", "lang", "allowed_company_ids")
    @api.depends("state")
    def _compute_commune_maps(self):
        commune = self.env.ref("hub_reporting.hub_breakdown_commune", raise_if_not_found=False)
        cells = self.env["hub.report.cell"].search([("run_id", "in", self._origin.ids)])
        placed, maps = self.env["hub.commune"]._get_placed(), {}
        for (run, _sequence), own in cells.grouped(lambda cell: (cell.run_id, cell.sequence)).items():
            total = own.filtered("is_total").with_prefetch(cells._ids)
            parts = (own - total).with_prefetch(cells._ids)
            if parts.breakdown_id == commune and not parts.second_breakdown_id:
                maps.setdefault(run, []).append(total._get_map(parts, placed))
        for run in self:
            run.commune_maps = maps.get(run._origin, False)

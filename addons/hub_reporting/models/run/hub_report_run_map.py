from odoo import api, fields, models


class HubReportRun(models.Model):
    """The figures of a run by commune, as maps."""

    _inherit = "hub.report.run"

    commune_maps = fields.Json("Maps", compute="_compute_commune_maps", help="The figures by commune.")

    @api.depends_context("uid", "lang", "allowed_company_ids")
    @api.depends("state")
    def _compute_commune_maps(self):
        commune = self.env.ref("hub_reporting.hub_breakdown_commune", raise_if_not_found=False)
        by_run = self.env["hub.report.cell"]
        if commune:
            placed = by_run.search(
                [("run_id", "in", self._origin.ids), ("breakdown_id", "=", commune.id), ("is_total", "=", False)]
            ).filtered(lambda cell: not cell.second_breakdown_id)
            totals = by_run.search([("run_id", "in", placed.run_id.ids), ("is_total", "=", True)])
            by_run = placed
        for run in self:
            maps = []
            for sequence, cells in by_run.filtered(lambda cell: cell.run_id == run._origin).grouped("sequence").items():
                total = totals.filtered(lambda cell: cell.run_id == run._origin and cell.sequence == sequence)
                maps.append(total._get_map(cells))
            run.commune_maps = maps or False

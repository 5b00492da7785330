from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.once import once

from ..workbook.annex import may_have


class HubReportDownload(models.TransientModel):
    """How a file of a run is to be used, which decides on what it holds."""

    _name = "hub.report.download"
    _description = "Download of a Run"
    _inherit = ["hub.own.dialog.mixin"]
    _rec_name = "run_id"

    run_id = fields.Many2one("hub.report.run", required=True, readonly=True, ondelete="cascade")
    file_format = fields.Selection(
        [("xlsx", "Excel"), ("pdf", "PDF"), ("csv", "CSV with a data dictionary")],
        "File",
        required=True,
        default="xlsx",
    )
    is_outside = fields.Boolean(
        "For Use Outside the Agency",
        default=True,
        help="Numbers that rest on too few are not shown, nor others that would give them away. The facts that were "
        "counted and the quality of the data are left out.",
    )
    annex_count = fields.Integer("Facts", compute="_compute_annex_count")
    may_export = fields.Boolean(compute="_compute_annex_count")

    @api.depends("run_id")
    @api.depends_context("uid")
    def _compute_annex_count(self):
        for dialog in self:
            dialog.may_export = may_have(dialog)
            dialog.annex_count = dialog.run_id._count_annex() if dialog.run_id else 0

    @once
    def action_download(self):
        """Give the file at once, or make a long one in the background."""
        self.ensure_one()
        run = self.run_id
        run._check_done()
        if self.file_format == "pdf":
            return run._get_paper(outside=self.is_outside)
        if self._is_long():
            self.env["hub.xlsx.job"]._start_workbook(run)
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {
                    "type": "info",
                    "message": self.env._(
                        "The workbook is made in the background. You are told when the file is ready."
                    ),
                    "next": {"type": "ir.actions.act_window_close"},
                },
            }
        address = f"/hub_reporting/run/{run.id}/{self.file_format}"
        return {
            "type": "ir.actions.act_url",
            "url": address if self.is_outside else f"{address}?inside=1",
            "target": "new",
            "close": True,
        }

    def _is_long(self):
        """Tell whether the file takes so long that it is made in the background."""
        long = self.env["hub.xlsx.job"]._long_export()
        return bool(long) and self.file_format == "xlsx" and not self.is_outside and self.annex_count > long

"""Long workbooks are made in the background, as long exports are: the same jobs, list and messages."""

from odoo import api, models
from odoo.api import private

from odoo.addons.hub_xlsx.models.hub_xlsx_export import ExportedFile

_RUN = "hub.report.run"
_WORKBOOK = "workbook"


class HubXlsxExport(models.AbstractModel):
    _inherit = "hub.xlsx.export"

    @private
    def _write_file(self, params, file, file_format, progress=None):
        if params["model"] != _RUN or _WORKBOOK not in params:
            return super()._write_file(params, file, file_format, progress)
        run = self.env[_RUN].browse(params["ids"])
        return ExportedFile(*run._write_file(file, "xlsx", outside=False, progress=progress))


class HubXlsxJob(models.Model):
    _inherit = "hub.xlsx.job"

    @api.model
    @api.readonly
    def count_records(self, params):
        count = super().count_records(params)
        is_workbook = params["model"] == _RUN and _WORKBOOK in params
        return self.env[_RUN].browse(params["ids"])._count_annex() if is_workbook else count

    @api.model
    def _start_workbook(self, run):
        """Make the workbook of a run in the background, with the facts that were counted, for the calling user."""
        params = {
            "model": _RUN, "ids": run.ids, "domain": [], "fields": [{"name": "digest"}], "import_compat": False,
            _WORKBOOK: True,
        }  # fmt: skip
        # As superuser: nobody writes jobs; its name is that of the run.
        job = self.sudo().browse(self.start("xlsx", params)["id"])
        job.name = run.display_name
        return job

    def _may_still_export(self):
        # As superuser: it is the run that is asked for, not the job.
        job = self.sudo()
        if not super()._may_still_export() or job.model != _RUN or _WORKBOOK not in job.params:
            return super()._may_still_export()
        run = self.env[_RUN].browse(job.params["ids"]).exists()
        return bool(run) and run.has_access("read")

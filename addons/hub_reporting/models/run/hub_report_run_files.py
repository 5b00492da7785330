from typing import BinaryIO, NamedTuple

from odoo import models
from odoo.api import private
from odoo.exceptions import UserError
from odoo.tools import osutil

from ...workbook.annex import may_have
from ...workbook.run_book import RunBook
from ...workbook.run_csv import write_csv
from ...workbook.sheets import write


class RunFile(NamedTuple):
    """A file that was written; ``rows`` are those of the list of facts."""

    name: str
    content_type: str
    rows: int


CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "application/zip",
}


class HubReportRun(models.Model):
    """The files that a run gives: a workbook, paper, and figures with a data dictionary."""

    _inherit = "hub.report.run"

    def action_excel(self):
        """Ask how the workbook is to be used."""
        return self._open_download("xlsx")

    def action_pdf(self):
        """Ask how the paper is to be used."""
        return self._open_download("pdf")

    def action_csv(self):
        """Ask how the figures are to be used."""
        return self._open_download("csv")

    def _open_download(self, file_format):
        self.ensure_one()
        self._check_done()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Download"),
            "res_model": "hub.report.download",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_run_id": self.id, "default_file_format": file_format},
        }

    def _check_done(self):
        self.check_access("read")
        for run in self:
            if run.state != "done":
                raise UserError(self.env._("“%s” has no figures yet. Wait until it is done.", run.display_name))

    def _get_paper(self, *, outside):
        """Return the action that prints these runs; without a program for it, core shows them on the screen."""
        name = "hub_report_run_action_report" if outside else "hub_report_run_action_report_inside"
        return self.env.ref(f"hub_reporting.{name}").report_action(self, config=False)

    def _count_annex(self):
        """Return how many facts the list behind the figures has at most, for the reader."""
        self.ensure_one()
        if not may_have(self):
            return 0
        totals = [("run_id", "=", self.id), ("is_total", "=", True), ("list_cell_id", "=", False)]
        [(facts,)] = self.env["hub.report.cell"]._read_group(
            [*totals, ("audience", "!=", "personal")], [], ["facts:sum"]
        )
        return facts or 0

    @private
    def _write_file(self, file: BinaryIO, file_format: str, *, outside: bool, progress=None) -> RunFile:
        """Write a file of this run, as the user of the environment may read it.

        :param file: is written to and not closed
        :param file_format: ``xlsx`` or ``csv``, which is a zip
        :param outside: hides small numbers, and leaves out what is for colleagues
        :param progress: is told how many facts are written; what it raises ends it
        :raise UserError: if the run is not done
        """
        self.ensure_one()
        self._check_done()
        rows = 0

        def tell(written):
            nonlocal rows
            rows = written
            if progress:
                progress(written)

        if file_format == "csv":
            write_csv(self, file, outside=outside)
        else:
            book = RunBook(self, outside=outside)
            write(book.workbook(with_annex=may_have(self), progress=tell), file)
        extension = "zip" if file_format == "csv" else file_format
        name = f"{self.report_id.name} {self.period_start} {self.period_end}.{extension}"
        return RunFile(osutil.clean_filename(name), CONTENT_TYPES[file_format], rows)

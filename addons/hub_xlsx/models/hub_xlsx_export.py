"""Any list as a file: the file of Odoo's own export, made in constant memory."""

from __future__ import annotations

import errno
from typing import BinaryIO, NamedTuple

from odoo import models
from odoo.api import private
from odoo.exceptions import UserError
from odoo.tools import osutil

from ..writing.csv_file import write_csv
from ..writing.export import Export, Progress
from ..writing.workbook_file import write_workbook

FORMATS = {
    "xlsx": (write_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (write_csv, "text/csv;charset=utf8"),
}


class ExportedFile(NamedTuple):
    """A file that was written, under the name that Odoo gives it; ``rows`` are those below headers and groups."""

    name: str
    content_type: str
    rows: int


class HubXlsxExport(models.AbstractModel):
    _name = "hub.xlsx.export"
    _description = "Export of a List as a File"

    @private
    def _write_file(
        self, params: dict, file: BinaryIO, file_format: str, progress: Progress | None = None
    ) -> ExportedFile:
        """Write the file that Odoo answers to ``/web/export/<format>`` with, for the environment's user.

        :param params: what the web client posts there, parsed
        :param file: is written to and not closed; after an exception its content is of no use
        :param file_format: ``xlsx`` or ``csv``
        :param progress: is told how many rows are read, batch by batch; what it raises ends the export
        :raise UserError: if the user may not export, a value can't be exported, or the disk is full
        :raise AccessError: if the user may not read a field or a record
        """
        write, content_type = FORMATS[file_format]
        export = Export(self.env, params, progress)
        try:
            write(export, file)
        except OSError as error:
            if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
                raise
            raise UserError(
                self.env._(
                    "The export was stopped because the server has no room left for the file. Export fewer records or"
                    " fields, or ask an administrator to free space on the server's disk."
                )
            ) from error
        export.log()
        name = f"{self.env['ir.model']._get(export.model._name).name} ({export.model._name}).{file_format}"
        return ExportedFile(osutil.clean_filename(name), content_type, export.rows)

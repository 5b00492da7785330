"""Any list as a file: the file of Odoo's own export, made in constant memory."""

from __future__ import annotations

import errno
import functools
import logging
from typing import BinaryIO, NamedTuple

from odoo import models
from odoo.api import private
from odoo.exceptions import UserError
from odoo.tools import osutil

from ..engine import archive
from ..writing.csv_file import write_csv
from ..writing.export import Export, Progress
from ..writing.workbook_file import write_workbook

_logger = logging.getLogger(__name__)

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
    """An export as a file: what :class:`..writing.export.Export` says is written here, whoever asks for it.

    In goes what the web client posts and a file; out comes its name, and the file is full. The button and the jobs in
    the background both call this, so they give the same file:

    1. The export is that of the environment's user, language and time zone.
    2. A batch is read, written and forgotten before the next one.
    3. The caller is told how far it is, and ends the export by raising.
    4. Whoever looks in Odoo's log finds who exported what, as with Odoo's own export.
    5. A full disk is an error that says what to do; what stands in the file then is of no use.

    For example ``env["hub.xlsx.export"]._write_file(params, file, "csv").name`` is ``Country (res.country).csv``.
    """

    _name = "hub.xlsx.export"
    _description = "Export of a List as a File"

    def _register_hook(self):
        super()._register_hook()
        if not archive.isal_zlib:
            _tell_of_slowness()

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


@functools.cache
def _tell_of_slowness() -> None:
    """Say once in a process what exports lack here."""
    _logger.warning(
        "The Python package isal is not installed: exports to Excel work, and take a fifth longer than they could. "
        "Install what requirements/production.txt names."
    )

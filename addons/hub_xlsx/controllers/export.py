"""The Export button of every list, with the file written to disk and sent from there, and the files of jobs."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack, suppress
from tempfile import TemporaryFile
from typing import BinaryIO

from werkzeug.exceptions import NotFound
from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.http import Response, content_disposition, request
from odoo.tools import osutil, str2bool

from odoo.addons.web.controllers import export

from ..compat import get_param


class StreamedFormat(export.ExportFormat):
    """An export whose file is sent when it is complete, and is gone when it is sent.

    Where another module has its own way to make the file out of the data, Odoo's code runs, and calls it.

    Core: web/controllers/export.py, 19.0. Contract: test_core_export.
    """

    file_format: str

    def base(self, data):
        if str2bool(get_param(request.env, "hub_xlsx.disabled"), False) or self._is_changed_by_others():
            return super().base(data)
        params = json.loads(data)

        def write(file: BinaryIO) -> tuple[str, str]:
            request.env["hub.xlsx.export"]._write_file(params, file, self.file_format)
            return osutil.clean_filename(self.filename(params["model"]) + self.extension), self.content_type

        return send(write)

    def _is_changed_by_others(self) -> bool:
        odoos = next(kind for kind in type(self).__mro__ if kind.__module__ == export.__name__)
        return any(getattr(type(self), name) is not getattr(odoos, name) for name in ("from_data", "from_group_data"))


class ExcelExport(StreamedFormat, export.ExcelExport):
    file_format = "xlsx"


class CSVExport(StreamedFormat, export.CSVExport):
    file_format = "csv"


class ExportJob(http.Controller):
    @http.route("/hub_xlsx/job/<int:job_id>/file", type="http", auth="user")
    def file(self, job_id):
        """Send the file of one of the user's own jobs.

        :raise NotFound: if the job is another user's or has no file (any more)
        :raise UserError: if the user may not export any more
        """
        job = request.env["hub.xlsx.job"].search([("id", "=", job_id), ("attachment_id", "!=", False)])
        if not job:
            raise NotFound
        job._check_export_right()
        job.check_access("read")
        job.action_dismiss()
        return request.env["ir.binary"]._get_stream_from(job.attachment_id).get_response(as_attachment=True)


def send(write: Callable[[BinaryIO], tuple[str, str]]) -> Response:
    """Return what sends a file that is written to disk before, and closes it at the end, complete or not.

    :param write: writes the file; returns its name and its content type
    """
    with ExitStack() as stack:
        file = TemporaryFile()  # noqa: SIM115  # closed with the response
        stack.callback(_close, file)
        name, content_type = write(file)
        headers = [
            ("Content-Disposition", content_disposition(name)),
            ("Content-Type", content_type),
            ("Content-Length", str(file.tell())),
        ]
        file.seek(0)
        response = Response(wrap_file(request.httprequest.environ, file), headers=headers, direct_passthrough=True)
        stack.pop_all()
    return response


def _close(file: BinaryIO) -> None:
    # On a full disk closing fails once more, and then the file is closed.
    with suppress(OSError):
        file.close()

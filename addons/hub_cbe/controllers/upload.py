"""The zip of an extract as it is sent: in pieces to the disk, whatever its size."""

from __future__ import annotations

from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from psycopg2 import IntegrityError

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

MOST = 2**30
"""An extract of all of Belgium has a quarter of it."""


class UploadController(http.Controller):
    """Takes a zip and begins with it."""

    @http.route("/hub_cbe/upload", type="http", auth="user", methods=["POST"], max_content_length=MOST)
    def upload(self, file):
        """Keep the zip and let it be loaded; answer with the id of its extract, or with why it can't be."""
        try:
            extract = self._take(file)
            # Of two that begin at the same time, the database sends the later one back.
            request.env.flush_all()
        except (AccessError, UserError) as error:
            request.env.cr.rollback()
            return request.make_json_response({"error": str(error)})
        except IntegrityError as error:
            request.env.cr.rollback()
            return request.make_json_response({"error": request.env["hub.cbe.extract"]._sql_error_to_message(error)})
        return request.make_json_response({"id": extract.id})

    def _take(self, file):
        extracts = request.env["hub.cbe.extract"]
        extracts.check_access("create")
        with TemporaryDirectory() as folder:
            path = Path(folder) / (PurePath(file.filename or "").name or "extract.zip")
            with path.open("wb") as target:
                file.save(target)
            # As superuser: what is noted of an extract is nobody's to type.
            extract = extracts.sudo()._get_or_create_of_file(path)
        if extract.state == "new" and extract._begin():
            extract._enqueue_reading()
        return extract

"""The zip of an extract as it is sent: in pieces to the disk, whatever its size."""

from __future__ import annotations

from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from psycopg2 import IntegrityError
from werkzeug.datastructures import FileStorage

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

MOST = 2**30
"""An extract of all of Belgium has a quarter of it."""
_NAME = "extract.zip"
_LONGEST = 100
"""Characters of a name: the register's own has 40."""


class UploadController(http.Controller):
    """Takes a zip and begins with it."""

    @http.route("/hub_cbe/upload", type="http", auth="user", methods=["POST"], max_content_length=MOST)
    def upload(self, file=None):
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
        if not isinstance(file, FileStorage):
            raise UserError(request.env._("No file came with this. Choose the zip that the register gives."))
        with TemporaryDirectory() as folder:
            path = Path(folder) / _NAME
            with path.open("wb") as target:
                file.save(target)
            # As superuser: what is noted of an extract is nobody's to type.
            extract = extracts.sudo()._get_or_create_of_file(path, _get_name(file.filename))
        if extract.state == "new" and extract._begin():
            extract._enqueue_reading()
        return extract


def _get_name(sent: str | None) -> str:
    """Return the name of a file as it is shown; nothing is ever stored under it."""
    name = "".join(filter(str.isprintable, PurePath(sent or "").name))
    return name[-_LONGEST:].strip(" .") or _NAME

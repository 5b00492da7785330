from werkzeug.exceptions import BadRequest

from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    """An address that PostgreSQL can't compare leads to a plain page: core would look for a file of that name.

    Core: base/models/ir_http.py, 19.0. Contract: test_core_unsubscribe.
    """

    _inherit = "ir.http"

    @classmethod
    def _serve_fallback(cls):
        if "\0" in request.httprequest.path:
            raise BadRequest
        return super()._serve_fallback()

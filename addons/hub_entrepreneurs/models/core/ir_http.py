from odoo import models

from ...tools.dates import zone


class IrHttp(models.AbstractModel):
    """The browser is told whose days it reads filters by (see static/src/core/agency_days.js).

    Core: web/models/ir_http.py, 19.0. Contract: test_core_days.
    """

    _inherit = "ir.http"

    def session_info(self):
        return {**super().session_info(), "hub_timezone": zone(self.env).key}

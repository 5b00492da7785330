from odoo import models

from ...tools.dates import zone
from ...tools.groups import ACCOUNT_MANAGER
from ...tools.production import tell_what_is_missing


class IrHttp(models.AbstractModel):
    """The browser is told whose days it reads filters by (see static/src/core/agency_days.js), the log what is missing.

    It is told whether its user logs conversations, too: without a connection it can't ask.

    Core: web/models/ir_http.py and odoo/modules/loading.py, 19.0. Contract: test_core_days.
    """

    _inherit = "ir.http"

    def _register_hook(self):
        super()._register_hook()
        tell_what_is_missing(self.pool)

    def session_info(self):
        return {
            **super().session_info(),
            "hub_timezone": zone(self.env).key,
            "hub_may_log": self.env.user.has_group(ACCOUNT_MANAGER),
        }

from odoo import models

from ...tools.dates import zone
from ...tools.groups import ACCOUNT_MANAGER, READER
from ...tools.production import tell_what_is_missing


class IrHttp(models.AbstractModel):
    """The browser is told whose days it reads filters by and of what its user has some, the log what is missing.

    See static/src/core/agency_days.js and static/src/core/mine.js.

    It is told whether its user logs conversations, too: without a connection it can't ask.

    Core: web/models/ir_http.py and odoo/modules/loading.py, 19.0. Contract: test_core_days.
    """

    _inherit = "ir.http"

    def _register_hook(self):
        super()._register_hook()
        tell_what_is_missing(self.pool)

    def session_info(self):
        user = self.env.user
        return {
            **super().session_info(),
            "hub_timezone": zone(self.env).key,
            "hub_portfolio": user._get_portfolio_models() if user._is_internal() else [],
            "hub_is_reader": user.has_group(READER),
            "hub_may_log": user.has_group(ACCOUNT_MANAGER),
        }

from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """Tell the web client what a long export is and which jobs to show, so that it needn't ask at each start."""
        info = super().session_info()
        if self.env.user._is_internal() and self.env.user.has_group("base.group_allow_export"):
            jobs = self.env["hub.xlsx.job"]
            info["hub_xlsx"] = {"long_export": jobs._long_export(), "jobs": jobs._to_tell()}
        return info

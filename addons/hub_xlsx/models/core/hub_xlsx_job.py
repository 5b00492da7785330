from functools import partial

from odoo import models
from odoo.exceptions import AccessError


class HubXlsxJob(models.Model):
    """A finished export is its user's as long as he or she could make it anew; so is its file, by whatever address.

    Core: odoo/orm/models.py and base/models/ir_attachment.py, 19.0. Contract: test_core_job_file.
    """

    _inherit = "hub.xlsx.job"

    def _check_access(self, operation):
        if result := super()._check_access(operation):
            return result
        # As superuser: whether they may be read is just being asked.
        gone = self.browse(
            job.id for job in self.sudo() if job.attachment_id and not job.with_env(self.env)._may_still_export()
        )
        return (gone, partial(gone._make_gone_error, operation)) if gone else None

    def _make_gone_error(self, _operation):
        return AccessError(
            self.env._(
                "You may not export this any more, so its file is closed to you. Ask an administrator for the right, or"
                " export what you may read."
            )
        )

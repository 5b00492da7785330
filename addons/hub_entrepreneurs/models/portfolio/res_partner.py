from odoo import models

from ...tools.groups import ACCOUNT_MANAGER


class ResPartner(models.Model):
    """A company goes into the archive with what is open with it."""

    _inherit = "res.partner"

    def action_archive(self):
        """Archive contacts, or return the action that says what is open with them and offers to end it."""
        if not self.env.su and self.env.user.has_group(ACCOUNT_MANAGER):
            self.check_access("write")
            if question := self.env["hub.company.archive"]._action_ask(self.filtered("active")):
                return question
        return super().action_archive()

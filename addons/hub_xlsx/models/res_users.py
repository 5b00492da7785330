from odoo import models


class ResUsers(models.Model):
    """Whoever is deleted leaves no export behind: the database would delete the job, and keep its file for ever."""

    _inherit = "res.users"

    def unlink(self):
        # As superuser: jobs are closed to everybody but their user.
        self.env["hub.xlsx.job"].sudo().search([("user_id", "in", self.ids)]).unlink()
        return super().unlink()

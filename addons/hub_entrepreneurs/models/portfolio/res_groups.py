from odoo import models

from .res_users import takes_some_away

# What decides on who is in a group, and who in those that it implies.
_MEMBERS = ("user_ids", "all_user_ids", "implied_ids", "implied_by_ids")


class ResGroups(models.Model):
    """Whoever leaves a group by its own page loses sight of no work either."""

    _inherit = "res.groups"

    def write(self, vals):
        if not takes_some_away(vals, _MEMBERS):
            result = super().write(vals)
            if vals.keys() & set(_MEMBERS):
                self.env["crm.team"]._add_role_members()
            return result
        # As superuser: whoever keeps groups need not see all users.
        users = self.sudo().all_user_ids.with_env(self.env)
        reach = users._get_work_in_reach()
        result = super().write(vals)
        users._check_work_in_reach(reach)
        if vals.keys() & set(_MEMBERS):
            self.env["crm.team"]._add_role_members()
        return result

    def unlink(self):
        users = self.sudo().all_user_ids.with_env(self.env)
        reach = users._get_work_in_reach()
        result = super().unlink()
        users._check_work_in_reach(reach)
        return result

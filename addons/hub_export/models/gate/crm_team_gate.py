from odoo import models


class CrmTeam(models.Model):
    """A sales team whose leads pass its stages one after the other."""

    _inherit = "crm.team"

    def _stage_path(self, gate):
        """Return the stages that leads of the team pass, or leads without a team.

        :rtype: tuple[stage_gate.Stage, ...]
        """
        return gate.path(self.id, own_only=self.own_stages_only)

from odoo import fields, models


class CrmTeam(models.Model):
    """A sales team that may keep to stages of its own."""

    _inherit = "crm.team"

    own_stages_only = fields.Boolean(
        help="The pipeline of this team shows the stages of this team only, not those that all teams share.",
    )

    def _get_stage_path(self, gate):
        """Return the stages that leads of the team pass, or leads without a team.

        :rtype: tuple[stage_gate.Stage, ...]
        """
        return gate.path(self.id, own_only=self.own_stages_only)

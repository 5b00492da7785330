from odoo import fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class CrmStage(models.Model):
    """A stage that a lead reaches once certain things are there."""

    _name = "crm.stage"
    _inherit = ["crm.stage", "hub.cached.mixin"]

    requirement_ids = fields.One2many("hub.stage.requirement", "stage_id", "Stage Requirements", groups=READER)

    def copy(self, default=None):
        copies = super().copy(default)
        # As superuser: who manages stages need not have a role of ours.
        for stage, copy in zip(self.sudo(), copies, strict=True):
            stage.requirement_ids.copy({"stage_id": copy.id})
        return copies


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

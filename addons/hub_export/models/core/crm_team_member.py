from odoo import models


class CrmTeamMember(models.Model):
    """Belonging to a team with stages of its own takes nobody out of another team, and the other way round.

    It makes a difference where the agency allows one team for each person, which is a setting of core.

    Core: sales_team/models/crm_team_member.py, 19.0. Contract: test_core_crm_team_member.
    """

    _inherit = "crm.team.member"

    def _synchronize_memberships(self, user_team_ids):
        teams = self.env["crm.team"].browse(values["crm_team_id"] for values in user_team_ids)
        own = set(teams.filtered("own_stages_only").ids)
        archived = super()._synchronize_memberships(
            [values for values in user_team_ids if values["crm_team_id"] not in own]
        )
        kept = archived.filtered(lambda membership: membership.crm_team_id.own_stages_only)
        kept.action_unarchive()
        return archived - kept

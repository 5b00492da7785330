from odoo import api, fields, models
from odoo.fields import Domain


class CrmLostReason(models.Model):
    """A reason for losing a lead that may be of certain teams only."""

    _inherit = "crm.lost.reason"

    team_ids = fields.Many2many("crm.team", string="Teams", help="Empty: every team that has no reasons of its own.")
    offered_team_ids = fields.Many2many(
        "crm.team",
        string="Offered To",
        compute="_compute_offered_team_ids",
        search="_search_offered_team_ids",
        help="A team with reasons of its own chooses among them; every other team chooses among the reasons without a "
        "team.",
    )

    @api.depends("team_ids")
    def _compute_offered_team_ids(self):
        others = self.env["crm.team"].search(Domain.TRUE)
        others -= self._get_teams_with_own(others)
        for reason in self:
            reason.offered_team_ids = reason.team_ids or others

    @api.model
    def _search_offered_team_ids(self, operator, value):
        if operator != "in":
            return NotImplemented
        teams = self.env["crm.team"].browse(filter(None, value))
        own = self._get_teams_with_own(teams)
        offered = Domain("team_ids", "in", own.ids)
        return offered | Domain("team_ids", "=", False) if False in value or teams - own else offered

    @api.model
    def _get_teams_with_own(self, teams):
        """Return which of these teams have reasons of their own."""
        # As superuser: which team has reasons does not depend on who sees the team.
        own = self.sudo().search([("team_ids", "in", teams.ids)]).team_ids
        return teams & own.sudo(False)

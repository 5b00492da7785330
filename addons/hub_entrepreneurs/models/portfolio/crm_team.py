from odoo import Command, api, fields, models


class CrmTeam(models.Model):
    """A role brings its teams: whoever has it is a member, so that the first lead has a team, a market and an office.

    Members are added as roles are given. Who was taken out of a team by hand stays out, and so does whoever administers
    Odoo, who has every role.
    """

    _inherit = "crm.team"

    role_ids = fields.Many2many(
        "res.groups",
        "hub_crm_team_role_rel",
        "team_id",
        "group_id",
        "Of the Roles",
        help="Whoever has one of these roles is a member of the team. Who is taken out by hand stays out.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        teams = super().create(vals_list)
        teams._add_members_by_role()
        return teams

    def write(self, vals):
        result = super().write(vals)
        if "role_ids" in vals:
            self._add_members_by_role()
        return result

    @api.model
    def _give_role(self, xmlid, role):
        """Let a team that was installed before teams had roles belong to one, unless it has others."""
        team = self.env.ref(xmlid, raise_if_not_found=False)
        if team and not team.role_ids:
            team.role_ids = [Command.link(self.env.ref(role).id)]

    @api.model
    def _add_role_members(self, users=None):
        """Add users, or all, to the teams of their roles."""
        # As superuser: whoever gives a role need not keep teams.
        self.sudo().search([("role_ids", "!=", False)])._add_members_by_role(users)

    def _add_members_by_role(self, users=None):
        # As superuser: as above, and who was taken out is looked at as well.
        teams = self.sudo().filtered("role_ids")
        if not teams:
            return
        memberships = self.env["crm.team.member"].sudo()
        known = {
            (membership.crm_team_id, membership.user_id)
            for membership in memberships.with_context(active_test=False).search([("crm_team_id", "in", teams.ids)])
        }
        administrators = self.env.ref("base.group_system").sudo().all_user_ids
        values = []
        for team in teams:
            members = team.role_ids.all_user_ids.filtered(lambda user: user.active and not user.share) - administrators
            if users is not None:
                members &= users.sudo()
            values += [
                {"crm_team_id": team.id, "user_id": user.id}
                for user in members
                if (team, user) not in known and team.company_id <= user.company_ids
            ]
        memberships.create(values)

from odoo import Command, api, models
from odoo.exceptions import RedirectWarning, UserError
from odoo.fields import Domain

from ...tools.groups import DIRECTOR

# What decides on what a user sees.
_RIGHTS = ("group_ids", "company_ids")


def takes_some_away(vals, names):
    """Tell whether values may take a record away from one of these many2many fields."""
    added = (Command.LINK, Command.CREATE)
    for name in names:
        commands = vals.get(name, [])
        if not isinstance(commands, list) or any(
            not isinstance(each, (list, tuple)) or each[0] not in added for each in commands
        ):
            return True
    return False


class ResUsers(models.Model):
    """No log-in goes, and none loses sight of its work, before the work is in other hands.

    Odoo deletes the activities of whoever is archived, and what else waits for that person waits for ever.
    """

    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        self.env["crm.team"]._add_role_members(users)
        return users

    def action_archive(self):
        # Before Odoo deletes activities.
        self._check_no_open_work()
        return super().action_archive()

    def write(self, vals):
        if "active" in vals and not vals["active"]:
            self.filtered("active")._check_no_open_work()
            # As superuser: whoever keeps log-ins need not keep teams. Odoo does so where its button is pressed alone,
            # and would go on giving leads to who left.
            self.sudo().crm_team_member_ids.action_archive()
        reach = self._get_work_in_reach() if takes_some_away(vals, _RIGHTS) else {}
        result = super().write(vals)
        self._check_work_in_reach(reach)
        if vals.keys() & {*_RIGHTS, "active"}:
            self.env["crm.team"]._add_role_members(self)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_open_work(self):
        self._check_no_open_work()
        self._check_no_filters()

    def _check_no_open_work(self):
        """Refuse to let users go who still have work."""
        counts = self.env["hub.open.work"]._count(self) if self else {}
        if counts:
            raise self._hand_over_first(counts)

    def _check_no_filters(self):
        """Refuse to delete who wrote a filter: it finds what its author may find, and would find nothing."""
        for model in self.env.registry.descendants(["hub.authored.domain.mixin"], "_inherit"):
            records = self.env[model]
            if records._abstract:
                continue
            filled = Domain.OR(Domain(name, "not in", [False, "[]"]) for name in records._stored_domains)
            written = Domain("domain_author_id", "in", self.ids) & filled
            # As superuser: whether or not whoever deletes may see it.
            if found := records.sudo().with_context(active_test=False).search(written, limit=1):
                raise UserError(
                    self.env._(
                        "%(user)s wrote a filter that finds by the rights of its author (%(where)s). Archive the "
                        "log-in instead of deleting it.",
                        user=found.domain_author_id.name,
                        where=found._description,
                    )
                )

    def _get_portfolio_domains(self):
        """Return what this user's portfolio consists of, for whom the user stands in included: a domain by model."""
        mine = Domain("user_id", "in", self._get_colleagues())
        return {
            "res.partner": mine & Domain("is_company", "=", True),
            "hub.cluster": Domain("manager_id", "in", self._get_colleagues()),
            "crm.lead": mine,
        }

    def _get_colleagues(self):
        """Return the ids of this user, and of those for whom the user stands in today."""
        return self.env["hub.stand.in"]._get_colleagues_of(self.id)

    def _get_portfolio_models(self):
        """Return the models of which this user has some: their lists open with *Mine*."""
        domains = self._get_portfolio_domains().items()
        # As superuser: whether there is any does not depend on the agency that is on the screen.
        return [name for name, domain in domains if self.env[name].sudo().search_count(domain, limit=1)]

    def _get_work_in_reach(self):
        return self.env["hub.open.work"]._get_in_reach(self.filtered("active"))

    def _check_work_in_reach(self, before):
        """Refuse what has taken work out of somebody's sight."""
        with_work = self.browse(user.id for user, work in before.items() if work)
        after = self.env["hub.open.work"]._get_in_reach(with_work) if with_work else {}
        lost = {user: len(before[user] - after[user]) for user in with_work if before[user] - after[user]}
        if lost:
            raise self._hand_over_first({user: {self.env._("Out of sight"): count} for user, count in lost.items()})

    def _hand_over_first(self, counts):
        """Return the refusal, which leads to the handover of the first of these users."""
        work = self.env["hub.open.work"]
        lines = [
            self.env._("%(user)s still has open work: %(work)s.", user=user.name, work=work._in_words(each))
            for user, each in counts.items()
        ]
        if not self.env.user.has_group(DIRECTOR):
            return UserError("\n".join([*lines, self.env._("Ask a director to hand it over first.")]))
        action = self.env.ref("hub_entrepreneurs.hub_portfolio_handover_action")
        return RedirectWarning(
            "\n".join([*lines, self.env._("Hand it over first.")]),
            action.id,
            self.env._("Hand Over"),
            {"default_from_user_id": next(iter(counts)).id},
        )

from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain.day import Button, Card, Line
from ...tools.dates import today
from ...tools.groups import CLUSTER_MANAGER

_DAYS = 30


class HubDay(models.AbstractModel):
    """The clusters that the user manages: who joined and left, who wants to join, to whom nobody spoke."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        if self._has_role(CLUSTER_MANAGER):
            cards += [self._get_candidates(), self._get_joiners(), self._get_leavers(), self._get_silent_members()]
        return cards

    @api.model
    def _get_card_of_members(self, key, domain, at, **changes):
        """Return a card with memberships of the user's clusters."""
        memberships = self.env["hub.cluster.membership"]
        domain = Domain("cluster_id.manager_id", "in", self._get_mine()) & domain
        cluster = self._look_up("hub.cluster", "name", SQL("hub_cluster_membership.cluster_id"))
        return Card(
            key=key,
            role=CLUSTER_MANAGER,
            select=self._select(memberships, domain, "partner_id", at, cluster=cluster),
            opens=self._get_opened("hub_entrepreneurs.hub_cluster_membership_action", domain),
            begin=Button(self.env._("Clusters"), "hub_entrepreneurs.hub_cluster_action"),
            **{"order": SQL("at DESC NULLS LAST, id"), "tell": self._tell_member, **changes},
        )

    @api.model
    def _tell_member(self, row, company):
        return Line(
            "hub.cluster.membership",
            row.id,
            self._name_of(company),
            self._in_words(row.extra["cluster"], company.place),
            badge=self._date(row.at),
            log=self._log_with(company),
        )

    @api.model
    def _get_joiners(self):
        day = today(self.env)
        return self._get_card_of_members(
            "joined",
            Domain("date_start", ">", day - timedelta(days=_DAYS)) & Domain("date_start", "<=", day),
            "date_start",
            title=self.env._("Joined in the Last 30 Days"),
            icon="fa-user-plus",
            empty=self.env._(
                "Companies that join one of your clusters stand here for 30 days. Add members from a cluster."
            ),
        )

    @api.model
    def _get_leavers(self):
        day = today(self.env)
        return self._get_card_of_members(
            "left",
            Domain("date_end", ">=", day - timedelta(days=_DAYS)) & Domain("date_end", "<", day),
            "date_end",
            title=self.env._("Left in the Last 30 Days"),
            icon="fa-user-times",
            empty=self.env._("Companies that leave one of your clusters stand here for 30 days."),
        )

    @api.model
    def _get_candidates(self):
        return self._get_card_of_members(
            "candidates",
            Domain("state", "=", "candidate"),
            "create_date",
            title=self.env._("Candidates"),
            icon="fa-hand-paper-o",
            empty=self.env._(
                "Companies that want to join one of your clusters stand here until they have a day of joining."
            ),
        )

    @api.model
    def _get_silent_members(self):
        last = SQL("(SELECT last_interaction_date FROM res_partner p WHERE p.id = hub_cluster_membership.partner_id)")
        return self._get_card_of_members(
            "silent_members",
            Domain("state", "=", "active") & self._domain_silent("partner_id."),
            last,
            title=self.env._("Members without Contact for Six Months"),
            icon="fa-comment-o",
            tell=self._tell_silent,
            order=SQL("at NULLS FIRST, id"),
            empty=self.env._("Members of your clusters that nobody spoke to for six months stand here."),
        )

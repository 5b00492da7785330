from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain.day import Button, Card, Line
from odoo.addons.hub_entrepreneurs.tools.groups import ACCOUNT_MANAGER

from ...domain.numbers import dotted


class HubDay(models.AbstractModel):
    """Companies of one's own that the register may know: each needs a look, and has its number then."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        return [*cards, self._get_register_proposals()] if self._has_role(ACCOUNT_MANAGER) else cards

    @api.model
    def _get_register_proposals(self):
        mine = self._get_mine()
        domain = (
            Domain("state", "=", "open")
            & Domain("user_id", "in", mine)
            & Domain("partner_id.company_registry", "in", (False, ""))
        )
        return Card(
            key="register_proposals",
            title=self.env._("Companies without a Number"),
            icon="fa-university",
            role=ACCOUNT_MANAGER,
            select=lambda: self._select(
                self.env["hub.cbe.match"],
                domain,
                "partner_id",
                "create_date",
                score="score",
                name=SQL("(SELECT said ->> 'name' FROM hub_cbe_company WHERE id = hub_cbe_match.register_id)"),
                number=self._look_up("hub.cbe.company", "number", SQL("hub_cbe_match.register_id")),
            ),
            candidates=SQL(
                """SELECT FROM hub_cbe_match JOIN res_partner ON res_partner.id = partner_id
                    WHERE state = 'open' AND res_partner.user_id IN %s""",
                tuple(mine),
            ),
            order=SQL("(extra ->> 'score')::int DESC, id"),
            tell=self._tell_register_proposal,
            empty=self.env._("Companies of yours that the enterprise register may know stand here."),
            opens=self._get_opened("hub_cbe.hub_cbe_match_action", domain),
            buttons=(Button(self.env._("Differences from the Register"), "hub_cbe.hub_cbe_value_action"),),
        )

    @api.model
    def _tell_register_proposal(self, row, company):
        number = dotted(int(row.extra["number"] or 0))
        return Line(
            "hub.cbe.match",
            row.id,
            self._name_of(company),
            self._in_words(row.extra["name"], number),
            badge=self.env._("%s points", row.extra["score"]),
            log=self._log_with(company),
        )

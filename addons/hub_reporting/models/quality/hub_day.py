from dataclasses import replace

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain.day import Button, Card, Line
from odoo.addons.hub_entrepreneurs.tools.groups import ACCOUNT_MANAGER


class HubDay(models.AbstractModel):
    """What of one's own records makes figures wrong; whoever sees to the quality of all data gets to all of it."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        return [*cards, self._get_to_mend()] if self._has_role(ACCOUNT_MANAGER) else cards

    @api.model
    def _get_to_mend(self):
        domain = Domain("state", "=", "open") & Domain("user_id", "in", self._get_mine())
        rule = self._look_up("hub.quality.rule", "name", SQL("hub_quality_issue.rule_id"))
        return Card(
            key="to_mend",
            title=self.env._("Data to Mend"),
            icon="fa-wrench",
            role=ACCOUNT_MANAGER,
            select=lambda: self._select(
                self.env["hub.quality.issue"],
                domain,
                "partner_id",
                "found_on",
                rule=rule,
                source="res_model",
                record="res_id",
            ),
            candidates=SQL("SELECT FROM hub_quality_issue WHERE state = 'open' AND user_id IN %s", self._get_mine()),
            tell=self._tell_to_mend,
            empty=self.env._("What of your records makes figures wrong stands here. Nothing is to be mended."),
            opens=self._get_opened("hub_reporting.hub_quality_issue_action", domain),
        )

    @api.model
    def _tell_to_mend(self, row, company):
        rule, record = row.extra["rule"], (row.extra["source"], row.extra["record"])
        # A lead may have no company.
        title, text = (self._name_of(company), rule) if company.id else (rule, "")
        return Line("hub.quality.issue", row.id, title, text, opens=record, log=self._log_with(company))

    @api.model
    def _get_quality(self):
        card = super()._get_quality()
        to_mend = Button(self.env._("Data to Mend"), "hub_reporting.hub_quality_issue_action")
        return replace(card, buttons=(*card.buttons, to_mend))

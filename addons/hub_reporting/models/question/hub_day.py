from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain.day import Button, Card, Line

_ANALYST = "hub_entrepreneurs.group_hub_analyst"


class HubDay(models.AbstractModel):
    """What an analyst has asked lately."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        return [*cards, self._get_asked_lately()] if self._has_role(_ANALYST) else cards

    @api.model
    def _get_asked_lately(self):
        domain = Domain("user_id", "in", self._get_mine()) & Domain("asked_on", "!=", False)
        figures = SQL(
            """(SELECT STRING_AGG(%s, ', ' ORDER BY figure.sequence, figure.id)
                  FROM hub_indicator_hub_question_rel AS asked
                  JOIN hub_indicator AS figure ON figure.id = asked.hub_indicator_id
                 WHERE asked.hub_question_id = hub_question.id)""",
            self._column("hub.indicator", "figure", "name"),
        )
        return Card(
            key="asked_lately",
            title=self.env._("Questions Asked Lately"),
            icon="fa-question-circle-o",
            role=_ANALYST,
            select=self._select(self.env["hub.question"], domain, None, "asked_on", name="name", figures=figures),
            tell=self._tell_asked,
            order=SQL("at DESC, id DESC"),
            empty=self.env._("What you ask stands here, to be asked again."),
            opens=self._get_opened("hub_reporting.hub_question_action", domain),
            buttons=(Button(self.env._("All Questions"), "hub_reporting.hub_question_action"),),
        )

    @api.model
    def _tell_asked(self, row, _company):
        name, figures = row.extra["name"], row.extra["figures"] or ""
        return Line("hub.question", row.id, name or figures, figures if name else "")

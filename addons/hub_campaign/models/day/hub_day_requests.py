from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain.day import Card, Line
from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.groups import PERSONAL_DATA

_DAYS = 30


class HubDay(models.AbstractModel):
    """What persons asked of the agency about their data: to be left out of a purpose."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        may_see = self._has_role(PERSONAL_DATA) and self.env["hub.consent"].has_access("read")
        return [*cards, self._get_requests()] if may_see else cards

    @api.model
    def _get_requests(self):
        consents = self.env["hub.consent"]
        domain = Domain("state", "=", "withdrawn") & Domain("date", ">=", today(self.env) - timedelta(days=_DAYS))
        sources = consents._fields["source"]
        return Card(
            key="requests",
            title=self.env._("Asked to Be Left Out"),
            icon="fa-ban",
            role=PERSONAL_DATA,
            select=self._select(
                consents,
                domain,
                "person_id",
                "date",
                purpose=self._look_up("hub.consent.purpose", "name", SQL("hub_consent.purpose_id")),
                source="source",
            ),
            tell=lambda row, person: Line(
                "hub.consent",
                row.id,
                self._name_of(person),
                self._in_words(
                    row.extra["purpose"], dict(sources._description_selection(self.env)).get(row.extra["source"])
                ),
                badge=self._date(row.at),
            ),
            order=SQL("at DESC, id DESC"),
            empty=self.env._("Persons who asked to be left out of a purpose stand here for 30 days."),
            opens=self._get_opened("hub_campaign.hub_consent_action", domain),
        )

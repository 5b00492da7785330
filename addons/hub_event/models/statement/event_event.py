from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.groups import READER

from .hub_service import FOLLOW_UP_SELECTION


class EventEvent(models.Model):
    """An action says whether the companies that took part are asked what came of it."""

    _inherit = "event.event"

    follow_up_months = fields.Selection(
        FOLLOW_UP_SELECTION,
        "Followed Up",
        groups=READER,
        help="Companies that attended are asked what came of it. Empty: they are not asked.",
    )

    @api.model
    def _get_support_sql(self, timezone, since):
        """Return the query of the companies that attended an action, see ``hub.statement``."""
        return SQL(
            """SELECT registration.attendee_company_id,
                      NULLIF(registration.partner_id, registration.attendee_company_id), NULL::integer,
                      event.id, event.programme_id,
                      (event.date_begin AT TIME ZONE 'UTC' AT TIME ZONE %(timezone)s)::date,
                      event.follow_up_months::integer
                 FROM event_registration AS registration
                 JOIN event_event AS event ON event.id = registration.event_id
                WHERE registration.active AND registration.state = 'done' AND event.follow_up_months IS NOT NULL
                  AND registration.attendee_company_id IS NOT NULL
                  AND event.date_begin >= %(since)s""",
            timezone=timezone,
            since=since,
        )

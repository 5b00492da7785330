from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain.day import Card, Line
from ...tools.dates import start_of, today, zone
from ...tools.groups import PERSONAL_DATA

_DAYS = 30
_MANY_PERSONS = 50
_FIRST_HOUR, _LAST_HOUR = 7, 19


class HubDay(models.AbstractModel):
    """Accesses to personal data that are out of the ordinary."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        return [*cards, self._get_unusual_accesses()] if self._has_role(PERSONAL_DATA) else cards

    @api.model
    def _get_unusual_accesses(self):
        """Return the accesses that left the building, were of many persons, or took place when nobody works."""
        since = start_of(today(self.env) - timedelta(days=_DAYS), zone(self.env))
        domain = Domain("date", ">=", since) & Domain("user_id.company_ids", "in", self.env.companies.ids)
        return Card(
            key="accesses",
            title=self.env._("Unusual Accesses to Personal Data"),
            icon="fa-shield",
            role=PERSONAL_DATA,
            select=SQL(
                "SELECT * FROM (%s) access (id, partner_id, at, extra) WHERE extra->>'reason' IS NOT NULL",
                self._select(
                    self.env["hub.person.profile.access"],
                    domain,
                    at="date",
                    reason=self._get_reason_sql(),
                    operation="operation",
                    persons="person_count",
                    who=SQL(
                        """(SELECT person.name FROM res_users u JOIN res_partner person ON person.id = u.partner_id
                             WHERE u.id = hub_person_profile_access.user_id)"""
                    ),
                ),
            ),
            tell=self._tell_access,
            order=SQL("at DESC, id DESC"),
            empty=self.env._(
                "Exports, accesses to many persons at once, and accesses at night or on a weekend stand here for 30 "
                "days."
            ),
            lists="hub_entrepreneurs.hub_person_profile_access_action",
        )

    @api.model
    def _get_reason_sql(self):
        """Return the term for why an access is out of the ordinary: ``export``, ``many``, ``hour``, or NULL."""
        return SQL(
            """(SELECT CASE WHEN hub_person_profile_access.operation = 'export' THEN 'export'
                            WHEN hub_person_profile_access.person_count >= %(many)s THEN 'many'
                            WHEN EXTRACT(ISODOW FROM moment) > 5 OR EXTRACT(HOUR FROM moment) < %(first)s
                                 OR EXTRACT(HOUR FROM moment) > %(last)s THEN 'hour' END
                  FROM (SELECT hub_person_profile_access.date AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s) t (moment)
               )""",
            many=_MANY_PERSONS,
            first=_FIRST_HOUR,
            last=_LAST_HOUR,
            zone=zone(self.env).key,
        )

    @api.model
    def _tell_access(self, row, _company):
        operations = dict(self.env["hub.person.profile.access"]._fields["operation"]._description_selection(self.env))
        reasons = {
            "export": self.env._("left Hub as a file"),
            "many": self.env._("many persons at once"),
            "hour": self.env._("at night or on a weekend"),
        }
        extra = row.extra
        return Line(
            "hub.person.profile.access",
            row.id,
            extra["who"] or "",
            self._in_words(
                operations.get(extra["operation"]),
                (extra["persons"] or 0) > 1 and self.env._("%s persons", extra["persons"]),
                reasons[extra["reason"]],
            ),
            badge=self._date(row.at),
        )

from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain.days import months_later
from odoo.addons.hub_entrepreneurs.tools.dates import today, zone

from ...domain.statement import GRACE_DAYS, MOMENTS, OCCASION_MONTHS


class HubStatement(models.Model):
    """Statements are prepared from what companies got: one statement in SQL, however many there are.

    The **support** of a company is each conversation about a service that is followed up, and each action that it
    attended. The first one that no statement covers yet begins an occasion, and the moments of it that are still to
    come, or were due within :data:`GRACE_DAYS`, are prepared. Persons without a company, archived companies and ceased
    ones are not asked.
    """

    _inherit = "hub.statement"

    @api.model
    def _prepare(self):
        """Prepare the statements of what companies got; of two at once, each is prepared by one of them.

        :return: the new ones
        """
        self.env.flush_all()
        query = SQL(
            """
            WITH support AS (%(support)s),
            first AS (
                SELECT DISTINCT ON (partner_id, service_id, event_id) *
                  FROM support
                 WHERE NOT EXISTS (
                           SELECT FROM hub_statement AS known
                            WHERE known.partner_id = support.partner_id
                              AND (known.event_id = support.event_id
                                   OR known.service_id = support.service_id
                                  AND support.day BETWEEN known.date_start AND known.date_end))
              ORDER BY partner_id, service_id, event_id, day, contact_id
            )
            INSERT INTO hub_statement (
                       partner_id, contact_id, service_id, event_id, programme_id, moment, date_start, date_end,
                       date_due, lang, user_id, state, answer_rate, create_uid, create_date, write_uid, write_date)
            SELECT company.id, person.id, first.service_id, first.event_id, first.programme_id, moment.months::text,
                   first.day, (first.day + make_interval(months => %(occasion)s))::date - 1,
                   due.day, COALESCE(person.lang, company.lang), company.user_id, 'to_send', 0,
                   %(uid)s, %(now)s, %(uid)s, %(now)s
              FROM first
              JOIN res_partner AS company ON company.id = first.partner_id
         LEFT JOIN res_partner AS person ON person.id = first.contact_id AND person.active
        CROSS JOIN UNNEST(%(moments)s) AS moment (months)
        CROSS JOIN LATERAL (
                       SELECT (first.day + make_interval(months => moment.months))::date AS day
                   ) AS due
             WHERE company.is_company AND company.active AND company.entrepreneur_stage IS DISTINCT FROM 'ceased'
               AND moment.months <= first.months AND due.day >= %(earliest)s
          ORDER BY due.day, company.id
       ON CONFLICT DO NOTHING
         RETURNING id
            """,
            support=SQL(" UNION ALL ").join(self._get_support_sql()),
            occasion=OCCASION_MONTHS,
            moments=list(MOMENTS),
            earliest=today(self.env) - timedelta(days=GRACE_DAYS),
            uid=self.env.uid,
            now=SQL("(NOW() AT TIME ZONE 'UTC')"),
        )
        statements = self.browse([id_ for [id_] in self.env.execute_query(query)])
        self.invalidate_model()
        self.env["res.partner"].invalidate_model(["statement_count"])
        return statements

    @api.model
    def _get_support_sql(self):
        """Return the queries of what companies got and are asked about.

        :return: with the columns ``partner_id``, ``contact_id``, ``service_id``, ``event_id``, ``programme_id``,
            ``day``, and ``months``: until when it is followed up
        :rtype: list[SQL]
        """
        timezone = zone(self.env).key
        # What began so long ago has no moment left.
        since = months_later(today(self.env), -max(MOMENTS)) - timedelta(days=GRACE_DAYS + 1)
        return [
            SQL(
                """SELECT said.partner_id, said.contact_id, said.service_id, NULL::integer AS event_id,
                          said.programme_id, said.day, service.follow_up_months::integer AS months
                     FROM hub_interaction AS said
                     JOIN hub_service AS service ON service.id = said.service_id
                    WHERE said.active AND service.follow_up_months IS NOT NULL AND said.day >= %s""",
                since,
            ),
            self.env["event.event"]._get_support_sql(timezone, since),
        ]

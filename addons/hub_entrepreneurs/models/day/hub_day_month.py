from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.tools import SQL

from ...domain.day import Card, Measure, usual
from ...tools.dates import start_of, today, zone
from ...tools.groups import ACCOUNT_MANAGER

_MONTHS = 12
# A meeting or workshop with ten companies is a conversation with each of them, and took its hours once.
_HOURS_ONCE = SQL(
    """CASE WHEN ROW_NUMBER() OVER (
                   PARTITION BY hub_interaction.calendar_event_id,
                                CASE WHEN hub_interaction.calendar_event_id IS NULL THEN ROW(
                                    hub_interaction.create_date, hub_interaction.date, hub_interaction.service_id,
                                    hub_interaction.channel, hub_interaction.note)::text END
                   ORDER BY hub_interaction.duration DESC, hub_interaction.id) = 1
            THEN hub_interaction.duration ELSE 0 END"""
)


class HubDay(models.AbstractModel):
    """The month of an account manager beside the usual one: nobody is compared with anybody else."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        return [*cards, self._get_month()] if self._has_role(ACCOUNT_MANAGER) else cards

    @api.model
    def _get_month(self):
        labels = (self.env._("Companies"), self.env._("Hours"), self.env._("Outcomes"))
        months = self._get_months()
        # The last one is the month that goes on.
        measures = tuple(
            Measure(label, round(values[-1], 1), usual(values[:-1]))
            for label, values in zip(labels, months, strict=True)
        )
        day = today(self.env)
        days = (day + relativedelta(day=31)).day
        return Card(
            key="month",
            title=self.env._("My Month"),
            icon="fa-line-chart",
            role=ACCOUNT_MANAGER,
            measures=measures,
            count=sum(measure.now > 0 or measure.usual is not None for measure in measures),
            empty=self.env._("What you do this month stands here beside what is usual for you. Log a conversation."),
            note=self.env._(
                "Day %(day)s of %(days)s. Usual is the median of your last 12 months.", day=day.day, days=days
            ),
            opens=self._get_opened(
                "hub_entrepreneurs.hub_interaction_action",
                [("user_id", "=", self.env.uid), ("date", ">=", self._get_begin_of_month())],
            ),
        )

    @api.model
    def _get_begin_of_month(self):
        return start_of(today(self.env).replace(day=1), zone(self.env))

    @api.model
    def _get_months(self):
        """Return the user's companies, hours and outcomes in each of the last 12 months and in the present one.

        :rtype: tuple[list, list, list]
        """
        this_month = today(self.env).replace(day=1)
        months = [this_month - relativedelta(months=ago) for ago in range(_MONTHS, -1, -1)]
        mine = [("user_id", "=", self.env.uid)]
        said = self.env["hub.interaction"]._search([*mine, ("date", ">=", start_of(months[0], zone(self.env)))])
        came = self.env["hub.outcome"]._search([*mine, ("date", ">=", months[0])])
        rows = self.env.execute_query(
            SQL(
                """SELECT 'said', month, COUNT(DISTINCT partner_id), COALESCE(SUM(duration), 0)
                     FROM (%s) said (month, partner_id, duration) GROUP BY month
                UNION ALL
                   SELECT 'came', month, COUNT(*), 0 FROM (%s) came (month) GROUP BY month""",
                said.select(
                    SQL("TO_CHAR(hub_interaction.day, 'YYYY-MM')"),
                    SQL("hub_interaction.partner_id"),
                    _HOURS_ONCE,
                ),
                came.select(SQL("TO_CHAR(hub_outcome.date, 'YYYY-MM')")),
            )
        )
        of_month = {(kind, month): (count, hours) for kind, month, count, hours in rows}

        def series(kind, place):
            return [of_month.get((kind, f"{month:%Y-%m}"), (0, 0))[place] for month in months]

        return series("said", 0), series("said", 1), series("came", 0)

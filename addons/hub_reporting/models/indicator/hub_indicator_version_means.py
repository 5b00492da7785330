from odoo import api, models
from odoo.tools import SQL


class HubIndicatorVersion(models.Model):
    """What support costs: the means of a programme, shared equally by the companies that it supported.

    The budget and the posts of a year count for as many of its days as lie in the period. Those of a year that nobody
    has entered are not known, so its companies are left out.
    """

    _inherit = "hub.indicator.version"

    @api.model
    def _get_methods(self):
        return {
            **super()._get_methods(),
            "cost": self.env._("Budget of the Programme, Shared by Its Companies"),
            "posts": self.env._("Posts of the Programme, Shared by Its Companies"),
        }

    def _get_cost_sql(self, question):
        return self._get_means_sql(question, "budget")

    def _get_posts_sql(self, question):
        return self._get_means_sql(question, "fte")

    def _get_means_sql(self, question, name):
        """Return the facts of ``plain``, each with its part of what the programme had in the year."""
        query = self.env["hub.programme.year"]._search([])
        means = query.select(*(SQL.identifier(query.table, each) for each in ("programme_id", "year", name)))
        return SQL(
            """WITH means AS (
                   SELECT programme_id, own AS amount, make_date(year, 1, 1) AS first, make_date(year, 12, 31) AS last
                     FROM (%(means)s) AS each (programme_id, year, own)
               ), shared AS (
                   SELECT means.*, ranked.unit_id, COUNT(*) AS facts,
                          COUNT(*) OVER (PARTITION BY means.programme_id, means.first) AS units
                     FROM ranked
                     JOIN means ON means.programme_id = ranked.programme_id
                               AND ranked.day BETWEEN means.first AND means.last
                    WHERE ranked.is_reached AND ranked.is_young AND ranked.day BETWEEN %(start)s AND %(end)s
                 GROUP BY means.programme_id, means.amount, means.first, means.last, ranked.unit_id
               )
               SELECT %(columns)s,
                      CAST(amount AS numeric) / units / facts
                          * (LEAST(%(end)s, last) - GREATEST(%(start)s, first) + 1) / (last - first + 1) AS value
                 FROM plain
                 JOIN shared ON (shared.programme_id, shared.unit_id) = (plain.programme_id, plain.unit_id)
                            AND plain.day BETWEEN shared.first AND shared.last""",
            columns=self._get_columns_sql("plain", question),
            means=means,
            start=question.period.start,
            end=question.period.end,
        )

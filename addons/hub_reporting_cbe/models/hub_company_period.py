from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_cbe.models.core.res_partner import PROSPECTS_IN_SIGHT
from odoo.addons.hub_cbe.tools.arrays import array
from odoo.addons.hub_entrepreneurs.domain.limits import FIRST_DAY
from odoo.addons.hub_entrepreneurs.tools.compat import get_param

_START = SQL("TO_DATE(register.said ->> 'founding_date', 'YYYY-MM-DD')")
# After a merge there may be two: the one with the contact's own number counts.
_REGISTER = SQL(
    """hub_cbe_company AS register
       JOIN res_partner AS registered
         ON registered.id = register.partner_id AND registered.company_registry = register.number"""
)


class HubCompanyPeriod(models.Model):
    """Companies of the register begin, move and stop on the register's own days, not on those on which Hub learns it.

    1. The first period begins on the day that the register names as the company's start. What the company was then
       still stands for the days before, as of everybody: a founder was advised before there was a company. But no
       company is known before it starts.
    2. What the register changes is recorded on the day of the extract that says so.
    3. A company that has stopped is known until the day before the first extract that has it no more.
    """

    _inherit = "hub.company.period"

    starts_by_register = fields.Boolean(
        "Since the Register's Start",
        readonly=True,
        help="The enterprise register names this day as the company's start.",
    )

    @api.model
    def _record_register(self, new, changed, day):
        """Record what an extract has brought and changed, on its day, and since when the companies exist.

        :param new: the ids of contacts that it brings, of which there is no period yet
        :param changed: the ids of contacts of which it says something new
        """
        self.env.flush_all()
        self._begin_first(SQL("= ANY(%s)", array("int4", new)), day)
        if changed:
            self._record(SQL("= ANY(%s)", array("int4", changed)), day)
            self._start_by_register(changed, day)

    @api.model
    def _start_by_register(self, partner_ids, day):
        """Let the first periods of companies begin on the day that the register names."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE hub_company_period AS period SET date_start = told.start, starts_by_register = TRUE
                  FROM (SELECT register.partner_id, %s AS start FROM %s WHERE register.partner_id = ANY(%s)) AS told
                 WHERE period.partner_id = told.partner_id AND period.is_first
                   AND (period.date_start > told.start OR period.starts_by_register)
                   AND (period.date_start, period.starts_by_register) IS DISTINCT FROM (told.start, TRUE)
                   AND told.start <= COALESCE(period.date_end, %s)
                """,
                _START, _REGISTER, partner_ids, day,
            )
        )  # fmt: skip
        self.invalidate_model()

    @api.model
    def _get_begun_columns(self, company, is_first, day):
        start = SQL(
            """(SELECT %(start)s FROM hub_cbe_company AS register
                 WHERE register.partner_id = %(company)s.id AND register.number = %(company)s.company_registry
                   AND %(is_first)s AND %(start)s <= %(day)s)""",
            start=_START,
            company=company,
            is_first=is_first,
            day=day,
        )
        columns = super()._get_begun_columns(company, is_first, day)
        return {
            "date_start": SQL("COALESCE(%s, %s)", start, columns["date_start"]),
            "starts_by_register": SQL("%s IS NOT NULL", start),
        }

    @api.model
    def _fact_parts(self):
        [known] = super()._fact_parts()
        start = SQL(
            """CASE WHEN hub_company_period.starts_by_register
                    THEN GREATEST(hub_company_period.date_start, %s) ELSE %s END""",
            FIRST_DAY,
            known.columns["date"],
        )
        # Whatever began on the day of the stop or later lasted a day.
        end = SQL(
            """COALESCE(
                   hub_company_period.date_end,
                   (SELECT GREATEST(MIN(stopped_on) - 1, hub_company_period.date_start) FROM hub_cbe_company
                     WHERE partner_id = hub_company_period.partner_id AND stopped_on IS NOT NULL
                    HAVING COUNT(*) > 0))"""
        )
        columns = {**known.columns, "date": start, "date_end": end}
        domain = known.domain
        if not get_param(self.env, PROSPECTS_IN_SIGHT):
            domain &= Domain("partner_id.is_prospect", "!=", True)
        return [known._replace(columns=columns, domain=domain)]

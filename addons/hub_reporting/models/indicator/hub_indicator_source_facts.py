from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.compat import columns

from ...domain.figures import Period, intervals

# What is read of each fact, whatever is asked.
_COLUMNS = (
    "id", "date", "date_end", "partner_id", "person_id", "programme_id", "hours", "amount", "res_model", "res_id",
)  # fmt: skip


# The uppermost parent of each company that has one, as far up as there are companies of the same agency.
_UNDERTAKINGS = SQL(
    """WITH RECURSIVE chain AS (
           SELECT id, id AS top, parent_id AS next, company_id, 0 AS step
             FROM res_partner WHERE is_company AND parent_id IS NOT NULL
        UNION ALL
           SELECT chain.id, parent.id, parent.parent_id, chain.company_id, chain.step + 1
             FROM chain JOIN res_partner AS parent ON parent.id = chain.next
            WHERE parent.is_company AND parent.company_id IS NOT DISTINCT FROM chain.company_id
       )
       SELECT DISTINCT ON (id) id, top FROM chain ORDER BY id, step DESC"""
)


class Question(NamedTuple):
    """What is asked of a version: days, the breakdowns (``hub.breakdown``), and which part of the facts."""

    period: Period
    breakdowns: models.Model
    domain: Domain

    @property
    def interval(self):
        """The finest interval of the breakdowns, or nothing."""
        asked = {breakdown._interval for breakdown in self.breakdowns}
        return next((each for each in ("month", "quarter", "year") if each in asked), "")


class HubIndicatorSource(models.Model):
    """The facts of a source as SQL: a row a fact, with its unit, its day and what it was on that day."""

    _inherit = "hub.indicator.source"

    def _get_facts_sql(self, question):
        """Return the statement for the facts of this source, as the user may read them.

        Its columns: ``fact_id``, ``is_reference``, ``date``, ``date_end``, ``day`` (on which it is placed),
        ``programme_id``, ``res_model``, ``res_id``, ``unit_model``, ``unit_id`` (what is counted), ``value``,
        ``is_enough``, ``is_young``, ``is_asked`` (of the part that is asked about), ``is_last`` (the only row of the
        fact that a total takes), ``is_presumed``, and the keys ``k0`` … of the breakdowns.
        """
        self.ensure_one()
        facts, lasts, version = self.env["hub.fact"], self._lasts(), self.version_id
        domain, asked = self._get_domain() & self._get_days_domain(question), SQL("TRUE")
        if self._is_placing() and not question.domain.is_true():
            if version._needs_history():
                # What came before decides as well, of whatever part it is.
                part = facts._search(domain & question.domain)
                asked = SQL("%s IN %s", SQL.identifier(facts._table, "id"), part.subselect())
            else:
                domain &= question.domain
        query = facts._search(domain)
        names = dict.fromkeys([*_COLUMNS, *self._get_own_columns(question.breakdowns, lasts)])
        terms = zip(names, columns(facts, query, *names), strict=True)
        told = [SQL("%s AS %s", term, SQL.identifier(name)) for name, term in terms]
        told.append(SQL("%s AS is_asked", asked))
        keys = [
            SQL("%s AS %s", breakdown._get_key_sql(lasts), SQL.identifier(f"k{rank}"))
            for rank, breakdown in enumerate(question.breakdowns)
        ]
        unit_model, unit_id = version._get_unit_sql()
        was = any(breakdown._is_of_company for breakdown in question.breakdowns)
        presumed = SQL("COALESCE(was.is_first AND placed.day < was.date_start, FALSE)") if was else SQL("FALSE")
        row = [
            SQL("told.id AS fact_id, %s AS is_reference, told.date, told.date_end", self.is_reference),
            SQL("placed.day, told.programme_id, told.res_model, told.res_id"),
            SQL("%s AS unit_model, %s AS unit_id", unit_model, unit_id),
            SQL("%s AS value, %s AS is_enough", self._get_value_sql(question), self.is_enough),
            SQL("%s AS is_young, %s AS is_presumed", self._get_young_sql(), presumed),
            SQL("told.is_asked, placed.is_last"),
            *keys,
        ]
        joins = [
            self._get_placed_sql(question),
            SQL("LEFT JOIN res_partner AS company ON company.id = told.partner_id"),
        ]
        if version.counted == "undertaking":
            joins.append(SQL("LEFT JOIN (%s) AS undertaking ON undertaking.id = company.id", _UNDERTAKINGS))
        if version.younger_than:
            joins.append(SQL("LEFT JOIN hub_programme AS programme ON programme.id = told.programme_id"))
        if was:
            periods = self.env["hub.company.period"]
            on_day = periods._get_was_sql("was", SQL("told.partner_id"), SQL("placed.day"))
            joins.append(SQL("LEFT JOIN hub_company_period AS was ON %s", on_day))
        return SQL(
            "SELECT %s FROM (%s) AS told %s WHERE %s IS NOT NULL",
            SQL(", ").join(row),
            query.select(*told),
            SQL(" ").join(joins),
            unit_id,
        )

    def _is_placing(self):
        """Tell whether a unit stands in its cells by the facts of this source: a part is asked about by them."""
        return {"cohort": self.is_reference, "baseline": not self.is_reference}.get(self.version_id.compared, True)

    def _get_own_columns(self, breakdowns, lasts):
        """Return the fields of facts that are keys by themselves."""
        return [
            each._field.name
            for each in breakdowns
            if not each._interval and not each._field.related and not (lasts and each._is_of_company)
        ]

    def _get_days_domain(self, question):
        """Return the domain of the facts that the days asked about may need."""
        version, (start, end) = self.version_id, question.period
        is_before = version.compared == "baseline" and self.is_reference
        if version.compared == "cohort" and not self.is_reference:
            end = end + relativedelta(months=version.followed_months)
        elif is_before or version.once_per != "period" or version.placed_by == "first":
            start = None
        elif version.threshold:
            start = date(start.year, 1, 1)
        begun = Domain("date", "<=", end)
        if self._lasts():
            return begun & (Domain("date_end", "=", False) | Domain("date_end", ">=", question.period.start))
        return begun & Domain("date", ">=", start) if start else begun

    def _get_placed_sql(self, question):
        """Return the joins that say on which day a fact is placed: what lasts in each interval in which it runs."""
        version, end = self.version_id, question.period.end
        if not self._lasts() or (version.compared == "cohort" and not self.is_reference):
            return SQL("CROSS JOIN LATERAL (SELECT told.date AS day, TRUE AS is_last) AS placed")
        parts = SQL(", ").join(SQL("(%s, %s)", *part) for part in intervals(question.period, question.interval))
        at_end = version.timing == "at_end"
        return SQL(
            """JOIN (VALUES %(parts)s) AS part (first, last)
                 ON told.date <= part.last AND (told.date_end IS NULL OR told.date_end >= %(asked)s)
       CROSS JOIN LATERAL (SELECT LEAST(told.date_end, part.last) AS day,
                                  LEAST(%(until)s, %(end)s) <= part.last AS is_last) AS placed""",
            parts=parts,
            asked=SQL("part.last") if at_end else SQL("part.first"),
            until=SQL("%s", end) if at_end else SQL("told.date_end"),
            end=end,
        )

    def _get_value_sql(self, question):
        """Return the SQL for what a fact adds, an exact number: sums are the same in whatever order."""
        match self.measure:
            case "hours" | "amount" as name:
                return SQL("COALESCE(told.%s, 0)::numeric", SQL(name))
            case "days" if self._lasts():
                return SQL("(LEAST(told.date_end, %s) - told.date + 1)::numeric", question.period.end)
            case "days":
                return SQL("(told.date - DATE '2000-01-01')::numeric")
        return SQL("1::numeric")

    def _get_young_sql(self):
        """Return the SQL condition that the company is younger than the version, or the programme, says."""
        if not self.version_id.younger_than:
            return SQL("TRUE")
        return SQL(
            """COALESCE(company.founding_date + make_interval(
                   months => COALESCE(NULLIF(programme.new_enterprise_months, 0), %s)) > placed.day, FALSE)""",
            self.version_id.younger_than,
        )

from datetime import date
from typing import NamedTuple

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain.days import months_later

from ...domain.figures import Period, intervals

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
        ``programme_id``, ``partner_id``, ``res_model``, ``res_id``, ``unit_model``, ``unit_id`` (what is counted),
        ``value``, ``is_enough``, ``is_young``, ``is_asked`` (of the part that is asked about), ``is_last`` (the only
        row of the fact that a total takes), ``is_presumed``, and the keys ``k0`` … of the breakdowns; no key where a
        fact does not decide in which cell its unit stands.
        """
        self.ensure_one()
        placed_by = question.breakdowns if self._is_placing() else question.breakdowns.browse()
        query, asked = self._get_facts_query(question)
        self._join_placed(query, question)
        partner, day = SQL.identifier(query.table, "partner_id"), SQL("placed.day")
        query.add_join("LEFT JOIN", "company", "res_partner", SQL("company.id = %s", partner))
        if self.version_id.counted == "undertaking":
            query.add_join("LEFT JOIN", "undertaking", SQL("(%s)", _UNDERTAKINGS), SQL("undertaking.id = company.id"))
        if self.version_id.younger_than:
            query.add_join("LEFT JOIN", "programme", "hub_programme", SQL("programme.id = hub_fact.programme_id"))
        presumed = SQL("FALSE")
        if any(breakdown._is_of_company for breakdown in placed_by):
            was = SQL.identifier(self.env["hub.company.period"]._join_on_day(query, "placed", partner, day))
            presumed = SQL("COALESCE(%s.is_first AND placed.day < %s.date_start, FALSE)", was, was)
        unit_model, unit_id = self.version_id._get_unit_sql()
        query.add_where(SQL("%s IS NOT NULL", unit_id))
        return query.select(
            SQL("hub_fact.id AS fact_id, %s AS is_reference, hub_fact.date, hub_fact.date_end", self.is_reference),
            SQL("placed.day, hub_fact.programme_id, hub_fact.partner_id, hub_fact.res_model, hub_fact.res_id"),
            SQL("%s AS unit_model, %s AS unit_id", unit_model, unit_id),
            SQL("%s AS value, %s AS is_enough", self._get_value_sql(), self.is_enough),
            SQL("%s AS is_young, %s AS is_presumed", self._get_young_sql(), presumed),
            SQL("%s AS is_asked, placed.is_last", asked),
            *(
                SQL(
                    "%s AS %s",
                    breakdown._get_key_sql(query, lasts=self._lasts()) if breakdown in placed_by else SQL("NULL"),
                    SQL.identifier(f"k{rank}"),
                )
                for rank, breakdown in enumerate(question.breakdowns)
            ),
        )

    def _get_facts_query(self, question):
        """Return the query of the facts, and the SQL condition that one is of the part that is asked about."""
        facts, domain = self.env["hub.fact"], self._get_domain() & self._get_days_domain(question)
        if not self._is_placing() or question.domain.is_true():
            return facts._search(domain), SQL("TRUE")
        if not self.version_id._needs_history():
            return facts._search(domain & question.domain), SQL("TRUE")
        # What came before decides as well, of whatever part it is.
        part = facts._search(domain & question.domain).subselect()
        return facts._search(domain), SQL("%s IN %s", SQL.identifier(facts._table, "id"), part)

    def _is_placing(self):
        """Tell whether a unit stands in its cells by the facts of this source: a part is asked about by them."""
        return {"cohort": self.is_reference, "baseline": not self.is_reference}.get(self.version_id.compared, True)

    def _get_days_domain(self, question):
        """Return the domain of the facts that the days asked about may need."""
        version, (start, end) = self.version_id, question.period
        is_before = version.compared == "baseline" and self.is_reference
        if version.compared == "cohort" and not self.is_reference:
            end = months_later(end, version.followed_months)
        elif is_before or version.once_per != "period" or version.placed_by == "first":
            start = None
        elif version.threshold:
            start = date(start.year, 1, 1)
        begun = Domain("date", "<=", end)
        if self._lasts():
            return begun & (Domain("date_end", "=", False) | Domain("date_end", ">=", question.period.start))
        return begun & Domain("date", ">=", start) if start else begun

    def _join_placed(self, query, question):
        """Join the day on which a fact is placed, as ``placed``: what lasts, in each interval in which it runs."""
        version, end = self.version_id, question.period.end
        if not self._lasts() or (version.compared == "cohort" and not self.is_reference):
            placed = SQL("LATERAL (SELECT hub_fact.date AS day, TRUE AS is_last)")
            query.add_join("JOIN", "placed", placed, SQL("TRUE"))
            return
        values = SQL(", ").join(SQL("(%s, %s)", *part) for part in intervals(question.period, question.interval))
        at_end = version.timing == "at_end"
        query.add_join(
            "JOIN",
            "part",
            SQL("(SELECT * FROM (VALUES %s) AS part (first, last))", values),
            SQL(
                "hub_fact.date <= part.last AND (hub_fact.date_end IS NULL OR hub_fact.date_end >= %s)",
                SQL("part.last") if at_end else SQL("part.first"),
            ),
        )
        placed = SQL(
            """LATERAL (SELECT LEAST(hub_fact.date_end, part.last) AS day,
                               LEAST(%(until)s, %(end)s) <= part.last AS is_last)""",
            until=SQL("%s", end) if at_end else SQL("hub_fact.date_end"),
            end=end,
        )
        query.add_join("JOIN", "placed", placed, SQL("TRUE"))

    def _get_value_sql(self):
        """Return the SQL for what a fact adds, an exact number: sums are the same in whatever order."""
        match self.measure:
            case "hours" | "amount" as name:
                return SQL("COALESCE(hub_fact.%s, 0)::numeric", SQL(name))
            case "days" if self._lasts():
                # Until the day on which it is placed.
                return SQL("(placed.day - hub_fact.date + 1)::numeric")
            case "days":
                return SQL("(hub_fact.date - DATE '2000-01-01')::numeric")
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

from odoo import models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.stored_domains import walked_fields

from ...domain.figures import AVERAGE, MEDIAN, SHARE, TOTAL, Cell, Figure, Period, Unit
from ...tools.heavy import HEAVY
from .hub_indicator_source_facts import Question

# How a value comes about from what its units contribute; a share is in percent.
_VALUES = {
    TOTAL: SQL("COALESCE(SUM(contribution), 0)"),
    AVERAGE: SQL("AVG(contribution)"),
    MEDIAN: SQL("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY contribution)"),
    SHARE: SQL("100 * AVG(contribution)"),
}


class HubIndicatorVersion(models.Model):
    """The one place where figures are asked for: a value and its list are the same statement."""

    _inherit = "hub.indicator.version"

    def _measure(self, period, breakdowns=(), domain=()):
        """Return what this version says of a period, to whoever asks: nobody counts what he or she may not read.

        :param Period period: the days asked about
        :param breakdowns: ``hub.breakdown``, or their codes: what the cells are by, in this order
        :param domain: on ``hub.fact``; which part of what counts is asked about
        :rtype: Figure
        :raise UserError: if it can't be asked like that
        """
        question = self._get_question(period, breakdowns, domain)
        keys = [SQL.identifier(name) for name in self._get_keys(question)]
        value = SQL(
            "%s::float8, COUNT(*), COALESCE(SUM(facts), 0)::int, COALESCE(SUM(presumed), 0)::int",
            _VALUES[self.statistic],
        )
        total = SQL("SELECT TRUE, %s%s FROM in_total", value, SQL("").join(SQL(", NULL") for _key in keys))
        if not keys:
            statement = SQL("%s %s", self._get_statement(question), total)
        else:
            by = SQL(", ").join(keys)
            statement = SQL(
                "%s SELECT FALSE, %s, %s FROM in_cells GROUP BY %s UNION ALL %s",
                self._get_statement(question),
                value,
                by,
                by,
                total,
            )
        rows = self._execute(statement)
        cells = [Cell(tuple(keys), *values) for is_total, *values, keys in self._split(rows, 4) if not is_total]
        [total] = [Cell((), *values) for is_total, *values, _keys in self._split(rows, 4) if is_total]
        return Figure(total, sorted(cells, key=lambda cell: [(key is None, key or 0) for key in cell.keys]))

    def _measure_units(self, period, breakdowns=(), domain=()):
        """Return the lists behind the cells of :meth:`_measure`, by the same statement: what was counted in each.

        Without breakdowns it is the list of the total.

        :rtype: list[Unit]
        """
        question = self._get_question(period, breakdowns, domain)
        keys = [SQL.identifier(name) for name in self._get_keys(question)]
        statement = SQL(
            "%s SELECT %s FROM %s ORDER BY %s",
            self._get_statement(question, with_facts=True),
            SQL(", ").join([SQL("unit_model, unit_id, contribution::float8, fact_ids"), *keys]),
            SQL("in_cells") if keys else SQL("in_total"),
            SQL(", ").join([*keys, SQL("unit_model, unit_id")]),
        )
        return [
            Unit(tuple(keys), model, id_, contribution, tuple(fact_ids))
            for model, id_, contribution, fact_ids, *keys in self._execute(statement)
        ]

    def _count_owners(self, period, domain=()):
        """Return about how many companies and persons the total of :meth:`_measure` is."""
        question = self._get_question(period, (), domain)
        statement = SQL(
            "%s SELECT COUNT(DISTINCT owner_id) FROM (%s) AS unit",
            self._get_counted_sql(question),
            self._get_units_sql(None, with_facts=False, with_owner=True),
        )
        [[count]] = self._execute(statement)
        return count

    @staticmethod
    def _split(rows, count):
        """Return rows with whether they are the total, their values and their keys as one."""
        return [(is_total, *rest[:count], rest[count:]) for is_total, *rest in rows]

    def _execute(self, statement):
        self.env.flush_all()
        return self.env.execute_query(SQL("%s; %s", HEAVY, statement))

    def _get_question(self, period, breakdowns, domain):
        """Return what is asked, or say why it can't be.

        :raise UserError: days in the wrong order, a breakdown that the version lacks, a filter that can't be read
        """
        self.ensure_one()
        self.check_access("read")
        period = Period(*period)
        if not period.start or not period.end:
            raise UserError(self.env._("Period: enter its first and its last day."))
        if not period.is_in_order:
            raise UserError(self.env._("Period: it ends before it starts. Correct one of the two days."))
        if period.is_too_long:
            raise UserError(self.env._("Period: it is longer than a hundred years. Correct one of the two days."))
        if not self.source_ids:
            raise UserError(
                self.env._("“%s” has no sources, so it says nothing. Add facts that it counts.", self.display_name)
            )
        return Question(period, self._get_breakdowns(breakdowns), self._get_asked_domain(domain))

    def _get_breakdowns(self, breakdowns):
        """Return the breakdowns that are asked for, in their order; each of them once."""
        if not isinstance(breakdowns, models.BaseModel):
            known = {each.code: each for each in self.breakdown_ids}
            if unknown := [code for code in breakdowns if code not in known]:
                self._refuse_breakdown(unknown[0])
            breakdowns = self.breakdown_ids.browse(dict.fromkeys(known[code].id for code in breakdowns))
        if lacking := breakdowns - self.breakdown_ids:
            self._refuse_breakdown(lacking[0].name)
        return breakdowns

    def _refuse_breakdown(self, name):
        raise UserError(
            self.env._(
                "“%(figure)s” can't be divided by “%(by)s”. Choose one of: %(allowed)s.",
                figure=self.display_name,
                by=name,
                allowed=", ".join(self.breakdown_ids.mapped("name")) or self.env._("none"),
            )
        )

    def _get_asked_domain(self, domain):
        try:
            domain = Domain(domain or Domain.TRUE)
            list(walked_fields(domain, self.env["hub.fact"]))
            return domain.optimize_full(self.env["hub.fact"])
        except (ValueError, TypeError, KeyError, ValidationError) as error:
            raise UserError(self.env._("Filter: it can't be read: %s. Correct it.", error)) from error

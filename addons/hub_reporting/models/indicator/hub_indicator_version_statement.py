from odoo import models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.dates import today

from ...domain.figures import SHARE, TOTAL


class HubIndicatorVersion(models.Model):
    """The rules of a version as one statement: facts, then those that count, then units in cells."""

    _inherit = "hub.indicator.version"

    def _get_statement(self, question, *, with_facts=False):
        """Return the beginning of a statement, ``WITH …``, with two tables of units: ``in_cells`` and ``in_total``.

        Columns: ``unit_model``, ``unit_id``, ``contribution``, ``facts``, ``presumed``, ``fact_ids`` if asked for, and
        in cells the keys ``k0`` …; a unit has a row in each of its cells, and one in the total.
        """
        counted = self._get_counted_sql(question)
        if not with_facts:
            counted = SQL("%s, added AS (%s)", counted, self._get_added_sql(question))
        return SQL(
            "%s, in_cells AS (%s), in_total AS (%s)",
            counted,
            self._get_units_sql(question.breakdowns, with_facts, added=not with_facts),
            self._get_units_sql(None, with_facts, added=not with_facts),
        )

    def _get_counted_sql(self, question):
        """Return ``WITH …`` up to the table ``counted``: the facts that count, with the columns of a source's."""
        keys = self._get_keys(question)
        parts = [
            SQL("fact AS (%s)", self._get_union_sql(question)),
            SQL("ranked AS (%s)", self._get_ranked_sql(keys)),
            SQL("chosen AS (%s)", self._get_chosen_sql(question)),
        ]
        compare = {"cohort": self._get_followed_sql, "baseline": self._get_difference_sql}.get(self.compared)
        counted = compare(question) if compare else SQL("SELECT * FROM chosen WHERE %s", self._get_both_sql(question))
        if self.method:
            parts.append(SQL("plain AS (%s)", counted))
            counted = getattr(self, f"_get_{self.method}_sql")(question)
        return SQL("WITH %s, counted AS (%s)", SQL(", ").join(parts), counted)

    def _get_union_sql(self, question):
        """Return the facts of all sources, each once: what two sources tell is enough if it is for one of them."""
        # Those with keys first: they say of which types these are.
        sources = self.source_ids.sorted(lambda source: not source._is_placing())
        facts = SQL(" UNION ALL ").join(source._get_facts_sql(question) for source in sources)
        if len({(source.fact_kind, source.is_reference) for source in self.source_ids}) == len(self.source_ids):
            return facts
        return SQL(
            """SELECT DISTINCT ON (is_reference, fact_id, day) * FROM (%s) AS told
             ORDER BY is_reference, fact_id, day, is_enough DESC, value DESC""",
            facts,
        )

    def _is_placed_by_interval(self):
        """Tell whether a division by time decides on the facts: what lasts and differences have one in each part."""
        return self.compared == "baseline" or any(source._lasts() for source in self.source_ids)

    def _is_count_of_units(self):
        """Tell whether a value says how many units there are, so that each contributes 1."""
        return self.statistic == TOTAL and self.counted != "sum" and self.compared != "whole"

    def _get_keys(self, question):
        """Return the names of the keys, each with the breakdown that it is of."""
        return {f"k{rank}": breakdown for rank, breakdown in enumerate(question.breakdowns)}

    def _get_columns_sql(self, alias, question, **terms):
        """Return the columns of a fact that counts, but for its value; some of them may be other terms."""
        own = (
            "fact_id", "is_reference", "day", "programme_id", "partner_id", "res_model", "res_id", "unit_model",
            "unit_id", "is_asked", "is_last", "is_presumed",
        )  # fmt: skip
        return SQL(", ").join(
            SQL("%s AS %s", terms.get(name, SQL.identifier(alias, name)), SQL.identifier(name))
            for name in (*own, *self._get_keys(question))
        )

    def _get_unit_sql(self):
        """Return the SQL for the model and the id of what a fact is counted as; no id: it doesn't count."""
        # A sum of differences is one over companies: a record has no value before.
        counted = "company" if self.counted == "sum" and self.compared == "baseline" else self.counted
        if counted in ("record", "sum"):
            return SQL("hub_fact.res_model"), SQL("hub_fact.res_id")
        unit = {
            "company": SQL("CASE WHEN company.is_company THEN company.id END"),
            "undertaking": SQL("CASE WHEN company.is_company THEN COALESCE(undertaking.top, company.id) END"),
            "person": SQL(
                """COALESCE(hub_fact.person_id,
                            CASE WHEN NOT company.is_company OR company.is_natural_person THEN company.id END)"""
            ),
        }[counted]
        return SQL("'res.partner'"), unit

    def _get_scope_sql(self):
        """Return the SQL for what a threshold is reached in, and what a unit counts once in."""
        unit = SQL("is_reference, unit_model, unit_id")
        if self.once_per == "programme":
            return SQL("%s, programme_id", unit)
        return unit if self.once_per == "ever" else SQL("%s, date_part('year', day)", unit)

    def _get_ranked_sql(self, keys):
        """Return the facts with whether the unit has reached the threshold by them, and the keys that place it."""
        order = SQL("ORDER BY day, fact_id") if self.once_per != "period" else SQL()
        reached = SQL("TRUE")
        if self.threshold:
            reached = SQL(
                "SUM(value) OVER (PARTITION BY %(scope)s %(order)s) >= %(threshold)s"
                " OR BOOL_OR(is_enough) OVER (PARTITION BY %(scope)s %(order)s)",
                scope=self._get_scope_sql(),
                order=order,
                threshold=self.threshold,
            )
        placed = [
            SQL("%s AS %s", self._get_placed_by_sql(name, breakdown), SQL.identifier(name))
            for name, breakdown in [*keys.items(), ("is_young", None), ("is_presumed", None)]
        ]
        own = SQL(
            "fact_id, is_reference, date, date_end, day, programme_id, partner_id, res_model, res_id, unit_model, "
            "unit_id, value, is_asked, is_last"
        )
        return SQL("SELECT %s, %s AS is_reached, %s FROM fact", own, reached, SQL(", ").join(placed))

    def _get_placed_by_sql(self, name, breakdown):
        column = SQL.identifier(name)
        if self.placed_by == "fact" or (breakdown and breakdown._interval):
            return column
        scope = SQL("is_reference, unit_model, unit_id")
        if self.once_per == "programme":
            scope = SQL("%s, programme_id", scope)
        frame = SQL("ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING")
        return SQL(
            "%s(%s) OVER (PARTITION BY %s ORDER BY day, fact_id %s)",
            SQL("FIRST_VALUE" if self.placed_by == "first" else "LAST_VALUE"),
            column,
            scope,
            frame,
        )

    def _get_chosen_sql(self, question):
        """Return the facts that count on their own, in the period and of the part that is asked about."""
        rows = SQL("SELECT * FROM ranked WHERE is_reached")
        if self.once_per != "period":
            scope = self._get_scope_sql()
            rows = SQL("SELECT DISTINCT ON (%s) * FROM ranked WHERE is_reached ORDER BY %s, day, fact_id", scope, scope)
        return SQL(
            "SELECT * FROM (%s) AS row WHERE day BETWEEN %s AND %s AND is_young AND is_asked",
            rows,
            question.period.start,
            question.period.end,
        )

    def _get_both_sql(self, question):
        """Return the SQL condition that another version does not count a fact of ``chosen``, nor its unit."""
        other = self.excludes_id
        if not other:
            return SQL("TRUE")
        alike = len({"record" if each.counted == "sum" else each.counted for each in self + other}) == 1
        columns = SQL("unit_model, unit_id") if alike else SQL("res_model, res_id")
        everything = question._replace(breakdowns=question.breakdowns.browse(), domain=question.domain.TRUE)
        return SQL(
            "(%(columns)s) NOT IN (%(other)s SELECT %(columns)s FROM counted)",
            columns=columns,
            other=other._get_counted_sql(everything),
        )

    def _get_followed_sql(self, question):
        """Return the first facts of a cohort; their value is whether the unit was found when it was followed.

        What happens is found after the first day, what lasts on the last day of the time. Whose time is not over yet
        is left out.
        """
        months = self.followed_months
        return SQL(
            """SELECT * FROM (
                   SELECT DISTINCT ON (unit_model, unit_id) %(columns)s,
                          (EXISTS (
                              SELECT FROM fact AS later
                               WHERE NOT later.is_reference
                                 AND (later.unit_model, later.unit_id) = (chosen.unit_model, chosen.unit_id)
                                 AND CASE WHEN %(lasts)s
                                          THEN later.date <= chosen.day + %(time)s
                                               AND COALESCE(later.date_end >= chosen.day + %(time)s, TRUE)
                                          ELSE later.date > chosen.day AND later.date <= chosen.day + %(time)s END
                          ))::int::numeric AS value
                     FROM chosen WHERE is_reference
                 ORDER BY unit_model, unit_id, day, fact_id) AS cohort
                WHERE day + %(time)s <= %(today)s AND (value = 1 OR %(share)s)""",
            columns=self._get_columns_sql("chosen", question),
            lasts=any(source._lasts() for source in self.source_ids if not source.is_reference),
            time=SQL("make_interval(months => %s)", months),
            today=today(self.env),
            share=self.statistic != TOTAL,
        )

    def _get_difference_sql(self, question):
        """Return each unit's last fact of the period, or its first one of all, with the difference to what was before.

        That is the unit's first fact of reference. Days may lie between a fact and itself, values differ between two.
        """
        # A unit counts once in a cell of time, and once in total.
        unit, latest = SQL("chosen.unit_model, chosen.unit_id"), SQL("chosen.day DESC, chosen.fact_id DESC")
        keys = self._get_keys(question).items()
        times = [SQL.identifier("chosen", name) for name, breakdown in keys if breakdown._interval]
        is_last = SQL("ROW_NUMBER() OVER (PARTITION BY %s ORDER BY %s) = 1", unit, latest)
        return SQL(
            """SELECT * FROM (
                   SELECT %(columns)s, chosen.value - before.value AS value,
                          ROW_NUMBER() OVER (PARTITION BY %(cell)s ORDER BY %(latest)s) AS rank
                     FROM chosen
                     JOIN (SELECT DISTINCT ON (unit_model, unit_id) *
                             FROM fact WHERE is_reference
                         ORDER BY unit_model, unit_id, day, fact_id) AS before
                       ON (before.unit_model, before.unit_id) = (%(unit)s)
                      AND before.day <= chosen.day
                      AND (%(days)s OR (before.day, before.fact_id) < (chosen.day, chosen.fact_id))
                    WHERE NOT chosen.is_reference) AS row
                WHERE rank = 1""",
            columns=self._get_columns_sql("chosen", question, is_last=is_last),
            cell=SQL(", ").join([unit, *times]),
            latest=latest,
            unit=unit,
            days="days" in self.source_ids.mapped("measure"),
        )

    def _get_added_sql(self, question):
        """Return what the facts that count add up to by unit and keys: read once, for the cells and for the total."""
        by = SQL(", ").join(
            map(SQL.identifier, ("unit_model", "unit_id", "is_reference", "is_last", *self._get_keys(question)))
        )
        return SQL(
            "SELECT %s, SUM(value) AS value, COUNT(*) AS facts, COUNT(*) FILTER (WHERE is_presumed) AS presumed"
            " FROM counted GROUP BY %s",
            by,
            by,
        )

    def _get_units_sql(self, breakdowns, with_facts, *, with_owner=False, added=False):
        """Return the units of ``counted`` with what each contributes: by cells, or in total without breakdowns.

        :param with_owner: add ``owner_id``, the company or person whom a unit tells about
        :param added: read them from ``added`` instead, where neither facts nor owners are asked for
        """
        source, facts = SQL("counted"), SQL("COUNT(*) AS facts, COUNT(*) FILTER (WHERE is_presumed) AS presumed")
        if added:
            source, facts = SQL("added"), SQL("SUM(facts) AS facts, SUM(presumed) AS presumed")
        keys, joins = [], []
        for rank, breakdown in enumerate(breakdowns or ()):
            name = SQL.identifier(f"k{rank}")
            if breakdown._is_many:
                relation, period, value = breakdown._get_many_sql(f"m{rank}")
                many = SQL.identifier(f"m{rank}")
                joins.append(SQL("LEFT JOIN %s AS %s ON %s.%s = %s.%s", relation, many, many, period, source, name))
                keys.append((name, value))
            else:
                keys.append((name, SQL("%s.%s", source, name)))
        contribution, having = SQL("SUM(value)"), SQL("TRUE")
        if self.compared == "whole":
            contribution, having = SQL("BOOL_OR(NOT is_reference)::int::numeric"), SQL("BOOL_OR(is_reference)")
            if self.statistic != SHARE:
                having = SQL("BOOL_OR(is_reference) AND BOOL_OR(NOT is_reference)")
        elif self._is_count_of_units():
            contribution = SQL("1::numeric")
        columns = [
            SQL("unit_model, unit_id, %s AS contribution", contribution),
            facts,
            *(SQL("%s AS %s", term, name) for name, term in keys),
        ]
        if with_owner:
            owner = "CASE WHEN unit_model = 'res.partner' THEN unit_id ELSE COALESCE(MIN(partner_id), -unit_id) END"
            columns.append(SQL("%s AS owner_id", SQL(owner)))
        if with_facts:
            columns.append(SQL("ARRAY_AGG(fact_id ORDER BY fact_id) AS fact_ids"))
            columns.append(SQL("JSONB_AGG(JSONB_BUILD_ARRAY(res_model, res_id, day) ORDER BY fact_id) AS records"))
        return SQL(
            "SELECT %s FROM %s %s WHERE %s GROUP BY %s HAVING %s",
            SQL(", ").join(columns),
            source,
            SQL(" ").join(joins),
            SQL("is_last") if breakdowns is None else SQL("TRUE"),
            SQL(", ").join([SQL("unit_model, unit_id"), *(term for _name, term in keys)]),
            having,
        )

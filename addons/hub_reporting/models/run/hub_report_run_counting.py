from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...domain.figures import TOTAL
from ...tools.heavy import HEAVY
from ..indicator.hub_indicator_version_measure import _VALUES

_NO_KEY = "[]"
# What a total says in whatever figure of its indicator.
_OF_TOTAL = (
    "run_id", "indicator_id", "version_id", "key", "is_total", "value", "is_known", "units", "owners", "facts",
    "presumed", "value_before", "owners_before", "is_compared", "audience", "is_suppressed",
)  # fmt: skip


class HubReportRun(models.Model):
    """Counting by INSERT … SELECT: the facts of a version that count are worked out once for all of its figures."""

    _inherit = "hub.report.run"

    def _count(self, tell):
        """Write the cells of all figures, with their lists, as the user of the environment.

        :param tell: called with how many figures are counted
        :return: the values that are noted when the run is done
        :raise UserError: if a figure can't be counted; the transaction is to be rolled back
        """
        self.ensure_one()
        self.env.flush_all()
        self.env.cr.execute(HEAVY)
        lines, done = self.report_id.line_ids.sorted(), 0
        versions = self._get_versions(lines.indicator_id)
        # As superuser: a version that the user may not read is refused when it is asked.
        frozen = self.sudo().version_ids
        if any(versions[indicator.id] not in frozen for indicator in lines.indicator_id):
            raise UserError(self.env._("The report was changed while it was counted. Run it once more."))
        for own in lines.grouped("indicator_id").values():
            tell(done)
            self._count_version(versions[own.indicator_id.id], own)
            done += len(own)
        self._sign_lists()
        # They were written past Odoo.
        self.env["hub.report.cell"].invalidate_model()
        self.env["hub.report.cell.fact"].invalidate_model()
        self.env["hub.report.cell.unit"].invalidate_model()
        return {"digest": self._get_digest(), "counted_on": self.env.cr.now(), "figures_done": done}

    def _count_version(self, version, lines):
        """Write the cells of the figures of a version."""
        self._make_table(
            "hub_before", SQL("SELECT 0 AS line_id, ''::text AS key, 0::float8 AS value, 0 AS owners LIMIT 0")
        )
        if period := self._get_period_before():
            self._ask(version, period, lines, self._write_before)
        self._ask(version, self._get_period(), lines, self._write_cells, self._write_facts)

    def _ask(self, version, period, lines, write, keep=None):
        """Work out each figure of a version, in total and by cells.

        :param write: called with the figure, its breakdowns (none for the total), and the SQL for its units
        :param keep: called with the figures whose facts are in a table, once their cells are written
        """
        apart = lines.filtered(lambda line: line._has_interval() and version._is_placed_by_interval())
        together = lines - apart
        breakdowns = together.breakdown_id | together.second_breakdown_id
        self._keep_counted(version, period, breakdowns)
        # Its total is the same in each figure.
        write(version, lines[0], None, self._get_units_sql(version, breakdowns, None, period))
        if keep:
            self._repeat_total(lines)
        for line in together.filtered("breakdown_id"):
            by = line._get_breakdowns()
            write(version, line, by, self._get_units_sql(version, breakdowns, by, period))
        if keep:
            keep(together, breakdowns, lines[0], with_total=True)
        for line in apart:
            by = line._get_breakdowns()
            self._keep_counted(version, period, by)
            write(version, line, by, self._get_units_sql(version, by, by, period))
            if keep:
                keep(line, by, line, with_total=False)

    def _make_table(self, name, query):
        """Make a table of this transaction anew."""
        table = SQL.identifier(name)
        self.env.cr.execute(SQL("DROP TABLE IF EXISTS pg_temp.%s", table))
        self.env.cr.execute(SQL("CREATE TEMPORARY TABLE %s ON COMMIT DROP AS %s", table, query))

    def _keep_counted(self, version, period, breakdowns):
        """Keep the facts of a version that count, with a key of each of these breakdowns."""
        question = version._get_question(period, breakdowns, self._get_part())
        counted = SQL("%s SELECT * FROM counted", version._get_counted_sql(question))
        self._make_table("hub_counted", counted)

    def _get_units_sql(self, version, kept, breakdowns, period):
        """Return the statement for the units of the facts that are kept: what each contributes, and its key.

        :param kept: the breakdowns of which the facts have keys, in this order
        :param breakdowns: those of the cells, whose keys are ``k0`` …; none for the total
        """
        names = [SQL.identifier(f"k{rank}") for rank in range(len(breakdowns or ()))]
        keys = [
            SQL("%s AS %s", self._get_key_sql(breakdown, f"k{kept.ids.index(breakdown.id)}", period), name)
            for breakdown, name in zip(breakdowns or (), names, strict=True)
        ]
        own = SQL("partner_id, unit_model, unit_id, is_reference, is_last, is_presumed, value")
        return SQL(
            "WITH counted AS (SELECT %s FROM pg_temp.hub_counted AS counted) %s",
            SQL(", ").join([own, *keys]),
            version._get_units_sql(breakdowns, with_facts=False, with_owner=True),
        )

    def _get_key_sql(self, breakdown, name, period):
        """Return the SQL for a key; that of an earlier time is the time of this run that it is compared with."""
        key = SQL.identifier("counted", name)
        if breakdown._interval and period != self._get_period():
            return SQL("(%s + make_interval(months => %s))::date", key, self._get_months_back())
        return key

    def _write_before(self, version, line, breakdowns, units):
        """Keep the values of the period that this one is compared with."""
        values = self._get_values_sql(version, breakdowns, units, SQL(", COUNT(DISTINCT owner_id)"))
        self.env.cr.execute(SQL("INSERT INTO pg_temp.hub_before SELECT %s, * FROM (%s) AS cell", line.id, values))

    def _get_values_sql(self, version, breakdowns, units, more):
        """Return the statement for the key and the value of each cell of some units; a total is there always."""
        keys = SQL(", ").join(SQL.identifier(f"k{rank}") for rank in range(len(breakdowns or ())))
        return SQL(
            "SELECT %s AS key, %s::float8 AS value %s FROM (%s) AS unit %s",
            SQL("jsonb_build_array(%s)::text", keys) if breakdowns else SQL("%s", _NO_KEY),
            _VALUES[version.statistic],
            more,
            units,
            SQL("GROUP BY %s", keys) if breakdowns else SQL(),
        )

    def _write_cells(self, version, line, breakdowns, units):
        """Write the cells of a figure; the list behind a total is that of the first figure of the indicator."""
        more = SQL(
            ", COUNT(*) AS units, COUNT(DISTINCT owner_id) AS owners, SUM(facts)::int AS facts,"
            " SUM(presumed)::int AS presumed"
        )
        of_company = any(breakdown._is_of_company for breakdown in breakdowns or ())
        by = breakdowns or self.env["hub.breakdown"]
        nothing = SQL("0") if version.statistic == TOTAL else SQL("NULL::float8")
        self.env.cr.execute(
            SQL(
                """INSERT INTO hub_report_cell (
                          run_id, sequence, indicator_id, version_id, breakdown_id, second_breakdown_id, key,
                          is_total, value, is_known, units, owners, facts, presumed, value_before, owners_before,
                          is_compared,
                          audience,
                          is_suppressed, list_cell_id)
                   SELECT %(run)s, %(rank)s, %(indicator)s, %(version)s, %(first)s, %(second)s, key,
                          %(is_total)s, COALESCE(now.value, %(nothing)s, 0),
                          now.value IS NOT NULL OR %(is_sum)s, COALESCE(units, 0), COALESCE(now.owners, 0),
                          COALESCE(facts, 0),
                          CASE WHEN %(of_company)s THEN COALESCE(presumed, 0) ELSE 0 END,
                          COALESCE(before.value, %(nothing)s, 0), COALESCE(before.owners, 0),
                          %(compared)s AND (before.value IS NOT NULL OR %(is_sum)s), %(audience)s, FALSE,
                          (SELECT MIN(id) FROM hub_report_cell
                            WHERE run_id = %(run)s AND version_id = %(version)s AND is_total
                              AND (sequence = %(rank)s OR NOT %(is_apart)s))
                     FROM (%(now)s) AS now
                FULL JOIN (SELECT key, value, owners FROM pg_temp.hub_before
                            WHERE line_id = %(line)s AND (key = %(no_key)s) = %(is_total)s) AS before USING (key)
                 ORDER BY %(order)s""",
                run=self.id,
                line=line.id,
                rank=self._get_rank(line),
                indicator=version.indicator_id.id,
                version=version.id,
                first=by[:1].id or None,
                second=by[1:].id or None,
                is_total=breakdowns is None,
                nothing=nothing,
                is_sum=version.statistic == TOTAL,
                of_company=of_company,
                is_apart=breakdowns is not None and line._has_interval() and version._is_placed_by_interval(),
                compared=bool(self._get_months_back()),
                audience=version._get_audience(),
                now=self._get_values_sql(version, breakdowns, units, more),
                no_key=_NO_KEY,
                # Days in their order, the rest by how much there is.
                order=SQL("key") if line._has_interval() else SQL("COALESCE(now.value, 0) DESC, key"),
            )
        )

    def _repeat_total(self, lines):
        """Write the total of the first figure of a version for its other figures, too."""
        same = SQL(", ").join(map(SQL.identifier, _OF_TOTAL))
        self.env.cr.execute(
            SQL(
                """INSERT INTO hub_report_cell (sequence, list_cell_id, %(same)s)
                   SELECT figure.rank, total.id, %(same)s
                     FROM hub_report_cell AS total CROSS JOIN unnest(%(ranks)s::integer[]) AS figure (rank)
                    WHERE total.run_id = %(run)s AND total.sequence = %(first)s AND total.is_total""",
                same=same,
                ranks=[self._get_rank(line) for line in lines[1:]],
                run=self.id,
                first=self._get_rank(lines[0]),
            )
        )

    def _get_rank(self, line):
        """Return the place of a figure in the report, from 1 on."""
        return self.report_id.line_ids.sorted().ids.index(line.id) + 1

    def _write_facts(self, lines, kept, first, *, with_total):
        """Write the facts that are kept, each with the cells in which it stands: the lists behind these.

        :param lines: the figures whose cells they are
        :param kept: the breakdowns of which the facts have keys, in this order
        :param first: the figure under whose total they stand
        :param with_total: whether they are the list of that total, too
        """
        places, several, joins = [], [], []
        for line in lines.filtered("breakdown_id"):
            names = [f"k{kept.ids.index(breakdown.id)}" for breakdown in line._get_breakdowns()]
            terms = [SQL.identifier("counted", name) for name in names]
            if not any(breakdown._is_many for breakdown in line._get_breakdowns()):
                places.append(self._get_place_sql(line, terms))
                continue
            alias, key = SQL.identifier(f"places{self._get_rank(line)}"), self._get_place_sql(line, terms)
            several.append(SQL(" || %s.places", alias))
            joins.append(
                SQL("LEFT JOIN (%s) AS %s ON %s.key = %s", self._get_places_sql(line, names, key), alias, alias, key)
            )
        self.env.cr.execute(
            SQL(
                """WITH list AS (
                          SELECT id FROM hub_report_cell WHERE run_id = %(run)s AND sequence = %(rank)s AND is_total),
                        written AS (
                   INSERT INTO hub_report_cell_fact (
                          list_id, places, unit_model, unit_id, sign, res_model, res_id, day, value, is_reference)
                   SELECT list.id,
                          to_jsonb(CASE WHEN %(with_total)s AND is_last THEN ARRAY[%(total)s]::text[]
                                        ELSE ARRAY[%(places)s]::text[] END%(several)s),
                          unit_model, unit_id,
                          left(encode(sha256(convert_to(concat_ws('|', %(secret)s, unit_model, unit_id), 'UTF8')),
                                      'hex'), 32),
                          res_model, res_id, day, counted.value, is_reference
                     FROM pg_temp.hub_counted AS counted CROSS JOIN list %(joins)s
                RETURNING hub_report_cell_fact.id)
                   UPDATE hub_report_cell AS cell SET first_fact = facts.first, last_fact = facts.last
                     FROM (SELECT MIN(id) AS first, MAX(id) AS last FROM written) AS facts, list
                    WHERE cell.id = list.id""",
                with_total=with_total,
                total=SQL(", ").join([SQL("%s", TOTAL), *places]),
                places=SQL(", ").join(places),
                several=SQL("").join(several),
                # As superuser: nobody reads the secret.
                secret=self.report_id.sudo().secret,
                run=self.id,
                rank=self._get_rank(first),
                joins=SQL(" ").join(joins),
            )
        )

    def _get_place_sql(self, line, terms):
        """Return the SQL for the name of a cell: the place of its figure, and its key as ``jsonb`` writes it."""
        keys = SQL(" || ', ' || ").join(SQL("COALESCE(to_json(%s)::text, 'null')", term) for term in terms)
        return SQL("%s || %s || ']'", f"{self._get_rank(line)}[", keys)

    def _get_places_sql(self, line, names, key):
        """Return the statement for the cells of a figure in which facts stand that have several values of a breakdown.

        :param names: the columns with the keys, in the order of the breakdowns of the figure
        :param key: the SQL for what is the same for facts with the same keys
        """
        values, joins = [], []
        for rank, (breakdown, name) in enumerate(zip(line._get_breakdowns(), names, strict=True)):
            values.append(SQL.identifier("had", name))
            if breakdown._is_many:
                relation, period, value = breakdown._get_many_sql(f"m{rank}")
                many = SQL.identifier(f"m{rank}")
                joins.append(SQL("LEFT JOIN %s AS %s ON %s.%s = %s", relation, many, many, period, values[-1]))
                values[-1] = value
        place = self._get_place_sql(line, values)
        return SQL(
            """SELECT had.key, array_agg(%(place)s ORDER BY %(place)s) AS places
                 FROM (SELECT DISTINCT %(key)s AS key, %(names)s FROM pg_temp.hub_counted AS counted) AS had %(joins)s
             GROUP BY had.key""",
            place=place,
            key=key,
            names=SQL(", ").join(SQL.identifier("counted", name) for name in dict.fromkeys(names)),
            joins=SQL(" ").join(joins),
        )

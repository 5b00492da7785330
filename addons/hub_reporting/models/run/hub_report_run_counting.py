import hashlib
import json

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...domain.figures import TOTAL
from ..indicator.hub_indicator_version_measure import _VALUES

# What the statement for units reads of a fact that counts, beside its keys.
_COLUMNS = SQL(
    "counted.fact_id, counted.is_reference, counted.day, counted.partner_id, counted.res_model, counted.res_id, "
    "counted.unit_model, counted.unit_id, counted.is_last, counted.is_presumed, counted.value"
)
_NO_KEY = "[]"


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
        self.env["hub.report.cell.unit"].invalidate_model()
        return {"digest": self._get_digest(), "counted_on": self.env.cr.now(), "figures_done": done}

    def _count_version(self, version, lines):
        """Write the cells of the figures of a version."""
        self._make_table(
            "hub_before", SQL("SELECT 0 AS line_id, ''::text AS key, 0::float8 AS value, 0 AS owners LIMIT 0")
        )
        if period := self._get_period_before():
            self._ask(version, period, lines, self._write_before)
        self._ask(version, self._get_period(), lines, self._write_cells)

    def _ask(self, version, period, lines, write):
        """Work out the units of each figure of a version, in total and by cells.

        :param write: called with the figure and its breakdowns, none for the total, while the units are in a table
        """
        timed = lines.filtered(lambda line: line._has_interval())
        together = (lines - timed).breakdown_id | (lines - timed).second_breakdown_id
        self._keep_counted(version, period, together)
        self._keep_units(version, together, None, period)
        for line in lines:
            write(version, line, None)
        for line in (lines - timed).filtered("breakdown_id"):
            self._keep_units(version, together, line._get_breakdowns(), period)
            write(version, line, line._get_breakdowns())
        for line in timed:
            self._keep_counted(version, period, line._get_breakdowns())
            self._keep_units(version, line._get_breakdowns(), line._get_breakdowns(), period)
            write(version, line, line._get_breakdowns())

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

    def _keep_units(self, version, kept, breakdowns, period):
        """Keep the units of the facts that are kept, with what each contributes: by cells, or in total.

        :param kept: the breakdowns of which the facts have keys, in this order
        """
        keys = [
            SQL(
                "%s AS %s",
                self._get_key_sql(breakdown, f"k{kept.ids.index(breakdown.id)}", period),
                SQL.identifier(f"k{rank}"),
            )
            for rank, breakdown in enumerate(breakdowns or ())
        ]
        names = SQL(", ").join(SQL.identifier(f"k{rank}") for rank in range(len(keys)))
        self._make_table(
            "hub_units",
            SQL(
                """WITH counted AS (SELECT %s FROM pg_temp.hub_counted AS counted)
                   SELECT unit_model, unit_id, owner_id, contribution, facts, presumed, records,
                          jsonb_build_array(%s)::text AS key
                     FROM (%s) AS unit""",
                SQL(", ").join([_COLUMNS, *keys]),
                names,
                version._get_units_sql(breakdowns, with_facts=True, with_owner=True),
            ),
        )

    def _get_key_sql(self, breakdown, name, period):
        """Return the SQL for a key; that of an earlier time is the time of this run that it is compared with."""
        key = SQL.identifier("counted", name)
        if breakdown._interval and period != self._get_period():
            return SQL("(%s + make_interval(months => %s))::date", key, self._get_months_back())
        return key

    def _write_before(self, version, line, breakdowns):
        """Keep the values of the period that this one is compared with."""
        self.env.cr.execute(
            SQL(
                "INSERT INTO pg_temp.hub_before %s",
                SQL(
                    "SELECT %s, * FROM (%s) AS cell",
                    line.id,
                    self._get_values_sql(version, breakdowns, SQL(", COUNT(DISTINCT owner_id)")),
                ),
            )
        )

    def _get_values_sql(self, version, breakdowns, more):
        """Return the statement for the key and the value of each cell of the kept units; a total is there always."""
        return SQL(
            "SELECT %s AS key, %s::float8 AS value %s FROM pg_temp.hub_units %s",
            SQL("key") if breakdowns else SQL("%s", _NO_KEY),
            _VALUES[version.statistic],
            more,
            SQL("GROUP BY key") if breakdowns else SQL(),
        )

    def _write_cells(self, version, line, breakdowns):
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
                            WHERE run_id = %(run)s AND version_id = %(version)s AND is_total AND %(is_total)s)
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
                compared=bool(self._get_months_back()),
                audience=version._get_audience(),
                now=self._get_values_sql(version, breakdowns, more),
                no_key=_NO_KEY,
                # Days in their order, the rest by how much there is.
                order=SQL("key") if line._has_interval() else SQL("COALESCE(now.value, 0) DESC, key"),
            )
        )
        self._write_lists(line, breakdowns)

    def _get_rank(self, line):
        """Return the place of a figure in the report, from 1 on."""
        return self.report_id.line_ids.sorted().ids.index(line.id) + 1

    def _write_lists(self, line, breakdowns):
        # As superuser: nobody reads the secret.
        secret = self.report_id.sudo().secret
        self.env.cr.execute(
            SQL(
                """INSERT INTO hub_report_cell_unit (cell_id, unit_model, unit_id, sign, contribution, records)
                   SELECT cell.id, unit.unit_model, unit.unit_id,
                          left(encode(sha256(convert_to(concat_ws('|', %(secret)s, unit.unit_model, unit.unit_id),
                                                        'UTF8')), 'hex'), 32),
                          unit.contribution::float8, unit.records
                     FROM pg_temp.hub_units AS unit
                     JOIN hub_report_cell AS cell
                       ON cell.run_id = %(run)s AND cell.sequence = %(rank)s AND cell.is_total = %(is_total)s
                      AND cell.list_cell_id IS NULL AND (cell.is_total OR cell.key = unit.key)""",
                secret=secret,
                run=self.id,
                rank=self._get_rank(line),
                is_total=breakdowns is None,
            )
        )

    # What signs the run

    def _sign_lists(self):
        """Note a digest of the list of each cell."""
        self.env.cr.execute(
            SQL(
                "UPDATE hub_report_cell AS cell SET list_digest = list.digest FROM (%s) AS list"
                " WHERE list.cell_id = cell.id",
                self._get_list_digests_sql(),
            )
        )

    def _get_list_digests_sql(self):
        """Return the statement for a digest of the list of each cell that has one."""
        return SQL(
            """SELECT unit.cell_id,
                      encode(sha256(convert_to(
                          string_agg(sign || ':' || contribution::text, ',' ORDER BY sign COLLATE "C"),
                          'UTF8')), 'hex') AS digest
                 FROM hub_report_cell_unit AS unit
                 JOIN hub_report_cell AS own ON own.id = unit.cell_id
                WHERE own.run_id = %s
             GROUP BY unit.cell_id""",
            self.id,
        )

    def _get_digest(self):
        """Return the SHA-256 of what the run says, see the docstring of the model."""
        cells = self.env.execute_query(
            SQL(
                """SELECT cell.sequence, indicator.code, version.number, one.code, other.code, cell.is_total, cell.key,
                          cell.value, cell.is_known, cell.units, cell.facts, cell.presumed, cell.value_before,
                          cell.is_compared, cell.list_digest
                     FROM hub_report_cell AS cell
                     JOIN hub_indicator_version AS version ON version.id = cell.version_id
                     JOIN hub_indicator AS indicator ON indicator.id = version.indicator_id
                LEFT JOIN hub_breakdown AS one ON one.id = cell.breakdown_id
                LEFT JOIN hub_breakdown AS other ON other.id = cell.second_breakdown_id
                    WHERE cell.run_id = %s
                 ORDER BY cell.sequence, cell.is_total DESC, cell.key COLLATE "C" """,
                self.id,
            )
        )
        content = {
            "period": [str(day) for day in self._get_period()],
            "comparison": self.comparison,
            "programme": self.programme_id.code or None,
            "cells": cells,
        }
        words = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(words.encode()).hexdigest()

    def _drop_cells(self):
        """Remove what an attempt has left that nobody waits for."""
        self.env.cr.execute(SQL("DELETE FROM hub_report_cell WHERE run_id IN %s", self._ids))

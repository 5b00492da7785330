from typing import NamedTuple

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.actions import open_window

from ...domain.drift import DEFINITION, Part, changed, explain


class Counted(NamedTuple):
    """A unit in a cell: what it contributes, and its facts, each the model and the id of a record with its day."""

    contribution: float
    facts: frozenset
    merged_into: int | None = None


class HubReportCell(models.Model):
    """Why a figure is another one today: it is counted anew, by the same definition, for whoever asks."""

    _inherit = "hub.report.cell"

    def _explain(self):
        """Return what has changed since the run, and the records that each cause names.

        :return: a :class:`Drift`, and pairs of a model and an id by cause. The units of the drift are such
            pairs too, or
            a sign and None for who is gone. Its last part is that of a definition that is in force instead today.
        :raise UserError: if the reader may not count it
        """
        self.ensure_one()
        then, now = self._get_counted_then(), self._get_counted_now()
        mine, present = then.get(self._get_place(), {}), now.get(self._get_place(), {})
        contributions = [{unit: each.contribution for unit, each in own.items()} for own in (mine, present)]
        reasons = self._get_reasons(then, now, changed(*contributions))
        causes = {unit: reason.cause for unit, reason in reasons.items()}
        drift = explain(self.version_id.statistic, *contributions, causes)
        records = {}
        for cause, named in reasons.values():
            records.setdefault(cause, set()).update(named)
        if later := self._get_later_version():
            value = self._get_value_by(later)
            drift = drift._replace(today=value, parts=[*drift.parts, Part(DEFINITION, value - drift.today, ())])
        return drift, records

    def _get_place(self):
        """Return where this cell stands in what is counted of its figure; the total is one place."""
        return "" if self.is_total else self.key

    def _get_counting_run(self):
        """Return the run for counting anew: as the reader, in the agency of the run."""
        run = self.run_id
        return run.with_context(allowed_company_ids=run.company_id.ids)

    def _get_breakdowns(self):
        return self.breakdown_id.browse() if self.is_total else self.breakdown_id + self.second_breakdown_id

    def _get_counted_then(self):
        """Return the units of all cells of this figure as they were counted: by place and unit, see `_explain`."""
        self._get_list()
        kept = SQL("cell.id = %s", self.id)
        if not self.is_total:
            kept = SQL("cell.run_id = %s AND cell.sequence = %s AND NOT cell.is_total", self.run_id.id, self.sequence)
        rows = self.env.execute_query(
            SQL(
                """SELECT cell.key, unit_model, unit_id, sign, merged_into, contribution, records
                     FROM (%s) AS unit JOIN hub_report_cell AS cell ON cell.id = unit.cell_id ORDER BY unit.id""",
                self.env["hub.report.cell.unit"]._get_units_sql(kept),
            )
        )
        counted = {}
        for key, model, id_, sign, into, contribution, records in rows:
            unit = (model, id_) if id_ else (sign, None)
            facts = frozenset(map(tuple, records or ()))
            counted.setdefault("" if self.is_total else key, {})[unit] = Counted(contribution, facts, into)
        return counted

    def _get_counted_now(self):
        """Return the units of all cells of this figure as whoever asks counts them now, as `_get_counted_then`."""
        run, breakdowns = self._get_counting_run(), self._get_breakdowns()
        version = self.version_id.with_env(run.env)
        question = version._get_question(run._get_period(), breakdowns, run._get_part())
        keys = SQL(", ").join(SQL.identifier(name) for name in version._get_keys(question))
        statement = SQL(
            "%s SELECT jsonb_build_array(%s)::text, unit_model, unit_id, contribution::float8, records FROM %s",
            version._get_statement(question, with_facts=True),
            keys,
            SQL("in_cells") if breakdowns else SQL("in_total"),
        )
        counted = {}
        for key, model, id_, contribution, records in version._execute(statement):
            facts = frozenset(map(tuple, records))
            counted.setdefault(key if breakdowns else "", {})[model, id_] = Counted(contribution, facts)
        return counted

    def _get_later_version(self):
        """Return the definition by which the figure would be counted today, if it is another one."""
        run = self._get_counting_run()
        try:
            version = run._get_versions(self.indicator_id.with_env(run.env))[self.indicator_id.id]
        except UserError:
            return None
        return version if version != self.version_id else None

    def _get_value_by(self, version):
        """Return what another definition says; nothing where it can't be divided like that."""
        run, breakdowns = self._get_counting_run(), self._get_breakdowns()
        if breakdowns - version.breakdown_ids:
            return 0.0
        figure = version._measure(run._get_period(), breakdowns, run._get_part())
        keys = tuple(key for _breakdown, key in self._get_keys())
        cells = {cell.keys: cell.value or 0.0 for cell in figure.cells}
        return (figure.total.value or 0.0) if self.is_total else cells.get(keys, 0.0)

    def action_explain(self):
        """Open a page that says why the figure is another one today."""
        self.ensure_one()
        page = self.env["hub.report.explanation"].create({"cell_id": self.id})
        return open_window(self.env, "hub_reporting.hub_report_explanation_action", res_id=page.id)

import hashlib
import json

from odoo import models
from odoo.tools import SQL


class HubReportRun(models.Model):
    """What signs a run, and whether it still says that: the digest is worked out anew from cells and lists."""

    _inherit = "hub.report.run"

    def _sign_lists(self):
        """Note a digest of each list, with the cell under which its facts stand."""
        self.env.cr.execute(
            SQL(
                "UPDATE hub_report_cell AS cell SET list_digest = list.digest FROM (%s) AS list"
                " WHERE list.cell_id = cell.id",
                self._get_list_digests_sql(),
            )
        )

    def _get_list_digests_sql(self):
        """Return the statement for a digest of each list: of its facts, by the signs of their units and their cells."""
        return SQL(
            """SELECT list_id AS cell_id,
                      encode(sha256(convert_to(string_agg(told.fact, ',' ORDER BY told.fact COLLATE "C"), 'UTF8')),
                             'hex') AS digest
                 FROM hub_report_cell AS list
                 JOIN hub_report_cell_fact AS fact
                   ON fact.id BETWEEN list.first_fact AND list.last_fact AND fact.list_id = list.id
           CROSS JOIN LATERAL (SELECT concat_ws(':', sign, fact.value, is_reference, places::text) AS fact) AS told
                WHERE list.run_id = %s
             GROUP BY list_id""",
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

    def _is_genuine(self):
        """Tell whether what is kept has the digest that the run was given: no cell and no list was changed since."""
        self.ensure_one()
        self.env.flush_all()
        changed = self.env.execute_query(
            SQL(
                # Once for all cells: of fresh rows the database knows too little, and would do it for each of them.
                """WITH list AS MATERIALIZED (%s)
                   SELECT FROM hub_report_cell AS cell LEFT JOIN list ON list.cell_id = cell.id
                    WHERE cell.run_id = %s AND cell.list_digest IS DISTINCT FROM list.digest LIMIT 1""",
                self._get_list_digests_sql(),
                self.id,
            )
        )
        return not changed and self._get_digest() == self.digest

    def action_verify(self):
        """Say whether the run is as it was signed, and so whether a workbook with its digest says the same."""
        self.ensure_one()
        self._check_done()
        genuine = self._is_genuine()
        if genuine:
            message = self.env._(
                "The figures and their lists are as they were counted. A workbook is of this run if it carries the "
                "digest %s.",
                self.digest,
            )
        else:
            message = self.env._(
                "What is kept of this run is not what was counted: somebody has changed it in the database. Run the "
                "report once more, and tell an administrator."
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._("As It Was Counted") if genuine else self.env._("Changed Since"),
                "type": "success" if genuine else "danger",
                "message": message,
                "sticky": True,
            },
        }

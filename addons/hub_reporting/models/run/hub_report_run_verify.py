from odoo import models
from odoo.tools import SQL


class HubReportRun(models.Model):
    """Whether a run still says what it was signed for: its digest is worked out anew from the cells and their lists."""

    _inherit = "hub.report.run"

    def _is_genuine(self):
        """Tell whether what is kept has the digest that the run was given: no cell and no list was changed since."""
        self.ensure_one()
        self.env.flush_all()
        changed = self.env.execute_query(
            SQL(
                """SELECT FROM hub_report_cell AS cell LEFT JOIN (%s) AS list ON list.cell_id = cell.id
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

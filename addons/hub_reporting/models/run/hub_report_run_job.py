"""How the server counts runs: in a second transaction, as of one moment, and writes all cells at once."""

from __future__ import annotations

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.turns import take_turns
from odoo.addons.hub_xlsx.models.hub_job_mixin import ATTEMPTS


class HubReportRun(models.Model):
    _inherit = "hub.report.run"

    def _work(self, attempt: int):
        with self.env.registry.cursor() as cr:
            counted = self.with_env(self.env(cr=cr))._count_for_user(attempt)
        self._apart(lambda run: run._finish(attempt, counted))

    @api.model
    def _get_too_often_message(self) -> str:
        return self.env._(
            "The server was stopped %s times before the figures were counted. Make two reports of this one, or"
            " ask an administrator to give scheduled actions more time (limit_time_real_cron).",
            ATTEMPTS,
        )

    @api.model
    def _get_unknown_error_message(self) -> str:
        return self.env._(
            "The server could not count this report. Ask an administrator to read the reason in the server's log."
        )

    def _count_for_user(self, attempt, apart=None):
        """Write the cells as the run's user would count them.

        :param apart: how progress is told; in a short transaction of its own
        :return: the values that are noted when the run is done
        """
        user = self.user_id
        if not user.active or self.company_id not in user.company_ids:
            raise UserError(
                self.env._("%s may not count for this agency any more. Run the report yourself.", user.name)
            )
        env = self.env(
            user=user.id, su=False,
            context={**user.with_user(user).context_get(), "allowed_company_ids": self.company_id.ids},
        )  # fmt: skip
        run = self.with_env(env)
        if not run.has_access("create"):
            raise UserError(self.env._("%s may not run reports any more. Run it yourself.", user.name))
        apart = apart or self._apart
        return run._count(lambda figures: apart(lambda each: each._beat(attempt, figures)))

    # The changes

    def _begin(self) -> int:
        """Begin an attempt. From here on the versions are in use, so they stay as they are."""
        attempt = super()._begin()
        if not attempt:
            return 0
        try:
            versions = self._get_versions(self.report_id.line_ids.indicator_id)
        except UserError as error:
            self._fail(attempt, str(error))
            return 0
        used = self.env["hub.indicator.version"].union(*versions.values())
        take_turns(used | used.excludes_id)
        self.write({"version_ids": [(6, 0, (used | used.excludes_id).ids)]})
        self._drop_cells()
        return attempt

    def _drop_cells(self):
        """Remove what an attempt has left that nobody waits for."""
        self.env.cr.execute(
            SQL(
                """DELETE FROM hub_report_cell_fact AS fact USING hub_report_cell AS list
                    WHERE fact.id BETWEEN list.first_fact AND list.last_fact AND fact.list_id = list.id
                      AND list.run_id = ANY(%s)""",
                self.ids,
            )
        )
        self.env.cr.execute(SQL("DELETE FROM hub_report_cell WHERE run_id = ANY(%s)", self.ids))

    def _begin_values(self) -> dict:
        return {**super()._begin_values(), "figures_done": 0}

    def _beat(self, attempt: int, figures: int):
        self._check_waited_for(attempt)
        self.write({"figures_done": figures})

    def _finish(self, attempt: int, counted: dict):
        if not self._is_at(attempt):
            self._drop_cells()
            return
        self._end("done", **counted)

    def _end(self, state: str, **values):
        if state != "done":
            # No figures were given by these definitions.
            values["version_ids"] = [(5,)]
        super()._end(state, **values)

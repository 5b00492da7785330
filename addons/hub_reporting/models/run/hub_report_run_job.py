"""How the server counts runs, as it does exports in the background (see ``hub_xlsx``).

One transaction holds an advisory lock, which tells that the run is really under way: it is gone with the process. A
second one counts, as of one moment, and writes all cells at once. What others see meanwhile, and what they say, goes
through short transactions of their own. The number of the attempt keeps a process that was given up from finishing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from psycopg2 import OperationalError

from odoo import api, models
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

from .hub_report_run import OPEN

_logger = logging.getLogger(__name__)

ATTEMPTS = 3


class GivenUpError(Exception):
    """Nobody waits for this attempt any more."""


class HubReportRun(models.Model):
    _inherit = "hub.report.run"

    @api.model
    def _cron_run(self):
        """Count what waits and what was interrupted, as long as the scheduler gives time; the rest at the next call."""
        runs = self.search([("state", "in", OPEN)], order="id")
        self.env["ir.cron"]._commit_progress(remaining=len(runs))
        for run in runs:
            run._run()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _run(self):
        """Count this run to its end, unless another process does. Nothing is raised that is of the figures."""
        self.ensure_one()
        attempt = 0
        try:
            with self.env.registry.cursor() as lock:
                if self.with_env(self.env(cr=lock))._lock():
                    attempt = self._apart(lambda run: run._begin())
                if attempt:
                    with self.env.registry.cursor() as cr:
                        counted = self.with_env(self.env(cr=cr))._count_for_user(attempt)
                    self._apart(lambda run: run._finish(attempt, counted))
        except GivenUpError:
            _logger.info("Run %s of a report was cancelled", self.id)
        except OperationalError:
            _logger.warning("Run %s of a report was interrupted by the database", self.id, exc_info=True)
            self._apart(lambda run: run._wait_again(attempt))
        except UserError as error:
            sentence = str(error)
            self._apart(lambda run: run._fail(attempt, sentence))
        except Exception:
            _logger.exception("Run %s of a report failed", self.id)
            self._apart(lambda run: run._fail(attempt))

    def _lock(self) -> bool:
        """Take the lock of this run till the transaction ends; False while another transaction has it."""
        query = SQL("SELECT pg_try_advisory_xact_lock(hashtext(%s), %s)", self._name, self.id)
        return self.env.execute_query(query)[0][0]

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

    def _apart(self, change: Callable):
        """Change this run in a short transaction of its own, once more where somebody changes it at the same time."""
        with self.env.registry.cursor() as cr:
            run = self.with_env(self.env(cr=cr)).exists()
            return retrying(lambda: change(run.with_context(lang=run.user_id.lang)), run.env)

    # The changes

    def _begin(self) -> int:
        """Begin an attempt and return its number; 0 if there is nothing to count any more.

        From here on the versions are in use, so they stay as they are.
        """
        if self.state not in OPEN:
            return 0
        if self.attempts >= ATTEMPTS:
            self._end(
                "failed",
                error=self.env._(
                    "The server was stopped %s times before the figures were counted. Make two reports of this one, or"
                    " ask an administrator to give scheduled actions more time (limit_time_real_cron).",
                    self.attempts,
                ),
            )
            return 0
        self.write({"state": "running", "attempts": self.attempts + 1, "figures_done": 0})
        try:
            versions = self._get_versions(self.report_id.line_ids.indicator_id)
        except UserError as error:
            self._end("failed", error=str(error))
            return 0
        used = self.env["hub.indicator.version"].union(*versions.values())
        take_turns(used | used.excludes_id)
        self.write({"version_ids": [(6, 0, (used | used.excludes_id).ids)]})
        self._drop_cells()
        return self.attempts

    def _is_at(self, attempt: int) -> bool:
        return bool(self) and self.state == "running" and self.attempts == attempt

    def _beat(self, attempt: int, figures: int):
        if not self._is_at(attempt):
            raise GivenUpError
        self.write({"figures_done": figures})

    def _finish(self, attempt: int, counted: dict):
        if not self._is_at(attempt):
            self._drop_cells()
            return
        self._end("done", **counted)

    def _fail(self, attempt: int, error: str | None = None):
        if self._is_at(attempt):
            unknown = self.env._(
                "The server could not count this report. Ask an administrator to read the reason in the server's log."
            )
            self._end("failed", error=error or unknown)

    def _wait_again(self, attempt: int):
        if self._is_at(attempt):
            self.state = "queued"
            self._wake_runner()

    def _end(self, state: str, **values):
        if state != "done":
            # No figures were given by these definitions.
            values["version_ids"] = [(5,)]
        self.write({"state": state, **values})

    def _wake_runner(self):
        # As superuser: whoever begins a run wakes the scheduler.
        self.env.ref("hub_reporting.ir_cron_report_runs").sudo()._trigger()

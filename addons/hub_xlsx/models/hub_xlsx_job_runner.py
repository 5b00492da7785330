"""How the server runs exports in the background.

A scheduled action runs the jobs one after another. One transaction reads a job's rows from first to last, as of one
moment, and holds an advisory lock, which tells that the job really runs: it is gone with the transaction, however the
process ends. What others see meanwhile (progress, the file) and what they say (cancel) goes through short transactions
of their own. A job that is under way without the lock was interrupted and begins again; the number of the attempt keeps
a process that was given up, but isn't gone, from touching it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile
from typing import BinaryIO, TypeVar

from psycopg2 import OperationalError

from odoo import api, models
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tools import SQL

from .hub_xlsx_job import OPEN

Result = TypeVar("Result")
_logger = logging.getLogger(__name__)

ATTEMPTS = 3
BEAT = 1.0  # seconds


class GivenUpError(Exception):
    """Nobody waits for this attempt any more."""


class HubXlsxJob(models.Model):
    _inherit = "hub.xlsx.job"

    @api.model
    def _cron_run(self):
        """Run what waits and what was interrupted, as long as the scheduler gives time; the rest at the next call."""
        jobs = self.search([("state", "in", OPEN)], order="id")
        self.env["ir.cron"]._commit_progress(remaining=len(jobs))
        for job in jobs:
            job._run()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _run(self):
        """Run this job to its end, unless another process does. Nothing is raised that is of the export."""
        self.ensure_one()
        attempt = 0
        try:
            with self.env.registry.cursor() as cr, TemporaryFile() as file:
                job = self.with_env(self.env(cr=cr))
                if job._lock():
                    attempt = self._apart(lambda job: job._begin())
                if attempt:
                    exported = job._write_file(file, attempt)
                    # Exporting ids creates external ids.
                    cr.commit()  # pylint: disable=invalid-commit
                    self._apart(lambda job: job._finish(attempt, file, exported))
        except GivenUpError:
            _logger.info("Export job %s was cancelled", self.id)
        except OperationalError:
            _logger.warning("Export job %s was interrupted by the database", self.id, exc_info=True)
            self._apart(lambda job: job._wait_again(attempt))
        except UserError as error:
            sentence = str(error)
            self._apart(lambda job: job._fail(attempt, sentence))
        except Exception:
            _logger.exception("Export job %s failed", self.id)
            self._apart(lambda job: job._fail(attempt))

    def _lock(self) -> bool:
        """Take the lock of this job till the transaction ends; False while another transaction has it."""
        query = SQL("SELECT pg_try_advisory_xact_lock(hashtext(%s), %s)", self._name, self.id)
        return self.env.execute_query(query)[0][0]

    def _write_file(self, file: BinaryIO, attempt: int):
        """Write the export as its user would, with the user's rights, language and time zone.

        :return: an ``ExportedFile``
        """
        user = self.user_id
        if not user.active:
            raise UserError(self.env._("%s is archived and can't export any more.", user.name))
        env = self.env(user=user.id, context=user.with_user(user).context_get())
        total = env[self._name].count_records(self.params)
        self._apart(lambda job: job._beat(attempt, 0, total))
        return env["hub.xlsx.export"]._write_file(self.params, file, self.format, self._progress(attempt))

    def _progress(self, attempt: int) -> Callable[[int], None]:
        """Return what tells, from time to time, how many rows are written."""
        told = time.monotonic()

        def progress(rows):
            nonlocal told
            if time.monotonic() - told >= BEAT:
                self._apart(lambda job: job._beat(attempt, rows))
                told = time.monotonic()

        return progress

    def _apart(self, change: Callable[[HubXlsxJob], Result]) -> Result:
        """Change this job in a short transaction of its own, once more where its user changes it at the same time."""
        with self.env.registry.cursor() as cr:
            job = self.with_env(self.env(cr=cr)).exists()
            return retrying(lambda: change(job.with_context(lang=job.user_id.lang)), job.env)

    # The changes

    def _begin(self) -> int:
        """Begin an attempt and return its number; 0 if there is nothing to run any more."""
        if self.state not in OPEN:
            return 0
        if self.attempts >= ATTEMPTS:
            self._end(
                "failed",
                error=self.env._(
                    "The server was stopped %s times before this export was done. Export fewer records at once, or ask"
                    " an administrator to give scheduled actions more time (limit_time_real_cron).",
                    self.attempts,
                ),
            )
            return 0
        self.write({"state": "running", "attempts": self.attempts + 1, "rows_done": 0})
        self._notify_user()
        return self.attempts

    def _is_at(self, attempt: int) -> bool:
        return self.state == "running" and self.attempts == attempt

    def _beat(self, attempt: int, rows: int, total: int | None = None):
        if not self._is_at(attempt):
            raise GivenUpError
        self.write({"rows_done": rows} if total is None else {"rows_done": rows, "rows_total": total})

    def _finish(self, attempt: int, file: BinaryIO, exported):
        if not self._is_at(attempt):
            raise GivenUpError
        file.flush()
        with mmap(file.fileno(), 0, access=ACCESS_READ) as content:  # bytes to Odoo, without the memory
            attachment = self.env["ir.attachment"].create(
                {
                    "name": exported.name,
                    "raw": content,
                    # Odoo keeps the words of a text/… attachment in the database, as an index: the whole file again.
                    "mimetype": exported.content_type.partition(";")[0].replace("text/", "application/"),
                    "res_model": self._name,
                    "res_id": self.id,
                }
            )
        self._end("done", rows_done=exported.rows, attachment_id=attachment.id)

    def _fail(self, attempt: int, error: str | None = None):
        if self._is_at(attempt):
            unknown = self.env._(
                "The server could not finish this export. Ask an administrator to read the reason in the server's log."
            )
            self._end("failed", error=error or unknown)

    def _wait_again(self, attempt: int):
        if self._is_at(attempt):
            self.state = "waiting"
            self._wake_runner()

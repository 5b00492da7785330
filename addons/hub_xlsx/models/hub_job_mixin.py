"""How the server does in the background what takes long.

A scheduled action does the jobs one after another. One transaction holds an advisory lock, which tells that the job is
really under way: it is gone with the transaction, however the process ends. What others see meanwhile (progress, the
result) and what they say (cancel) goes through short transactions of their own. A job that is under way without the
lock was interrupted and begins again; the number of the attempt keeps a process that was given up, but isn't gone, from
touching it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tools import SQL

Result = TypeVar("Result")
_logger = logging.getLogger(__name__)

OPEN = ("waiting", "running")
ATTEMPTS = 3


class GivenUpError(Exception):
    """Nobody waits for this attempt any more."""


class HubJobMixin(models.AbstractModel):
    """A row that stands for work which the server does later, for the user in ``user_id``.

    A model says what the work is, :meth:`_work`, and its scheduled action, :attr:`_job_cron`, calls :meth:`_cron_run`.
    """

    _name = "hub.job.mixin"
    _description = "Done in the Background"

    _job_cron = ""
    """The external id of the scheduled action that does the jobs of the model."""

    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("running", "Under Way"),
            ("done", "Done"),
            ("failed", "Failed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="waiting",
        index=True,
    )
    attempts = fields.Integer(readonly=True, aggregator=None, help="How often the server has begun.")
    error = fields.Char("Why It Failed", readonly=True)

    # What a model says

    def _work(self, attempt: int):
        """Do the work of an attempt, in the transaction that holds the lock, and note the result in one of its own.

        :raise GivenUpError: if nobody waits for this attempt any more, see :meth:`_check_waited_for`
        :raise UserError: with the sentence that the user reads
        """
        raise NotImplementedError

    @api.model
    def _get_too_often_message(self) -> str:
        """Return what its user reads when the server was stopped :data:`ATTEMPTS` times before it was done."""
        raise NotImplementedError

    @api.model
    def _get_unknown_error_message(self) -> str:
        """Return what its user reads when it failed by what no sentence tells."""
        raise NotImplementedError

    def _begin_values(self) -> dict:
        """Return what is written when an attempt begins, beside its number."""
        return {}

    # The runner

    @api.model
    def _cron_run(self):
        """Do what waits and what was interrupted, as long as the scheduler gives time; the rest at the next call."""
        jobs = self.search([("state", "in", OPEN)], order="id")
        self.env["ir.cron"]._commit_progress(remaining=len(jobs))
        for job in jobs:
            job._run()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _run(self):
        """Do this job to its end, unless another process does. Nothing is raised that is of the work."""
        self.ensure_one()
        attempt = 0
        try:
            with self.env.registry.cursor() as cr:
                job = self.with_env(self.env(cr=cr))
                if job._lock():
                    attempt = self._apart(lambda job: job._begin())
                if attempt:
                    job._work(attempt)
        except GivenUpError:
            _logger.info("%s was cancelled", self)
        except OperationalError:
            _logger.warning("%s was interrupted by the database", self, exc_info=True)
            self._apart(lambda job: job._wait_again(attempt))
        except UserError as error:
            sentence = str(error)
            self._apart(lambda job: job._fail(attempt, sentence))
        except Exception:
            _logger.exception("%s failed", self)
            self._apart(lambda job: job._fail(attempt))

    def _lock(self) -> bool:
        """Take the lock of this job till the transaction ends; False while another transaction has it."""
        query = SQL("SELECT pg_try_advisory_xact_lock(hashtext(%s), %s)", self._name, self.id)
        return self.env.execute_query(query)[0][0]

    def _apart(self, change: Callable[[HubJobMixin], Result]) -> Result:
        """Change this job in a short transaction of its own, once more where its user changes it at the same time."""
        with self.env.registry.cursor() as cr:
            job = self.with_env(self.env(cr=cr)).exists()
            return retrying(lambda: change(job.with_context(lang=job.user_id.lang)), job.env)

    # The changes

    def _begin(self) -> int:
        """Begin an attempt and return its number; 0 if there is nothing to do any more."""
        if self.state not in OPEN:
            return 0
        if self.attempts >= ATTEMPTS:
            self._end("failed", error=self._get_too_often_message())
            return 0
        self.write({"state": "running", "attempts": self.attempts + 1, **self._begin_values()})
        return self.attempts

    def _is_at(self, attempt: int) -> bool:
        return bool(self) and self.state == "running" and self.attempts == attempt

    def _check_waited_for(self, attempt: int):
        """Give up where nobody waits for this attempt any more.

        :raise GivenUpError:
        """
        if not self._is_at(attempt):
            raise GivenUpError

    def _fail(self, attempt: int, error: str | None = None):
        if self._is_at(attempt):
            self._end("failed", error=error or self._get_unknown_error_message())

    def _wait_again(self, attempt: int):
        if self._is_at(attempt):
            self.state = "waiting"
            self._wake_runner()

    def _end(self, state: str, **values):
        self.write({"state": state, **values})

    @api.model
    def _wake_runner(self):
        # As superuser: whoever begins a job wakes the scheduler.
        self.env.ref(self._job_cron).sudo()._trigger()

"""How the server runs exports in the background: it reads a job's rows from first to last, as of one moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile
from typing import BinaryIO

from odoo import api, models
from odoo.exceptions import UserError

from .hub_job_mixin import ATTEMPTS

BEAT = 1.0  # seconds


class HubXlsxJob(models.Model):
    _inherit = "hub.xlsx.job"

    def _work(self, attempt: int):
        with TemporaryFile() as file:
            exported = self._write_file(file, attempt)
            # Exporting ids creates external ids.
            self.env.cr.commit()  # pylint: disable=invalid-commit
            self._apart(lambda job: job._finish(attempt, file, exported))

    @api.model
    def _get_too_often_message(self) -> str:
        return self.env._(
            "The server was stopped %s times before this export was done. Export fewer records at once, or ask"
            " an administrator to give scheduled actions more time (limit_time_real_cron).",
            ATTEMPTS,
        )

    @api.model
    def _get_unknown_error_message(self) -> str:
        return self.env._(
            "The server could not finish this export. Ask an administrator to read the reason in the server's log."
        )

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

    # The changes

    def _begin(self) -> int:
        attempt = super()._begin()
        if attempt:
            self._notify_user()
        return attempt

    def _begin_values(self) -> dict:
        return {**super()._begin_values(), "rows_done": 0}

    def _beat(self, attempt: int, rows: int, total: int | None = None):
        self._check_waited_for(attempt)
        self.write({"rows_done": rows} if total is None else {"rows_done": rows, "rows_total": total})

    def _finish(self, attempt: int, file: BinaryIO, exported):
        self._check_waited_for(attempt)
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

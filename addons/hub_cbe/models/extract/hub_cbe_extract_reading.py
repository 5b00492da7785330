"""Reading a full extract: the rows of the companies that are kept, and the ranges in which they are loaded."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.gc import disabling_gc

from odoo.addons.queue_job.exception import RetryableJobError

from ...domain import layout
from ...domain.extract import Extract
from ...domain.numbers import key, number_of, value
from ...domain.problems import Refusal, RefusedError
from ...domain.region import Places, find_kept, find_places
from ...domain.wanted import Share
from ...tools import rows as kept_rows
from ...tools.ahead import Ahead, Beside
from ...tools.labels import take_labels
from ...tools.references import get_region
from .hub_cbe_extract_updating import Cut

RANGE = 2_000
"""Companies a range: a transaction of some seconds, and enough that one statement is for many."""
_PASSES = {layout.ADDRESS: 2, layout.ESTABLISHMENT: 3, layout.ENTERPRISE: 2}
_BEAT = 2.0
_LEAST_SHARE = 2
"""A full extract that says something about less than half of those of before is no whole one."""


class CancelledError(Exception):
    """Somebody has cancelled the reading."""


class HubCbeExtract(models.Model):
    _inherit = "hub.cbe.extract"

    def _job_read(self):
        """Read the extract, and let its ranges be loaded by jobs."""
        if self.state != "reading" or self.read_on:
            return
        if self.env["hub.cbe.progress"]._get_of(self).is_cancelled:
            self.state = "cancelled"
            return
        if not self._lock():
            raise RetryableJobError("Another extract is being read", seconds=30, ignore_retry=True)
        # Others may have been read since it was begun.
        if self._take_turn() and self._read(self._get_beat()):
            self._enqueue_loading()

    def _lock(self) -> bool:
        """Take the lock of who reads, till the transaction ends; False while another one reads."""
        return self.env.execute_query(SQL("SELECT pg_try_advisory_xact_lock(hashtext(%s))", self._name))[0][0]

    def _read(self, tell: Callable[[int], object], *, ahead: bool = False) -> bool:
        """Read the extract in this transaction; False if it is refused or cancelled, and nothing of it stays.

        :param tell: called with the percentage that is read; what it raises stops the reading
        :param ahead: whether another process may read a part of it meanwhile
        """
        try:
            with self._opened() as counted:
                total = self._get_work(counted)
            told = _in_percent(total, tell)
            # Rows point to nothing that points back: to look for circles among them takes a fifth of the time.
            with disabling_gc(), self.env.cr.savepoint(), self._opened(told) as extract:
                if self.kind == "update":
                    cut = self._read_update(extract)
                else:
                    cut = self._read_full(extract, partial(Beside, self._get_path(), tell=told) if ahead else None)
                self._note_faults(extract)
                self._cut(cut)
        except RefusedError as error:
            self._refuse(self._get_refusal_message(error))
            return False
        except CancelledError:
            self.state = "cancelled"
            return False
        self.write({"state": "loading", "read_on": fields.Datetime.now()})
        return True

    def _get_work(self, extract: Extract) -> int:
        """Return how many bytes are unpacked, all passes together."""
        files = layout.files(extract.meta.kind)
        passes = _PASSES if self.kind == "full" else {}
        return sum(extract.size(file) * passes.get(file, 1) for file in files) or 1

    def _get_beat(self) -> Callable[[int], object]:
        """Return what notes the progress and looks whether somebody cancelled, in a transaction of its own."""
        last = [0.0]

        def beat(percent: int):
            if time.monotonic() - last[0] < _BEAT:
                return
            last[0] = time.monotonic()
            with self.env.registry.cursor() as cr:
                cr.execute(
                    SQL(
                        "UPDATE hub_cbe_progress SET percent = %s WHERE extract_id = %s RETURNING is_cancelled",
                        percent, self.id,
                    )
                )  # fmt: skip
                if cr.fetchall() == [(True,)]:
                    raise CancelledError

        return beat

    def _read_full(self, extract: Extract, beside: Callable[[Callable], Beside] | None = None) -> Cut:
        """Take the rows of a full extract in the place of all others, and return its companies.

        :param beside: begins to make something of the extract in another process
        """
        cr = self.env.cr
        take_labels(self.env, extract)
        kept = find_kept(extract, self._find_places(extract, beside), self._get_known())
        numbers = sorted(map(number_of, kept.companies))
        wanted, owners = kept.wanted(), kept.owners()
        ahead = Ahead(beside, layout.ACTIVITY, wanted, owners) if beside else None
        kept_rows.set_aside(cr, layout.ENTERPRISE)
        for subject in kept_rows.SUBJECTS:
            keys = {layout.ENTERPRISE: kept.companies, layout.ESTABLISHMENT: kept.establishments}.get(subject, wanted)
            if ahead and subject is layout.ACTIVITY:
                lines = ahead.lines(extract.faults)
            else:
                lines = kept_rows.lines_of_file(extract, subject, keys, owners)
            _replace(cr, subject, lines)
        # Whose row is bad has not stopped.
        torn = extract.faults.torn[f"{layout.ENTERPRISE.name}.csv"]
        kept_rows.bring_back(cr, layout.ENTERPRISE, list(map(value, torn)))
        self.write(
            {
                "company_count": len(numbers),
                "establishment_count": len(kept.establishments),
                "person_count": len(kept.persons),
            }
        )
        return Cut(numbers)

    @api.model
    def _find_places(self, extract: Extract, beside: Callable[[Callable], Beside] | None) -> Places:
        """Find out who has an address in the region: half of them in another process, if there is one."""
        region = get_region(self.env)
        if not beside:
            return find_places(extract, region)
        other = beside(partial(find_places, region=region, share=Share(1, 2)))
        places = find_places(extract, region, Share(0, 2))
        return Places(*(ours | theirs for ours, theirs in zip(places, other.result(), strict=True)))

    @api.model
    def _get_known(self) -> set[bytes]:
        """Return the keys of the enterprises that are kept wherever they sit, and whatever they are.

        Those are the companies of the register that are here, and whoever is here with an enterprise number.
        """
        self.env.flush_all()
        query = SQL(
            """SELECT company_registry FROM res_partner
                WHERE is_company AND is_belgian AND company_registry ~ '^[01][0-9]{9}$'
             UNION
               SELECT number FROM hub_cbe_company"""
        )
        return {key(int(number)) for [number] in self.env.execute_query(query)}

    def _cut(self, cut: Cut):
        """Cut the ranges in which companies are loaded."""
        parts = [cut.numbers[start : start + RANGE] for start in range(0, len(cut.numbers), RANGE)]
        values = [{"numbers": part} for part in parts]
        if cut.coming or cut.places:
            values.append({"numbers": cut.coming, "places": cut.places, "is_coming": True})
        self.range_ids.unlink()
        self.env["hub.cbe.range"].create([{"extract_id": self.id, **each} for each in values])

    # In this process

    def _run_here(self, tell: Callable[[str, int, int], object], commit: Callable[[], object]):
        """Read, load and end the extract without jobs.

        :param tell: called with the step (read, load, pack), how much of it is done, and of how much
        :param commit: called where jobs would end
        :raise UserError: with the sentence that says why it can't be taken
        """
        self._read_here(tell, commit)
        parts = self.range_ids.filtered(lambda part: not part.done_at)
        for done, part in enumerate(parts, 1):
            part._load()
            commit()
            tell("load", done, len(parts))
        self._end_here(tell, commit)

    def _read_here(self, tell, commit, *, ahead: bool = False):
        """Do what goes before loading; see :meth:`_run_here`.

        :param ahead: whether another process may read a part of it meanwhile
        """
        if (self.state == "new" and not self._begin()) or (self.state == "cancelled" and not self._resume()):
            commit()
            raise UserError(self.error)
        if not self.read_on:
            if not self._lock():
                raise UserError(self.env._("Another extract is being read. Wait until it is done."))
            if not self._take_turn() or not self._read(lambda percent: tell("read", percent, 100), ahead=ahead):
                commit()
                raise UserError(self.error)
        commit()

    def _end_here(self, tell, commit):
        """Do what comes after loading; see :meth:`_run_here`."""
        self._end_loading()
        commit()
        if self.kind == "full":
            tell("pack", 0, 1)
            self._job_pack()
            commit()
            tell("pack", 1, 1)


def _replace(cr, subject, told):
    """Take rows in the place of all of a subject.

    :raises RefusedError: if they are about far fewer than those before
    """
    before = kept_rows.count(cr, subject)
    kept_rows.replace(cr, subject, told)
    now = kept_rows.count(cr, subject)
    if now * _LEAST_SHARE < before:
        raise RefusedError(Refusal.FEWER, f"{subject.name}.csv", values=(now, before))


def _in_percent(total: int, tell: Callable[[int], object]) -> Callable[[int], object]:
    done = [0]

    def told(count: int):
        done[0] += count
        tell(min(99, 100 * done[0] // total))

    return told

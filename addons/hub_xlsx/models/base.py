"""Exported values as a stream: any model, any list of field paths, in memory that does not grow with the records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from odoo import models
from odoo.api import private
from odoo.tools import split_every

from ..batch import Batch

BATCH = 2000


class Base(models.AbstractModel):
    _inherit = "base"

    @private
    def export_stream(self, paths: Sequence[str], domain=None, ids: Sequence[int] | None = None) -> Iterator[Batch]:
        """Stream what ``export_data`` returns for the records of a domain, or for the given ones in their order.

        The user's access rights, record rules, language and time zone hold as they do there.

        :param paths: the exported fields, such as ``name``, ``country_id/name``, ``.id`` or ``id``
        :raise UserError: if the user may not export
        :raise AccessError: if the user may not read a field, a record or a linked record
        """
        self.browse().export_data(paths)
        found = ids or self.search(domain or []).ids
        for some in split_every(BATCH, found, list):
            yield self._export_batch(paths, some)

    def _export_batch(self, paths: Sequence[str], ids: Sequence[int]) -> Batch:
        """Let Odoo export some records."""
        rows = self.browse(ids).export_data([".id", *paths])["datas"]
        self.env.invalidate_all()
        starts = [number for number, row in enumerate(rows) if row[0]]
        lines = [after - before for before, after in zip(starts, [*starts[1:], len(rows)], strict=True)]
        columns = list(zip(*rows, strict=True))[1:] if rows else [()] * len(paths)
        return Batch(ids, columns, lines)

"""Exported values as a stream: any model, any list of field paths, in memory that does not grow with the records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from odoo import models
from odoo.api import private
from odoo.orm.models import fix_import_export_id_paths
from odoo.tools import split_every

from ..reading.leaf import overrides
from ..reading.reader import Reader
from ..reading.source import BATCH, Batch, batch_of


class Base(models.AbstractModel):
    _inherit = "base"

    @private
    def export_stream(
        self, paths: Sequence[str], domain=None, ids: Sequence[int] | None = None, order: str | None = None
    ) -> Iterator[Batch]:
        """Stream what ``export_data`` returns for the records of a domain, or for the given ones in their order.

        The user's access rights, record rules, language and time zone hold as they do there.

        :param paths: the exported fields, such as ``name``, ``country_id/name``, ``.id`` or ``id``
        :param order: of the records of the domain, as a search takes it; without it that of their model
        :raise UserError: if the user may not export
        :raise AccessError: if the user may not read a field, a record or a linked record
        """
        self.browse().export_data(paths)
        for batch in self._export_batches(paths, domain or [], ids, order):
            yield batch
            # What the ORM remembers would grow with the records.
            self.env.invalidate_all()

    def _export_batches(
        self, paths: Sequence[str], domain, ids: Sequence[int] | None, order: str | None
    ) -> Iterator[Batch]:
        if not overrides(self, ["export_data"]):
            yield from Reader(self, [fix_import_export_id_paths(path) for path in paths]).stream(domain, ids, order)
            return
        for some in split_every(BATCH, ids or self.search(domain, order=order)._ids, list):
            yield batch_of(some, self.browse(some).export_data([".id", *paths])["datas"])

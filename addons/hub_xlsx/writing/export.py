"""What an export is asked for, and its rows."""

from __future__ import annotations

import logging
import operator
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

from odoo.api import Environment
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools.translate import get_translation

from ..reading.source import Batch, joined

# Odoo's own, for whoever looks in the log for who exported what.
_logger = logging.getLogger("odoo.addons.web.controllers.export")

IDS_IN_LOG = 10
Progress = Callable[[int], None]


class Export:
    """The file of Odoo's Export button, for the environment's user, in memory that does not grow with the records.

    In goes what the web client posts to ``/web/export/<format>``: a model, fields, records or a domain, groups. Out
    comes the file that Odoo would send, row by row and cell by cell. The rule:

    1. The user's rights, record rules, language and time zone hold as in Odoo, and what is refused is in Odoo's words.
    2. What SQL can express comes from one statement; what it can't comes from Odoo's ``export_data``, batch by batch.
    3. Records and groups are in the order of the screen, without one in that of their model, or as given by hand; the
       lines of a list are below the first, as in Odoo.
    4. Texts, numbers, dates, formats, widths and rows of groups are Odoo's, but for the table below.
    5. No value is dropped without a word.

    | Odoo | `hub_xlsx` |
    |---|---|
    | a text such as `=1+1` or `{=…}` becomes a formula, one that looks like an address a link | it stays text |
    | cells are dropped after 65,530 links | no cell is dropped |
    | refuses more than 1,048,576 rows | they go on in the next sheet |
    | CSV: a quote before `=`, `+`, `-` | before `@`, a tab and a carriage return, too, but before no number or phone |
    | a day before 1900 is a number that Excel doesn't show | it is text, and a note tells |
    | rows in the order of the model, columns by their fields' labels | in the order and by the headings of the screen |
    | a group of a choice or of a check is headed by what is stored | by what the screen says |
    | a list has lines below the first, so that records take several rows | or one cell has all of it (`one_row`) |
    | a number is added up in every group | not across units, where its model says that it has some |
    | – | a sheet *Notes* names the cells whose text was over 32,767 characters long or held what a workbook can't |
    | a number that is infinite or none stops the export with an error | the cell says `#NUM!`, and a note tells |

    For example ``{"model": "res.country", "fields": [{"name": "code", "label": "Code", "type": "char"}], "ids": [20],
    "domain": [], "import_compat": False}`` gives a sheet with the rows *Code* and *BE*.

    :param params: what is posted, parsed
    :param progress: is told after every batch how many rows are read
    """

    def __init__(self, env: Environment, params: dict[str, Any], progress: Progress | None = None) -> None:
        model, fields, self.ids, self.domain, import_compat = operator.itemgetter(
            "model", "fields", "ids", "domain", "import_compat"
        )(params)
        self.env = env
        self.model = env[model].with_context(import_compat=import_compat, **params.get("context", {}))
        self.fields = [field for field in fields if field["name"] != "id" or self.model._is_an_ordinary_table()]
        self.names = [field["name"] for field in self.fields]
        self.labels = self.names if import_compat else [field["label"].strip() for field in self.fields]
        self.order = params.get("order") or None
        self.one_row = not import_compat and bool(params.get("one_row"))
        self.groupby = [] if import_compat else params.get("groupby") or []
        self.rows = 0
        self.records = 0
        self._first_ids: list[int] = []
        self._progress = progress

    def batches(self, **found_by: Any) -> Iterator[Batch]:
        """The values; a batch counts as done when the next one is asked for.

        :param found_by: ``ids`` in place of the ones that are asked for
        """
        chosen = {"domain": self.domain, "ids": self.ids, "order": self.order, **found_by}
        with closing(self.model.export_stream(self.names, **chosen)) as batches:
            for batch in batches:
                self._first_ids += batch.ids[: IDS_IN_LOG - len(self._first_ids)]
                yield joined(batch) if self.one_row else batch
                self.records += len(batch.ids)
                self.rows += len(batch.ids) if self.one_row or batch.lines is None else sum(batch.lines)
                self.tell_progress()

    def tell_progress(self) -> None:
        """Tell how far it is; raises what whoever listens raises to end the export."""
        if self._progress:
            self._progress(self.rows)

    def check_right(self) -> None:
        """Refuse a user who may not export, as Odoo does.

        :raise UserError: or whatever the model raises
        """
        self.model.browse().export_data([])

    def odoos(self, sentence: str, *args: Any) -> str:
        """One of Odoo's own sentences in the user's language."""
        return get_translation("web", self.env.lang or "en_US", sentence, args)

    def refused(self, sentence: str, *args: Any) -> UserError:
        """The error with one of Odoo's own sentences."""
        return UserError(self.odoos(sentence, *args))

    def log(self) -> None:
        """Leave Odoo's line about who exported what."""
        _logger.info(
            "User %d exported %d %r records from %s. Fields: %s. %s: %s",
            self.env.user.id,
            self.records,
            self.model._name,
            request.httprequest.environ["REMOTE_ADDR"] if request else "a job in the background",
            ",".join(self.names),
            "IDs sample" if self.ids else "Domain",
            self._first_ids if self.ids else self.domain,
        )

"""What a stream of exported records is made of, and where its columns come from.

That is the statement itself, linked records, lists, or Odoo's own export.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING, Any

from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools import split_every

from ..compat import linked_ids
from .leaf import EXTERNAL_ID, Leaf, linked_leaf

if TYPE_CHECKING:
    from .reader import Reader

BATCH = 4000
"""Records that are read at once: what is looked up for each batch, as the rules on linked records, takes its time."""

CELLS = 80_000
"""Values that are in memory at once: of wide exports fewer records are read."""

REMEMBERED = 250_000
"""Values of linked records that are kept: the names of all companies of an agency, or some columns of a part."""

SHOWN = 20_000
"""Linked records whose order is kept."""

Line = tuple
MoreLines = Mapping[int, Sequence[Line]]
"""The lines below the first one, by the position of their record in the batch."""


@dataclass(frozen=True)
class Batch:
    """Some records of an export, in order, column by column.

    :param ids: the records
    :param columns: for each exported path the values of all lines, as Odoo's ``export_data`` gives them: ``""`` where
        there is nothing, else ``str``, ``int``, ``float``, ``bool``, ``date``, ``datetime``, rarely ``bytes`` or a list
    :param lines: how many lines each record has; None where each has one
    """

    ids: Sequence[int]
    columns: Sequence[Sequence[Any]]
    lines: Sequence[int] | None = None

    def rows(self) -> Iterator[tuple]:
        """The lines, one tuple each."""
        return zip(*self.columns, strict=True)

    def records(self) -> Iterator[tuple[int, Sequence[tuple]]]:
        """Each record with its lines."""
        rows = self.rows()
        counts = [1] * len(self.ids) if self.lines is None else self.lines
        for record_id, count in zip(self.ids, counts, strict=True):
            yield record_id, tuple(islice(rows, count))


SEPARATOR = "; "
"""Between what is joined in one cell: names have commas."""


def joined(batch: Batch) -> Batch:
    """Return a batch with one line for each record: the lines of a list stand in one cell, in their order."""
    if batch.lines is None:
        return batch
    ends = list(accumulate(batch.lines))
    places = [slice(end - count, end) for end, count in zip(ends, batch.lines, strict=True)]
    return Batch(batch.ids, [[_in_one_cell(column[place]) for place in places] for column in batch.columns])


def _in_one_cell(values: Sequence[Any]) -> Any:
    """Return the only value as it is, several as text.

    >>> [_in_one_cell(values) for values in (("a",), (3, "", ""), ("", ""), ("a", "", "b"), (1.5, True))]
    ['a', 3, '', 'a; b', '1.5; True']
    """
    told = [value for value in values if not (isinstance(value, str) and value == "")]
    return SEPARATOR.join(map(str, told)) if len(told) > 1 else (told or [""])[0]


class Source:
    """Fills some columns of a batch.

    :param indexes: which columns
    :param leaves: what it needs from the statement
    """

    def __init__(self, indexes: Sequence[int], leaves: Sequence[Leaf] = ()) -> None:
        self.indexes = indexes
        self.leaves = leaves

    def fill(self, ids: Sequence[int], values: Sequence[Sequence]) -> tuple[Sequence[Sequence], MoreLines]:
        """Return the columns for some records, from a column for each leaf, and the lines that don't fit in them."""
        raise NotImplementedError


class Leaves(Source):
    """What the statement gives."""

    def fill(self, ids, values):  # noqa: ARG002
        return values, {}


class Links(Source):
    """What hangs on a many2one whose records are read on their own, each once."""

    def __init__(self, indexes: Sequence[int], link: Leaf, reader: Reader) -> None:
        super().__init__(indexes, [link])
        self.linked = Remembered(reader)

    def fill(self, ids, values):  # noqa: ARG002
        [links] = values
        lines = self.linked.lines({record_id for record_id in links if record_id})
        firsts = {record_id: _first(own, len(self.indexes)) for record_id, own in lines.items()}
        columns = []
        for place in range(len(self.indexes)):
            linked = {record_id: line[place] for record_id, line in firsts.items()}
            columns.append([linked.get(record_id, "") for record_id in links])
        several = {record_id: own[1:] for record_id, own in lines.items() if len(own) > 1}
        return columns, {place: several[record_id] for place, record_id in enumerate(links) if record_id in several}


class ExternalIds(Source):
    """The external ids, as Odoo looks them up; it makes those that are missing."""

    def __init__(self, indexes: Sequence[int], model: BaseModel) -> None:
        super().__init__(indexes, [EXTERNAL_ID])
        self.model = model

    def fill(self, ids, values):
        [found] = values
        if missing := [record_id for record_id, external_id in zip(ids, found, strict=True) if not external_id]:
            made = {record.id: name for record, name in self.model.browse(missing)._BaseModel__ensure_xml_id()}
            found = [name or made[record_id] for record_id, name in zip(ids, found, strict=True)]
        return [found] * len(self.indexes), {}


class Lists(Source):
    """What hangs on a one2many or a many2many: in its order, by its domain, the rules, with archived records or not.

    The statement gives what a many2many links to where it can, Odoo's field the rest.

    :param joined: all of a list is in one cell, with commas between, as for an import
    """

    def __init__(
        self, indexes: Sequence[int], model: BaseModel, name: str, reader: Reader, *, joined: bool = False
    ) -> None:
        relation = linked_leaf(model, name) if model._fields[name].type == "many2many" else None
        super().__init__(indexes, [relation] if relation else [])
        self.model = model
        self.name = name
        self.shown = Shown(model, name) if relation else None
        self.linked = Remembered(reader)
        self.joined = joined

    def fill(self, ids, values):
        linked = self.shown.of(values[0]) if self.shown else linked_ids(self.model.browse(ids), self.name)
        lines = self.linked.lines({record_id for own in linked for record_id in own})
        if self.joined:
            return [[",".join([line for record_id in own for [[line]] in [lines[record_id]]]) for own in linked]], {}
        width = len(self.indexes)
        firsts = {record_id: _first(own, width) for record_id, own in lines.items()} | {False: ("",) * width}
        tops = [firsts[own[0] if own else False] for own in linked]
        several = {}
        for place, own in enumerate(linked):
            if len(own) > 1 or (own and len(lines[own[0]]) > 1):
                several[place] = list(chain.from_iterable(map(lines.__getitem__, own)))[1:]
        return list(zip(*tops, strict=True)), several


class Shown:
    """What a many2many shows of the records that it links to, and in which order.

    Odoo's field sorts the links of all records by the order of what is linked, some 10,000 links by 30 names; here the
    names are sorted.
    """

    def __init__(self, model: BaseModel, name: str) -> None:
        field = model._fields[name]
        active_test = {"active_test": model.env.context.get("active_test", True)}
        self.comodel = model.env[field.comodel_name].with_context(**active_test | field.context)
        self.domain = field.get_comodel_domain(model)
        self._seen: set[int] = set()
        self._places: dict[int, int] = {}

    def of(self, linked: Sequence[Sequence[int]]) -> list[Sequence[int]]:
        """Return each list of ids as the field shows it."""
        if not self._seen.issuperset(some := {record_id for own in linked for record_id in own}):
            self._seen = some | (self._seen if len(self._seen) < SHOWN else set())
            found = self.comodel._search(self.domain & Domain("id", "in", self._seen), order=self.comodel._order)
            self._places = {record_id: place for place, record_id in enumerate(found)}
        places = self._places
        if len(places) < len(self._seen):
            linked = [[record_id for record_id in own if record_id in places] for own in linked]
        return [sorted(own, key=places.__getitem__) if len(own) > 1 else own for own in linked]


class ByOdoo(Source):
    """What only Odoo's own export can tell, such as fields that are computed when they are read."""

    def __init__(self, indexes: Sequence[int], model: BaseModel, paths: Sequence[Sequence[str]]) -> None:
        super().__init__(indexes)
        self.model = model
        self.paths = paths

    def fill(self, ids, values):  # noqa: ARG002
        exported = by_odoo(self.model, self.paths, ids)
        return _columns([own for _id, own in exported.records()], len(self.indexes))


class Remembered:
    """Lines of records that many others may link to: each is read once, as long as they aren't too many."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._lines: dict[int, Sequence[Line]] = {}

    def lines(self, ids: set[int]) -> dict[int, Sequence[Line]]:
        """Return the lines of the given records."""
        if len(self._lines) * len(self.reader.paths) > REMEMBERED:
            self._lines.clear()
        for some in split_every(BATCH, sorted(ids.difference(self._lines)), list):
            self._lines.update(self.reader.read_batch(some).records())
        return {record_id: self._lines[record_id] for record_id in ids}


def by_odoo(model: BaseModel, paths: Sequence[Sequence[str]], ids: Sequence[int]) -> Batch:
    """Let Odoo export some records: it is right by definition, and raises what is to be raised."""
    return batch_of(ids, model.browse(ids)._export_rows([[".id"], *paths]))


def batch_of(ids: Sequence[int], rows: Sequence[Sequence]) -> Batch:
    """Return what Odoo exported as a batch.

    :param rows: lines of some records, with the database id at the front of each first one
    """
    starts = [number for number, row in enumerate(rows) if row[0]]
    lines = [after - before for before, after in zip(starts, [*starts[1:], len(rows)], strict=True)]
    columns = list(zip(*rows, strict=True))[1:]
    return Batch(ids, columns, lines if len(rows) > len(ids) else None)


def _columns(lines: Sequence[Sequence[Line]], width: int) -> tuple[Sequence[Sequence], MoreLines]:
    """Take the first lines of some records as columns; the others stay lines."""
    columns = list(zip(*(_first(own, width) for own in lines), strict=True))
    return columns, {place: own[1:] for place, own in enumerate(lines) if len(own) > 1}


def _first(lines: Sequence[Line], width: int) -> Line:
    """As Odoo puts a first line into the one above: of what is false, only numbers and booleans."""
    if not lines:
        return ("",) * width
    return tuple(value if value or isinstance(value, (int, float)) else "" for value in lines[0])

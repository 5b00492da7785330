"""Reading the paths of an export: what SQL can give in one statement, links and lists by readers of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate, groupby
from operator import itemgetter

from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.tools import SQL, split_every

from ..compat import Query, query_of
from .cursor import rows_of
from .leaf import READ_HOOKS, SEARCH_HOOKS, Leaf, leaf, link_leaf, overrides, unreadable
from .source import BATCH, CELLS, Batch, ByOdoo, ExternalIds, Leaves, Links, Lists, MoreLines, Source, by_odoo

Path = Sequence[str]


class Unreadable(Exception):  # noqa: N818 - a way out, not an error
    """Some of the records, or of those that they link to, are gone or not the user's to read."""


class Reader:
    """Reads some paths of one model, in the environment of who exports."""

    def __init__(self, model: BaseModel, paths: Sequence[Path]) -> None:
        self.model = model
        self.paths = paths
        self.batch = max(1, min(BATCH, CELLS // max(1, len(paths))))
        self.sources = [] if overrides(model, READ_HOOKS) else list(_sources(model, paths))
        self.leaves = [found for source in self.sources for found in source.leaves]
        self.lists = [source.name for source in self.sources if isinstance(source, Lists) and not source.leaves]

    def stream(self, domain, ids: Sequence[int] | None = None, order: str | None = None) -> Iterator[Batch]:
        """Yield the records of a domain in an order, without one in that of their model, or the given ones in theirs.

        Where something can't be read, the whole batch is left to Odoo's own export: it knows what to say.
        """
        if ids or not self.leaves or overrides(self.model, SEARCH_HOOKS):
            for some in split_every(self.batch, ids or self.model.search(domain, order=order)._ids, list):
                yield self._or_by_odoo(some, partial(self.read_batch, some))
            return
        order = order or self.model._order
        query = self.model._search(domain, order=order)
        if query.is_empty():
            return
        for rows in rows_of(self.model.env, self._select(_in_total_order(self.model, query, order)), self.batch):
            yield self._or_by_odoo([row[0] for row in rows], partial(self._batch, rows))

    def _or_by_odoo(self, ids: Sequence[int], fill: Callable[[], Batch]) -> Batch:
        try:
            return fill()
        except (Unreadable, UserError):
            # What was read so far could let Odoo see more than it does.
            self.model.env.invalidate_all()
            return by_odoo(self.model, self.paths, ids)

    def read_batch(self, ids: Sequence[int]) -> Batch:
        """Return the given records in their order.

        :raise Unreadable: if one of them, or what it links to, can't be read
        """
        if not self.sources:
            return by_odoo(self.model, self.paths, ids)
        if not self.leaves:
            return self._batch([(record_id, False) for record_id in ids])
        query = self.model._search([("id", "in", ids)], active_test=False)
        found = [] if query.is_empty() else self.model.env.execute_query(self._select(query))
        rows = {row[0]: row for row in found}
        if not rows.keys() >= set(ids):
            raise Unreadable
        return self._batch([rows[record_id] for record_id in ids])

    def _select(self, query: Query) -> SQL:
        """Return the statement: the record, whether the user may not read something linked, and the leaves."""
        links = dict.fromkeys(found.links[:depth] for found in self.leaves for depth in range(1, len(found.links) + 1))
        forbidden = [condition for path in links if (condition := unreadable(self.model, path, query))]
        return query.select(
            SQL.identifier(self.model._table, "id"),
            SQL(" OR ").join(forbidden) if forbidden else SQL("FALSE"),
            *(found.to_sql(self.model, query) for found in self.leaves),
        )

    def _batch(self, rows: Sequence[tuple]) -> Batch:
        ids, forbidden, *terms = zip(*rows, strict=True)
        if any(forbidden):
            raise Unreadable
        # Before anything is computed: a computation may read lists that the user may not.
        self._fetch_lists(self.model.browse(ids))
        columns: list[Sequence] = [()] * len(self.paths)
        unread = iter(terms)
        more = []
        for source in self.sources:
            own, further = source.fill(ids, [found.values(next(unread)) for found in source.leaves])
            for index, column in zip(source.indexes, own, strict=True):
                columns[index] = column
            if further:
                more.append((source.indexes, further))
        return _with_lines(ids, columns, more) if more else Batch(ids, columns)

    def _fetch_lists(self, records: BaseModel) -> None:
        if not self.leaves:
            records.fetch(self.lists)
            return
        # The statement applied the rules on the records; Odoo would do it once more, in Python, and take as long.
        for name in self.lists:
            records._fields[name].read(records)


def _with_lines(
    ids: Sequence[int], columns: Sequence[Sequence], more: Sequence[tuple[Sequence[int], MoreLines]]
) -> Batch:
    """Put further lines of a record below its first, source after source, as Odoo does."""
    lines = [1] * len(ids)
    for _indexes, further in more:
        for position, own in further.items():
            lines[position] += len(own)
    nothing = len(ids)
    spread = itemgetter(
        *(place for position, count in enumerate(lines) for place in (position, *[nothing] * (count - 1)))
    )
    spread_columns = [list(spread([*column, ""])) for column in columns]
    below = [end - count + 1 for end, count in zip(accumulate(lines), lines, strict=True)]
    for indexes, further in more:
        for position, own in further.items():
            for row, line in enumerate(own, below[position]):
                for index, value in zip(indexes, line, strict=True):
                    spread_columns[index][row] = value
            below[position] += len(own)
    return Batch(ids, spread_columns, lines)


def _in_total_order(model: BaseModel, query: Query, order: str) -> Query:
    """Return the query, or one with its result in exactly its order.

    Where an order leaves ties, joins would break them in another way than Odoo's search does.
    """
    if "id" in (term.split()[0] for term in order.split(",")):
        return query
    found = SQL("(SELECT found.id, row_number() OVER () AS place FROM (%s) AS found)", query.select())
    ordered = query_of(model)
    alias = ordered.make_alias(model._table, "found")
    same = SQL("%s = %s", SQL.identifier(alias, "id"), SQL.identifier(model._table, "id"))
    ordered.add_join("JOIN", alias, found, same)
    ordered.order = SQL.identifier(alias, "place")
    return ordered


def _sources(model: BaseModel, paths: Sequence[Path]) -> Iterator[Source]:
    """Tell where each column comes from.

    What has further lines keeps the order of its columns, because these lines follow in that order.
    """
    leaves: dict[int, Leaf] = {}
    computed: list[int] = []
    several: list[Source] = []
    for names, indexes in _by_first_field(paths):
        own = [paths[index] for index in indexes]
        found = [leaf(model, _to_last(model, path)) for path in own]
        if all(found):
            leaves.update(zip(indexes, found, strict=True))
        elif own[0] == ["id"] and model._is_an_ordinary_table():
            several.append(ExternalIds(indexes, model))
        elif _is_single(model, names):
            computed.extend(indexes)
        else:
            several.append(_source(model, names, indexes, own))
    yield Leaves(list(leaves), list(leaves.values()))
    if computed:
        yield ByOdoo(computed, model, [paths[index] for index in computed])
    yield from several


def _source(model: BaseModel, name: str, indexes: Sequence[int], paths: Sequence[Path]) -> Source:
    """Return the source of what hangs on a relational field or a properties field."""
    field = model._fields.get(name)
    if field and field.relational and field.type != "reference" and model._has_field_access(field, "read"):
        rests = [path[1:] or ["display_name"] for path in paths]
        comodel = model.env[field.comodel_name]
        if field.type == "many2one":
            if link := link_leaf(model, name):
                return Links(indexes, link, Reader(comodel, rests))
        elif field.store:
            joined = field.type == "many2many" and model.env.context.get("import_compat", True)
            if not joined:
                return Lists(indexes, model, name, Reader(comodel, rests))
            if rests in ([["id"]], [["name"]], [["display_name"]]):
                shown = [rest if rest == ["id"] else ["display_name"] for rest in rests]
                return Lists(indexes, model, name, Reader(comodel, shown), joined=True)
    return ByOdoo(indexes, model, paths)


def _by_first_field(paths: Sequence[Path]) -> Iterator[tuple[str, list[int]]]:
    """Yield the columns of each first field, in the order of their first ones.

    Properties of one field that follow each other are together.
    """
    columns: dict[str, list[int]] = {}
    for index, path in enumerate(paths):
        columns.setdefault(path[0], []).append(index)
    bases = {name: name if name == ".id" else name.split(".")[0] for name in columns}
    # Odoo's groupby would bring together what others stand between.
    for name, found in groupby(columns, bases.__getitem__):  # pylint: disable=bad-builtin-groupby
        yield name, [index for own in found for index in columns[own]]


def _to_last(model: BaseModel, path: Path) -> Path:
    """Return a path with the display name at its end where it ends with a link."""
    field = model._fields.get(path[0])
    return [*path, "display_name"] if field and field.type == "many2one" and len(path) == 1 else path


def _is_single(model: BaseModel, name: str) -> bool:
    """Whether a first field never has further lines: it is the external id or holds no records."""
    field = model._fields.get(name)
    return not field or not (field.relational or field.type in ("reference", "properties"))

"""Rows of a grouped export, in a temporary file until their group's turn, with Odoo's tree of groups above them."""

from __future__ import annotations

import functools
import pickle
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, BinaryIO

from odoo import models

from odoo.addons.web.controllers.export import GroupsTreeNode

GROUP_BITS = 28


class GroupsOfRecords:
    """The groups that each record is in, in a few bytes a record.

    :param groups: for each group its records; a record may be in several groups, and in one of them several times
    """

    def __init__(self, groups: Sequence[Sequence[int]]) -> None:
        pairs = (record_id << GROUP_BITS | group for group, ids in enumerate(groups) for record_id in ids)
        self._pairs = array("Q", sorted(pairs))

    def __getitem__(self, record_id: int) -> Iterator[int]:
        """The groups of a record, in order."""
        position = bisect_left(self._pairs, record_id << GROUP_BITS)
        while position < len(self._pairs) and self._pairs[position] >> GROUP_BITS == record_id:
            yield self._pairs[position] & (1 << GROUP_BITS) - 1
            position += 1


class Spool:
    """Rows by group in a file, of which what is aggregated can be read without the rest.

    :param file: a temporary file of the spool's own
    :param aggregated: the positions of the columns that are aggregated
    """

    def __init__(self, file: BinaryIO, aggregated: Iterable[int]) -> None:
        self.file = file
        self.aggregated = list(aggregated)
        self.places: dict[int, array] = defaultdict(functools.partial(array, "Q"))

    def add(self, group: int, rows: Sequence[Sequence[Any]]) -> None:
        """Keep some more rows of a group."""
        self.places[group].append(self.file.tell())
        pickle.dump([[row[position] for row in rows] for position in self.aggregated], self.file, protocol=5)
        pickle.dump(rows, self.file, protocol=5)


class RowsOfGroup:
    """The rows of one group, some at a time, read from the file whenever they are wanted."""

    def __init__(self, spool: Spool, group: int) -> None:
        self._file, self._aggregated = spool.file, spool.aggregated
        self._places = spool.places.get(group, ())

    def __iter__(self) -> Iterator[Sequence[Sequence[Any]]]:
        for place in self._places:
            self._file.seek(place)
            pickle.load(self._file)  # noqa: S301  # our own file, which nobody else can open
            yield pickle.load(self._file)  # noqa: S301

    def __bool__(self) -> bool:
        return bool(self._places)

    def column(self, position: int) -> Iterator[Any]:
        """The values in an aggregated column."""
        number = self._aggregated.index(position)
        for place in self._places:
            self._file.seek(place)
            yield from pickle.load(self._file)[number]  # noqa: S301


class Group(GroupsTreeNode):
    """Odoo's node of a tree of groups, but for rows that are not in memory.

    Core: web/controllers/export.py, 19.0. Contract: test_core_export.
    """

    def child(self, key: Any) -> Group:
        """The child of a key, which there is from now on."""
        if key not in self.children:
            self.children[key] = type(self)(self._model, self._export_field_names, self._groupby, self._groupby_type)
        return self.children[key]

    @functools.cached_property
    def units(self) -> dict[str, set]:
        """The units, by field, of the numbers in this group that only those of one unit add up with."""
        return defaultdict(set)

    def insert_leaf(self, group: dict[str, Any], data: RowsOfGroup) -> None:
        """Insert a group, and note in which units its numbers are: here and in all groups that it lies in."""
        units = {unit: group.pop(spec) for unit, spec in specs_of_units(self._model).items()}
        super().insert_leaf(group, data)
        nodes = accumulate((group.get(spec) for spec in self._groupby), type(self).child, initial=self)
        for node in nodes:
            for unit, found in units.items():
                node.units[unit].update(found)

    @functools.cached_property
    def aggregated_values(self) -> dict[str, Any]:
        """What stands in the group's row, by field; nothing where numbers of several units would be added up."""
        return {
            name: self._get_aggregate(
                name, self.data.column(position) if self.data else [], self._model._fields[name].aggregator
            )
            for name, position in aggregated_columns(self).items()
            if len(self.units[sums_within(self._model).get(name)]) <= 1
        }


def sums_within(model: models.BaseModel) -> dict[str, str]:
    """The numbers of a model that don't add up, such as euro and tonnes, but within the values of another field."""
    return getattr(model, "_sums_within", {})


def specs_of_units(model: models.BaseModel) -> dict[str, str]:
    """The fields with the units of these numbers, and what is asked of the groups to know them."""
    return {unit: f"{unit}:array_agg_distinct" for unit in sums_within(model).values()}


def aggregated_columns(group: Group) -> dict[str, int]:
    """The exported fields that are aggregated, with their positions."""
    names = set(group._get_aggregated_field_names())
    return {name: position for position, name in enumerate(group._export_field_names) if name in names}

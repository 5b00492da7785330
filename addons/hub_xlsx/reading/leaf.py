"""What one SQL statement can give of an export: the leaves of field paths, each with its term and its conversion."""

from __future__ import annotations

import datetime
import functools
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools import SQL

from ..compat import Query, alias_of, field_to_sql, is_table, query_of

Convert = Callable[[Sequence], list]

READ_HOOKS = ("fetch", "_fetch_query", "_determine_fields_to_fetch", "_export_rows", "__getitem__")
"""What a model overrides to change, log or refuse what is read: SQL would go around it."""

ACCESS_HOOKS = ("_search", "_check_access", "_filtered_access")
"""What a model overrides to decide by itself who reads a record: its record rules alone don't tell."""

SEARCH_HOOKS = ("search", "search_fetch")

DAY = datetime.timedelta(days=1)


def overrides(model: BaseModel, hooks: Sequence[str]) -> bool:
    """Whether a model has a version of its own of one of these methods of Odoo's base class.

    A version that finds and reads what Odoo's does says so by an attribute ``is_transparent``, and does not count.
    """
    return any(_version(type(model), name) is not getattr(BaseModel, name) for name in hooks)


def _version(model_class: type[BaseModel], name: str) -> Callable:
    """The version of a method that decides on what is found and read."""
    versions = (vars(each)[name] for each in model_class.__mro__ if name in vars(each))
    return next(version for version in versions if not getattr(version, "is_transparent", False))


def present(values: Sequence) -> list:
    """The values, with nothing as ``""``, as Odoo exports most types."""
    return [value or "" for value in values]


def known(values: Sequence) -> list:
    """Numbers and booleans behind a link: 0 and False are values, and only where nothing is linked there is nothing."""
    return ["" if value is None else value for value in values]


def _htmls(values: Sequence) -> list:
    # As in Odoo's Html field: it was sanitized when it was written.
    return [Markup(value) if value else "" for value in values]  # noqa: S704


def _integers(values: Sequence) -> list:
    return [value or 0 for value in values]


def _floats(values: Sequence) -> list:
    return [value or 0.0 for value in values]


def _booleans(values: Sequence) -> list:
    return [bool(value) for value in values]


def _database_ids(values: Sequence) -> list:
    return [str(value) if value else "" for value in values]


def _jsons(values: Sequence) -> list:
    return [json.dumps(value) if value else "" for value in values]


CONVERSIONS: dict[type, Convert] = {
    fields.Char: present,
    fields.Text: present,
    fields.Html: _htmls,
    fields.Date: present,
    fields.Integer: _integers,
    fields.Many2oneReference: _integers,
    fields.Float: _floats,
    fields.Monetary: _floats,
    fields.Boolean: _booleans,
    fields.Json: _jsons,
    fields.Id: _integers,
}
"""The types whose values SQL gives; a subclass of one may convert in its own way, so it isn't one."""

EMPTY = {_integers: 0, _floats: 0.0, _booleans: False}
"""What nothing means in a column of a linked record."""


class LocalTime:
    """Turns UTC into local time as ``fromutc`` of the zone does, which takes long, but asks it twice a day at most.

    :param zone: one of pytz, which Odoo uses: it knows what changed from 1902 to 2037
    """

    def __init__(self, zone: datetime.tzinfo) -> None:
        self.zone = zone
        self._shifts: dict[int, datetime.timedelta | None] = {}

    def column(self, moments: Iterable[datetime.datetime | None]) -> list[datetime.datetime | str]:
        """Return naive local times for naive times in UTC, ``""`` for none."""
        return [self._local(moment) if moment else "" for moment in moments]

    def _local(self, moment: datetime.datetime) -> datetime.datetime:
        day = moment.toordinal()
        shift = self._shifts[day] if day in self._shifts else self._shift_of(day)
        return self.zone.fromutc(moment).replace(tzinfo=None) if shift is None else moment + shift

    def _shift_of(self, day: int) -> datetime.timedelta | None:
        """Return by how much local time is ahead all day long, None where that changes on the day."""
        if day >= datetime.date.max.toordinal():
            return None
        midnight = datetime.datetime.fromordinal(day)
        before, after = (self.zone.fromutc(moment).utcoffset() for moment in (midnight, midnight + DAY))
        self._shifts[day] = shift = before if before == after else None
        return shift


@functools.lru_cache(maxsize=8)
def _local_time(zone: datetime.tzinfo) -> LocalTime:
    """Return the one of a zone, which remembers its days from one column and export to the next."""
    return LocalTime(zone)


@dataclass(frozen=True)
class Leaf:
    """The last field of a path through many2ones, with how its values become those of an export.

    :param links: the many2one fields that lead to it
    :param name: a stored field, one that Odoo itself can express in SQL, or ``.id``
    """

    links: tuple[str, ...]
    name: str
    convert: Convert

    def to_sql(self, model: BaseModel, query: Query) -> SQL:
        """Return the term of the leaf, and add to the query the tables that it needs."""
        target, alias = join(model, self.links, query)
        if self.name == ".id":
            return SQL.identifier(alias, "id")
        term = field_to_sql(target, alias, self.name, query)
        if target._fields[self.name].type == "datetime":
            # Odoo's exports have no fractions of seconds.
            return SQL("date_trunc('second', %s)", term)
        if self.links and (empty := EMPTY.get(self.convert)) is not None:
            linked = SQL.identifier(alias, "id")
            return SQL("CASE WHEN %s IS NOT NULL THEN COALESCE(%s, %s) END", linked, term, empty)
        return term

    def values(self, column: Sequence) -> list:
        """Return the column of a statement as the values that Odoo exports."""
        return known(column) if self.links and self.convert in EMPTY else self.convert(column)


@dataclass(frozen=True)
class ExternalId(Leaf):
    """The external id of a record, None where it has none; of several the one that was made last."""

    def to_sql(self, model: BaseModel, query: Query) -> SQL:
        """Return the term: a lookup for each row, which the server does while the caller is busy with rows before."""
        shown = SQL("CASE WHEN named.module = '' THEN named.name ELSE named.module || '.' || named.name END")
        return SQL(
            "(SELECT (array_agg(%s ORDER BY named.id DESC))[1] FROM ir_model_data named"
            " WHERE named.model = %s AND named.res_id = %s)",
            shown,
            model._name,
            SQL.identifier(alias_of(query), "id"),
        )


@dataclass(frozen=True)
class Linked(Leaf):
    """The ids that the relation of a many2many links to a record, in no order and as a list."""

    def to_sql(self, model: BaseModel, query: Query) -> SQL:
        """Return the term, looked up for each row as well."""
        field = model._fields[self.name]
        return SQL(
            "ARRAY(SELECT linked.%s FROM %s linked WHERE linked.%s = %s)",
            SQL.identifier(field.column2),
            SQL.identifier(field.relation),
            SQL.identifier(field.column1),
            SQL.identifier(alias_of(query), "id"),
        )


EXTERNAL_ID = ExternalId((), "id", list)


def join(model: BaseModel, links: Sequence[str], query: Query) -> tuple[BaseModel, str]:
    """Follow many2ones from the query's own table; return the last model and its alias."""
    alias = alias_of(query)
    for name in links:
        link = field_to_sql(model, alias, name, query)
        comodel = model.env[model._fields[name].comodel_name]
        coalias = query.make_alias(alias, name)
        query.add_join("LEFT JOIN", coalias, comodel._table, SQL("%s = %s", link, SQL.identifier(coalias, "id")))
        model, alias = comodel, coalias
    return model, alias


def leaf(model: BaseModel, path: Sequence[str]) -> Leaf | None:
    """Return the leaf of a path, or None where only the ORM can tell its values."""
    *names, last = path
    if last == ".id" and names:
        # Odoo reads nothing of the last record to tell its id: neither its rights nor its table matter.
        *names, last = names
        convert = _database_ids
    else:
        convert = None
    target = model
    for name in names:
        if not is_joinable(target, name):
            return None
        target = target.env[target._fields[name].comodel_name]
    if last == ".id":
        return Leaf((), last, _database_ids)
    if last == "display_name":
        last = _name_field(target)
    field = target._fields.get(last)
    # As a leaf, the id means the external one.
    if not field or last == "id" or not is_plain(target, field):
        return None
    convert = convert or _conversion(target, field)
    found = convert and Leaf(tuple(names), last, convert)
    return found if found and _is_expressible(model, found) else None


def link_leaf(model: BaseModel, name: str) -> Leaf | None:
    """Return the leaf that gives the ids of a many2one, None where SQL can't."""
    if not is_plain(model, model._fields[name]):
        return None
    found = Leaf((), name, list)
    return found if _is_expressible(model, found) else None


def linked_leaf(model: BaseModel, name: str) -> Leaf | None:
    """Return the leaf that gives what a many2many links to, None where more than its relation decides on that."""
    field = model._fields[name]
    if type(field) is not fields.Many2many or not field.store or field.bypass_search_access:
        return None
    # Odoo shows what its cache has, and of the user it has the companies, whoever may read them.
    if model._name == "res.users" or not model.env[field.comodel_name].has_access("read"):
        return None
    return Linked((), name, list)


def is_plain(model: BaseModel, field: fields.Field) -> bool:
    """Whether the user may read the field and nothing but its column decides on its value."""
    if not model._has_field_access(field, "read"):
        return False
    if field.store:
        return bool(field.column_type)
    if not field.related or not field.compute_sudo:
        return False
    *names, last = field.related.split(".")
    for name in names:
        model = model.env[model._fields[name].comodel_name]
        if overrides(model, READ_HOOKS):
            return False
    final = model._fields[last]
    return final.type == field.type and is_plain(model.sudo(), final)


def is_joinable(model: BaseModel, name: str) -> bool:
    """Whether a name is that of a many2one that can be read by a join, with its record rules as a condition."""
    field = model._fields.get(name)
    if not field or field.type != "many2one" or not is_plain(model, field):
        return False
    comodel = model.env[field.comodel_name]
    if not is_table(comodel) or overrides(comodel, (*READ_HOOKS, *ACCESS_HOOKS)):
        return False
    return comodel.has_access("read")


def unreadable(model: BaseModel, links: Sequence[str], query: Query) -> SQL | None:
    """Return a condition for rows whose linked record the user may not read, None where that can't be.

    Odoo refuses to export such rows.
    """
    comodel, alias = join(model, links, query)
    if comodel.env.su:
        return None
    rules = Domain(comodel.env["ir.rule"]._compute_domain(comodel._name, "read"))
    # Rules are evaluated as Odoo's search does: as superuser, and archived records count.
    root = comodel.sudo().with_context(active_test=False)
    rules = rules.optimize_full(root)
    if rules.is_true():
        return None
    readable = rules._to_sql(root, alias, query)
    return SQL("(%s IS NOT NULL AND (%s) IS NOT TRUE)", SQL.identifier(alias, "id"), readable)


def _name_field(model: BaseModel) -> str:
    """The field that the display name is, ``display_name`` itself where it is computed in another way."""
    field = model._fields["display_name"]
    if field.store or overrides(model, ["_compute_display_name"]) or field.compute != "_compute_display_name":
        return "display_name"
    named = model._fields.get(model._rec_name)
    return named.name if type(named) in (fields.Char, fields.Text) else "display_name"


def _conversion(model: BaseModel, field: fields.Field) -> Convert | None:
    if type(field) is fields.Datetime:
        return _local_time(model.env.tz).column
    if type(field) is not fields.Selection:
        return CONVERSIONS.get(type(field))
    labels: dict[Any, str] = {}
    for value, label in field._description_selection(model.env):
        labels.setdefault(value, label)
    if None in labels or False in labels:
        return None
    return lambda values: [labels.get(value, value or "") for value in values]


def _is_expressible(model: BaseModel, found: Leaf) -> bool:
    """Let Odoo try: it raises where a field has no expression in SQL, or isn't the user's to read."""
    try:
        found.to_sql(model, query_of(model))
    except (ValueError, AccessError):
        return False
    return True

"""Calls that an attacker makes: each model, field and public method of ours, with arguments that nobody means well.

A call is made as a request makes it (``call_kw``), in a savepoint of its own that is always rolled back. What a call
answers is searched for marks, what it changed is found by the rows' contents, and what it raised has to be a sentence.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.service.model import call_kw
from odoo.tools import SQL

OURS = "odoo.addons.hub_"
HOSTILE = (False, "x' OR 1=1 --", -1, 10**12, [], [["id", ">", 0]], {"id": 1})
"""What is sent where a method asks for an argument."""
GONE = 2**31 - 9
"""The id of no record."""


@dataclass(frozen=True)
class Call:
    """A method of a model, and what it is called with."""

    model: str
    method: str
    arguments: tuple
    keywords: Mapping[str, object]

    def __str__(self) -> str:
        arguments = [f"{value!r:.80}" for value in self.arguments]
        arguments += [f"{name}={value!r:.80}" for name, value in self.keywords.items()]
        return f"{self.model}.{self.method}({', '.join(arguments)})"


def our_methods(model: BaseModel) -> Iterator[str]:
    """The public methods that a class of ours gives to a model, in the order of their names."""
    names = {
        name
        for kind in type(model).__mro__
        if kind.__module__.startswith(OURS) and ".tests." not in kind.__module__
        for name, value in vars(kind).items()
        if not name.startswith("_") and inspect.isfunction(value) and not getattr(value, "_api_private", False)
    }
    # What core has as well is core's to call: its arguments are those that core takes.
    cores = (kind for kind in type(model).__mro__ if not kind.__module__.startswith(OURS))
    yield from sorted(names.difference(*map(vars, cores)))


def method_calls(model: BaseModel, ids: list[int]) -> Iterator[Call]:
    """Each public method of ours on these records, and on one that is gone, with hostile arguments."""
    for name in our_methods(model):
        method = getattr(type(model), name)
        wanted = [
            parameter
            for parameter in list(inspect.signature(method).parameters.values())[1:]
            if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
            and parameter.default is parameter.empty
        ]
        on_model = getattr(method, "_api_model", False)
        for target in [[]] if on_model else [ids, [GONE]]:
            records = () if on_model else (target,)
            for value in HOSTILE if wanted else HOSTILE[:1]:
                yield Call(model._name, name, (*records, *[value] * len(wanted)), {})


def reading_calls(model: BaseModel, ids: list[int], fields: list[str]) -> Iterator[Call]:
    """Core's readers, asked for these records and for all, with every field."""
    # A group of properties is one of them, which the caller has to name.
    groups = [
        name
        for name in fields
        if model._fields[name].type != "properties" and model._fields[name]._description_groupable(model.env)
    ][:6]
    groups = [f"{name}:year" if model._fields[name].type in ("date", "datetime") else name for name in groups]
    specification = {name: {} for name in fields}
    for name, arguments, keywords in (
        ("read", (ids, fields), {}),
        ("web_read", (ids, specification), {}),
        ("export_data", (ids, fields), {}),
        ("search_read", ([("id", "in", ids)], fields), {}),
        ("web_search_read", ([("id", "in", ids)], specification), {}),
        ("search", ([],), {}),
        ("name_search", (), {"limit": None}),
        ("web_name_search", ("", {"display_name": {}}), {}),
        ("copy_data", (ids,), {}),
        ("onchange", ([], {}, [], specification), {}),
        ("onchange", (ids, {}, fields[:1], specification), {}),
        *(("formatted_read_group", ([], [group], ["__count"]), {}) for group in groups),
    ):
        yield Call(model._name, name, arguments, keywords)


def writing_calls(model: BaseModel, ids: list[int], fields: list[str]) -> Iterator[Call]:
    """Each field of foreign records written, and the records copied, archived and deleted."""
    for name in fields:
        value = {"many2one": 1, "one2many": [(5,)], "many2many": [(5,)], "html": "<p>x</p>"}.get(
            model._fields[name].type, 1 if model._fields[name].type in ("integer", "float", "boolean") else False
        )
        yield Call(model._name, "write", (ids, {name: value}), {})
        yield Call(model._name, "web_save", (ids, {name: value}, {"display_name": {}}), {})
    for name in ("copy", "unlink", *(("action_archive", "action_unarchive") if "active" in model._fields else ())):
        yield Call(model._name, name, (ids,), {})


class Attacker:
    """Makes calls as a user, and says what should not have come of them.

    :param mark: a text that no answer may hold
    :param ids: ids of rows that no call may find or change, by model
    """

    def __init__(self, env, mark, ids):
        self.env = env
        self.mark = mark
        self.ids = ids
        self.rows = {env[model]._table: tuple(rows) for model, rows in ids.items()}
        self.calls = 0
        self.findings: list[str] = []
        self.before = self._contents()

    def make(self, call: Call) -> None:
        """Make one call, and roll back what it did."""
        self.calls += 1
        cursor = self.env.cr
        savepoint = cursor.savepoint(flush=False)
        try:
            answer = call_kw(self.env[call.model], call.method, list(call.arguments), dict(call.keywords))
            if self.mark in repr(answer):
                self._find(call, f"answers {self.mark}")
            if call.method == "search" and self.ids[call.model].intersection(answer):
                self._find(call, "finds what is not the user's")
            self.env.flush_all()
            if self._contents() != self.before:
                self._find(call, "changed what is not the user's")
        except UserError as error:
            if self.mark in str(error):
                self._find(call, f"names {self.mark} in its refusal")
        except IntegrityError:
            # The web client gets the sentence of the constraint: there is a test of each.
            pass
        except Exception as error:  # noqa: BLE001
            self._find(call, f"{type(error).__name__}: {error}")
        finally:
            cursor.precommit.clear()
            cursor.postcommit.clear()
            self.env.transaction.clear()
            savepoint.close(rollback=True)

    def _find(self, call, what):
        self.findings.append(f"{self.env.user.login}: {call}: {what[:200]}")

    def _contents(self):
        parts = [
            SQL("SELECT md5(string_agg(t::text, '|' ORDER BY id)) FROM %s t WHERE id IN %s", SQL.identifier(table), ids)
            for table, ids in sorted(self.rows.items())
        ]
        return self.env.execute_query(SQL(" UNION ALL ").join(parts)) if parts else []

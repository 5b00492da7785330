"""How demo data is written: records with an id of their own, and tables of what hangs on them.

Dates are distances from the day of loading, so that a database made next year still has members of today.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

ADDONS = Path(__file__).resolve().parents[2] / "addons"
SEED = 1900
# The moment at which the day of loading begins.
TODAY = "DateTime.today().replace(hour=0, minute=0, second=0, microsecond=0)"
HEADER = "<!-- Made by tools/demo_data.py: change it there. -->"


def dice(topic: str) -> random.Random:
    """Return the chances of a topic: the same each time, whatever the other topics draw."""
    return random.Random(f"{SEED} {topic}")  # noqa: S311


def day(distance: str | int) -> str:
    """Return the expression of the day so many days from the day of loading."""
    return f"(DateTime.today() + timedelta(days={distance})).date()"


def maybe_day(column: str) -> str:
    """Return the expression of a day that may be None, for an empty date."""
    return f"{column} is not None and {day(column)}"


def maybe_ref(column: str) -> str:
    """Return the expression of the record that a column names, or none."""
    return f"{column} and ref({column})"


def links(ids: Iterable[str]) -> str:
    """Return the expression that links these records to a many2many field."""
    return f"[{', '.join(f'Command.link(ref({each!r}))' for each in ids)}]"


@dataclass
class Record:
    """An XML record: its field values as text, and as ``ref`` or ``eval`` expressions."""

    model: str
    id: str
    text: dict[str, str] = field(default_factory=dict)
    ref: dict[str, str] = field(default_factory=dict)
    eval: dict[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        yield f'    <record id="{self.id}" model="{self.model}">'
        for name, value in self.text.items():
            yield f'        <field name="{name}">{escape(value)}</field>'
        for name, value in self.ref.items():
            yield f'        <field name="{name}" ref="{value}"/>'
        for name, value in self.eval.items():
            yield f'        <field name="{name}" eval={quoteattr(value)}/>'
        yield "    </record>"


@dataclass
class Table:
    """Records that are created in one go: a line each, and how the columns become values.

    ``values`` are expressions by field, over the names in ``columns`` and in ``given``; ``given`` are expressions that
    need a name of their own; ``only_if`` leaves lines out on the day of loading. The records have no ids, unless ``id``
    names the column that holds them.
    """

    model: str
    columns: str
    values: dict[str, str]
    rows: list[tuple]
    given: dict[str, str] = field(default_factory=dict)
    only_if: str = ""
    id: str = ""
    # The addon that the ids belong to.
    addon: str = "hub_entrepreneurs"
    # The model that ``obj(id)`` reads in the expressions.
    read: str = ""
    context: dict[str, object] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        model = f' model="{self.read}"' if self.read else ""
        if self.id:
            yield f'    <function model="{self.model}" name="_load_records">'
            yield '        <value eval="[]"/>'
            yield f'        <value{model} eval="[{{'
            yield f"            'xml_id': '{self.addon}.' + {self.id}, 'noupdate': True, 'values': {{"
        else:
            yield f'    <function model="{self.model}" name="create">'
            yield f'        <value{model} eval="[{{'
        for name, value in self.values.items():
            yield f"            '{name}': {_attribute(value)},"
        yield f"        }}{'}' if self.id else ''} for {self.columns} in ["
        for row in self.rows:
            yield f"            {_attribute(repr(row))},"
        yield "        ]"
        for name, value in self.given.items():
            yield f"        for {name} in [{_attribute(value)}]"
        if self.only_if:
            yield f"        if {_attribute(self.only_if)}"
        yield '        ]"/>'
        if self.context:
            yield f'        <value name="context" eval={quoteattr(repr(self.context))}/>'
        yield "    </function>"


@dataclass
class Update:
    """All records of a model so far, each written to; ``each`` is the record in the expressions.

    What would be written at the commit is written before.
    """

    model: str
    values: dict[str, str]

    def lines(self) -> Iterator[str]:
        values = ", ".join(f"'{name}': {value}" for name, value in self.values.items())
        ids = f"[each.id for each in (obj().env.cr.flush() or obj()).search([]) if each.write({{{values}}})]"
        yield f'    <function model="{self.model}" name="browse">'
        yield f'        <value model="{self.model}" eval={quoteattr(ids)}/>'
        yield "    </function>"


@dataclass
class Call:
    """A method that is called once the records are there: one of the model as a whole, or one with arguments."""

    model: str
    method: str
    arguments: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        if not self.arguments:
            yield f'    <function model="{self.model}" name="{self.method}"/>'
            return
        yield f'    <function model="{self.model}" name="{self.method}">'
        yield '        <value eval="[]"/>'
        for argument in self.arguments:
            yield f"        <value>{escape(argument)}</value>"
        yield "    </function>"


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def content(parts: Iterable[Record | Table | Update | Call]) -> str:
    """Return the text of a demo file."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', HEADER, '<odoo noupdate="1">']
    for part in parts:
        lines += part.lines()
    return "\n".join([*lines, "</odoo>", ""])

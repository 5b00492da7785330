"""./hub lint --doors: where our code reaches into what Odoo keeps to itself, read from the files, without Odoo.

A door is a class, or a patch of JavaScript, whose docstring has a line of this form::

    Core: crm/models/crm_lead.py, 19.0. Contract: test_core_crm_lead.

It names the files of core in which the door was read (relative to the addons, or from ``odoo/``), the version of Odoo,
and the test that says in words what core no longer does when it breaks. The docstring's first line is its sentence.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .addons import hub_addons
from .console import say
from .paths import ADDONS

CORE = re.compile(r"Core: (?P<files>\S+(?:(?:,| and) \S+)*), (?P<version>\d+\.\d+)\. Contract: (?P<contract>\w+)\.")
SCRIPT = re.compile(
    r"^/\*\*(?P<doc>(?:(?!\*/).)*)\*/\n"
    r"(?:export )?(?:patch\((?P<patched>[^,\n]+), |class \w+ extends (?P<parent>\w+) )\{\n(?P<body>.*?)^\}",
    re.DOTALL | re.MULTILINE,
)
METHOD = re.compile(r"^    (?:async |get |static )*(\w+)\(", re.MULTILINE)


@dataclass(frozen=True)
class Door:
    """One place where Odoo's insides are changed.

    :param what: the model, class or prototype that is changed
    :param methods: those of core that are overridden
    :param core: the files of core in which it was read
    """

    addon: str
    file: str
    what: str
    methods: tuple[str, ...]
    sentence: str
    core: tuple[str, ...]
    version: str
    contract: str


def doors(addons: Path = ADDONS) -> list[Door]:
    """The doors of all addons."""
    return [door for addon in hub_addons(addons) for door in doors_of(addons / addon)]


def doors_of(addon: Path) -> list[Door]:
    """The doors of one addon, in the order of its files."""
    files = sorted(path for path in addon.rglob("*") if "tests" not in path.relative_to(addon).parts)
    found = []
    for path in files:
        if path.suffix in {".py", ".js"}:
            read = _doors_in_python if path.suffix == ".py" else _doors_in_script
            name = path.relative_to(addon).as_posix()
            found += [Door(addon.name, name, *rest) for rest in read(path.read_text(encoding="utf-8"))]
    return found


def core_of(docstring: str | None) -> tuple[tuple[str, ...], str, str] | None:
    """The files of core, the version and the contract test that a docstring names; None if it names none."""
    found = CORE.search(" ".join((docstring or "").replace("\n *", "\n").split()))
    if not found:
        return None
    return tuple(re.split(r", | and ", found["files"])), found["version"], found["contract"]


def _doors_in_python(text: str) -> Iterator[tuple]:
    module = ast.parse(text)
    for node in ast.walk(module):
        docstring = ast.get_docstring(node) if isinstance(node, ast.ClassDef) else None
        if core := core_of(docstring):
            methods = (*_overridden(node), *_made_from_table(module, node.name))
            yield _what(node), methods, docstring.splitlines()[0], *core


def _doors_in_script(text: str) -> Iterator[tuple]:
    for found in SCRIPT.finditer(text):
        if core := core_of(found["doc"]):
            lines = [line.strip(" *") for line in found["doc"].splitlines()]
            sentence = next(line for line in lines if line)
            what = (found["patched"] or found["parent"]).removesuffix(".prototype")
            methods = METHOD.findall(found["body"])
            calling = [name for name in methods if re.search(rf"\bsuper\.{name}\b", found["body"])]
            yield what, tuple(calling or methods), sentence, *core


def _what(node: ast.ClassDef) -> str:
    """The model that a class extends; its parent class where it is no model."""
    for item in node.body:
        names = [getattr(target, "id", "") for target in getattr(item, "targets", ())]
        if "_inherit" in names and isinstance(item.value, ast.Constant):
            return item.value.value
    return ast.unparse(node.bases[-1]).rpartition(".")[2] if node.bases else node.name


def _overridden(node: ast.ClassDef) -> tuple[str, ...]:
    """The methods of a class that call their own name on ``super()``; all of them where none does."""
    methods = [item for item in node.body if isinstance(item, ast.FunctionDef)]
    calling = [method for method in methods if method.name in _called_on_super(method)]
    return tuple(method.name for method in calling or methods if not method.name.startswith("__"))


def _made_from_table(module: ast.Module, name: str) -> Iterator[str]:
    """The methods that a loop gives to a class with ``setattr``: the values of the table that the loop walks."""
    tables = {
        ast.unparse(node.targets[0]): node.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
    }
    for loop in module.body:
        if isinstance(loop, ast.For) and f"setattr({name}, " in ast.unparse(loop):
            table = tables[ast.unparse(loop.iter).removesuffix(".items()")]
            yield from (method for methods in ast.literal_eval(table).values() for method in methods)


def _called_on_super(method: ast.FunctionDef) -> set[str]:
    return {
        node.attr
        for node in ast.walk(method)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Call)
        and getattr(node.value.func, "id", "") == "super"
    }


def show() -> int:
    """Print the list of doors; the exit status."""
    found = doors()
    for addon in dict.fromkeys(door.addon for door in found):
        own = [door for door in found if door.addon == addon]
        say(f"{addon}: {len(own)} doors")
        for door in own:
            say(f"  {door.what}: {', '.join(door.methods)}")
            say(f"    {door.sentence}")
            say(f"    {door.file}; read in {', '.join(door.core)} of Odoo {door.version}; {door.contract}")
        say()
    return 0

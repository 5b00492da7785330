"""Every example in a docstring of the addons and of tools/ is run, wherever it stands."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path
from types import ModuleType

import pytest

from tools.paths import ADDONS, ROOT

EXAMPLE = ">>> "
PLACES = {ADDONS: "odoo.addons", ROOT / "tools": "tools"}
MODULES = {
    path: ".".join([package, *path.relative_to(folder).with_suffix("").parts]).removesuffix(".__init__")
    for folder, package in PLACES.items()
    for path in sorted(folder.rglob("*.py"))
    if "tests" not in path.parts and EXAMPLE in path.read_text(encoding="utf-8")
}


def failures(module: ModuleType, text: str) -> str:
    """What is wrong with the examples of a module; empty when each one in its text has run and holds."""
    said: list[str] = []
    results = doctest.DocTestRunner(verbose=False)
    for example in doctest.DocTestFinder(exclude_empty=True).find(module):
        results.run(example, out=said.append)
    if results.tries != text.count(EXAMPLE):
        said.append(f"{text.count(EXAMPLE)} examples, of which {results.tries} ran: is one outside of a docstring?")
    return "".join(said)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_examples_hold(path: Path):
    said = failures(importlib.import_module(MODULES[path]), path.read_text(encoding="utf-8"))
    assert not said, said


def test_modules_with_examples_are_found():
    found = {str(path.relative_to(ROOT)) for path in MODULES}
    assert {"addons/hub_entrepreneurs/domain/communes.py", "tools/results.py"} <= found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"""\n>>> 1 + 1\n2\n"""', ""),
        ('"""\n>>> 1 + 1\n3\n"""', "Expected:\n    3\nGot:\n    2"),
        ('"""\n>>> 1 / 0\n3\n"""', "ZeroDivisionError"),
        ("# >>> 1 + 1\n# 3\n", "1 examples, of which 0 ran"),
    ],
)
def test_wrong_example_is_told(text, said):
    module = ModuleType("made_up")
    exec(compile(text, "made_up.py", "exec"), module.__dict__)
    assert said in failures(module, text)
    assert bool(said) is bool(failures(module, text))

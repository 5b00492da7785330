"""The map in CONTRIBUTING leads somewhere: each file is there, and has what the map promises."""

import re

import pytest

from tools.paths import ADDONS, ROOT

ROW = re.compile(r"\| (?P<question>[^|]+) \| `(?P<path>hub_\w+/[\w/.]+)` \| `(?P<name>\w+)` \|")
ROWS = ROW.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("question", "path", "name"), ROWS, ids=[name for _question, _path, name in ROWS])
def test_where_is(question, path, name):
    text = (ADDONS / path).read_text(encoding="utf-8")
    assert re.search(rf"\b{name}\b", text), f"{path} has no {name} any more: {question}?"


def test_there_is_a_map():
    assert len(ROWS) >= 20

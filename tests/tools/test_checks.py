"""./hub lint: which checks run, what they say, and that a commit runs them too."""

import re
import sys

import pytest

from tools import checks, cli
from tools.paths import ROOT


@pytest.fixture
def made_up(monkeypatch):
    """Checks that need no time: one passes, one passes and mentions something, one fails."""
    scripts = {
        "good": "print('nothing to show')",
        "mentions": "print('  UserWarning: addons/a.py:300: is long')",
        "bad": "print('a.py:1: is bad'); raise SystemExit(1)",
    }
    monkeypatch.setattr(
        checks, "commands", lambda: {name: [sys.executable, "-c", text] for name, text in scripts.items()}
    )
    monkeypatch.setattr(checks, "set_up", lambda **_options: None)


def test_each_check_says_what_it_has_found(made_up, capsys):
    assert not checks.lint({})
    assert capsys.readouterr().out.splitlines()[:-1] == [
        "good: passed",
        "mentions: passed",
        "  addons/a.py:300: is long",
        "bad: FAILED",
        "a.py:1: is bad",
        "",
    ]


def test_only_those_that_are_named(made_up, capsys):
    assert cli.main(["lint", "good", "mentions"]) == 0
    assert "bad" not in capsys.readouterr().out


def test_a_check_that_is_none(made_up, capsys):
    assert cli.main(["lint", "nothing"]) == 1
    assert "There is no check nothing. There are: good, mentions, bad." in capsys.readouterr().err


def test_a_commit_runs_checks_that_exist_and_a_push_all():
    entries = re.findall(r"^ +entry: (.+)$", (ROOT / ".pre-commit-config.yaml").read_text(), re.MULTILINE)
    calls = [entry.split() for entry in entries]
    assert {name for call in calls for name in call[2:]} <= set(checks.commands())
    assert ["./hub", "lint"] in calls

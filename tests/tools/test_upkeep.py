"""./hub cbe-import: which command it runs, and what it says where it can't."""

import contextlib
from pathlib import Path

import pytest

from tools import databases, upkeep
from tools.cli import main
from tools.paths import ADDONS
from tools.workspace import Workspace


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that are run, on a server that has one database."""
    commands: list[list[str]] = []
    work = Workspace({}, "", ())
    monkeypatch.setattr(upkeep, "workspace", lambda: contextlib.nullcontext(work))
    monkeypatch.setattr(databases, "exists", lambda _work, name: name == "hub")
    monkeypatch.setattr(Workspace, "call", lambda _self, command: commands.append(list(command)) or 3)
    return commands


def test_an_extract_is_loaded_by_odoos_command(called: list[list[str]], tmp_path: Path) -> None:
    path = tmp_path / "extract.zip"
    path.write_bytes(b"")
    assert main(["cbe-import", str(path)]) == 3, "the exit status is Odoo's"
    [command] = called
    assert command[2:4] == [f"--addons-path={ADDONS}", "cbe_import"]
    assert command[-3:] == ["-d", "hub", str(path)]


def test_a_file_or_a_database_that_is_not_there(
    called: list[list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "extract.zip"
    assert main(["cbe-import", str(path)]) == 1
    assert "there is no such file" in capsys.readouterr().err
    path.write_bytes(b"")
    assert main(["cbe-import", "--db", "other", str(path)]) == 1
    assert "There is no database other yet" in capsys.readouterr().err
    assert not called

"""Which tests run in which leg, and what a skip does to the exit status."""

import subprocess
import sys

import pytest

from conftest import runs_after_install
from tools.paths import ROOT


@pytest.mark.parametrize(
    ("tags", "runs"),
    [
        (None, True),
        ({"standard", "at_install"}, False),
        ({"standard", "post_install"}, True),
        ({"post_install", "benchmark"}, False),
    ],
)
def test_no_test_runs_in_both_legs(tags, runs):
    assert runs_after_install(tags) is runs


def pytest_status(folder, *options: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:odoo", "-p", "no:cacheprovider", "-p", "conftest"]
    return subprocess.run([*command, *options, str(folder)], cwd=ROOT, capture_output=True, check=False).returncode


def test_skip_fails_unless_allowed(tmp_path):
    (tmp_path / "test_skip.py").write_text("import pytest\n\ndef test_it():\n    pytest.skip('why not')\n")
    assert pytest_status(tmp_path) == pytest.ExitCode.TESTS_FAILED
    assert pytest_status(tmp_path, "--allow-skip") == pytest.ExitCode.OK


def test_no_test_at_all_fails(tmp_path):
    assert pytest_status(tmp_path) == pytest.ExitCode.NO_TESTS_COLLECTED

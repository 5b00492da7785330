"""What ./hub test counts, lists and says at its end."""

import json
import subprocess
import sys

import pytest

from tools.paths import ROOT
from tools.results import Results

TESTS = """
import unittest
import pytest

class TestGood(unittest.TestCase):
    def test_good(self):
        for number in range(3):
            with self.subTest(number=number):
                self.assertTrue(True)

    def test_bad_in_part(self):
        for number in range(3):
            with self.subTest(number=number):
                self.assertFalse(number)

@pytest.fixture
def broken():
    raise ValueError

def test_bad():
    assert False

def test_bad_at_the_end(request):
    request.addfinalizer(lambda: 1 / 0)

def test_set_up(broken):
    pass
"""


@pytest.mark.parametrize("options", [[], ["-n2"]], ids=["alone", "shared"])
def test_pytest_leaves_what_passed_and_failed(tmp_path, options):
    (tmp_path / "test_some.py").write_text(TESTS)
    (tmp_path / "test_none.py").write_text("import nothing_of_this_name")
    (tmp_path / "pytest.ini").touch()
    plugins = ["-p", "no:odoo", "-p", "no:cacheprovider", "-p", "conftest"]
    command = [sys.executable, "-m", "pytest", "-q", *plugins, *options, "--continue-on-collection-errors"]
    path = tmp_path / "results.json"
    subprocess.run(
        [*command, f"--hub-results={path}", f"--rootdir={tmp_path}", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    results = Results.read(path)
    assert results.passed == 1
    assert sorted(results.failed) == [
        "test_none.py",
        "test_some.py::TestGood::test_bad_in_part",
        "test_some.py::test_bad",
        "test_some.py::test_bad_at_the_end",
        "test_some.py::test_set_up",
    ]
    assert "test_some.py::TestGood::test_good" in results.seconds


def test_results_add_up_and_survive_a_file(tmp_path):
    both = Results(1, ["a"], {"a": 1.5}) + Results(2, ["b"], {"b": 2.5})
    both.write(tmp_path / "here" / "results.json")
    assert json.loads((tmp_path / "here" / "results.json").read_text())["passed"] == 3
    assert Results.read(tmp_path / "here" / "results.json") == Results(3, ["a", "b"], {"a": 1.5, "b": 2.5})
    assert Results.read(tmp_path / "nowhere.json") == Results()


def test_the_slowest_come_first():
    results = Results(seconds={f"test_{number}": number for number in range(1, 13)})
    lines = results.slowest().splitlines()
    assert len(lines) == 10
    assert lines[0].split() == ["12.00", "s", "test_12"]


def test_the_last_line_reads_as_pytests_own():
    assert Results(3, ["a"]).closing_line(3725).strip("=") == " 1 failed, 3 passed in 3725.00s (1:02:05) "

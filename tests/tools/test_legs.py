"""Legs of a test run: told when they end, shown whole when they fail, ended with the run."""

import time

import pytest

from tools import legs
from tools.legs import Leg, side_by_side
from tools.results import Results

HUB = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit("cleaned up"))
print("the word was", *sys.argv[1:], flush=True)
# In steps: a signal that comes just before a sleep is not seen until it is over.
for _step in range(600 if "wait" in sys.argv else 0):
    time.sleep(0.1)
sys.exit("fail" in sys.argv)
"""


@pytest.fixture
def leg(monkeypatch, tmp_path):
    """Makes legs whose ./hub does what it is told."""
    (tmp_path / "hub").write_text(HUB)
    monkeypatch.setattr(legs, "ROOT", tmp_path)
    monkeypatch.setattr(legs, "LOGS", tmp_path / "logs")
    return lambda *arguments, results=None: Leg(arguments[0], arguments, arguments[0], results)


def test_each_is_told_and_waited_for(leg, capsys):
    good, bad = leg("good"), leg("fail")
    with side_by_side([good, bad]):
        pass
    said = capsys.readouterr().out
    assert "── good: passed in" in said
    assert "── fail: FAILED in" in said
    assert (good.passed, bad.passed) == (True, False)
    assert bad.output() == "the word was fail"


def test_a_leg_that_fails_without_a_failed_test_has_failed_as_a_whole(leg, tmp_path):
    bare, counting = leg("fail"), leg("fail", results=tmp_path / "results.json")
    with side_by_side([bare, counting]):
        Results(3, ["a.py::test_b"]).write(tmp_path / "results.json")
    assert bare.results.failed == ["fail"]
    assert counting.results == Results(3, ["a.py::test_b"])


def test_what_an_earlier_run_found_does_not_count(leg, tmp_path):
    Results(3).write(tmp_path / "results.json")
    counting = leg("good", results=tmp_path / "results.json")
    with side_by_side([counting]):
        pass
    assert counting.results == Results()


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt])
def test_legs_end_with_the_run_and_clean_up(leg, monkeypatch, error):
    monkeypatch.setattr(legs, "LAST_SECONDS", 0)
    waiting = leg("wait")

    def run():
        with side_by_side([waiting]):
            while "wait" not in waiting.output():
                time.sleep(0.01)
            raise error

    began = time.monotonic()
    with pytest.raises(error):
        run()
    assert time.monotonic() - began < 30
    assert "cleaned up" in waiting.output()

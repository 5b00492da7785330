"""Reads the log of Odoo's own test runner: how many tests ran, and what in it is a failure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .results import Results

LINE = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ \d+ (?P<level>[A-Z]+) \S+ (?P<logger>[\w.]+): (?P<message>.*)$")
TOTAL = re.compile(r"(?P<failed>\d+) failed, (?P<errors>\d+) error\(s\) of (?P<tests>\d+) tests when loading")
SUMMARY = re.compile(r"^Module \w+: \d+ failures, |^At least one test failed when loading")
"""What only repeats that some test failed, which stands in the log already."""
FAILED_TEST = re.compile(r"^(?:FAIL|ERROR): (?:Subtest )?(?P<name>\w+\.\w+)")
FAILED_CLASS = re.compile(r"^ERROR: (?:setUp|tearDown)Class \(odoo\.addons\.(?P<name>[\w.]+)\)")
SECONDS = re.compile(r"^\t(?P<addon>\w+)\.(?P<name>\w+\.\w+\.\w+): (?P<seconds>[\d.]+)s \d+ queries$", re.MULTILINE)
"""A line of what Odoo's ``odoo.tests.stats`` tells of each test on the level DEBUG."""

BAD_LEVELS = {"WARNING", "ERROR", "CRITICAL"}
NOISE: tuple[tuple[str, str], ...] = ()
"""What core says on its own account, as (logger, pattern of the message). Every entry needs a reason beside it."""

LONGEST_PROBLEM = 40


@dataclass
class Verdict:
    """What the log says: the number of tests run, and the problems, each with the lines that follow it.

    Tests have the names that pytest has for them.
    """

    tests: int = 0
    problems: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def results(self) -> Results:
        """The same for the whole run to count."""
        return Results(max(self.tests - len(self.failed), 0), self.failed, self.seconds)


def judge(log: str, *, allow_skip: bool = False) -> Verdict:
    """Judge a log. A warning, an error, a skipped test, a missing total or no test at all is a problem."""
    verdict = Verdict(seconds={_id(**match.groupdict()): float(match["seconds"]) for match in SECONDS.finditer(log)})
    totals = failures = 0
    for level, logger, text in _records(log):
        message = text.split("\n", 1)[0]
        if total := TOTAL.search(message):
            totals += 1
            verdict.tests += int(total["tests"])
            failures += int(total["failed"]) + int(total["errors"])
        elif SUMMARY.search(message):
            continue
        elif level in BAD_LEVELS and not _is_noise(logger, message):
            verdict.problems.append(f"{level} {logger}: {text}")
            verdict.failed += [name for name in _failed(logger, message) if name not in verdict.failed]
        elif message.startswith("skipped ") and not allow_skip:
            verdict.problems.append(f"Skipped without being asked: {message.removeprefix('skipped ')}")
    if not totals:
        verdict.problems.append("Odoo did not finish its tests: the log has no total.")
    elif not verdict.tests:
        verdict.problems.append("Odoo ran no test at all.")
    elif failures and not verdict.problems:
        verdict.problems.append(f"{failures} tests failed without a word in the log.")
    return verdict


def _records(log: str) -> list[tuple[str, str, str]]:
    """The records as (level, logger, text); what follows a record, such as a traceback, is part of its text."""
    records: list[tuple[str, str, list[str]]] = []
    for line in log.splitlines():
        if match := LINE.match(line):
            records.append((match["level"], match["logger"], [match["message"].rstrip()]))
        elif records and len(records[-1][2]) < LONGEST_PROBLEM:
            records[-1][2].append(line)
    return [(level, logger, "\n".join(lines)) for level, logger, lines in records]


def _failed(logger: str, message: str) -> Iterator[str]:
    """The test or class of tests that a record says has failed, if it says so."""
    if test := FAILED_TEST.match(message):
        yield _id(*logger.removeprefix("odoo.addons.").split(".tests.", 1), test["name"])
    elif tests := FAILED_CLASS.match(message):
        yield _id(*tests["name"].split(".tests.", 1))


def _id(addon: str, name: str, test: str = "", **_more: str) -> str:
    """Pytest's name for a test that Odoo calls so."""
    file, *parts = f"{name}.{test}".rstrip(".").split(".")
    return "::".join([f"addons/{addon}/tests/{file}.py", *parts])


def _is_noise(logger: str, message: str) -> bool:
    return any(logger == name and re.search(pattern, message) for name, pattern in NOISE)

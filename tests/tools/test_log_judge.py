"""What in the log of Odoo's test runner fails the leg."""

import pytest

from tools.log_judge import judge

PREFIX = "2025-01-02 03:04:05,678 99"
TOTAL = f"{PREFIX} INFO hub odoo.tests.result: 0 failed, 0 error(s) of 12 tests when loading database 'hub' \n"


def line(level: str, logger: str, message: str) -> str:
    return f"{PREFIX} {level} hub.test.1a.bare {logger}: {message} \n"


def test_clean_log_passes():
    verdict = judge(line("INFO", "odoo.modules.loading", "Modules loaded.") + TOTAL)
    assert (verdict.tests, verdict.problems) == (12, [])


@pytest.mark.parametrize("level", ["WARNING", "ERROR", "CRITICAL"])
def test_bad_level_is_a_problem(level):
    verdict = judge(line(level, "odoo.addons.hub_export.models.crm_lead", "odd") + TOTAL)
    assert verdict.problems == [f"{level} odoo.addons.hub_export.models.crm_lead: odd"]


def test_traceback_belongs_to_its_record():
    verdict = judge(
        line("ERROR", "odoo.addons.hub_export.tests.test_x", "FAIL: X.test_y") + "Traceback:\n  x\n" + TOTAL
    )
    assert verdict.problems == ["ERROR odoo.addons.hub_export.tests.test_x: FAIL: X.test_y\nTraceback:\n  x"]


def test_skip_is_a_problem_unless_allowed():
    log = line("INFO", "odoo.addons.hub_export.tests.test_x", "skipped TestX.test_y : no browser") + TOTAL
    assert judge(log).problems == ["Skipped without being asked: TestX.test_y : no browser"]
    assert judge(log, allow_skip=True).problems == []


def test_no_test_is_a_problem():
    assert judge(TOTAL.replace("12", "0")).problems == ["Odoo ran no test at all."]


def test_missing_total_is_a_problem():
    assert judge(line("INFO", "odoo", "Odoo version 19.0")).problems == [
        "Odoo did not finish its tests: the log has no total."
    ]


def test_failed_tests_are_problems_once():
    failure = line("ERROR", "odoo.addons.hub_export.tests.test_x", "FAIL: X.test_y")
    summary = line("ERROR", "odoo.modules.loading", "Module hub_export: 1 failures, 0 errors of 9 tests")
    total = TOTAL.replace("INFO", "ERROR").replace("0 failed", "1 failed")
    assert judge(failure + summary + total).problems == ["ERROR odoo.addons.hub_export.tests.test_x: FAIL: X.test_y"]
    assert judge(summary + total).problems == ["1 tests failed without a word in the log."]

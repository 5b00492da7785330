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


def test_failures_have_pytests_names():
    """A test, a part of one, and what a class of tests begins with."""
    logger = "odoo.addons.hub_export.tests.test_x"
    log = (
        line("ERROR", logger, "FAIL: TestX.test_y")
        + line("ERROR", logger, "ERROR: Subtest TestX.test_z (number=1)")
        + line("ERROR", logger, "FAIL: Subtest TestX.test_z (number=2)")
        + line("ERROR", "odoo.tests.suite", f"ERROR: setUpClass ({logger}.TestOther)")
        + line("WARNING", logger, "odd")
        + TOTAL.replace("0 failed, 0", "1 failed, 3")
    )
    file = "addons/hub_export/tests/test_x.py"
    verdict = judge(log)
    assert verdict.failed == [f"{file}::TestX::test_y", f"{file}::TestX::test_z", f"{file}::TestOther"]
    assert verdict.results.passed == 9


def test_seconds_of_each_test():
    report = "Detailed Tests Report:\n\thub_export: 2.00s 9 queries\n\thub_export.test_x.TestX: 2.00s 9 queries\n"
    report += (
        "\thub_export.test_x.TestX.setUpClass: 1.50s 8 queries\n\thub_export.test_x.TestX.test_y: 0.50s 1 queries\n"
    )
    file = "addons/hub_export/tests/test_x.py"
    assert judge(line("DEBUG", "odoo.tests.stats", report) + TOTAL).seconds == {
        f"{file}::TestX::setUpClass": 1.5,
        f"{file}::TestX::test_y": 0.5,
    }


def test_failed_tests_are_problems_once():
    failure = line("ERROR", "odoo.addons.hub_export.tests.test_x", "FAIL: X.test_y")
    summary = line("ERROR", "odoo.modules.loading", "Module hub_export: 1 failures, 0 errors of 9 tests")
    total = TOTAL.replace("INFO", "ERROR").replace("0 failed", "1 failed")
    assert judge(failure + summary + total).problems == ["ERROR odoo.addons.hub_export.tests.test_x: FAIL: X.test_y"]
    assert judge(summary + total).problems == ["1 tests failed without a word in the log."]

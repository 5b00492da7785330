"""What a run on an Odoo of another series tells."""

from tools.other_series import broken_off, table

BROKEN = """\
2026-01-02 03:04:05,678 99 INFO hub odoo.modules.loading: Loading module hub_xlsx (1/6)
2026-01-02 03:04:05,678 99 INFO hub odoo.modules.loading: Loading module hub_entrepreneurs (2/6)
2026-01-02 03:04:06,678 99 CRITICAL hub odoo.service.server: Failed to initialize database `hub`.
Traceback (most recent call last):
  File "registry.py", line 1, in new
odoo.tools.convert.ParseError: while parsing hub_views.xml:3
Field "no_such" does not exist
"""
WHOLE = "2026-01-02 03:04:05,678 99 INFO hub odoo.modules.loading: Modules loaded.\n"


def test_addon_at_which_an_installation_breaks_off():
    assert broken_off(BROKEN) == (
        "hub_entrepreneurs",
        "odoo.tools.convert.ParseError: while parsing hub_views.xml:3",
    )
    assert broken_off(WHOLE) is None
    assert broken_off("ModuleNotFoundError: No module named 'x'\n") == (
        "Odoo itself",
        "ModuleNotFoundError: No module named 'x'",
    )


def test_table_names_addons_then_doors_then_other_files():
    failed = [
        "addons/hub_campaign/tests/test_freeze.py::TestFreeze::test_a",
        "addons/hub_campaign/tests/test_core_mailing.py::TestOrder::test_b",
        "addons/hub_campaign/tests/test_freeze.py::TestFreeze::test_c",
        "tests/test_doors.py::test_d",
        "lint",
    ]
    assert table("20.0", failed, {"test-install.log": BROKEN, "install-hub.log": WHOLE}).splitlines() == [
        "",
        "══ on Odoo 20.0",
        "  did not install",
        "    hub_entrepreneurs: odoo.tools.convert.ParseError: while parsing hub_views.xml:3 (test-install.log)",
        "  tests of doors that failed",
        "       1 in addons/hub_campaign/tests/test_core_mailing.py",
        "       1 in tests/test_doors.py",
        "  other tests that failed",
        "       2 in addons/hub_campaign/tests/test_freeze.py",
        "       1 in lint",
    ]


def test_nothing_failed():
    assert table("19.1", [], {"install-hub.log": WHOLE}).splitlines()[1:] == ["══ on Odoo 19.1", "  nothing failed"]

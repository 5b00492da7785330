"""Odoo's command line, in a process that ends at once, without any clearing up, at a statement.

    python killed.py MARK COUNT before|after COMMAND …

MARK is a part of the statement, COUNT which of those that have it.
"""

import os
import sys

_KILLED = 9
_RANGE = 25


def _kill_at(mark: str, count: int, when: str) -> None:
    from odoo.sql_db import Cursor

    execute = Cursor.execute
    seen = 0

    def killing(self, query, params=None, log_exceptions=True):
        nonlocal seen
        found = mark and mark in " ".join(str(getattr(query, "code", query)).split())
        seen += bool(found)
        if found and seen == count and when == "before":
            os._exit(_KILLED)
        result = execute(self, query, params, log_exceptions)
        if found and seen == count:
            os._exit(_KILLED)
        return result

    Cursor.execute = killing


def main() -> None:
    """Run a command with small ranges, and end it at the statement."""
    mark, count, when, *command = sys.argv[1:]
    sys.path.pop(0)
    sys.argv = ["odoo", *command]
    import odoo.cli.command
    from odoo.cli import server
    from odoo.modules import initialize_sys_path
    from odoo.tools import config

    server.check_root_user = lambda: None
    config._parse_config([command[0]])
    initialize_sys_path()
    from odoo.addons.hub_cbe.models.extract import hub_cbe_extract_reading

    hub_cbe_extract_reading.RANGE = _RANGE
    _kill_at(mark, int(count), when)
    odoo.cli.command.main()


if __name__ == "__main__":
    main()

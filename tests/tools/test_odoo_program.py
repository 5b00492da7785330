"""tools/bin/odoo: Odoo, with the Python of the environment."""

import os
import subprocess

from tools.environment import PYTHON
from tools.workspace import ODOO

START_ANEW = f"""
import runpy, sys
import odoo.cli.command
from odoo.service.server import _reexec
odoo.cli.command.main = _reexec
sys.argv = [{str(ODOO)!r}, "--version"]
sys.path.insert(0, "")
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_starts_itself_anew_in_the_environment():
    """As it does after a request that takes longer than the limit; the path knows another Python."""
    env = os.environ | {"PATH": "/usr/local/bin:/usr/bin:/bin"}
    result = subprocess.run(
        [PYTHON, "-c", START_ANEW], env=env, capture_output=True, text=True, check=False, timeout=120
    )
    assert result.stdout.startswith("Odoo Server 19"), result.stderr

"""Load an extract of the enterprise register from a file, by as many processes as there are processors.

Odoo takes the name of a command from the name of its file, so it has no hyphen: ``odoo cbe_import -d DATABASE
FILE.zip``.
"""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg2 import IntegrityError

from odoo import SUPERUSER_ID, api
from odoo.cli import Command
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tools import config

_WIDTH = 40


class CbeImport(Command):
    """Load an extract of the enterprise register: a full one, or the update that comes next."""

    name = "cbe_import"

    def run(self, cmdargs):
        """Load the file that is named last."""
        if not cmdargs or cmdargs[-1].startswith("-"):
            sys.exit(f"usage: {self.prog} -d DATABASE [-c CONFIGURATION] FILE.zip")
        path = Path(cmdargs[-1])
        if not path.is_file():
            sys.exit(f"{path}: there is no such file.")
        config.parser.prog = self.prog
        config.parse_config([*cmdargs[:-1], "--no-http"], setup_logging=True)
        logging.getLogger("odoo").setLevel(logging.WARNING)
        names = config["db_name"]
        if len(names) != 1:
            sys.exit("Name one database with -d.")
        # Odoo loads a command as part of odoo.cli, before it knows its addons.
        # pylint: disable-next=odoo-addons-relative-import
        from odoo.addons.hub_cbe.tools.processes import load_ranges, processors

        bar = Bar(sys.stderr)
        try:
            with _environment(names[0]) as env:
                extract = env["hub.cbe.extract"]._get_or_create_of_file(path)
                # A process of its own: what is loaded stays, whatever comes then.
                env.cr.commit()  # pylint: disable=invalid-commit
                extract._read_here(bar, env.cr.commit, ahead=processors() > 1)
            if not load_ranges(names[0], extract.id, processors(), bar):
                raise ChildProcessError
            with _environment(names[0]) as env:
                extract = extract.with_env(env)
                extract._end_here(bar, env.cr.commit)
                sys.stdout.write(
                    f"\n{extract.display_name}: companies: {extract.company_count}, new: {extract.new_count}, "
                    f"changed: {extract.changed_count}, stopped: {extract.stopped_count}, rows left out: "
                    f"{extract.bad_row_count}\n"
                )
        except UserError as error:
            sys.exit(f"\n{error}")
        except IntegrityError as error:
            # Another one began at the same time.
            with _environment(names[0]) as env:
                sys.exit(f"\n{env['hub.cbe.extract']._sql_error_to_message(error)}")
        except ChildProcessError:
            sys.exit("\nThe loading was interrupted. Give the same command again: it goes on from there.")


@contextmanager
def _environment(database: str) -> Iterator[api.Environment]:
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        if "hub.cbe.extract" not in env:
            sys.exit(f"{database}: the addon hub_cbe is not installed.")
        yield env


class Bar:
    """A bar on a terminal that says how far each step has come."""

    def __init__(self, stream):
        self._stream = stream
        self._said = None
        self._began = time.monotonic()

    def __call__(self, step: str, done: int, total: int):
        """Draw the bar, where something has changed."""
        percent = 100 * done // max(total, 1)
        if (step, percent) == self._said:
            return
        self._said = (step, percent)
        bar = "#" * (_WIDTH * percent // 100)
        self._stream.write(f"\r{step:<5} [{bar:<{_WIDTH}}] {percent:3} %  {time.monotonic() - self._began:5.0f} s")
        self._stream.flush()

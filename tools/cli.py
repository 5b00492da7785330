"""The command line: what ./hub understands, and how errors end."""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from . import bench, checks, databases, serve, testing, upkeep
from .console import HubError, warn
from .screens import command as screens

EPILOG = """\
environment:
  HUB_ODOO=/path           use this Odoo 19 source tree instead of Debian's package
  HUB_DEBIAN_MIRROR=http…  the Debian mirror to download Odoo from, where this machine's apt names none
  PGHOST, PGPORT, …        use this PostgreSQL server instead of a private one

Everything that is set up lies in .hub/; the first set-up takes some minutes.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command != "test":
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    options.rest = rest
    # A closed terminal or a stopped service unwinds like Ctrl-C does: the database server is stopped too.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: sys.exit(128 + received))
    try:
        if options.db:
            databases.check_name(options.db)
        return options.run(options)
    except HubError as error:
        warn(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        warn("\nInterrupted. The same command goes on where it stopped.")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./hub",
        description="Hub: the CRM of a business-support agency, on Odoo 19 Community.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    shared.add_argument("--db", metavar="NAME", default="hub", help="the database (default: %(default)s)")

    def command(
        name: str,
        run: object,
        summary: str,
        *,
        parents: Sequence[argparse.ArgumentParser] = (shared,),
        **details: object,
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            parents=parents,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            allow_abbrev=False,
            **details,
        )
        made.set_defaults(run=run)
        return made

    _run_options(command("run", serve.run, "set up what is missing, then serve the application"))
    _test_options(
        command(
            "test",
            testing.run,
            "run every check, or the tests of an addon, or what pytest's arguments say",
            usage="./hub test [--db NAME] [--allow-skip] [--while-installing | --peers | ADDON | pytest arguments …]",
        )
    )
    lint = command("lint", checks.run, "ruff, pylint-odoo, OCA's pre-commit hooks and the static guard")
    lint.add_argument("--doors", action="store_true", help="list where our code reaches into Odoo's insides instead")
    lint.add_argument("names", nargs="*", metavar="CHECK", help="only these, by the names that the checks pass under")
    command("shell", upkeep.shell, "Odoo's shell on the database; runs a script given on standard input")
    _bench_options(command("bench", bench.run, "measure speed as ratios, on databases of its own"))
    _screens_options(command("screens", screens.run, "make every picture of docs/ anew", parents=()))
    command("update", upkeep.update, "upgrade the addons in the database after a pull")
    register = command("cbe-import", upkeep.cbe_import, "load an extract of the enterprise register into the database")
    register.add_argument("file", type=Path, metavar="FILE.zip", help="the zip as the register gives it")
    return parser


def _run_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8069, help="the port to serve on (default: %(default)s)")
    parser.add_argument("--no-demo", action="store_true", help="make a new database without demo data")
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="serve from N processes instead of threads")
    parser.add_argument("--reset", action="store_true", help="delete the database and make it anew; asks first")
    parser.add_argument("--yes", action="store_true", help="with --reset: do not ask")


def _bench_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these: companies for bench_companies.py")


def _screens_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these: company for docs/images/company*.png")
    parser.add_argument("--check", action="store_true", help="open every screen, but write no picture")
    parser.add_argument("--db", metavar="NAME", help="on a copy of this database (default: a fresh one with demo data)")


def _test_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--allow-skip", action="store_true", help="skipped tests do not fail the run")
    parser.add_argument(
        "--while-installing", action="store_true", help="only what Odoo's own runner tests while it installs the addons"
    )
    parser.add_argument(
        "--peers",
        action="store_true",
        help="Odoo's own tests of the modules around ours, without and with our addons; fails if more of them fail",
    )

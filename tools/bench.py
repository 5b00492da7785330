"""./hub bench: speed as ratios, measured in one run on two databases of its own."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from . import databases, install, templates
from .addons import hub_addons
from .console import HubError, say
from .paths import STATE, TESTS
from .stamps import locked
from .workspace import Workspace, workspace

BENCHMARKS = TESTS / "bench"
SCRIPT = """
from tests.bench.{module} import run
from tests.bench.measuring import report
report(run(env, {core!r}))
"""


def run(options: argparse.Namespace) -> int:
    """Run tests/bench/bench_*.py, or those that are named; 1 when one of them is over its limit."""
    scripts = _chosen(options.names)
    with locked(STATE / "test.lock", "another ./hub test in this clone"), workspace(testing=True) as work:
        core, ours = (templates.test_database(options.db, kind) for kind in ("bench-core", "bench-hub"))
        try:
            _make(work, options.db, core, ours)
            statuses = [_run(work, options.db, script, core, ours) for script in scripts]
        finally:
            databases.drop(work, core)
            databases.drop(work, ours)
    return int(any(statuses))


def _chosen(names: Sequence[str]) -> list[Path]:
    scripts = {path.stem.removeprefix("bench_"): path for path in sorted(BENCHMARKS.glob("bench_*.py"))}
    unknown = [name for name in names if name not in scripts]
    if unknown:
        raise HubError(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(scripts)}.")
    return [scripts[name] for name in names or scripts]


def _make(work: Workspace, database: str, core: str, ours: str) -> None:
    """Make a database with only what the addons depend on, and one with the addons; both without demo data."""
    template = templates.core(work, database, demo=False)
    databases.clone(work, template, core)
    install.build(work, ours, hub_addons(), demo=False, template=template)


def _run(work: Workspace, database: str, script: Path, core: str, ours: str) -> int:
    """Run one on a copy of the database with the addons, in which it may commit."""
    say(f"── {script.stem}")
    copy = templates.test_database(database, script.stem)
    databases.clone(work, ours, copy)
    try:
        return install.run_script(work, copy, SCRIPT.format(module=script.stem, core=core)).returncode
    finally:
        databases.drop(work, copy)

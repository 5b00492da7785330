"""./hub test --peers: what Odoo's own tests of the modules around ours say without our addons, and with them."""

from __future__ import annotations

from pathlib import Path

from . import databases, install, odoo_source, templates
from .addons import hub_addons
from .console import HubError, say
from .environment import PYTHON
from .paths import CONFIG, ODOO_DATA, STATE
from .results import Results
from .workspace import Workspace

PEERS = ("crm", "contacts", "sales_team", "event", "event_crm", "mass_mailing", "mass_mailing_crm", "survey")
"""Modules whose records ours extend, and survey, which shares their languages and users."""


def run(work: Workspace, database: str) -> int:
    """Run Odoo's tests on two databases with demo data, one without our addons and one with them; 1 if more fail."""
    plain, ours = (templates.test_database(database, kind) for kind in ("peers-core", "peers-hub"))
    try:
        install.build(work, plain, PEERS, demo=True, template=templates.core(work, database, demo=True))
        install.build(work, ours, hub_addons(), demo=True, template=plain)
        without, with_ours = (_tested(work, name) for name in (plain, ours))
    finally:
        databases.drop(work, plain)
        databases.drop(work, ours)
    say(table(without, with_ours))
    return int(bool(problems(without, with_ours)))


def problems(without: Results, with_ours: Results) -> list[str]:
    """What our addons break: tests that fail with them alone, and that did not run with them at all.

    >>> problems(Results(2, ["a::x"]), Results(1, ["a::x", "a::y"]))
    ['a::y fails with our addons']
    >>> problems(Results(2, [], {"a::x": 1, "a::y": 1}), Results(1, [], {"a::x": 1}))
    ['a::y does not run with our addons']
    >>> problems(Results(), Results())
    ['no test passed without our addons', 'no test passed with our addons']
    """
    found = [f"{name} fails with our addons" for name in sorted(set(with_ours.failed).difference(without.failed))]
    lost = without.seconds.keys() - with_ours.seconds.keys() - set(with_ours.failed)
    found += [f"{name} does not run with our addons" for name in sorted(lost)]
    for results, how in ((without, "without"), (with_ours, "with")):
        if not results.passed:
            found.append(f"no test passed {how} our addons")
    return found


def table(without: Results, with_ours: Results) -> str:
    """The two runs module by module, and below them what our addons break."""
    lines = ["", "══ Odoo's own tests", f"  {'':18}{'without ours':>22}{'with ours':>22}"]
    for module in (*PEERS, None):
        counts = [_counts(results, module) for results in (without, with_ours)]
        if any(tests for tests, _failed in counts):
            cells = (f"{tests} tests, {failed} failed" for tests, failed in counts)
            lines.append(f"  {module or 'together':18}" + "".join(f"{cell:>22}" for cell in cells))
    found = problems(without, with_ours)
    mended = sorted(set(without.failed).difference(with_ours.failed))
    lines += [f"  {name} fails only without our addons" for name in mended]
    return "\n".join(
        [*lines, *(f"  {problem}" for problem in found or ["nothing fails that did not fail without them"])]
    )


def _counts(results: Results, module: str | None) -> tuple[int, int]:
    """How many tests of a module there were, and how many of them failed; of all modules without one."""

    def of_module(names) -> int:
        return sum(module is None or f"addons/{module}/tests" in name for name in names)

    return of_module({*results.seconds, *results.failed}), of_module(results.failed)


def _tested(work: Workspace, name: str) -> Results:
    """Run the tests of the modules on a database, by pytest and in an order that is always the same."""
    path = STATE / "results" / "peers.json"
    path.unlink(missing_ok=True)
    say(f"Odoo's tests of {', '.join(PEERS)} in the database {name}")
    work.call([
        *(str(PYTHON), "-m", "pytest", "-q", "--tb=short", "--odoo-http", "--allow-skip", f"--hub-results={path}"),
        *(f"--odoo-config={CONFIG}", f"--odoo-database={name}", f"--odoo-extra=data-dir={ODOO_DATA}"),
        *map(str, _folders()),
    ])  # fmt: skip
    return Results.read(path)


def _folders() -> list[Path]:
    """Where the tests of the modules are; each module is there, but not each has tests."""
    root = odoo_source.prepare().path
    # Debian's package links one place to the other: Python imports from this one.
    places = (root / "odoo" / "addons", root / "addons")
    found = [next((place / name for place in places if (place / name).is_dir()), None) for name in PEERS]
    if None in found:
        raise HubError(f"{root} has not all of {', '.join(PEERS)}.")
    return [folder / "tests" for folder in found if (folder / "tests").is_dir()]

"""The databases that tests are cloned from, each made once for what it depends on."""

from collections.abc import Sequence

from . import databases, install
from .addons import addon_files, core_dependencies, hub_addons
from .environment import RUNTIME
from .paths import CLONE_ID, STATE
from .stamps import key_of, locked
from .workspace import Workspace

COMPILE_ASSETS = """
qweb = env["ir.qweb"]
for kind, bundles in zip(("js", "css"), qweb._get_bundles_to_pregenarate()):
    for bundle in bundles:
        if "unit_test" not in bundle and "tests_assets" not in bundle:
            getattr(qweb._get_asset_bundle(bundle, js=kind == "js", css=kind == "css"), kind)()
env.cr.commit()
"""
"""What core's ``_pregenerate_assets_bundles`` does, without the unit tests of core, half of the work."""


def test_database(database: str, kind: str) -> str:
    """The name of a test database; the dots keep it apart from any name that a user may give."""
    return f"{database}.test.{CLONE_ID}.{kind}"


def core(work: Workspace, database: str, *, demo: bool) -> str:
    """The template with what the addons depend on and none of them; returns its name."""
    modules = core_dependencies()
    # Odoo keeps a list of our addons even where none is installed, and looks for one that has gone.
    key = key_of(work.odoo_version, RUNTIME, modules, hub_addons())
    name = _name(database, "demo" if demo else "bare", key)
    return _made(work, name, modules, demo=demo)


def complete(work: Workspace, database: str) -> str:
    """The template with demo data, every addon and the compiled assets; returns its name."""
    base = core(work, database, demo=True)
    name = _name(database, "full", key_of(base, *addon_files()))
    return _made(work, name, hub_addons(), demo=True, template=base, languages=install.LANGUAGES, then=COMPILE_ASSETS)


def _made(work: Workspace, name: str, addons: Sequence[str], **how: object) -> str:
    """Make a template unless it is there; legs of a test run that want the same one wait for each other."""
    kind = name.split(".")[-2]
    with locked(STATE / f"template-{kind}.lock", f"another ./hub that makes the {kind} template"):
        if not databases.exists(work, name):
            _drop_others(work, name)
            install.build(work, name, addons, **how)
        databases.seal(work, name)
    return name


def _name(database: str, kind: str, key: str) -> str:
    return f"{test_database(database, kind)}.{key[:10]}"


def _drop_others(work: Workspace, name: str) -> None:
    """Drop the templates of this kind that were made for something else."""
    for other in databases.names(work, prefix=name.rpartition(".")[0] + "."):
        databases.drop(work, other)

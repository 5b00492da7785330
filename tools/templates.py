"""The databases that tests are cloned from, each made once for what it depends on."""

from . import databases, install
from .addons import addon_files, core_dependencies, hub_addons
from .environment import RUNTIME
from .paths import CLONE_ID
from .stamps import key_of
from .workspace import Workspace

COMPILE_ASSETS = "env['ir.qweb']._pregenerate_assets_bundles(); env.cr.commit()"


def test_database(database: str, kind: str) -> str:
    """The name of a test database; the dots keep it apart from any name that a user may give."""
    return f"{database}.test.{CLONE_ID}.{kind}"


def core(work: Workspace, database: str, *, demo: bool) -> str:
    """The template with what the addons depend on and none of them; returns its name."""
    modules = core_dependencies()
    name = _name(database, "demo" if demo else "bare", key_of(work.odoo_version, RUNTIME, modules))
    if not databases.exists(work, name):
        _drop_others(work, name)
        install.build(work, name, modules, demo=demo)
    databases.seal(work, name)
    return name


def complete(work: Workspace, database: str) -> str:
    """The template with demo data, every addon and the compiled assets; returns its name."""
    base = core(work, database, demo=True)
    name = _name(database, "full", key_of(base, *addon_files()))
    if not databases.exists(work, name):
        _drop_others(work, name)
        install.build(work, name, hub_addons(), demo=True, template=base)
        install.run_script(work, name, COMPILE_ASSETS, capture_output=True)
    databases.seal(work, name)
    return name


def _name(database: str, kind: str, key: str) -> str:
    return f"{test_database(database, kind)}.{key[:10]}"


def _drop_others(work: Workspace, name: str) -> None:
    """Drop the templates of this kind that were made for something else."""
    for other in databases.names(work, prefix=name.rpartition(".")[0] + "."):
        databases.drop(work, other)

"""The addons of this project, read from their manifests."""

import ast
from fnmatch import fnmatch
from pathlib import Path, PurePath
from typing import Any

from .console import HubError
from .paths import ADDONS


def manifest_of(addon: Path) -> dict[str, Any]:
    """The manifest of an addon; raises HubError when it is not a literal."""
    path = addon / "__manifest__.py"
    try:
        return ast.literal_eval(path.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError) as error:
        raise HubError(f"{path} is not a plain dictionary: {error}") from error


def hub_addons(addons: Path = ADDONS) -> list[str]:
    """The names of the installable hub_* addons, sorted."""
    folders = sorted(path.parent for path in addons.glob("hub_*/__manifest__.py"))
    return [folder.name for folder in folders if manifest_of(folder).get("installable", True)]


def core_dependencies(addons: Path = ADDONS) -> list[str]:
    """The modules that hub addons depend on and that are not hub addons themselves, sorted."""
    ours = hub_addons(addons)
    depends = {name for addon in ours for name in manifest_of(addons / addon).get("depends", ["base"])}
    return sorted(depends.difference(ours))


NOT_INSTALLED = ("tests/*", "static/tests/*", "README*", "readme/*", "*.pot", "*.pyc")
"""Files of an addon that leave a database as it is. Tours among static/tests are compiled when a test asks for them."""


def addon_files(addons: Path = ADDONS) -> list[Path | str]:
    """The names and contents of the addons' files that decide on what they install."""
    files = sorted(path for path in addons.glob("hub_*/**/*") if path.is_file())
    named = [(path.relative_to(addons), path) for path in files]
    return [item for name, path in named if _is_installed(PurePath(*name.parts[1:])) for item in (str(name), path)]


def _is_installed(name: PurePath) -> bool:
    return not any(fnmatch(str(name), pattern) for pattern in NOT_INSTALLED)

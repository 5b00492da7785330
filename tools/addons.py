"""The addons of this project, read from their manifests."""

import ast
from pathlib import Path
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


def addon_files(addons: Path = ADDONS) -> list[Path | str]:
    """The names and contents of the addons' files without their tests: what decides on what they install."""
    files = sorted(path for path in addons.glob("hub_*/**/*") if path.is_file() and path.suffix != ".pyc")
    named = [(path.relative_to(addons), path) for path in files]
    return [item for name, path in named if name.parts[1] != "tests" for item in (str(name), path)]

"""The parts of an addon that need no Odoo, for programs that have none."""

import sys
from types import ModuleType

from .paths import ADDONS


def open_addon(name: str) -> None:
    """Let ``hub_x.domain.y`` be imported, and whatever else of the addon imports nothing of Odoo.

    The addon's own ``__init__`` is left out: it loads models.
    """
    if name not in sys.modules:
        package = ModuleType(name)
        package.__path__ = [str(ADDONS / name)]
        sys.modules[name] = package

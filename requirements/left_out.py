"""Let a package that is left out count as installed, for Odoo and for pip; what imports it all the same fails.

The manifest of the job queue (LGPL) names openupgradelib, whose licence is the AGPL: without it Odoo would not install
the addon. Only its migrations of versions before the pinned one import it, and no database has had one of those.

Run with the Python that Odoo runs with, by ``./hub`` and by ``docker/Dockerfile``.
"""

import sysconfig
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LEFT_OUT = ("openupgradelib",)


def leave_out(site: Path) -> None:
    """Write the metadata of an empty package for each that is not there.

    :param site: the folder of this Python's packages
    """
    for name in LEFT_OUT:
        try:
            version(name)
        except PackageNotFoundError:
            info = site / f"{name.replace('-', '_')}-0.dist-info"
            info.mkdir(parents=True, exist_ok=True)
            lines = ("Metadata-Version: 2.1", f"Name: {name}", "Version: 0", "Summary: Left out, see left_out.py")
            (info / "METADATA").write_text("\n".join((*lines, "")), encoding="utf-8")


if __name__ == "__main__":
    leave_out(Path(sysconfig.get_path("purelib")))

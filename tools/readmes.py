"""The README of each addon, made from its manifest and its `readme/DESCRIPTION.md`: `python3 -m tools.readmes`."""

from pathlib import Path

from .addons import hub_addons, manifest_of
from .paths import ADDONS

README = """\
# {name}

{summary}.

{description}
| | |
|---|---|
| technical name | `{addon}` |
| version | {version} |
| status | {development_status} |
| depends on | {depends} |
| installs itself | {auto_install} |
| licence | {license} |
| maintainers | {maintainers} |

Made from the manifest and `readme/DESCRIPTION.md` by `python3 -m tools.readmes`.
"""


def readme_of(addon: Path) -> str:
    """The README of the addon in a folder."""
    manifest = {"auto_install": False, **manifest_of(addon)}
    return README.format(
        **manifest
        | {
            "addon": addon.name,
            "description": (addon / "readme" / "DESCRIPTION.md").read_text(encoding="utf-8"),
            "depends": ", ".join(f"`{name}`" for name in manifest["depends"]),
            "auto_install": "where all that it depends on is installed" if manifest["auto_install"] else "no",
            "maintainers": ", ".join(manifest["maintainers"]),
        }
    )


def main() -> None:
    """Write the README of every addon."""
    for name in hub_addons():
        (ADDONS / name / "README.md").write_text(readme_of(ADDONS / name), encoding="utf-8")


if __name__ == "__main__":
    main()

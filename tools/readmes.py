"""The README of each addon, made from its manifest and its `readme/DESCRIPTION.rst`: `python3 -m tools.readmes`."""

from pathlib import Path

from .addons import hub_addons, manifest_of
from .paths import ADDONS

README = """\
{title}
{line}

{summary}.

{description}
Facts
-----

- Technical name: ``{addon}``
- Version: {version} ({development_status})
- Depends on: {depends}
- Installs itself: {auto_install}
- Licence: {license}
- Maintainers: {maintainers}

Made from the manifest and ``readme/DESCRIPTION.rst`` by ``python3 -m tools.readmes``.
"""


def readme_of(addon: Path) -> str:
    """The README of the addon in a folder."""
    manifest = {"auto_install": False, **manifest_of(addon)}
    return README.format(
        **manifest
        | {
            "addon": addon.name,
            "title": manifest["name"],
            "line": "=" * len(manifest["name"]),
            "description": (addon / "readme" / "DESCRIPTION.rst").read_text(encoding="utf-8"),
            "depends": ", ".join(f"``{name}``" for name in manifest["depends"]),
            "auto_install": "where all that it depends on is installed" if manifest["auto_install"] else "no",
            "maintainers": ", ".join(manifest["maintainers"]),
        }
    )


def main() -> None:
    """Write the README of every addon."""
    for name in hub_addons():
        (ADDONS / name / "README.rst").write_text(readme_of(ADDONS / name), encoding="utf-8")


if __name__ == "__main__":
    main()

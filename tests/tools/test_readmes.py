"""The README of each addon says what its manifest and its description say."""

import pytest

from tools.addons import hub_addons
from tools.paths import ADDONS
from tools.readmes import readme_of


@pytest.mark.parametrize("addon", hub_addons())
def test_readme_is_current(addon):
    assert (ADDONS / addon / "README.rst").read_text(encoding="utf-8") == readme_of(ADDONS / addon)


def test_it_follows_the_manifest(tmp_path):
    addon = tmp_path / "hub_x"
    (addon / "readme").mkdir(parents=True)
    (addon / "readme" / "DESCRIPTION.rst").write_text("What it is.\n")
    (addon / "__manifest__.py").write_text(
        "{'name': 'Hub: X', 'summary': 'One thing', 'version': '19.0.1.0.0', 'depends': ['a', 'b'],"
        " 'license': 'LGPL-3', 'development_status': 'Beta', 'maintainers': ['hub'], 'auto_install': True}"
    )
    readme = readme_of(addon)
    assert readme.startswith("Hub: X\n======\n\nOne thing.\n\nWhat it is.\n")
    assert "- Depends on: ``a``, ``b``" in readme
    assert "- Installs itself: where all that it depends on is installed" in readme

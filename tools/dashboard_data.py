#!/usr/bin/env python3
"""Make the dashboards of hub_reporting: files that Odoo's spreadsheet_dashboard shows.

    python3 tools/dashboard_data.py

What is on each of them is written down in the modules of ``tools/dashboard``, one for each role.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from tools.dashboard import account, analyst, cluster, director
from tools.dashboard.spreadsheet import written
from tools.paths import ROOT

FILES = ROOT / "addons" / "hub_reporting" / "data" / "files"


def files() -> dict[Path, str]:
    """Return the text of each file, by its place."""
    dashboards = [module.DASHBOARD for module in (director, cluster, account, analyst)]
    return {FILES / f"{each.key}_dashboard.json": written(each) for each in dashboards}


def main() -> None:
    """Write every file."""
    FILES.mkdir(parents=True, exist_ok=True)
    for place, text in files().items():
        place.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

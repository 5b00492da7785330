"""What ./hub and the containers have in common: packages with their versions, and how databases are made."""

import configparser
import importlib.util
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

from tools import environment, postgres
from requirements import left_out
from tools.paths import CONFIG, REQUIREMENTS, ROOT

DOCKER = ROOT / "docker"


def pins(name: str) -> set[str]:
    lines = (REQUIREMENTS / name).read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith(("#", "-"))}


def test_production_is_pinned_as_everything_else():
    production = pins("production.txt")
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9.]+", line) for line in production)
    assert production <= pins("runtime.txt")
    assert any(line.startswith("isal==") for line in production)


def test_both_install_from_the_same_file(monkeypatch):
    installed = []
    monkeypatch.setattr(environment, "_make", lambda python: None)
    monkeypatch.setattr(environment, "_link", lambda odoo: None)
    monkeypatch.setattr(environment, "_leave_out", lambda: None)
    monkeypatch.setattr(environment, "_install", lambda name, *locks: installed.append(locks))
    environment.prepare(None, testing=True)
    assert all(REQUIREMENTS / "production.txt" in locks for locks in installed)

    dockerfile = (DOCKER / "Dockerfile").read_text(encoding="utf-8")
    copied, installs = (dockerfile.index(text) for text in ("COPY requirements/production.txt", "pip3 install"))
    assert copied < installs < dockerfile.index("COPY addons")
    assert "--requirement requirements/production.txt" in dockerfile
    assert dockerfile.index("USER root") < installs < dockerfile.index("USER odoo"), "Odoo does not run as root"
    assert "!requirements/production.txt" in (DOCKER / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()


def test_nothing_of_ours_is_under_the_agpl():
    """By name, and by what the installed packages say of themselves."""
    names = {line.split("==")[0] for path in REQUIREMENTS.glob("*.txt") for line in pins(path.name)}
    assert "odoo-addon-queue-job" in names
    assert not names & {"openupgradelib", "pymupdf", "ghostscript", "paramiko-expect", "odoo-addon-upgrade-analysis"}
    script = (
        "import sys\n"
        "from importlib.metadata import distributions\n"
        "for each in distributions():\n"
        "    told = [each.metadata.get('License-Expression'), *each.metadata.get_all('Classifier', [])]\n"
        "    told.append((each.metadata.get('License') or '')[:100])\n"
        "    if any('AGPL' in text or 'Affero' in text for text in filter(None, told)):\n"
        "        print(each.metadata['Name'].lower().replace('_', '-'))\n"
    )
    found = subprocess.run([environment.PYTHON, "-c", script], capture_output=True, text=True, check=True)
    assert not names & set(found.stdout.split())


def test_what_is_left_out_counts_as_installed(tmp_path, monkeypatch):
    """Odoo refuses the job queue otherwise; what imports it fails."""
    missing = "hub-left-out-of-tests"
    monkeypatch.setattr(left_out, "LEFT_OUT", (missing,))
    left_out.leave_out(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    assert version(missing) == "0"
    assert importlib.util.find_spec(missing.replace("-", "_")) is None

    dockerfile = (DOCKER / "Dockerfile").read_text(encoding="utf-8")
    assert "python3 requirements/left_out.py" in dockerfile
    assert "!requirements/left_out.py" in (DOCKER / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()
    overrides = (REQUIREMENTS / "overrides.txt").read_text(encoding="utf-8")
    assert "openupgradelib ; python_version < '3'" in overrides


def test_what_addons_ask_for_is_in_the_list():
    """Those that Odoo does without where they are missing, or that only the addons need."""
    imported = set()
    for path in ROOT.glob("addons/hub_*/**/*.py"):
        if "tests" not in path.parts:
            text = path.read_text(encoding="utf-8")
            imported |= set(
                re.findall(
                    r"^\s*(?:from|import) (isal|numpy|openpyxl|phonenumbers|scipy|stdnum|xlsxwriter)\b",
                    text,
                    re.MULTILINE,
                )
            )
    names = {line.split("==")[0].removeprefix("python-") for line in pins("production.txt")}
    assert "isal" in imported
    assert imported <= names


def test_the_job_queue_is_there_and_begins_with_the_server():
    configuration = configparser.ConfigParser(interpolation=None)
    configuration.read(CONFIG)
    assert "queue_job" in configuration["options"]["server_wide_modules"].split(",")
    assert configuration["queue_job"]["channels"].startswith("root:")
    assert any(line.startswith("odoo-addon-queue-job==") for line in pins("production.txt"))
    # Odoo looks for addons in each folder odoo/addons of Python's path: pip has put this one into one of them.
    found = subprocess.run(
        [environment.PYTHON, "-c", "import odoo.addons, pathlib; print(*odoo.addons.__path__, sep='\\n')"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    folders = [Path(line) / "queue_job" / "__manifest__.py" for line in found.stdout.splitlines()]
    assert any(path.is_file() for path in folders)


def test_databases_are_made_alike():
    compose = (DOCKER / "compose.yaml").read_text(encoding="utf-8")
    arguments = re.search(r"POSTGRES_INITDB_ARGS: (.*)", compose)[1].split()
    assert set(arguments) == {postgres.ENCODING, postgres.LOCALE}
    assert "COPY config config" in (DOCKER / "Dockerfile").read_text(encoding="utf-8"), "both read the same odoo.conf"


def test_a_cluster_is_made_so(monkeypatch, tmp_path):
    commands = []

    class Owner:
        make_directory = staticmethod(Path.mkdir)

        @staticmethod
        def run(command):
            commands.append(command)
            Path(command[command.index("-D") + 1]).mkdir()
            return type("Result", (), {"returncode": 0})()

    cluster = object.__new__(postgres.Cluster)
    cluster.owner, cluster.home, cluster.data = Owner, tmp_path / "home", tmp_path / "home" / "data"
    monkeypatch.setattr(postgres.Cluster, "_programs", lambda self: tmp_path)
    cluster._create()
    assert {postgres.ENCODING, postgres.LOCALE} <= set(commands[0])

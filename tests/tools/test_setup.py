"""The pieces of the set-up that need no machine: stamps, trees, packages, the command line."""

import os
import subprocess
import sys

import pytest

from tools import (
    addons,
    cli,
    console,
    databases,
    environment,
    install,
    odoo_source,
    packages,
    postgres,
    proxy,
    stamps,
    testing,
    workspace,
)
from tools.console import HubError
from tools.paths import BYTECODE


def test_stamp_holds_for_the_same_inputs_only(tmp_path):
    lock = tmp_path / "lock.txt"
    lock.write_text("a==1")
    stamps.Stamp(tmp_path / "stamp", lock, "3.11").write()
    assert stamps.Stamp(tmp_path / "stamp", lock, "3.11").is_current()
    assert not stamps.Stamp(tmp_path / "stamp", lock, "3.12").is_current()
    lock.write_text("a==2")
    assert not stamps.Stamp(tmp_path / "stamp", lock, "3.11").is_current()


def test_key_keeps_inputs_apart():
    assert stamps.key_of("ab", "c") != stamps.key_of("a", "bc")


def test_release_of_a_tree(tmp_path):
    release = tmp_path / "odoo" / "release.py"
    release.parent.mkdir()
    release.write_text("version_info = (19, 0, 0, FINAL, 0, '')\n")
    assert odoo_source.named_tree(tmp_path).path == tmp_path

    release.write_text("version_info = (18, 0, 0, FINAL, 0, '')\n")
    with pytest.raises(HubError, match=r"is Odoo 18\.0; this project needs Odoo 19\.0"):
        odoo_source.named_tree(tmp_path)


def test_later_series_is_tried_with_a_warning(tmp_path, capsys):
    release = tmp_path / "odoo" / "release.py"
    release.parent.mkdir()
    for version, series in (("(20, 0, 0, ALPHA, 1, '')", "20.0"), ("('saas~19', 1, 0, FINAL, 0, '')", "19.1")):
        release.write_text(f"version_info = {version}\n")
        odoo = odoo_source.named_tree(tmp_path)
        assert odoo.series == series
        assert odoo.version.startswith(series), "templates of another series are others"
        assert f"is Odoo {series}; this project is made for Odoo 19.0" in capsys.readouterr().err


def test_tree_that_is_none(tmp_path):
    with pytest.raises(HubError, match="is not an Odoo source tree"):
        odoo_source.named_tree(tmp_path)


def test_dangling_links_are_found(tmp_path):
    (tmp_path / "there").touch()
    (tmp_path / "good").symlink_to("there")
    (tmp_path / "bad").symlink_to("gone")
    assert odoo_source.dangling_links(tmp_path) == [tmp_path / "bad"]


def test_missing_packages_are_named_with_the_line_to_type(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(HubError, match="sudo apt-get install --no-install-recommends postgresql chromium\n"):
        packages.install([packages.Missing("postgresql", "x"), packages.Missing("chromium", "y")])


PDF = packages.Missing("wkhtmltopdf", "reports as PDF")


@pytest.mark.parametrize(
    ("user", "candidate", "says"),
    [
        (0, "0.12.6-2+b1", "Installing the Debian package wkhtmltopdf"),
        (0, "(none)", "No wkhtmltopdf here (reports as PDF): As web pages."),
        (1000, "0.12.6-2+b1", "To change that: sudo apt-get install --no-install-recommends wkhtmltopdf"),
        (1000, "(none)", "No wkhtmltopdf here (reports as PDF): As web pages.\n"),
    ],
)
def test_what_one_can_do_without_is_no_failure(monkeypatch, capsys, user, candidate, says):
    installed = []
    told = subprocess.CompletedProcess([], 0, stdout=f"wkhtmltopdf:\n  Candidate: {candidate}\n")
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(packages.subprocess, "run", lambda *_args, **_options: told)
    monkeypatch.setattr(packages, "_apt_install", installed.extend)
    packages.offer(PDF, without="As web pages.")
    assert installed == (["wkhtmltopdf"] if says.startswith("Installing") else [])
    assert says in capsys.readouterr().out


def test_without_apt_or_where_it_fails_there_is_a_sentence_as_well(monkeypatch, capsys):
    def fails(_names):
        raise HubError("no network")

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(packages.shutil, "which", lambda _name: None)
    packages.offer(PDF, without="As web pages.")
    monkeypatch.setattr(packages, "_is_offered", lambda _package: True)
    monkeypatch.setattr(packages, "_apt_install", fails)
    packages.offer(PDF, without="As web pages.")
    assert capsys.readouterr().out.count("No wkhtmltopdf here (reports as PDF): As web pages.") == 2


def test_program_for_pdf_is_offered_once(monkeypatch, tmp_path):
    offered = []
    monkeypatch.setattr(workspace, "STATE", tmp_path)
    monkeypatch.setattr(workspace.shutil, "which", lambda _name: None)
    monkeypatch.setattr(workspace.packages, "offer", lambda item, **_options: offered.append(item.package))
    workspace._offer_pdf()
    workspace._offer_pdf()
    assert offered == ["wkhtmltopdf"]


def test_program_counts_as_there_under_any_of_its_names(monkeypatch):
    there = {"chromium-browser"}
    monkeypatch.setattr(workspace.shutil, "which", lambda name: name if name in there else None)
    assert [item.package for item in workspace.missing_programs()] == ["libreoffice-calc-nogui"]
    there.add("soffice")
    assert not workspace.missing_programs()


def test_only_a_new_main_cluster_is_dropped(monkeypatch, tmp_path):
    (tmp_path / "15" / "main").mkdir(parents=True)
    dropped = []
    monkeypatch.setattr(packages, "CLUSTERS", tmp_path)
    monkeypatch.setattr(packages.subprocess, "run", lambda command, **_options: dropped.append(command))
    with packages._no_new_clusters():
        (tmp_path / "17" / "main").mkdir(parents=True)
    assert dropped == [["pg_dropcluster", "--stop", "17", "main"]]


def test_socket_path_fits_whatever_the_runtime_directory_is(monkeypatch, tmp_path):
    long = tmp_path / ("x" * 100)
    long.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    path = postgres.socket_directory() / postgres.SOCKET_NAME
    assert len(os.fsencode(path)) <= postgres.LONGEST_SOCKET_PATH

    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert postgres.socket_directory().parent == tmp_path


def test_runtime_directory_of_somebody_else_is_refused(tmp_path):
    owner = postgres.Owner(os.geteuid() + 1, os.getegid())
    (tmp_path / "taken").mkdir()
    with pytest.raises(HubError, match="belongs to somebody else"):
        owner.make_directory(tmp_path / "taken")


@pytest.mark.parametrize("version", [(3, 9), (3, 14)])
def test_unfit_python_without_another_is_an_error(monkeypatch, version):
    monkeypatch.setattr(environment.sys, "version_info", (*version, 0))
    monkeypatch.setattr(environment.shutil, "which", lambda _name: None)
    with pytest.raises(HubError, match=r"3\.10 to 3\.13"):
        environment.interpreter()


@pytest.mark.parametrize("name", ["hub", "Hub_2", "a-b"])
def test_database_names(name):
    assert databases.check_name(name) == name


@pytest.mark.parametrize("name", ["", "1a", "a.b", "a b", 'a"', "x" * 26])
def test_bad_database_names(name):
    with pytest.raises(HubError, match="cannot name a database"):
        databases.check_name(name)


@pytest.mark.parametrize(("template", "altered"), [("t", True), ("f", False)])
def test_only_a_template_is_altered_before_it_is_dropped(monkeypatch, tmp_path, template, altered):
    """PostgreSQL lets nobody alter a database whose dropping was interrupted, only drop it again."""
    said = []

    def query(_work, statement, *_more):
        said.append(statement.split()[0])
        return [["hub", template]] if "datistemplate" in statement else [["hub"]]

    monkeypatch.setattr(databases, "query", query)
    monkeypatch.setattr(databases, "FILESTORE", tmp_path)
    databases.drop(None, "hub")
    assert ("ALTER" in said) is altered
    assert said[-1] == "DROP"


def test_filestore_is_linked_not_copied(monkeypatch, tmp_path):
    monkeypatch.setattr(databases, "FILESTORE", tmp_path)
    (tmp_path / "template" / "ab").mkdir(parents=True)
    (tmp_path / "template" / "ab" / "abcd").write_text("content")
    databases.copy_filestore("template", "clone")
    assert (tmp_path / "clone" / "ab" / "abcd").samefile(tmp_path / "template" / "ab" / "abcd")


def test_addons_and_what_they_rest_on(tmp_path):
    manifests = {
        "hub_a": {"depends": ["crm", "hub_b"]},
        "hub_b": {"depends": ["contacts"]},
        "hub_c": {"depends": ["sale"], "installable": False},
    }
    for name, manifest in manifests.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "__manifest__.py").write_text(repr(manifest))
    assert addons.hub_addons(tmp_path) == ["hub_a", "hub_b"]
    assert addons.core_dependencies(tmp_path) == ["contacts", "crm"]


def test_tests_do_not_count_for_what_an_addon_installs(tmp_path):
    install = ["hub_a/i18n/fr.po", "hub_a/models/a.py", "hub_a/static/src/a.js", "hub_a/views/tests/a.xml"]
    others = ["README.md", "i18n/hub_a.pot", "readme/use.md", "static/tests/tour.js", "tests/test_a.py"]
    for name in (*install, *(f"hub_a/{other}" for other in others)):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    counted = [item for item in addons.addon_files(tmp_path) if isinstance(item, str)]
    assert counted == install


def test_outdated_database_is_told(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(install, "STAMPS", tmp_path)
    monkeypatch.setattr(install, "addon_files", lambda: ["a"])
    install.mark_current("hub")
    install.warn_if_outdated("hub")
    assert not capsys.readouterr().err

    monkeypatch.setattr(install, "addon_files", lambda: ["b"])
    install.warn_if_outdated("hub")
    assert "./hub update" in capsys.readouterr().err


def test_addon_stands_for_its_tests(monkeypatch):
    monkeypatch.setattr(testing, "hub_addons", lambda: ["hub_a"])
    assert testing._path_of("hub_a").endswith("addons/hub_a/tests")
    assert testing._path_of("hub") == "hub"


def test_pytest_arguments_pass_through(monkeypatch):
    seen = []
    monkeypatch.setattr(testing, "run", lambda options: seen.append((options.db, options.rest)) or 0)
    assert cli.main(["test", "--db", "other", "hub_a", "-k", "status and not slow", "-x"]) == 0
    assert seen == [("other", ["hub_a", "-k", "status and not slow", "-x"])]


def test_errors_are_one_sentence(capsys):
    assert cli.main(["lint", "--db", "no good"]) == 1
    assert capsys.readouterr().err.strip().startswith("'no good' cannot name a database")


@pytest.mark.parametrize(
    "said",
    [
        "E: Failed to fetch http://mirror.example/x  Temporary failure resolving 'mirror.example'",
        "NewConnectionError: Failed to establish a new connection: [Errno 101] Network is unreachable",
        "W: Could not connect to mirror.example:80 (192.0.2.1). - connect (113: No route to host)",
    ],
)
def test_no_network_is_one_line(tmp_path, said):
    command = [sys.executable, "-c", f"import sys; print({said!r}); sys.exit(1)"]
    with pytest.raises(HubError, match=r"\ANo network: .*\Z") as error:
        console.run_logged(command, tmp_path / "log", doing="reading")
    assert "\n" not in str(error.value)


def test_other_failures_show_the_end_of_the_log(tmp_path):
    command = [sys.executable, "-c", "print('disk full'); raise SystemExit(1)"]
    with pytest.raises(HubError, match=r"(?s)Failed: reading.*disk full"):
        console.run_logged(command, tmp_path / "log", doing="reading")


def test_proxy_configuration_is_complete():
    text = proxy.render("127.0.0.1:8069", "127.0.0.1:1", "127.0.0.1:2", "/run/x")
    assert "${" not in text
    assert "$http_upgrade" in text
    assert "server 127.0.0.1:2;" in text


def test_help_needs_no_set_up():
    result = subprocess.run([sys.executable, "hub", "--help"], capture_output=True, text=True, check=True)
    assert all(name in result.stdout for name in ("run", "test", "lint", "shell", "bench", "update"))


def test_bytecode_is_kept_outside_the_tree_also_where_a_machine_keeps_none():
    assert not sys.dont_write_bytecode
    assert sys.pycache_prefix == str(BYTECODE)
    assert any(BYTECODE.rglob("fields_relational*.pyc")), "Odoo's modules are kept"

"""Which mirror, which version, which file: what ./hub reads out of apt's answers."""

import pytest

from tools import apt
from tools.console import HubError
from tools.odoo_source import is_icons_4, is_series

MADISON = """\
   odoo-19 | 19.0.0+dfsg-2 | http://mirror.example/debian unstable/main amd64 Packages
   odoo-19 | 19.0.0+dfsg-1 | http://mirror.example/debian testing/main amd64 Packages
   odoo-19 | 19.0.0+dfsg-1 | http://mirror.example/debian trixie/main amd64 Packages
"""


def test_mirror_is_debians_own_archive_among_others_of_the_same_suite():
    targets = (
        "https://tools.example/apt/ bookworm main\n"
        "http://mirror.example/debian-security/ bookworm-security main\n"
        "http://mirror.example/debian/ bookworm main\n"
    )
    assert apt.choose_mirror(targets, "bookworm") == "http://mirror.example/debian/"


def test_mirror_list_of_cloud_images_counts_as_a_mirror():
    targets = "mirror+file:/etc/apt/mirrors/debian.list bookworm main\n"
    assert apt.choose_mirror(targets, "bookworm") == "mirror+file:/etc/apt/mirrors/debian.list"


@pytest.mark.parametrize(
    "targets",
    ["", "http://mirror.example/debian-security/ bookworm-security main\n", "cdrom:[Debian_12]/ bookworm main\n"],
)
def test_no_mirror_where_apt_names_none(targets):
    assert apt.choose_mirror(targets, "bookworm") is None


def test_given_mirror_wins(monkeypatch):
    monkeypatch.setenv("HUB_DEBIAN_MIRROR", "http://given.example/debian")
    assert apt.find_mirror() == "http://given.example/debian"


def test_without_a_mirror_the_error_names_both_ways_out(monkeypatch):
    monkeypatch.delenv("HUB_DEBIAN_MIRROR", raising=False)
    monkeypatch.setattr(apt, "_os_release", lambda: 'ID=ubuntu\nVERSION_CODENAME="noble"\n')
    with pytest.raises(HubError, match=r"HUB_DEBIAN_MIRROR=.*HUB_ODOO="):
        apt.find_mirror()


@pytest.mark.parametrize(
    ("release", "suite"),
    [
        ('PRETTY_NAME="Debian GNU/Linux 12"\nVERSION_CODENAME=bookworm\nID=debian\n', "bookworm"),
        ("ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\n", None),
        ("", None),
    ],
)
def test_own_suite_only_on_debian(monkeypatch, release, suite):
    monkeypatch.setattr(apt, "_os_release", lambda: release)
    assert apt.own_suite() == suite


def test_sources_hold_each_suite_once_the_own_one_first():
    lines = apt.sources_list("http://mirror.example/debian", "testing").splitlines()
    assert [line.split()[3] for line in lines] == ["testing", "unstable", "stable"]
    assert all("signed-by=/usr/share/keyrings/debian-archive-keyring.gpg" in line for line in lines)


def test_version_of_the_first_suite_that_has_an_accepted_one():
    assert apt.choose_version(MADISON, ("unstable", "testing"), is_series) == "19.0.0+dfsg-2"
    assert apt.choose_version(MADISON, ("trixie", "unstable"), is_series) == "19.0.0+dfsg-1"
    assert apt.choose_version(MADISON, ("unstable", "testing"), lambda version: version.endswith("-1")) == (
        "19.0.0+dfsg-1"
    )


def test_no_version_when_the_archive_has_moved_on():
    assert apt.choose_version(MADISON.replace("19.0.", "20.0."), ("unstable",), is_series) is None


@pytest.mark.parametrize(
    ("version", "fits"), [("19.0.0+dfsg-1", True), ("19.0+dfsg-1", True), ("19.1.0-1", False), ("119.0.0-1", False)]
)
def test_series(version, fits):
    assert is_series(version) is fits


@pytest.mark.parametrize(
    ("version", "fits"), [("5.0.10+really4.7.0~dfsg-4.1", True), ("4.7.0-1", True), ("6.7.2+ds1-1", False)]
)
def test_icons_are_of_version_4(version, fits):
    assert is_icons_4(version) is fits


def test_planned_file():
    uris = (
        "'http://mirror.example/o/odoo-19_19.0.0%2bdfsg-1_all.deb' odoo-19_19.0.0+dfsg-1_all.deb 122533504 SHA256:ab\n"
    )
    assert apt.planned_file(uris) == ("odoo-19_19.0.0+dfsg-1_all.deb", 122533504)


@pytest.fixture
def cache(monkeypatch, tmp_path):
    monkeypatch.setattr(apt, "cache_dir", lambda: tmp_path)
    return tmp_path


def test_cached_package_counts_only_with_its_checksum(cache):
    file = cache / "odoo-19_19.0.0+dfsg-1_all.deb"
    file.write_bytes(b"package")
    assert apt.cached_package("odoo-19", is_series) is None

    apt.checksum_file(file).write_text(apt.sha256(file))
    assert apt.cached_package("odoo-19", is_series) == file

    file.write_bytes(b"damaged")
    assert apt.cached_package("odoo-19", is_series) is None


def test_cached_package_of_a_wrong_version_is_left_alone(cache):
    file = cache / "fonts-font-awesome_6.7.2+ds1-1_all.deb"
    file.write_bytes(b"package")
    apt.checksum_file(file).write_text(apt.sha256(file))
    assert apt.cached_package("fonts-font-awesome", is_icons_4) is None


def test_machine_apt_is_neither_read_nor_written(tmp_path):
    command = apt.AptRoot(tmp_path)._command("apt-get")
    assert f"Dir::Etc::sourcelist={tmp_path}/sources.list" in command
    assert "Dir::Etc::sourceparts=/dev/null" in command
    assert f"Dir::State::lists={tmp_path}/lists" in command
    assert f"Dir::Cache={tmp_path}/cache" in command

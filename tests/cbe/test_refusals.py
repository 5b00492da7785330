"""Each way in which a file is no extract, once: refused before any row of it is taken, with file and line."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from unittest.mock import patch

import pytest
from hub_cbe.domain import archive, layout
from hub_cbe.domain.extract import Extract
from hub_cbe.domain.layout import Kind
from hub_cbe.domain.problems import Refusal, RefusedError, Sign

from .common import ONE, SHOP, THREE, TWO, address, all_rows, enterprise, meta, packed, text_of, texts

ROWS = {
    layout.ENTERPRISE: [enterprise(number) for number in (ONE, TWO, THREE)],
    layout.ESTABLISHMENT: [[SHOP, "01-02-2020", ONE]],
    layout.DENOMINATION: [[number, "1", "001", "Exemple"] for number in (ONE, TWO, THREE)],
    layout.ADDRESS: [address(ONE, "REGO", "1030", "Schaarbeek", "Schaerbeek")],
    layout.CONTACT: [[ONE, "ENT", "TEL", "02 555 01 02"]],
    layout.ACTIVITY: [[ONE, "001", "2008", "62110", "MAIN"]],
}


def refused(file: io.BytesIO | bytes) -> RefusedError:
    with pytest.raises(RefusedError) as error:
        Extract(io.BytesIO(file) if isinstance(file, bytes) else file)
    return error.value


def with_file(name: str, text: bytes) -> io.BytesIO:
    return packed(texts(ROWS) | {name: text})


def test_the_extract_is_good_otherwise():
    read = Extract(packed(texts(ROWS)))
    assert {file.name: all_rows(read, file) for file in layout.SUBJECTS} == {
        file.name: ROWS.get(file, []) for file in layout.SUBJECTS
    }
    assert not read.faults.total


@pytest.mark.parametrize("content", [b"", b"EnterpriseNumber", b"\x1f\x8b\x08", b"%PDF-1.7"])
def test_no_zip(content):
    assert refused(content).refusal is Refusal.NO_ZIP


def test_truncated():
    content = packed(texts(ROWS)).getvalue()
    for length in (len(content) // 2, len(content) - 30, 100):
        assert refused(content[:length]).refusal is Refusal.TRUNCATED


def test_damaged():
    """A byte that was changed on its way: the checksum tells, after some rows have been read."""
    text = text_of(layout.CONTACT, [[ONE, "ENT", "WEB", f"{place}.example"] for place in range(40_000)])
    file = packed(texts(ROWS) | {"contact.csv": text}, zipfile.ZIP_STORED)
    content = file.getvalue().replace(b"39999.example", b"39998.example")
    read = Extract(io.BytesIO(content))
    rows = read.rows(layout.CONTACT)
    assert next(rows)
    with pytest.raises(RefusedError) as error:
        list(rows)
    assert (error.value.refusal, error.value.file) == (Refusal.DAMAGED, "contact.csv")


def test_damaged_packing():
    content = bytearray(packed(texts(ROWS)).getvalue())
    place = content.index(b"denomination.csv") + len("denomination.csv")
    content[place : place + 8] = b"\xff" * 8
    assert refused(bytes(content)).refusal is Refusal.DAMAGED


@pytest.mark.parametrize("name", ["enterprise.csv", "activity.csv", "branch.csv", "meta.csv", "code.csv"])
def test_a_file_is_missing(name):
    files = texts(ROWS)
    del files[name]
    error = refused(packed(files))
    assert (error.refusal, error.values) == (Refusal.FILES, (name,))


def test_an_update_lacks_files_of_its_own():
    files = texts({}, Kind.UPDATE)
    for name in ("contact_delete.csv", "contact_insert.csv"):
        del files[name]
    error = refused(packed(files))
    assert (error.refusal, error.values) == (Refusal.FILES, ("contact_delete.csv", "contact_insert.csv"))


def test_an_update_may_have_no_code_tables():
    files = texts({layout.inserts(layout.ENTERPRISE): [enterprise(ONE, form="zzz")]}, Kind.UPDATE)
    del files["code.csv"]
    known = {"JuridicalForm": frozenset({"610"})}
    read = Extract(packed(files), known)
    assert all_rows(read, layout.inserts(layout.ENTERPRISE)) == []
    assert read.faults.total == 1


def test_a_column_is_missing():
    text = texts(ROWS)["enterprise.csv"].replace(b'"JuridicalForm",', b'"Form",', 1)
    error = refused(with_file("enterprise.csv", text))
    assert (error.refusal, error.file, error.line) == (Refusal.COLUMNS, "enterprise.csv", 1)
    assert error.values == ("JuridicalForm",)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00" * 300, b'"' * 200_000])
def test_a_file_is_something_else(content):
    error = refused(with_file("address.csv", content))
    assert (error.refusal, error.file) == (Refusal.COLUMNS, "address.csv")


def test_columns_in_another_order_are_taken():
    order = (6, 2, 0, 1, 5, 4, 3)
    text = text_of(layout.ENTERPRISE, ROWS[layout.ENTERPRISE], order=order)
    assert all_rows(Extract(with_file("enterprise.csv", text)), layout.ENTERPRISE) == ROWS[layout.ENTERPRISE]


def saved_by_spreadsheet(text: bytes, separator: str = ",") -> bytes:
    """What is left of a file: no quotes but where they must be, no zeros in front, days as this machine writes them."""

    def cell(value: str) -> str:
        value = value.strip('"')
        if value.isdigit():
            return str(int(value))
        if len(value) == 10 and value[2] == value[5] == "-":
            return f"{int(value[:2])}/{value[3:5]}/{value[6:]}"
        return value

    lines = text.decode().splitlines()
    return "".join(separator.join(map(cell, line.split(","))) + "\r\n" for line in lines).encode()


@pytest.mark.parametrize("file", list(ROWS), ids=lambda file: file.name)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_saved_by_a_spreadsheet_program(file, separator):
    text = saved_by_spreadsheet(texts(ROWS)[f"{file.name}.csv"], separator)
    error = refused(with_file(f"{file.name}.csv", text))
    assert (error.refusal, error.file) == (Refusal.SPREADSHEET, f"{file.name}.csv")
    if separator != ",":
        assert error.values == (Sign.SEPARATOR,)


@pytest.mark.parametrize(
    ("old", "new", "file", "sign"),
    [
        (b'"000"', b'"0"', "enterprise.csv", Sign.ZEROS),
        (b'"001"', b'"1"', "activity.csv", Sign.ZEROS),
        (b'"001"', b'"1"', "denomination.csv", Sign.ZEROS),
        (b'"1500.000.', b'"500.000.', "denomination.csv", Sign.ZEROS),
        (b"01-02-2020", b"1/02/2020", "enterprise.csv", Sign.DATES),
        (b"01-02-2020", b"2020-02-01", "establishment.csv", Sign.DATES),
        (b"01-02-2020", b"1/02/2020 0:00", "establishment.csv", Sign.DATES),
    ],
)
def test_each_sign_of_a_spreadsheet(old, new, file, sign):
    error = refused(with_file(file, texts(ROWS)[file].replace(old, new)))
    assert (error.refusal, error.file, error.values) == (Refusal.SPREADSHEET, file, (sign,))


def test_one_wrong_day_is_no_spreadsheet():
    text = texts(ROWS)["enterprise.csv"].replace(b"01-02-2020", b"1/02/2020", 1)
    read = Extract(with_file("enterprise.csv", text))
    assert [row[0] for row in all_rows(read, layout.ENTERPRISE)] == [TWO, THREE]
    assert read.faults.total == 1


@pytest.mark.parametrize("name", ["../enterprise.csv", "a/../../enterprise.csv", "/etc/enterprise.csv", "C:\\x.csv"])
def test_a_path_that_leads_elsewhere(name):
    error = refused(packed(texts(ROWS) | {name: b""}))
    assert (error.refusal, error.file) == (Refusal.PATH, name)


def test_in_a_folder_with_what_others_leave_there():
    files = {f"KboOpenData/{name}": text for name, text in texts(ROWS).items()}
    files |= {"__MACOSX/KboOpenData/._enterprise.csv": b"x", "KboOpenData/README.txt": b"x"}
    assert all_rows(Extract(packed(files)), layout.ENTERPRISE) == ROWS[layout.ENTERPRISE]


def test_a_file_twice():
    error = refused(packed(texts(ROWS) | {"copy/enterprise.csv": b""}))
    assert (error.refusal, error.file) == (Refusal.TWICE, "enterprise.csv")


def test_encrypted():
    content = bytearray(packed(texts(ROWS)).getvalue())
    listed = content.index(b"PK\x01\x02")
    content[listed + 8] |= 1
    assert refused(bytes(content)).refusal is Refusal.ENCRYPTED


def test_packed_in_another_way():
    assert refused(packed(texts(ROWS), zipfile.ZIP_LZMA)).refusal is Refusal.COMPRESSION


def test_a_bomb_of_one_file():
    error = refused(packed(texts(ROWS) | {"contact.csv": b"0" * (archive.SMALL + 1)}))
    assert (error.refusal, error.file) == (Refusal.BOMB, "contact.csv")


def test_a_bomb_that_lies_about_its_size():
    """The zip says that a file is small; no more of it is unpacked than that, and the checksum tells the rest."""
    content = bytearray(packed(texts(ROWS) | {"contact.csv": b"0" * (archive.SMALL * 2)}).getvalue())
    listed = content.index(b"contact.csv", content.index(b"PK\x01\x02")) - 46
    content[listed + 24 : listed + 28] = struct.pack("<I", 1000)
    with pytest.raises(RefusedError) as error:
        Extract(io.BytesIO(bytes(content)))
    assert error.value.refusal in (Refusal.COLUMNS, Refusal.DAMAGED)


def test_files_that_lie_over_one_another():
    """One packed file, listed many times."""
    data = zlib.compress(b"0" * 1000, 9)[2:-4]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("0.csv", b"0" * 1000)
        for place in range(1, 100):
            info = zipfile.ZipInfo(f"{place}.csv")
            info.compress_type, info.header_offset = zipfile.ZIP_DEFLATED, 0
            info.CRC, info.compress_size, info.file_size = zlib.crc32(b"0" * 1000), len(data) + 100, 1000
            made.filelist.append(info)
            made._didModify = True
    assert refused(file).refusal is Refusal.BOMB


def test_more_files_than_any_extract_has():
    assert refused(packed({f"{place}.csv": b"" for place in range(archive.MOST_FILES + 1)})).refusal is Refusal.BOMB


def test_a_list_of_files_that_would_fill_the_memory():
    with patch.object(archive, "MOST_AT_ONCE", 2000):
        assert refused(packed({f"{place}.csv": b"" for place in range(100)})).refusal is Refusal.BOMB


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ExtractNumber", "x"),
        ("ExtractNumber", ""),
        ("ExtractType", "half"),
        ("SnapshotDate", "31-02-2025"),
        ("SnapshotDate", "01-01-0001"),
        ("SnapshotDate", "2025-10-05"),
    ],
)
def test_meta_says_nothing_useful(variable, value):
    rows = [(name, value if name == variable else old) for name, old in meta()]
    error = refused(with_file("meta.csv", text_of(layout.META, rows)))
    assert (error.refusal, error.file, error.values) == (Refusal.META, "meta.csv", (variable, value))


def zip64(files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            with made.open(name, "w", force_zip64=True) as part:
                part.write(text)
    return file


def in_folders(files):
    file = packed({f"KBO/{name}": text for name, text in files.items()})
    with zipfile.ZipFile(file, "a") as made:
        for folder in ("KBO/", "__MACOSX/", "enterprise.csv/"):
            made.writestr(folder, b"")
    return file


@pytest.mark.parametrize(
    "made",
    [
        zip64,
        in_folders,
        lambda files: packed({name.upper(): text for name, text in files.items()}),
        lambda files: packed({name: b"\xef\xbb\xbf" + text for name, text in files.items()}),
        lambda files: packed({name: text.replace(b"\n", b"\r\n") for name, text in files.items()}),
        lambda files: packed({name: text.rstrip(b"\n") for name, text in files.items()}),
        lambda files: packed(files, zipfile.ZIP_STORED),
    ],
    ids=("zip64", "folders", "capitals", "marks", "crlf", "no last line break", "stored"),
)
def test_packed_by_other_programs(made):
    read = Extract(made(texts(ROWS)))
    assert {file: all_rows(read, file) for file in ROWS} == ROWS
    assert not read.faults.total


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        (lambda files: packed({"KboOpenData_0140_2025_10_Full.zip": packed(files).getvalue()}), Refusal.FILES),
        (lambda files: io.BytesIO(b"MZ" + packed(files).getvalue()), Refusal.NO_ZIP),
        (lambda files: packed({name: text.replace(b"\n", b"\r") for name, text in files.items()}), Refusal.COLUMNS),
        (lambda files: packed({name: text.decode().encode("utf-16") for name, text in files.items()}), Refusal.COLUMNS),
        (lambda files: packed({name: b"sep=,\n" + text for name, text in files.items()}), Refusal.COLUMNS),
        (lambda files: packed({name: text.replace(b'"', b"'") for name, text in files.items()}), Refusal.COLUMNS),
    ],
    ids=("zip in a zip", "program", "cr", "utf-16", "sep=", "other quotes"),
)
def test_what_no_zip_of_the_register_is(made, refusal):
    assert refused(made(texts(ROWS))).refusal is refusal


@pytest.mark.parametrize("value", ["99999999999999999999", "-1", "\u0661\u0664\u0660", "140.0", "0140 "])
def test_numbers_that_no_extract_has(value):
    rows = [(name, value if name == "ExtractNumber" else old) for name, old in meta()]
    assert refused(with_file("meta.csv", text_of(layout.META, rows))).refusal is Refusal.META

"""The one door for files: what a file is, told by its content whatever its name, and its sheets if it has any."""

from __future__ import annotations

import csv
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum
from functools import partial
from xml.parsers import expat

from . import delimited, ods, xlsx
from .headers import Column
from .parts import EnoughError, Parts
from .sheets import DamagedError, Row, Sheet, TooManyCellsError

MAX_BYTES = 10 * 2**20
MAX_BYTES_UNPACKED = 200 * 2**20

# How a damaged or foreign file fails: in its container, its compression, its encryption, its XML, its values.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, expat.ExpatError, LookupError, ValueError,
    OverflowError, OSError, csv.Error,
)  # fmt: skip


class FileProblem(Enum):
    """Why a file can't be read at all."""

    NO_WORKBOOK = "no_workbook"
    OLD_FORMAT = "old_format"
    BINARY_FORMAT = "binary_format"
    PROTECTED = "protected"
    TOO_LARGE = "too_large"
    TOO_MANY_LINES = "too_many_lines"
    EMPTY = "empty"
    COLUMNS = "columns"
    SHEETS = "sheets"
    WEB_PAGE = "web_page"
    PDF = "pdf"
    PICTURE = "picture"
    DOCUMENT = "document"
    APPLE = "apple"
    MAIL = "mail"
    ARCHIVE = "archive"


class WorkbookError(ValueError):
    """The file can't be read; ``problem`` says why, ``columns`` which are missing, ``sheets`` which fit equally."""

    def __init__(self, problem: FileProblem, columns: Sequence[Column] = (), sheets: Sequence[str] = ()):
        super().__init__(problem.value)
        self.problem = problem
        self.columns = columns
        self.sheets = sheets


_MAGIC = {
    b"%PDF": FileProblem.PDF,
    b"{\\rtf": FileProblem.DOCUMENT,
    b"\x89PNG": FileProblem.PICTURE,
    b"\xff\xd8\xff": FileProblem.PICTURE,
    b"GIF8": FileProblem.PICTURE,
    b"II*\0": FileProblem.PICTURE,
    b"MM\0*": FileProblem.PICTURE,
    b"Rar!": FileProblem.ARCHIVE,
    b"7z\xbc\xaf": FileProblem.ARCHIVE,
    b"\x1f\x8b": FileProblem.ARCHIVE,
}
_PHOTO = slice(4, 8), b"ftyp"
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0"
# The old format .xls is not read: xlrd, which Odoo has, works out the names in a workbook when it opens it, and a name
# that is twice another one, thirty times, fills the memory.
# The streams in Microsoft's older container, whose names stand in it with two bytes a letter.
_STREAMS = {
    "EncryptedPackage": FileProblem.PROTECTED,
    "__substg1.0_": FileProblem.MAIL,
    "WordDocument": FileProblem.DOCUMENT,
    "PowerPoint Document": FileProblem.DOCUMENT,
}
_PACKED = {
    r"xl/workbook\.bin": FileProblem.BINARY_FORMAT,
    r"word/.*|ppt/.*": FileProblem.DOCUMENT,
    "encrypted-package": FileProblem.PROTECTED,
    r"Index/.*\.iwa|Index\.zip|index\.(apxl|xml)": FileProblem.APPLE,
    r"(?i).*\.(xlsx|xlsm|xls|ods|csv|pdf|numbers)": FileProblem.ARCHIVE,
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_MAIL = re.compile(
    rb"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?(?:received|message-id|mime-version):", re.IGNORECASE
)
_MARKUP = {
    rb"<office:document": None,
    rb"urn:schemas-microsoft-com:office:spreadsheet|excel\.sheet": FileProblem.OLD_FORMAT,
    rb"<(?:html|!doctype html|table|body)[\s>]": FileProblem.WEB_PAGE,
}
# What UTF-8 becomes when Excel takes it for Windows-1252.
_MISREAD = re.compile("[ÂÃÅâ].")
# How much of a text tells what it is.
_START = 4096


def open_sheets(content: bytes, most: int) -> list[Sheet]:
    """Return the visible sheets of a workbook, a document, or a text.

    :param most: how many rows of one sheet are wanted at most
    :raises WorkbookError: if it is something else, is damaged, or has too many cells
    """
    if len(content) > MAX_BYTES:
        raise WorkbookError(FileProblem.TOO_LARGE)
    return [replace(sheet, load=partial(_load_mended, sheet.load)) for sheet in guarded(_open, content, most)]


def _load_mended(load: Callable[[int], list[Row]], most: int) -> list[Row]:
    rows = load(most)
    for row in rows:
        for place, value in row.cells.items():
            if type(value) is str and _MISREAD.search(value):
                row.cells[place] = mended(value)
    return rows


def mended(value: str) -> str:
    """Return a text whose letters were read in the wrong encoding, once, as it was meant; any other as it is.

    >>> mended("CafÃ© dâ€™Ã‰tÃ©"), mended("Café"), mended("JOÃO")
    ('Café d’Été', 'Café', 'JOÃO')
    """
    try:
        return value.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return value


def guarded(read, *args):
    """Call what reads a part of a file; however it fails, a WorkbookError says why."""
    try:
        return read(*args)
    except WorkbookError:
        raise
    except TooManyCellsError as error:
        raise WorkbookError(FileProblem.TOO_MANY_LINES) from error
    except DAMAGED as error:
        raise WorkbookError(FileProblem.NO_WORKBOOK) from error


def _open(content: bytes, most: int) -> list[Sheet]:
    for magic, problem in _MAGIC.items():
        if content.startswith(magic):
            raise WorkbookError(problem)
    if content[_PHOTO[0]] == _PHOTO[1]:
        raise WorkbookError(FileProblem.PICTURE)
    if content.startswith(_OLE):
        found = (each for stream, each in _STREAMS.items() if stream.encode("utf-16-le") in content)
        raise WorkbookError(next(found, FileProblem.OLD_FORMAT))
    if content.startswith(_ZIP):
        return _open_container(zipfile.ZipFile(io.BytesIO(content)), most)
    return _open_text(content, most)


def _open_container(archive: zipfile.ZipFile, most: int) -> list[Sheet]:
    if sum(info.file_size for info in archive.infolist()) > MAX_BYTES_UNPACKED:
        raise WorkbookError(FileProblem.TOO_LARGE)
    parts = Parts(archive)
    is_office = "_rels/.rels" in parts.names or "content.xml" in parts.names
    for pattern, problem in _PACKED.items():
        # A workbook may have another one embedded.
        if not (is_office and problem is FileProblem.ARCHIVE) and any(
            re.fullmatch(pattern, name) for name in parts.names
        ):
            raise WorkbookError(problem)
    if "content.xml" not in parts.names:
        return xlsx.read(archive)
    if "mimetype" in parts.names:
        with archive.open("mimetype") as part:
            kind = part.read(100)
        if not kind.startswith(_OPEN_DOCUMENT + b"spreadsheet"):
            raise WorkbookError(FileProblem.DOCUMENT)
    if _is_encrypted(parts):
        raise WorkbookError(FileProblem.PROTECTED)
    with archive.open("content.xml") as part:
        return ods.read(parts, part, most)


def _is_encrypted(parts: Parts) -> bool:
    """Tell whether the container says that a part of it is encrypted."""
    found = False

    def start(name, _attributes):
        nonlocal found
        if name == "encryption-data":
            found = True
            raise EnoughError

    if "META-INF/manifest.xml" in parts.names:
        parts.parse("META-INF/manifest.xml", start)
    return found


def _open_text(content: bytes, most: int) -> list[Sheet]:
    start = content[:_START].decode(delimited.encoding_of(content), "replace").lstrip("\ufeff \t\r\n").encode()
    if start.startswith(b"<"):
        for pattern, problem in _MARKUP.items():
            if re.search(pattern, start, re.IGNORECASE):
                if problem:
                    raise WorkbookError(problem)
                return ods.read(Parts(), io.BytesIO(content), most)
        raise DamagedError("markup")
    if _MAIL.match(start):
        is_page = re.search(rb"multipart/related", start, re.IGNORECASE)
        raise WorkbookError(FileProblem.WEB_PAGE if is_page else FileProblem.MAIL)
    if start.startswith((b"BEGIN:VC", b"ID;P", b"{", b"[{")):
        raise DamagedError("records")
    return delimited.read(content, most)

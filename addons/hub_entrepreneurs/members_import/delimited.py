r"""The cells of a text: CSV with any separator, tabs, a table pasted from a mail.

Nothing in such a file says how it was written. Its encoding is that under which its letters make words, its separator
the one that parts most lines into as many cells each.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from . import sheets
from .sheets import DamagedError, Row, Sheet, TooManyCellsError

BLANKS = ""
SEPARATORS = (";", "\t", ",", "|", BLANKS)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# Of equals, the first: Windows in the west, UTF-8 with a damage, the Mac before 2001, DOS.
_ENCODINGS = ("cp1252", "utf-8", "mac_roman", "cp850")
_SAMPLE_LINES, _SAMPLE_WORDS = 200, 2000
# No list has a line as long as that, not even with line breaks in its cells.
_MAX_LINE = 2**18
_WORD = re.compile(rb"[A-Za-z' ]{0,2}[\x80-\xff]{1,20}[A-Za-z]?")
_SAID = re.compile(r"\"?sep=(.)\"?\s*", re.IGNORECASE)
_CITED = re.compile(r">[> ]*")
_COLUMNS_BY_BLANKS = re.compile(r" {2,}")
_RULE = re.compile(r"[-=+:_\s]*")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read(content: bytes, most: int) -> list[Sheet]:
    """Return the one sheet of a text, no more than so many of its rows.

    :raises DamagedError: if this is no text, or has no cells
    :raises TooManyCellsError: if it has too many
    """
    encoding = encoding_of(content)
    sample = list(islice(_lines(content, encoding), _SAMPLE_LINES))
    if any(_CONTROLS.search(line) for line in sample):
        raise DamagedError("controls")
    if any(line.count(each) >= sheets.LAST_COLUMN for line in sample for each in SEPARATORS if each):
        raise TooManyCellsError
    said = _SAID.fullmatch(sample[0]) if sample else None
    cited = sum(line.startswith(">") for line in sample) * 2 > len(sample)

    def cleaned(lines: Iterable[str]) -> Iterator[str]:
        for number, line in enumerate(islice(lines, bool(said), None), 1):
            if number > sheets.LAST_ROW or (separator and line.count(separator) >= sheets.LAST_COLUMN):
                raise TooManyCellsError
            yield _CITED.sub("", line, count=1) if cited else line

    separator = said[1] if said else BLANKS
    sample = list(cleaned(sample))
    separator = separator or _separator(sample)
    if not separator and sum(not line.isspace() for line in sample) < 2:
        raise DamagedError("cells")
    width = _width(_widths(sample, separator))
    rows = _rows(_records(lambda: cleaned(_lines(content, encoding)), separator), width, most)
    return [Sheet("", lambda first: rows[:first])]


def encoding_of(content: bytes) -> str:
    """Return how a text is encoded.

    >>> encoding_of("é".encode()), encoding_of("\ufeffé".encode()), encoding_of("é".encode("utf-16"))
    ('utf-8', 'utf-8-sig', 'utf-16')
    >>> [encoding_of("Café d'Été à Liège".encode(each)) for each in ("cp1252", "mac_roman", "cp850")]
    ['cp1252', 'mac_roman', 'cp850']
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    # Most letters have a byte 0 in UTF-16: behind the other one, or before.
    start = content[:1000]
    for place, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if start[place::2].count(0) * 4 > len(start):
            return encoding
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for place in range(0, len(content), 2**20):
            decoder.decode(content[place : place + 2**20])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        words = [match[0] for match in islice(_WORD.finditer(content), _SAMPLE_WORDS)]
        return max(_ENCODINGS, key=lambda each: sum(_likely(word.decode(each, "replace")) for word in words))
    return "utf-8"


def _likely(word: str) -> int:
    """Tell how well the letters of a word that are not English stand there in French or Dutch."""
    points = 0
    for before, letter in zip(" " + word, word, strict=False):
        if letter in "éèêëàâçîïôöùûüœ":
            points += 2
        elif letter in "ÉÈÊËÀÂÇÎÏÔÖÙÛÜŒ":
            points += -1 if before.islower() else 1
        elif letter in "’–—«»“”‘…€°²½º":
            points += 1
        elif not letter.isascii():
            points -= 1 + (letter == "\ufffd")
    return points


def _lines(content: bytes, encoding: str) -> Iterator[str]:
    """Read lines as a stream, however they end."""
    stream = io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="")
    while line := stream.readline(_MAX_LINE + 1):
        if len(line) > _MAX_LINE:
            raise TooManyCellsError
        yield line


def _separator(sample: Sequence[str]) -> str:
    """Return what parts the cells of some lines."""
    points = {}
    for separator in SEPARATORS:
        widths = _widths(sample, separator)
        width = _width(widths)
        points[separator] = widths[width] * (width - 1)
    return max(points, key=points.__getitem__) if any(points.values()) else BLANKS


def _widths(lines: Iterable[str], separator: str) -> Counter[int]:
    """Count the lines by how many cells they have, blank ones not."""
    if separator == BLANKS:
        return Counter(len(_COLUMNS_BY_BLANKS.split(line.strip())) for line in lines if line.strip())
    try:
        return Counter(len(record) for record in csv.reader(lines, delimiter=separator) if any(record))
    except csv.Error:
        return Counter(line.count(separator) + 1 for line in lines if line.strip())


def _width(widths: Counter[int]) -> int:
    return max(widths, key=lambda width: widths[width] * (width - 1), default=0)


def _records(lines, separator: str) -> Iterator[list[str]]:
    """Part the lines. Where a quote is not closed, it would swallow what follows: then each line is one record."""
    if separator == BLANKS:
        return (_COLUMNS_BY_BLANKS.split(line.strip()) for line in lines())
    for strict in (True, False):
        try:
            for record in _parted(lines(), separator, strict=strict):
                if not strict and any("\n" in cell and cell.count(separator) > 1 for cell in record):
                    raise csv.Error
        except csv.Error:
            continue
        return _parted(lines(), separator)
    return (next(_parted([line], separator), []) for line in lines())


def _parted(lines: Iterable[str], separator: str, *, strict: bool = False) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=strict)


def _rows(records: Iterable[list[str]], width: int, most: int) -> list[Row]:
    rows: list[Row] = []
    filled = 0
    for number, record in enumerate(records, 1):
        cells: dict[int, object] = {
            place: cell[: sheets.MAX_TEXT] for place, cell in enumerate(record) if cell and not cell.isspace()
        }
        if not cells or all(map(_RULE.fullmatch, cells.values())):
            continue
        filled += len(cells)
        if filled > sheets.MAX_CELLS:
            raise TooManyCellsError
        rows.append(Row(number, cells, shifted=max(cells) >= width > 1))
        if len(rows) >= most:
            break
    return rows

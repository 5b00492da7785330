"""Small extracts for tests, written out cell by cell, and the communes as the addon's own data have them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from hub_cbe.domain import layout
from hub_cbe.domain.extract import Extract
from hub_cbe.domain.layout import File, Kind
from hub_cbe.domain.numbers import KEY
from hub_cbe.domain.region import Region
from hub_cbe.synthetic import codes
from hub_cbe.synthetic.writing import Synthetic
from hub_entrepreneurs.domain.communes import match, spelling_key
from hypothesis import Phase, settings
from lxml import etree

from tools.paths import ADDONS

# A failing example is told as it was drawn: these are small.
QUICK = settings(deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
# Valid numbers that the register has not given out.
ONE, TWO, THREE, PERSON = "1500.000.080", "1500.000.179", "1500.000.278", "1500.000.377"
SHOP, STALL, STAND = "2.400.000.031", "2.400.000.130", "2.400.000.229"
NUMBERS = (ONE, TWO, THREE, PERSON, SHOP, STALL, STAND)

_CODES = tuple(row for row in codes.rows() if not row[0].startswith("Nace") or row[1] == "62010")
_NACE = tuple(
    (f"Nace{version}", code, "FR", "Exemple") for version in ("2008", "2025") for code in ("62110", "0111001")
)


def key(number: str) -> bytes:
    return number[:KEY].encode()


def keys(*numbers: str) -> set[bytes]:
    return set(map(key, numbers))


def cell(value: str, column: layout.Column, null: str = "") -> str:
    if not value:
        return null
    return value if column.is_date else '"' + value.replace('"', '""') + '"'


def text_of(
    file: File,
    rows: Iterable[Sequence[str]],
    *,
    order: Sequence[int] | None = None,
    eol: str = "\n",
    null: str = "",
    dates_quoted: bool = False,
) -> bytes:
    """The text of a file, its columns in an order of one's own."""
    order = order or range(len(file.columns))

    def written(row: Sequence[str]) -> str:
        plain = [cell(row[place], file.columns[place], null) for place in order]
        if dates_quoted:
            plain = [f'"{each}"' if each and not each.startswith('"') else each for each in plain]
        return ",".join(plain) + eol

    header = ",".join(f'"{file.names[place]}"' for place in order) + eol
    return (header + "".join(map(written, rows))).encode()


def meta(kind: Kind = Kind.FULL, number: int = 140, day: str = "05-10-2025") -> list[tuple[str, str]]:
    return [
        ("SnapshotDate", day),
        ("ExtractTimestamp", f"{day} 06:00:00"),
        ("ExtractType", kind.value),
        ("ExtractNumber", str(number)),
        ("Version", "1.0.0"),
    ]


def texts(rows: Mapping[File, Iterable[Sequence[str]]], kind: Kind = Kind.FULL, number: int = 140) -> dict[str, bytes]:
    """The files of an extract by name; those that are not given have no rows."""
    given = {layout.META: meta(kind, number), layout.CODE: [*_CODES, *_NACE], **rows}
    files = [*layout.files(kind), layout.CODE]
    return {f"{file.name}.csv": text_of(file, given.get(file, ())) for file in dict.fromkeys(files)}


def packed(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    file.seek(0)
    return file


def extract(rows: Mapping[File, Iterable[Sequence[str]]], kind: Kind = Kind.FULL, number: int = 140) -> Extract:
    return Extract(packed(texts(rows, kind, number)))


def write(synthetic: Synthetic, path: Path, step: int, kind: Kind) -> Path:
    """Write an extract under a name of one's own: full extracts of one month have the same."""
    with path.open("wb") as file:
        synthetic.write_to(file, step, kind)
    return path


def enterprise(number: str, kind: str = "2", situation: str = "000", form: str = "610", read_as: str = "") -> list[str]:
    return [number, "AC", situation, kind, form, read_as, "01-02-2020"]


def address(number: str, kind: str, postcode: str, name_nl: str, name_fr: str, **others: str) -> list[str]:
    values = {
        "EntityNumber": number,
        "TypeOfAddress": kind,
        "Zipcode": postcode,
        "MunicipalityNL": name_nl,
        "MunicipalityFR": name_fr,
        "StreetNL": "Voorbeeldstraat",
        "StreetFR": "Rue de l'Exemple",
        "HouseNumber": "1",
        **others,
    }
    return [values.get(name, "") for name in layout.ADDRESS.names]


def all_rows(extracted: Extract, file: File, wanted: set[bytes] | None = None) -> list[list[str]]:
    return [list(row) for rows in extracted.rows(file, wanted) for row in rows]


def plain_rows(text: bytes) -> list[list[str]]:
    """What Python's csv says about a whole file, header left out."""
    return [row for row in csv.reader(io.StringIO(text.decode(), newline="")) if row][1:]


def _tables() -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
    """The tables of hub.commune, from its data file."""
    by_name: dict[str, int] = {}
    ranked: dict[str, list[tuple[int, int]]] = {}
    root = etree.parse(str(ADDONS / "hub_entrepreneurs" / "data" / "hub_commune_data.xml"))
    for record in root.iter("record"):
        values = {field.get("name"): field.text for field in record}
        nis = int(values["nis_code"])
        for spelling in values["spellings"].split(","):
            by_name[spelling_key(spelling)] = nis
        for rank, postcode in enumerate(values["postcodes"].split(",")):
            ranked.setdefault(postcode.strip(), []).append((rank, nis))
    return by_name, {code: tuple(nis for _rank, nis in sorted(each)) for code, each in ranked.items()}


TABLES = _tables()


def region() -> Region:
    return Region(lambda name, postcode: match(name, postcode, *TABLES).commune)

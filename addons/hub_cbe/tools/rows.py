"""The register's rows of the companies that are kept, as they stand in the database.

Each subject has a table ``hub_cbe_row_<subject>``: the rows of one entity in the order of the file, packed into one
text, with the company that the entity belongs to. They are always those of one extract, so an update can be exact: it
takes away all rows of an entity and brings all of them. Nobody reads them but who puts companies together; they have no
model.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import NamedTuple

from odoo.tools import SQL, groupby

from ..domain import layout
from ..domain.company import Rows
from ..domain.contact import digest
from ..domain.extract import Extract
from ..domain.layout import File
from ..domain.numbers import dotted, value
from ..domain.records import Row
from ..domain.region import NATURAL_PERSON, Region
from .arrays import array

SUBJECTS = tuple(subject for subject in layout.SUBJECTS if subject is not layout.BRANCH)
"""What is kept. Branches are not: no company of the region has rows under the number of one."""
_CELL, _ROW = "\x1f", "\x1e"
_FIRST_ESTABLISHMENT = 2 * 10**9
_ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_CONTROLS = str.maketrans({_CELL: " ", _ROW: " "})
_SIGNS = re.compile(r"[\\\n\r\t" + _ROW + "]")
_KIND = layout.ENTERPRISE.place("TypeOfEnterprise")
_OWNER = layout.ESTABLISHMENT.place("EnterpriseNumber")


def table(subject: File) -> SQL:
    """Return the name of the table of a subject."""
    return SQL.identifier(f"hub_cbe_row_{subject.name}")


def create_tables(cr) -> None:
    """Create the tables, unless they are there."""
    for subject in SUBJECTS:
        name = f"hub_cbe_row_{subject.name}"
        cr.execute(
            SQL(
                """CREATE TABLE IF NOT EXISTS %s (
                       company bigint NOT NULL,
                       entity bigint NOT NULL,
                       seq bigint GENERATED ALWAYS AS IDENTITY,
                       cells text NOT NULL
                   )""",
                SQL.identifier(name),
            )
        )
        _create_indexes(cr, subject)


def drop_tables(cr) -> None:
    """Drop the tables with all rows."""
    for subject in SUBJECTS:
        cr.execute(SQL("DROP TABLE IF EXISTS %s", table(subject)))


def _create_indexes(cr, subject: File) -> None:
    columns = ("company", "entity") if subject is layout.ESTABLISHMENT else ("company",)
    for column in columns:
        index = SQL.identifier(f"hub_cbe_row_{subject.name}_{column}_idx")
        cr.execute(SQL("CREATE INDEX IF NOT EXISTS %s ON %s (%s)", index, table(subject), SQL.identifier(column)))


def replace(cr, subject: File, told: Iterable[str]) -> None:
    """Take rows in the place of all of a subject.

    :param told: as of :func:`lines`
    """
    cr.execute(SQL("TRUNCATE %s", table(subject)))
    for column in ("company", "entity"):
        cr.execute(SQL("DROP INDEX IF EXISTS %s", SQL.identifier(f"hub_cbe_row_{subject.name}_{column}_idx")))
    add(cr, subject, told)
    _create_indexes(cr, subject)
    cr.execute(SQL("ANALYZE %s", table(subject)))


def set_aside(cr, subject: File) -> None:
    """Keep the rows of a subject beside, until :func:`bring_back`."""
    cr.execute(SQL("CREATE TEMPORARY TABLE hub_cbe_row_aside ON COMMIT DROP AS SELECT * FROM %s", table(subject)))


def bring_back(cr, subject: File, entities: Collection[int]) -> None:
    """Bring back the rows of those of these entities that have none now."""
    query = """INSERT INTO %s (company, entity, cells)
                    SELECT company, entity, cells FROM hub_cbe_row_aside AS before
                     WHERE entity = ANY(%s) AND NOT EXISTS (SELECT FROM %s AS row WHERE row.company = before.company)"""
    cr.execute(SQL(query, table(subject), [*entities], table(subject)))
    cr.execute(SQL("DROP TABLE hub_cbe_row_aside"))


def count(cr, subject: File) -> int:
    """Return of how many entities there are rows."""
    cr.execute(SQL("SELECT COUNT(*) FROM %s", table(subject)))
    return cr.fetchone()[0]


def add(cr, subject: File, told: Iterable[str]) -> None:
    """Add rows.

    :param told: as of :func:`lines`
    """
    copy_in(cr, SQL("COPY %s (company, entity, cells) FROM STDIN", table(subject)), told)


def lines(batches: Iterable[list[Row]], owners: Mapping[int, int]) -> Iterator[str]:
    """Yield rows as they are copied; those of entities that no company of the kept ones has are passed over.

    :param owners: the company of each establishment
    """
    for rows in batches:
        of_numbers = groupby(zip(map(itemgetter(0), rows), _texts(rows), strict=True), itemgetter(0))
        yield "".join(_lines(((number, [text for _number, text in of]) for number, of in of_numbers), owners))


def lines_of_file(
    extract: Extract, subject: File, wanted: Container[bytes], owners: Mapping[int, int]
) -> Iterator[str]:
    """Yield the good rows of a file of an extract as :func:`lines` does.

    :param wanted: as of :meth:`Extract.rows`
    """
    if subject is not layout.ACTIVITY:
        yield from lines(extract.rows(subject, wanted), owners)
        return
    for of_numbers in extract.packed(subject, wanted, _text):
        yield "".join(_lines(of_numbers, owners))


def copy_in(cr, copy: SQL, lines: Iterable[str]) -> None:
    """Send lines to a COPY as they come."""
    cr._obj.copy_expert(cr._obj.mogrify(copy.code, copy.params), _Stream(lines))


def remove(cr, subject: File, entities: Mapping[int, int]) -> None:
    """Remove all rows of some entities, given with their companies."""
    if entities:
        cr.execute(
            SQL(
                "DELETE FROM %s WHERE company = ANY(%s) AND entity = ANY(%s)",
                table(subject), list(set(entities.values())), list(entities),
            )
        )  # fmt: skip


def move(cr, entities: Mapping[int, tuple[int, int]]) -> None:
    """Give the rows of establishments to other companies.

    :param entities: by establishment, the company that has had it and the one that has it now
    """
    for subject in SUBJECTS:
        for entity, (old, new) in entities.items():
            query = "UPDATE %s SET company = %s WHERE company = %s AND entity = %s"
            cr.execute(SQL(query, table(subject), new, old, entity))


def forget_persons(cr, numbers: Collection[int]) -> None:
    """Remove all rows of those of these enterprises that are natural persons, and of their establishments."""
    if not numbers:
        return
    cr.execute(SQL("SELECT entity, cells FROM %s WHERE company = ANY(%s)", table(layout.ENTERPRISE), [*numbers]))
    persons = {
        entity
        for entity, cells in cr.fetchall()
        if any(row[_KIND] == NATURAL_PERSON for row in unpacked(dotted(entity), cells))
    }
    for subject in SUBJECTS if persons else ():
        cr.execute(SQL("DELETE FROM %s WHERE company = ANY(%s)", table(subject), [*persons]))


def kept(cr, numbers: Collection[int]) -> set[int]:
    """Return which of these companies have rows."""
    cr.execute(SQL("SELECT company FROM %s WHERE company = ANY(%s)", table(layout.ENTERPRISE), [*numbers]))
    return {company for [company] in cr.fetchall()}


def owners_of_kept(cr, establishments: Collection[int]) -> dict[int, int]:
    """Return the company of each of these establishments of which there are rows."""
    query = SQL("SELECT entity, company FROM %s WHERE entity = ANY(%s)", table(layout.ESTABLISHMENT), [*establishments])
    cr.execute(query)
    return dict(cr.fetchall())


def places_of(cr, company: int) -> set[int]:
    """Return the establishments of a company."""
    cr.execute(SQL("SELECT entity FROM %s WHERE company = %s", table(layout.ESTABLISHMENT), company))
    return {entity for [entity] in cr.fetchall()}


class Packed(NamedTuple):
    """All rows about a company and its establishments, as they are kept: by subject and entity."""

    number: int
    texts: Mapping[str, Mapping[int, str]]

    def digest(self, region: Region) -> str:
        """Return what tells whether the register says something else of the company than before.

        The communes of a region may be written in other ways since: then it says something else as well.
        """
        told = (
            f"{name}{_ROW}{entity}{_ROW}{texts[entity]}"
            for name, texts in self.texts.items()
            for entity in sorted(texts)
        )
        return digest([region.edition, *told])

    def rows(self) -> Rows:
        """Return the rows that a company is put together from."""
        numbers = {entity: dotted(entity) for texts in self.texts.values() for entity in texts}

        def of(subject: File) -> dict[str, list[Row]]:
            texts = self.texts.get(subject.name)
            return {(number := numbers[entity]): unpacked(number, texts[entity]) for entity in texts} if texts else {}

        [enterprise] = of(layout.ENTERPRISE).values()
        places = of(layout.ESTABLISHMENT)
        return Rows(
            enterprise[-1],
            [row for rows in places.values() for row in rows],
            *map(of, (layout.DENOMINATION, layout.ADDRESS, layout.CONTACT, layout.ACTIVITY)),
        )


def companies_of(cr, numbers: Collection[int]) -> list[Packed]:
    """Return the rows of these companies, in the order of their numbers; of who has none there is nothing."""
    found: dict[int, dict[str, dict[int, str]]] = {}
    asked = array("int8", numbers)
    for subject in SUBJECTS:
        query = "SELECT company, entity, cells FROM %s WHERE company = ANY(%s) ORDER BY company, seq"
        cr.execute(SQL(query, table(subject), asked))
        for company, entity, cells in cr.fetchall():
            texts = found.setdefault(company, {}).setdefault(subject.name, {})
            # Those of one entity may have been read by halves.
            texts[entity] = f"{texts[entity]}{_ROW}{cells}" if entity in texts else cells
    return [Packed(company, texts) for company, texts in sorted(found.items()) if layout.ENTERPRISE.name in texts]


def packed(rows: Iterable[Row]) -> str:
    """Return the rows of one entity as a text, without its number.

    >>> unpacked("0123.456.749", packed([["0123.456.749", "1", "a"], ["0123.456.749", "2", ""]]))
    [['0123.456.749', '1', 'a'], ['0123.456.749', '2', '']]
    """
    return _ROW.join(_CELL.join(_clean(row[1:])) for row in rows)


def unpacked(number: str, text: str) -> list[Row]:
    """Return the rows of an entity, given as the register writes its number."""
    return [[number, *line.split(_CELL)] for line in text.split(_ROW)]


def owner_of(row: Row) -> int:
    """Return the company of a row of the file of establishments."""
    return value(row[_OWNER])


def _clean(cells: list[str]) -> list[str]:
    if any(_CELL in cell or _ROW in cell for cell in cells):
        return [cell.translate(_CONTROLS) for cell in cells]
    return cells


def _texts(rows: list[Row]) -> list[str]:
    """Return the rows as they are copied, each without its number."""
    texts = [_CELL.join(row[1:]) for row in rows]
    whole = "".join(texts)
    # Nearly never is there a sign that means something.
    if _SIGNS.search(whole) or whole.count(_CELL) != sum(map(len, rows)) - 2 * len(rows):
        return [*map(_text, rows)]
    return texts


def _text(row: Row) -> str:
    return _CELL.join(_clean(row[1:])).translate(_ESCAPED)


def _lines(of_numbers: Iterable[tuple[str, Iterable[str]]], owners: Mapping[int, int]) -> Iterator[str]:
    for number, texts in of_numbers:
        entity = value(number)
        company = owners.get(entity) if entity >= _FIRST_ESTABLISHMENT else entity
        if company is not None:
            yield f"{company}\t{entity}\t{_ROW.join(texts)}\n"


class _Stream:
    """Text that comes in pieces, as the file that PostgreSQL's driver reads; an empty piece would end it."""

    def __init__(self, pieces: Iterable[str]):
        self._pieces = filter(None, pieces)

    def read(self, _size: int = -1) -> str:  # pylint: disable=method-required-super
        return next(self._pieces, "")

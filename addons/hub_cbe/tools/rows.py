"""The register's rows of the companies that are kept, as they stand in the database.

Each subject has a table ``hub_cbe_row_<subject>``: the rows of one entity in the order of the file, packed into one
text, with the company that the entity belongs to. They are always those of one extract, so an update can be exact: it
takes away all rows of an entity and brings all of them. Nobody reads them but who puts companies together; they have no
model.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import itemgetter

from odoo.tools import SQL, groupby

from ..domain import layout
from ..domain.company import Rows
from ..domain.layout import File
from ..domain.numbers import dotted, value
from ..domain.records import Row
from ..domain.region import NATURAL_PERSON

SUBJECTS = tuple(subject for subject in layout.SUBJECTS if subject is not layout.BRANCH)
"""What is kept. Branches are not: no company of the region has rows under the number of one."""
_CELL, _ROW = "\x1f", "\x1e"
_FIRST_ESTABLISHMENT = 2 * 10**9
_ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_CONTROLS = str.maketrans({_CELL: " ", _ROW: " "})
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
        yield "".join(_lines(rows, owners))


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
        if any(row[_KIND] == NATURAL_PERSON for row in unpacked(entity, cells))
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


def companies_of(cr, numbers: Collection[int]) -> list[Rows]:
    """Return the rows of these companies, in the order of their numbers; of who has none there is nothing."""
    found: dict[str, dict[int, list[Row]]] = {}
    of_subject: dict[str, dict[str, list[Row]]] = {}
    for subject in SUBJECTS:
        by_company = found[subject.name] = {}
        by_entity = of_subject[subject.name] = {}
        cr.execute(
            SQL(
                "SELECT company, entity, cells FROM %s WHERE company = ANY(%s) ORDER BY company, seq",
                table(subject), list(numbers),
            )
        )  # fmt: skip
        for company, entity, cells in cr.fetchall():
            rows = unpacked(entity, cells)
            by_company.setdefault(company, []).extend(rows)
            by_entity.setdefault(rows[0][0], []).extend(rows)
    others = [of_subject[each.name] for each in (layout.DENOMINATION, layout.ADDRESS, layout.CONTACT, layout.ACTIVITY)]
    return [
        Rows(rows[-1], found[layout.ESTABLISHMENT.name].get(company, []), *others)
        for company, rows in sorted(found[layout.ENTERPRISE.name].items())
    ]


def packed(rows: Iterable[Row]) -> str:
    """Return the rows of one entity as a text, without its number.

    >>> unpacked(123456749, packed([["0123.456.749", "1", "a"], ["0123.456.749", "2", ""]]))
    [['0123.456.749', '1', 'a'], ['0123.456.749', '2', '']]
    """
    return _ROW.join(_CELL.join(_clean(row[1:])) for row in rows)


def unpacked(entity: int, text: str) -> list[Row]:
    """Return the rows of an entity."""
    number = dotted(entity)
    return [[number, *line.split(_CELL)] for line in text.split(_ROW)]


def owner_of(row: Row) -> int:
    """Return the company of a row of the file of establishments."""
    return value(row[_OWNER])


def _clean(cells: list[str]) -> list[str]:
    if any(_CELL in cell or _ROW in cell for cell in cells):
        return [cell.translate(_CONTROLS) for cell in cells]
    return cells


def _lines(rows: Iterable[Row], owners: Mapping[int, int]) -> Iterator[str]:
    for number, of_entity in groupby(rows, itemgetter(0)):
        entity = value(number)
        company = owners.get(entity) if entity >= _FIRST_ESTABLISHMENT else entity
        if company is not None:
            yield f"{company}\t{entity}\t{packed(of_entity).translate(_ESCAPED)}\n"


class _Stream:
    """Text that comes in pieces, as the file that PostgreSQL's driver reads; an empty piece would end it."""

    def __init__(self, pieces: Iterable[str]):
        self._pieces = filter(None, pieces)

    def read(self, _size: int = -1) -> str:  # pylint: disable=method-required-super
        return next(self._pieces, "")

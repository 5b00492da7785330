import io
import zipfile

import openpyxl
from lxml import etree

from odoo.tests import BaseCase

from ..engine import Book, Column

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class EngineCase(BaseCase):
    """Workbooks in memory, and ways to look into them."""

    def write(self, columns, rows=(), *, name="Sheet1", sheet=None, **book):  # pylint: disable=method-required-super
        """A workbook of one sheet; columns are labels or ``Column``. Leaves the book in ``self.book``."""
        file = io.BytesIO()
        columns = [column if isinstance(column, Column) else Column(column) for column in columns]
        with Book(file, **book) as self.book:
            self.book.add_sheet(name, columns, **(sheet or {})).write_rows(rows)
        file.seek(0)
        return file

    def column_of(self, values, column=None, **book):
        """A workbook whose one column has these values."""
        return self.write([column or Column("Value")], [[value] for value in values], **book)

    def read(self, file, **options):  # pylint: disable=method-required-super
        """A workbook as openpyxl has it."""
        return openpyxl.load_workbook(file, **options)

    def values(self, file, sheet=0):
        """The values of a sheet, row by row, without its header."""
        return [list(row) for row in self.read(file).worksheets[sheet].iter_rows(min_row=2, values_only=True)]

    def first_column(self, file, sheet=0):
        return [row[0] for row in self.values(file, sheet)]

    def part(self, file, name):
        """The XML of a part."""
        with zipfile.ZipFile(file) as archive:
            return etree.fromstring(archive.read(name))

    def kinds(self):
        """What the notes are about: cell and kind."""
        return [(note.cell, note.kind) for note in self.book.notes]

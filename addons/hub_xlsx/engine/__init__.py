"""A streaming writer of .xlsx workbooks in constant memory: typed columns and rows in, sheets out.

xlsxwriter composes everything but the rows; the rows are written here, a batch at a time. Knows nothing of Odoo.
"""

from .book import Book
from .columns import Column, Kind
from .features import Chart, ChartKind, Table
from .limits import Limits
from .notes import Note, NoteKind, Texts
from .sheet import Sheet
from .styles import Style

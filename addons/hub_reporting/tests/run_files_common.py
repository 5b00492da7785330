import ast
import csv
import io
import zipfile

from openpyxl import load_workbook

from .report_common import ReportCase


def rows_below(sheet, title):
    """Return the rows of a sheet's table as dicts, from the header on that begins with a title."""
    rows = list(sheet.iter_rows())
    start = next(number for number, row in enumerate(rows) if row[0].value == title)
    names = [cell.value for cell in rows[start] if cell.value]
    found = []
    for row in rows[start + 1 :]:
        if row[0].value is None:
            break
        found.append(dict(zip(names, row, strict=False)))
    return found


class RunFilesCase(ReportCase):
    """A run of companies in contact by channel, and its files."""

    def file_of(self, run, file_format, user=None, *, outside=False, lang=None):
        """Return a file of a run as a user gets it."""
        own = run.with_user(user or self.analyst)
        own = own.with_context(lang=lang or "en_GB", allowed_company_ids=(user or self.analyst).company_ids.ids)
        self.env.invalidate_all()
        file = io.BytesIO()
        own._write_file(file, file_format, outside=outside)
        file.seek(0)
        return file

    def book_of(self, run, user=None, **options):
        return load_workbook(self.file_of(run, "xlsx", user, **options))

    def csv_of(self, run, user=None, **options):
        """Return the tables of the CSV file by their names, each a list of dicts, and the text beside them."""
        with zipfile.ZipFile(self.file_of(run, "csv", user, **options)) as archive:
            texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
        tables = {
            name: list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
            for name, text in texts.items()
            if name.endswith(".csv")
        }
        return tables, texts["README.txt"]

    def talks(self, channel, count):
        """Let so many companies have a conversation, which the version counts."""
        companies = self.env["res.partner"].create(
            [{"name": f"Test {channel} {number}", "is_company": True} for number in range(count)]
        )
        source = self.version.source_ids
        known = ast.literal_eval(source.domain)[0][2]
        source.domain = repr([("partner_id", "in", [*known, *companies.ids])])
        for company in companies:
            self.talk(company=company, channel=channel)
        return companies

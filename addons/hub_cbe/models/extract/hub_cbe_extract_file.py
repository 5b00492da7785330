"""The zip of an extract: opened where it lies in the filestore, and refused in words."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import contextmanager
from pathlib import Path

from odoo import api, models
from odoo.tools import SQL

from ...domain.extract import Extract, Meta
from ...domain.layout import Kind
from ...domain.problems import BadRow, Refusal, RefusedError, Sign

_CHUNK = 2**20


class HubCbeExtract(models.Model):
    _inherit = "hub.cbe.extract"

    def _get_attachment(self):
        # As superuser: the file of a field is nobody's attachment.
        return self.env["ir.attachment"].sudo().search(
            [("res_model", "=", self._name), ("res_field", "=", "file"), ("res_id", "=", self.id)], limit=1
        )  # fmt: skip

    @api.model
    def _get_or_create_of_file(self, path: Path, name: str | None = None):
        """Return the extract of a zip that lies on this machine, to begin it or to go on with it.

        Its bytes go to the filestore as they are: no copy of them is in memory.

        :param name: what the file is called, where it lies under another name
        """
        digest = hashlib.sha1(usedforsecurity=False)
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        checksum = digest.hexdigest()
        attachments = self.env["ir.attachment"].sudo()
        same = [("res_model", "=", self._name), ("res_field", "=", "file"), ("checksum", "=", checksum)]
        begun = self.browse(attachments.search(same).mapped("res_id")).exists()
        begun = begun.filtered(lambda each: each.state not in ("done", "refused"))
        if begun:
            return begun[0]
        extract = self.create({"file_name": name or path.name})
        attachment = attachments.create(
            {
                "name": "file",
                "res_model": self._name,
                "res_field": "file",
                "res_id": extract.id,
                "type": "binary",
                "mimetype": "application/zip",
            }
        )
        place = f"{checksum[:2]}/{checksum}"
        target = Path(attachments._full_path(place))
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            partial = target.with_name(f"{target.name}.part")
            shutil.copyfile(path, partial)
            partial.rename(target)
        attachment.flush_recordset()
        # Core takes a file's place from its bytes alone.
        self.env.cr.execute(
            SQL(
                "UPDATE ir_attachment SET store_fname = %s, checksum = %s, file_size = %s WHERE id = %s",
                place, checksum, path.stat().st_size, attachment.id,
            )
        )  # fmt: skip
        attachment.invalidate_recordset()
        extract.invalidate_recordset(["file"])
        return extract

    def _get_path(self) -> Path:
        """Return where the zip lies in the filestore.

        :raise RefusedError: if there is none
        """
        attachment = self._get_attachment()
        if not attachment.store_fname:
            raise RefusedError(Refusal.NO_ZIP)
        return Path(attachment._full_path(attachment.store_fname))

    @contextmanager
    def _opened(self, tell=int):
        """Open the extract as a stream; no byte of it is read but by who reads its rows.

        :param tell: called with how many bytes were unpacked; what it raises stops the reading
        :raise RefusedError: if it can't be taken
        """
        with self._get_path().open("rb") as file:
            yield Extract(file, tell=tell)

    def _look(self) -> bool:
        """Note what the file says of itself; False if it can't be taken, and why is noted."""
        try:
            with self._opened() as extract:
                meta = extract.meta
        except RefusedError as error:
            self._refuse(self._get_refusal_message(error))
            return False
        self.write({"number": meta.number, "kind": meta.kind.value, "snapshot_date": meta.snapshot})
        return True

    def _get_meta(self) -> Meta:
        return Meta(self.number, Kind(self.kind), self.snapshot_date)

    @api.model
    def _get_refusal_message(self, error: RefusedError) -> str:
        """Return the sentence that says why a file is refused, where, and what to do."""
        values = {
            "file": error.file,
            "line": error.line,
            "values": ", ".join(str(getattr(value, "value", value)) for value in error.values),
        }
        if error.refusal is Refusal.SPREADSHEET:
            return self.env._(
                "%(file)s was opened and saved by a spreadsheet program, which has lost something: %(sign)s. Take the "
                "zip as the register gives it, without opening it.",
                file=error.file,
                sign=self._get_sign_words(error.values[0]),
            )
        if error.refusal is Refusal.FEWER:
            now, before = error.values
            return self.env._(
                "%(file)s says something about %(now)s in the region; the extract before did about %(before)s. This is "
                "no whole extract: download it once more. Nothing was taken.",
                file=error.file,
                now=now,
                before=before,
            )
        sentences = {
            Refusal.NO_ZIP: self.env._("This is no zip. Choose the zip that the register gives."),
            Refusal.TRUNCATED: self.env._("The zip is cut off. Download it once more."),
            Refusal.DAMAGED: self.env._("The zip is damaged: %(file)s. Download it once more.", **values),
            Refusal.ENCRYPTED: self.env._("%(file)s in the zip has a password. Take it off.", **values),
            Refusal.COMPRESSION: self.env._(
                "%(file)s is packed in a way that the register does not use. Take the register's own zip.", **values
            ),
            Refusal.BOMB: self.env._(
                "The zip would unpack to far more than an extract has: %(file)s %(values)s. Take the register's own "
                "zip.",
                **values,
            ),
            Refusal.PATH: self.env._("%(file)s points out of the zip. Take the register's own zip.", **values),
            Refusal.TWICE: self.env._("%(file)s is in the zip twice. Take the register's own zip.", **values),
            Refusal.FILES: self.env._("Files are missing from the zip: %(values)s. Take the whole zip.", **values),
            Refusal.COLUMNS: self.env._(
                "%(file)s, line 1: columns are missing: %(values)s. Take the register's own zip.", **values
            ),
            Refusal.ROWS: self.env._(
                "%(file)s, line %(line)s: there are no rows as the register writes them. Take the register's own zip.",
                **values,
            ),
            Refusal.META: self.env._("%(file)s does not say what this extract is: %(values)s.", **values),
            Refusal.TOO_MANY: self.env._(
                "%(file)s, up to line %(line)s: so many rows are wrong that this is another format (%(values)s). "
                "Nothing was taken.",
                **values,
            ),
        }
        return sentences[error.refusal]

    @api.model
    def _get_sign_words(self, sign: Sign) -> str:
        return {
            Sign.SEPARATOR: self.env._("another separator"),
            Sign.QUOTES: self.env._("quotes"),
            Sign.ZEROS: self.env._("leading zeros"),
            Sign.DATES: self.env._("days in another form"),
        }[sign]

    def _note_faults(self, extract: Extract):
        """Note the rows that are left out: all are counted, the first of them listed."""
        faults = extract.faults
        self.write(
            {
                "bad_row_count": faults.total,
                "bad_rows": [
                    [each.file, each.line, each.fault.value, each.column, each.value] for each in faults.listed
                ],
            }
        )

    @api.model
    def _get_bad_row_text(self, row) -> str:
        """Return a row that was left out in words: file, line, why, column and what stands there."""
        bad = BadRow(*row)
        reasons = {
            "encoding": self.env._("letters that are no UTF-8"),
            "open_quote": self.env._("a quote that is left open"),
            "cells": self.env._("not as many cells as there are columns"),
            "number": self.env._("no number of the register"),
            "lacks": self.env._("an empty cell"),
            "date": self.env._("no such day"),
            "code": self.env._("an unknown code"),
            "too_long": self.env._("a text that is too long"),
            "controls": self.env._("signs that no text has"),
        }
        return self.env._(
            "%(file)s, line %(line)s, %(column)s: %(reason)s: %(value)s",
            file=bad.file,
            line=bad.line,
            column=bad.column or "–",
            reason=reasons[bad.fault],
            value=bad.value,
        )

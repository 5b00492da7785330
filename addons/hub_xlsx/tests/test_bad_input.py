"""What an export is refused for is said as Odoo says it, and nothing is left behind: no half file, cursor or file."""

from __future__ import annotations

import contextlib
import errno
import io
import tempfile
from pathlib import Path
from tempfile import TemporaryFile
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from ..writing import workbook_file
from .file_case import FileCase
from .sample_models import SAMPLE, TAG
from .test_same_values import Refused


def open_files():
    """The temporary files that this process has open, anonymous ones included."""
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        # The folder's own descriptor is gone by now.
        with contextlib.suppress(FileNotFoundError):
            found.append(str(descriptor.readlink()))
    return [name for name in found if name.startswith(tempfile.gettempdir())]


class FullDisk(io.RawIOBase):
    """A file on a disk with room for so many bytes."""

    def __init__(self, room):
        self._room = room
        self.written = 0

    def writable(self):
        return True

    def write(self, data):  # pylint: disable=method-required-super
        if self.written + len(data) > self._room:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.written += len(data)
        return len(data)


@tagged("post_install", "-at_install")
class TestBadInput(FileCase):
    def setUp(self):
        super().setUp()
        self.model = self.model_as(SAMPLE, self.plain, import_compat=False)
        self.env.flush_all()
        self.addCleanup(self.assertNothingLeft, open_files())

    def assertNothingLeft(self, before):  # noqa: N802
        self.assertFalse(self._open_cursors(), "A cursor is still open")
        self.assertEqual(open_files(), before, "A temporary file is still open")

    def _open_cursors(self):
        return self.env.execute_query(SQL("SELECT name FROM pg_cursors"))

    def assertRefused(self, params, file_format="xlsx", user=None, error=Exception):  # noqa: N802
        """Assert that both refuse, in the same words."""
        env = self.model_as(SAMPLE, user or self.plain).env
        theirs, own = (export(env, params, file_format) for export in (self.odoos, self.ours))
        self.assertIsInstance(theirs, Refused)
        self.assertTrue(theirs.same(own), f"Odoo {theirs}, ours {own!r:.300}")
        self.assertIsInstance(theirs.error, error)

    def _params(self, *paths, **kwargs):
        return self.params(self.model, paths or ["char"], **kwargs)

    def test_fields_that_are_not_there_or_not_allowed(self):
        for file_format in ("xlsx", "csv"):
            for path in ("no_such_field", "many2one/no_such_field", "line_ids/no_such_field", "precious"):
                with self.subTest(path=path, file_format=file_format):
                    self.assertRefused(self._params("char", path, ids=self.samples[1].ids), file_format)

    def test_domains_that_do_not_parse(self):
        for domain in (
            [["char"]],
            [["no_such_field", "=", 1]],
            [["char", "??", 1]],
            ["&", ["char", "=", "a"]],
            "abc",
            5,
        ):
            with self.subTest(domain=domain):
                self.assertRefused({**self._params(), "domain": domain})

    def test_models_that_are_not_there(self):
        self.assertRefused({**self._params(), "model": "no.such.model"}, error=KeyError)

    def test_parameters_that_are_missing(self):
        for missing in ("model", "fields", "ids", "domain", "import_compat"):
            params = self._params()
            del params[missing]
            self.assertRefused(params, error=KeyError)
        self.assertRefused({**self._params(), "fields": [{"name": "char"}]}, error=KeyError)

    def test_records_that_are_gone(self):
        gone = self.samples[-1].id + 10000
        self.assertRefused(self._params(ids=[gone]))
        self.assertRefused(self._params("char", "line_ids/amount", ids=[*self.samples[:3].ids, gone]))

    def test_a_user_without_the_right_to_export(self):
        self.plain.group_ids = [Command.unlink(self.env.ref("base.group_allow_export").id)]
        for file_format in ("xlsx", "csv"):
            for groupby in ((), ["boolean"]):
                self.assertRefused(self._params(groupby=groupby), file_format, error=UserError)

    def test_messages_are_for_administrators(self):
        if "mail.message" not in self.env:
            self.skipTest("mail is not installed")
        params = self.params(self.env["mail.message"], ["subject"])
        self.assertRefused(params, error=AccessError)
        self.assertRefused({**params, "groupby": ["model"]}, error=AccessError)
        self.assertTrue(self.assertSameFile(self.model_as("mail.message", self.admin).env, params))

    def test_a_linked_record_that_the_user_may_not_read(self):
        self.samples[1].with_company(self.other_company).company_many2one = self.tags[3]
        self.samples[1].many2one_tag = self.tags[3]
        for paths in (["char", "many2one_tag/name"], ["many2one_tag"], ["company_many2one"], ["related_as_user"]):
            params = self._params(*paths, ids=self.samples[1].ids)
            with self.subTest(paths=paths):
                self.assertRefused(params, user=self.narrow, error=AccessError)

    def test_a_record_that_the_user_may_not_read(self):
        archived = self.samples.filtered(lambda sample: sample.title == "archived")
        self.assertRefused(self._params(ids=archived.ids), user=self.narrow, error=AccessError)
        self.assertRefused(self._params(ids=archived.ids, groupby=["boolean"]), user=self.narrow, error=AccessError)

    def test_bytes_that_are_no_text(self):
        def no_text(_field, _value, _record):
            return b"\xff\xfe"

        with patch.object(fields.Binary, "convert_to_export", no_text, create=True):
            params = self._params("binary_column", ids=self.samples[1].ids)
            self.assertRefused(params, error=UserError)
            self.assertRefused(params, "csv", error=UnicodeDecodeError)

    def test_what_a_saved_template_names_and_is_gone(self):
        """A template is the dialog's; what it names arrives here as fields that don't exist any more."""
        template = self.env["ir.exports"].create(
            {"name": "Old", "resource": SAMPLE, "export_fields": [Command.create({"name": "removed/field"})]}
        )
        self.assertRefused(self._params(*template.export_fields.mapped("name")))

    def test_no_rows(self):
        self.assertTrue(self.assertSameFile(self.model.env, self._params(domain=[("id", "=", 0)])))

    def test_no_fields(self):
        params = {**self._params(), "fields": []}
        self.assertNotIsInstance(self.odoos(self.model.env, params, "xlsx"), Refused)
        self.assertNotIsInstance(self.ours(self.model.env, params, "xlsx"), Refused)

    def test_a_full_disk(self):
        for file_format, groupby in (("xlsx", ()), ("csv", ()), ("xlsx", ["boolean"])):
            for room, buffer in ((0, 256), (600, 256), (0, 1_000_000)):
                file = FullDisk(room)
                buffered = io.BufferedWriter(file, buffer)
                params = self._params("char", "text", domain=[("text", "!=", False)], groupby=groupby)
                with self.subTest(file_format=file_format, room=room, buffer=buffer, groupby=groupby):
                    with self.assertRaisesRegex(UserError, "no room left for the file.*free space") as raised:
                        self.model.env["hub.xlsx.export"]._write_file(params, buffered, file_format)
                    self.assertIsInstance(raised.exception.__cause__, OSError)
                    self.assertLessEqual(file.written, room)
                buffered.raw.close()

    def test_a_full_disk_while_groups_are_gathered(self):
        params = self._params("char", groupby=["boolean"])
        with patch.object(workbook_file.Spool, "add", side_effect=OSError(errno.ENOSPC, "full")):
            with self.assertRaisesRegex(UserError, "no room left"), TemporaryFile() as file:
                self.model.env["hub.xlsx.export"]._write_file(params, file, "xlsx")

    def test_other_errors_of_the_file_are_not_told_as_a_full_disk(self):
        with patch.object(FullDisk, "write", side_effect=OSError(errno.EIO, "broken")):
            with self.assertRaisesRegex(OSError, "broken"):
                self.model.env["hub.xlsx.export"]._write_file(self._params(), io.BufferedWriter(FullDisk(0)), "xlsx")

    def test_who_listens_may_cancel(self):
        class Cancelled(Exception):  # noqa: N818
            pass

        def cancel(_rows):
            raise Cancelled

        for file_format, groupby in (("xlsx", ()), ("csv", ()), ("xlsx", ["boolean"])):
            with self.subTest(file_format=file_format, groupby=groupby), TemporaryFile() as file:
                with self.assertRaises(Cancelled):
                    params = self._params("char", "line_ids/name", groupby=groupby)
                    self.model.env["hub.xlsx.export"]._write_file(params, file, file_format, cancel)

    def test_a_stream_that_is_left_in_the_middle(self):
        self.env[TAG].create([{"name": f"n{number}"} for number in range(30)])
        model = self.model_as(TAG, self.plain)
        with patch("odoo.addons.hub_xlsx.reading.reader.BATCH", 10):
            stream = model.export_stream(["name", "display_name"], domain=[])
            self.assertEqual(len(next(stream).ids), 10)
            self.assertEqual(len(self._open_cursors()), 1, "There is a cursor to be closed")
            stream.close()

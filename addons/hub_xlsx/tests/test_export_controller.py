"""The Export button's addresses: the answer is Odoo's own, and the switch, other modules and cancelling work."""

from __future__ import annotations

import io
import json
import time
from contextlib import contextmanager
from tempfile import TemporaryFile
from types import SimpleNamespace
from unittest.mock import patch

from openpyxl import load_workbook

from odoo import http
from odoo.fields import Command
from odoo.tests import HttpCase, TransactionCase, mute_logger, new_test_user, tagged

from odoo.addons.web.controllers import export as odoos

from ..controllers import export as ours
from ..models.hub_xlsx_export import HubXlsxExport
from .export_case import EXPORT_GROUPS
from .test_bad_input import open_files

HEADERS = ("Content-Type", "Content-Disposition", "Content-Length")


@tagged("post_install", "-at_install")
class TestExportController(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "hub_xlsx_http", EXPORT_GROUPS, password="hub_xlsx_http")
        cls.partners = cls.env["res.partner"].create([{"name": f"Http {n}", "comment": "x" * n} for n in range(40)])

    def setUp(self):
        super().setUp()
        self.authenticate("hub_xlsx_http", "hub_xlsx_http")

    def export(self, file_format="xlsx", *, stream=False, **params):
        """Post what the web client posts, and return the response."""
        data = {
            "model": "res.partner",
            "fields": [
                {"name": "name", "label": "Name", "type": "char"},
                {"name": "color", "label": "Color", "type": "integer"},
            ],
            "ids": self.partners.ids,
            "domain": [],
            "groupby": [],
            "import_compat": False,
            "context": {},
            **params,
        }
        return self.opener.post(
            f"{self.base_url()}/web/export/{file_format}",
            data={"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)},
            stream=stream,
            timeout=30,
        )

    @contextmanager
    def assertWrittenBy(self, *, us):  # noqa: N802
        """Assert who writes the file: Odoo's ``ExportFormat.base`` or we."""
        write, base = HubXlsxExport._write_file, odoos.ExportFormat.base
        with (
            patch.object(HubXlsxExport, "_write_file", autospec=True, side_effect=write) as our_own,
            patch.object(odoos.ExportFormat, "base", autospec=True, side_effect=base) as odoos_own,
        ):
            yield
        self.assertEqual((our_own.called, odoos_own.called), (us, not us))

    def _disable(self, value="1"):
        self.env["ir.config_parameter"].set_param("hub_xlsx.disabled", value)

    def test_same_answer_as_odoos(self):
        for file_format in ("xlsx", "csv"):
            self._disable("")
            with self.assertWrittenBy(us=True):
                own = self.export(file_format)
            self._disable()
            with self.assertWrittenBy(us=False):
                theirs = self.export(file_format)
            self.assertEqual([response.status_code for response in (own, theirs)], [200, 200])
            for header in ("Content-Type", "Content-Disposition"):
                self.assertEqual(own.headers[header], theirs.headers[header])
            self.assertEqual(own.headers["Content-Length"], str(len(own.content)))
            if file_format == "csv":
                self.assertEqual(own.content, theirs.content)
            else:
                self.assertEqual(*(self._rows(response) for response in (own, theirs)))
                self.assertEqual(len(self._rows(own)), 41)

    def _rows(self, response):
        return list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))

    def test_grouped(self):
        with self.assertWrittenBy(us=True):
            rows = self._rows(self.export(groupby=["color"]))
        self.assertEqual(rows[1], ("Undefined (40)", "0"))

    def test_switch(self):
        for value, us in (("1", False), ("True", False), ("yes", False), ("0", True), ("False", True), ("no", True)):
            self._disable(value)
            with self.subTest(value=value), self.assertWrittenBy(us=us):
                self.assertEqual(self.export().status_code, 200)

    def test_errors_are_answered_as_odoo_does(self):
        self.user.group_ids = [Command.unlink(self.env.ref("base.group_allow_export").id)]
        for file_format in ("xlsx", "csv"):
            answers = []
            for value in ("", "1"):
                self._disable(value)
                with mute_logger("odoo.addons.web.controllers.export", "odoo.http"):
                    response = self.export(file_format)
                self.assertEqual(response.status_code, 500)
                answers.append(json.loads(response.text.split("<p>")[1].split("</p>")[0].replace("&#34;", '"')))
                answers[-1]["data"].pop("debug")
            self.assertEqual(*answers)
            self.assertEqual(answers[0]["data"]["name"], "odoo.exceptions.UserError")
            self.assertIn("rights to export data", answers[0]["data"]["message"].replace("&#39;", "'"))

    def test_nothing_is_left_open(self):
        before, files = open_files(), []

        def temporary_file():
            files.append(TemporaryFile())  # noqa: SIM115  # closing it is what is tested
            return files[-1]

        with (
            patch.object(ours, "TemporaryFile", temporary_file),
            mute_logger("odoo.addons.web.controllers.export", "odoo.http"),
        ):
            self.export().close()
            self.export("csv").close()
            self.export(fields=[{"name": "no_such_field", "label": "x"}])
            self.export(groupby=["no_such_field"])
        self.assertSameFilesOpen(before)
        self.assertEqual([file.closed for file in files], [True] * 4, "They do not wait for Python to find them")

    def assertSameFilesOpen(self, before):  # noqa: N802
        """Assert that, in a moment, as many temporary files are open as before: the server ends in its own time."""
        until = time.monotonic() + 10
        while open_files() != before and time.monotonic() < until:
            time.sleep(0.05)
        self.assertEqual(open_files(), before)

    def test_cancelled_download(self):
        """The browser hangs up in the middle of a file that is larger than what sockets take."""
        before = open_files()

        def large(_self, _params, file, _file_format, _progress=None):
            file.truncate(50_000_000)
            file.seek(0, io.SEEK_END)

        with patch.object(HubXlsxExport, "_write_file", large), mute_logger("odoo.http", "werkzeug"):
            response = self.export(stream=True)
            self.assertEqual(response.headers["Content-Length"], "50000000")
            self.assertEqual(len(response.raw.read(1000)), 1000)
            self.assertNotEqual(open_files(), before, "The file is open while it is sent")
            response.close()
            self.opener.close()
        self.assertSameFilesOpen(before)


@tagged("post_install", "-at_install")
class TestOtherModules(TransactionCase):
    """Controllers of other modules, composed with ours as Odoo does it."""

    def _answer(self, *leaves):
        """What the controller of these classes answers to an export of one contact."""
        # Not in an addon: Odoo must not take it for a controller to serve.
        composed = type("Composed", leaves, {"__module__": "elsewhere"})
        request = SimpleNamespace(
            env=self.env,
            httprequest=SimpleNamespace(environ={"REMOTE_ADDR": "127.0.0.1"}),
            make_response=lambda data, headers: SimpleNamespace(data=data, headers=headers),
        )
        params = {
            "model": "res.partner",
            "fields": [{"name": "name", "label": "Name", "type": "char"}],
            "ids": self.env.user.partner_id.ids,
            "domain": [],
            "groupby": [],
            "import_compat": False,
        }
        with patch.object(odoos, "request", request), patch.object(ours, "request", request):
            return composed().base(json.dumps(params))

    def _leaf(self, parent, **methods):
        return type("Other", (parent,), {"__module__": "elsewhere", **methods})

    def test_own_way_to_make_the_file(self):
        """Whoever makes the file out of the data is asked, in whatever order the modules come."""
        for name in ("from_data", "from_group_data"):
            other = self._leaf(odoos.CSVExport, **{name: lambda self, fields, headers, rows: "made elsewhere"})
            for leaves in ((other, ours.CSVExport), (ours.CSVExport, other)):
                with self.subTest(name=name, leaves=leaves):
                    answer = self._answer(*leaves)
                    self.assertIsInstance(answer, SimpleNamespace)
                    if name == "from_data":
                        self.assertEqual(answer.data, "made elsewhere")

    def test_own_name(self):
        other = self._leaf(odoos.ExcelExport, filename=lambda self, base: "other name")
        answer = self._answer(other, ours.ExcelExport)
        self.assertIn("other%20name.xlsx", answer.headers["Content-Disposition"])
        self.assertIsInstance(answer, http.Response)
        answer._wrapped__.close()

    def test_around_the_export(self):
        seen = []

        def base(self, data):
            seen.append(json.loads(data)["model"])
            return super(other, self).base(data)

        other = self._leaf(odoos.ExcelExport, base=base)
        answer = self._answer(other, ours.ExcelExport)
        self.assertIsInstance(answer, http.Response)
        self.assertEqual(seen, ["res.partner"])
        answer._wrapped__.close()

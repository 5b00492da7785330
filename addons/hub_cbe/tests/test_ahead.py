import os
import signal
import tempfile
import zipfile
from functools import partial
from pathlib import Path

from odoo.tests import BaseCase

from ..domain import layout
from ..domain.extract import Extract
from ..domain.problems import Faults, Refusal, RefusedError
from ..synthetic.world import Settings
from ..synthetic.writing import Synthetic
from ..tools.ahead import Ahead, Beside
from ..tools.rows import lines


class _Slow(set):
    """Numbers in which nothing is found before somebody says so."""

    def __contains__(self, key):
        signal.pause()


class TestAhead(BaseCase):
    """What another process reads is what this one would have read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.path = Synthetic(Settings(enterprises=300)).write_in(Path(folder.name), 0, layout.Kind.FULL)
        with cls.path.open("rb") as file:
            rows = [row for some in Extract(file).rows(layout.ESTABLISHMENT) for row in some]
        cls.owners = {int(row[0].replace(".", "")): int(row[2].replace(".", "")) for row in rows}
        cls.wanted = {row[0][:12].encode() for row in rows}

    def changed(self, change):
        """Return the path of the extract with other activities."""
        path = self.path.with_name("changed.zip")
        with zipfile.ZipFile(self.path) as before, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
            for name in before.namelist():
                text = before.read(name)
                after.writestr(name, change(text) if name == "activity.csv" else text)
        return path

    def read_ahead(self, path):
        """Return the lines that another process reads, the bad rows, and how many bytes it told."""
        told = []
        faults = Faults()
        ahead = Ahead(partial(Beside, path, tell=told.append), layout.ACTIVITY, self.wanted, self.owners)
        return "".join(ahead.lines(faults)), faults, sum(told)

    def expected(self, path):
        with path.open("rb") as file:
            extract = Extract(file)
            text = "".join(lines(extract.rows(layout.ACTIVITY, self.wanted), self.owners))
            return text, extract.faults, extract.size(layout.ACTIVITY)

    def test_the_same_lines_and_bad_rows(self):
        path = self.changed(lambda text: text.replace(b'"2025"', b'"2O25"', 40))
        (text, faults, told), (expected, noted, size) = self.read_ahead(path), self.expected(path)
        self.assertTrue(text)
        self.assertEqual(text, expected)
        self.assertTrue(noted.total)
        self.assertEqual((faults.total, faults.listed), (noted.total, noted.listed))
        self.assertGreaterEqual(told, size)

    def test_a_file_that_is_refused(self):
        path = self.changed(lambda text: text[:3000] + b"x" * 2**24)
        with self.assertRaises(RefusedError) as caught:
            self.read_ahead(path)
        with self.assertRaises(RefusedError) as expected:
            self.expected(path)
        for each in ("refusal", "file", "line", "values"):
            self.assertEqual(getattr(caught.exception, each), getattr(expected.exception, each))
        self.assertIn(caught.exception.refusal, Refusal)

    def test_a_process_that_is_killed(self):
        ahead = Ahead(partial(Beside, self.path, tell=int), layout.ACTIVITY, _Slow(), self.owners)
        os.kill(ahead._other._child.pid, signal.SIGKILL)
        with self.assertRaises(ChildProcessError):
            list(ahead.lines(Faults()))

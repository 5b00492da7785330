from odoo.tests import TransactionCase

from ..engine import archive
from ..models import hub_xlsx_export


class TestProduction(TransactionCase):
    """A start without the fast compressor says so, once and by name."""

    def setUp(self):
        super().setUp()
        hub_xlsx_export._tell_of_slowness.cache_clear()
        self.addCleanup(hub_xlsx_export._tell_of_slowness.cache_clear)

    def test_without_isal(self):
        self.patch(archive, "isal_zlib", None)
        with self.assertLogs(hub_xlsx_export.__name__, "WARNING") as log:
            self.env["hub.xlsx.export"]._register_hook()
            self.env["hub.xlsx.export"]._register_hook()
        [record] = log.records
        self.assertIn("isal", record.getMessage())
        self.assertIn("requirements/production.txt", record.getMessage())

    def test_with_isal(self):
        self.assertTrue(archive.isal_zlib, "the tests run with what production gets")
        with self.assertNoLogs(hub_xlsx_export.__name__):
            self.env["hub.xlsx.export"]._register_hook()

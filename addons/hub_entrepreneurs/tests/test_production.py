from unittest.mock import patch

from odoo.modules.db import FunctionStatus
from odoo.tests import TransactionCase, tagged

from ..tools import production


@tagged("post_install", "-at_install")
class TestProduction(TransactionCase):
    """A start says once and by name what the server lacks, and nothing when it has all."""

    def setUp(self):
        super().setUp()
        production._warn.cache_clear()
        self.addCleanup(production._warn.cache_clear)

    def _start(self):
        self.env["ir.http"]._register_hook()

    def test_a_whole_server_says_nothing(self):
        with self.assertNoLogs(production.__name__):
            self._start()

    def test_a_package_and_two_extensions(self):
        with (
            patch.object(production, "find_spec", lambda name: None),
            patch.object(self.env.registry, "has_unaccent", FunctionStatus.PRESENT),
            patch.object(self.env.registry, "has_trigram", False),
            self.assertLogs(production.__name__, "WARNING") as log,
        ):
            self._start()
            self._start()
        said = [record.getMessage() for record in log.records]
        self.assertEqual(len(said), 3, said)
        for name, sentence in zip(("phonenumbers", "unaccent", "pg_trgm"), said, strict=True):
            self.assertIn(name, sentence)

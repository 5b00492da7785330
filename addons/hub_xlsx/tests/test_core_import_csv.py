import csv
import inspect

from .core_case import CoreCase


class TestCoreImportCsv(CoreCase):
    """How core's import reads a CSV file."""

    def test_rows_are_read_by_one_method(self):
        kinds = [kind for kind in type(self.env["base_import.import"]).__mro__ if "hub_" not in kind.__module__]
        core = next(vars(kind)["_read_csv"] for kind in kinds if "_read_csv" in vars(kind))
        source = inspect.getsource(inspect.unwrap(core))
        self.assertIn(
            "return len(content), content", source, "core returns something else than how many rows and which"
        )
        self.assertIn("return ()", source, "an empty file gives something else")
        self.assertIn("csv.reader(", source, "cells are made by another reader")
        self.assertEqual(next(csv.reader(['"\'=1",2'])), ["'=1", "2"])

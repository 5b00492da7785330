"""What the tests of a contract with core share: they say what core does, never what Hub does with it."""

import inspect

from odoo.tests import TransactionCase
from odoo.tools import file_open


class CoreCase(TransactionCase):
    """Methods and sources as core has them, below what Hub puts on top."""

    def core(self, model, name):
        """Return the topmost version of a model's method or property that is not Hub's."""
        kinds = [kind for kind in type(self.env[model]).__mro__ if not kind.__module__.startswith("odoo.addons.hub_")]
        found = next((vars(kind)[name] for kind in kinds if name in vars(kind)), None)
        self.assertIsNotNone(found, f"{model} has no {name} in core any more")
        return inspect.unwrap(getattr(found, "fget", found))

    def assertParameters(self, model, name, *expected):  # noqa: N802
        """Assert which parameters core's method has besides ``self``."""
        parameters = list(inspect.signature(self.core(model, name)).parameters)[1:]
        self.assertEqual(parameters, list(expected), f"core calls {model}.{name} with other arguments")

    def source(self, model, name):
        """Return the text of a method as core has it."""
        return inspect.getsource(self.core(model, name))

    def assertInOrder(self, text, pieces, sentence):  # noqa: N802
        """Assert that a source has these pieces in this order.

        :param sentence: what core no longer does if it has not
        """
        place = 0
        for piece in pieces:
            found = text.find(piece, place)
            self.assertGreaterEqual(found, 0, f"{sentence}: “{piece}” is missing there")
            place = found + len(piece)

    def script(self, path):
        """Return the text of one of core's files, such as ``web/static/src/…``."""
        with file_open(path) as file:
            return file.read()

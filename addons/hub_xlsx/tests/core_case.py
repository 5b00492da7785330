from odoo.tests import TransactionCase
from odoo.tools import file_open


class CoreCase(TransactionCase):
    """What the tests of a contract with core share."""

    def assertInOrder(self, text, pieces, sentence):  # noqa: N802
        """Assert that a source of core has these pieces in this order.

        :param sentence: what core no longer does if it has not
        """
        place = 0
        for piece in pieces:
            place = text.find(piece, place) + len(piece)
            self.assertGreaterEqual(place, len(piece), f"{sentence}: “{piece}” is missing")

    def assertScript(self, path, pieces, sentence):  # noqa: N802
        """The same of one of core's files."""
        with file_open(path) as file:
            self.assertInOrder(file.read(), pieces, f"{path}: {sentence}")

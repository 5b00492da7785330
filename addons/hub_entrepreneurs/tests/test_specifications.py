import doctest
import re
from pathlib import Path

from odoo.tests import BaseCase, TransactionCase

from ..domain import periods, transition
from ..domain.transition import AWARE_MONTHS, COMMITMENT_DONE_MONTHS, DIAGNOSED_MONTHS

MONTHS = {
    "in transition": [COMMITMENT_DONE_MONTHS],
    "diagnosed": [DIAGNOSED_MONTHS],
    "aware": [AWARE_MONTHS],
}
README = Path(__file__).resolve().parents[3] / "README.md"


def months(text):
    """Return the numbers of months that a text names."""
    return [int(number) for number in re.findall(r"(\d+) months", text)]


class TestSpecifications(BaseCase):
    """The rules that people rely on say the same in the code, in its docstring and in the README."""

    def test_examples(self):
        for module in (transition, periods):
            with self.subTest(module=module.__name__):
                done = doctest.testmod(module)
                self.assertEqual(done.failed, 0)
                self.assertGreater(done.attempted, 2)

    def test_the_transition_status(self):
        rules = dict(re.findall(r"^\d\. ([a-z ]+): (.+)$", transition.__doc__, re.MULTILINE))
        self.assertEqual(
            [status.replace(" ", "_") for status in rules], list(reversed(transition.STATUSES))[:-1], "highest first"
        )
        self.assertEqual({status: months(rule) for status, rule in rules.items() if months(rule)}, MONTHS)
        table = README.read_text(encoding="utf-8").partition("### The transition status")[2].partition("###")[0]
        rows = dict(re.findall(r"^\| ([a-z ]+) \| (.+) \|$", table, re.MULTILINE))
        self.assertEqual({status: rows[status] for status in rules}, rules)


class TestHelps(TransactionCase):
    """What a field says of a rule is the rule."""

    def test_the_transition_status(self):
        said = self.env["res.partner"]._fields["transition_status"].help
        rules = re.findall(r"([A-Z][a-z ]+): ([^.]+)\.", said)
        self.assertEqual(len(rules), 5)
        self.assertEqual({rule.lower(): months(text) for rule, text in rules if months(text)}, MONTHS)

    def test_what_makes_aware_and_diagnosed(self):
        for model, field, expected in (
            ("hub.service", "is_transition", AWARE_MONTHS),
            ("hub.assessment.framework", "kind", DIAGNOSED_MONTHS),
        ):
            self.assertEqual(months(self.env[model]._fields[field].help), [expected], model)

from odoo import models
from odoo.exceptions import UserError

from ...domain import differences, hiding
from ...domain.differences import Published
from ...domain.figures import TOTAL
from ...tools.smallest import get_smallest

# In so many turns at most more is hidden because of earlier answers.
_TURNS = 12
# With so many earlier answers, those that lie nearest, all numbers are looked at together.
_NEAREST = 8


class HubQuestion(models.Model):
    """Which numbers of an answer are hidden: the small ones, and whatever would tell them with the rest.

    The rest is the answer itself, and all answers that this agency has been given about the same figure: a number that
    differs from an earlier one by a few companies tells of these. Then more is hidden, and if that is of no use, the
    answer is refused.

    What is about no company and no person, such as how many missions there were, hides nothing.

    With personal data, it is also hidden where those among whom persons are looked for differ by a few from an earlier
    answer, whoever of them is found: else it would tell who is, by being hidden.
    """

    _inherit = "hub.question"

    def _get_smallest(self):
        """Return the number from which on numbers are published."""
        return get_smallest(self.env)

    def _get_hidden(self, measured, known=(), *, stop_at_change=False):
        """Return the keys of the cells that are hidden.

        :param known: what was published of the indicator before: ``Published`` sets by answer, and among whom
        :param stop_at_change: return nothing where more has to be hidden because of earlier answers
        :raise UserError: if with earlier answers no number can be given
        """
        if not measured.versions._is_of_somebody():
            return set()
        smallest = self._get_smallest()
        version = measured.versions[0]
        counts = self._are_counts(measured)
        cells = [self._get_cell(each, version.statistic, counts) for each in measured.cells.values()]
        more = {
            each.keys: each.owners_count
            for each in measured.cells.values()
            if self._has_few(each, version.statistic, smallest)
        }
        sets = {keys: Published.of(each.elements, each.owners) for keys, each in measured.cells.items()}
        for turn in range(_TURNS):
            hidden = hiding.hide(cells, measured.axes, smallest, more)
            before = [own for own, _base in known]
            telling = self._get_telling(sets, hidden, before, smallest, are_counts=counts)
            telling |= self._get_telling_among(measured, hidden, known, smallest, are_counts=counts)
            if not telling:
                return hidden
            if not turn and stop_at_change:
                return None
            more |= {keys: sets[keys].owners_count + smallest for keys in telling}
        raise UserError(
            self.env._(
                "“%s” can't be answered like this: together with earlier answers it would tell about a few companies. "
                "Ask for other days, or for a larger part.",
                measured.indicator.display_name,
            )
        )

    @staticmethod
    def _get_telling_among(measured, hidden, known, smallest, *, are_counts):
        """Return the keys of published cells in which a few more or less are looked at than in an earlier answer."""
        cells = [each for keys, each in (measured.base or {}).items() if keys in measured.cells and keys not in hidden]
        new = [Published.of(each.elements, each.owners) for each in cells]
        old = [each for _own, base in known for each in base]
        return {cells[place].keys for place in differences.few_between(new, old, smallest, are_counts=are_counts)}

    @staticmethod
    def _are_counts(measured):
        """Tell whether the numbers say how many owners there are, so that nothing but their size can be told."""
        return all(
            version.statistic == TOTAL and version.counted in ("company", "undertaking", "person")
            for version in measured.versions
        )

    @staticmethod
    def _get_telling(sets, hidden, known, smallest, *, are_counts):
        """Return the keys of published cells that tell about a few, with each other or with earlier answers."""
        keys = [key for key, each in sets.items() if key not in hidden and len(each.elements)]
        new = [sets[key] for key in keys]
        old = [each for answer in known for each in answer]
        found = differences.few_between(new, [*old, *new], smallest, are_counts=are_counts)
        if not found and are_counts:
            nearest = differences.nearest(new, known, _NEAREST)
            found = differences.combined(new, [each for answer in nearest for each in answer], smallest)
        return {keys[place] for place in found}

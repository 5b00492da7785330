"""Which of the companies in the region come in, as an agency may want only some of them.

A filter that names nothing lets all through. Whoever is in already stays, and what the register says of it goes on
coming.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from .company import Company


@dataclass(frozen=True)
class Filters:
    """What a new company must be.

    :param communes: ids; its seat or one of its establishments lies in one of them
    :param legal_forms: codes of the register
    :param situations: codes of the register
    :param sectors: ids; it is in one of them
    """

    communes: frozenset[int] = frozenset()
    legal_forms: frozenset[str] = frozenset()
    situations: frozenset[str] = frozenset()
    sectors: frozenset[int] = frozenset()

    def lets_in(self, company: Company, sectors_of: Callable[[Company], Collection[int]]) -> bool:
        """Tell whether a company comes in.

        :param sectors_of: called only where sectors are asked for
        """
        if self.legal_forms and company.legal_form not in self.legal_forms:
            return False
        if self.situations and company.situation not in self.situations:
            return False
        places = (company.address, *(each.address for each in company.establishments))
        if self.communes and not any(place and place.commune in self.communes for place in places):
            return False
        return not self.sectors or not self.sectors.isdisjoint(sectors_of(company))

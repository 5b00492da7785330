from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class Part(NamedTuple):
    """Facts of one kind: which rows tell them, and what stands in which column of ``hub.fact``.

    A column is the name of a field of the row, or SQL; a moment becomes the agency's day. What is not named is empty.
    """

    kind: str
    columns: dict[str, str | SQL]
    domain: Domain = Domain.TRUE


class HubFactSourceMixin(models.AbstractModel):
    """Rows that count in figures.

    Whatever inherits this is asked for its facts; nobody has to name it anywhere. Who may not read a row does not
    count it either.
    """

    _name = "hub.fact.source.mixin"
    _description = "Tells Facts"

    @api.model
    def _fact_kinds(self):
        """Return the kinds of facts that the rows tell: their labels by their codes."""
        raise NotImplementedError

    @api.model
    def _fact_parts(self):
        """Return the facts that the rows tell: a list of :class:`Part`."""
        raise NotImplementedError

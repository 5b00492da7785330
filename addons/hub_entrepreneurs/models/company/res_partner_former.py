from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain.legal_forms import is_same
from ...domain.signs import folded
from ...tools import finding
from ...tools.compat import column

# Who renames a company within a day has typed it wrong.
_SETTLED = timedelta(days=1)


class ResPartner(models.Model):
    """A company that has another name today is found by those that it had.

    1. Whoever renames a company leaves its name among the former ones, and so does a merge. Another legal form or
       writing is no other name, and the name of a sole trader, which is personal data, is not kept.
    2. Who knows more of them writes them down, and takes out what is wrong.
    """

    _inherit = "res.partner"

    former_names = fields.Text(
        help="What the company was called before, each name in a line of its own. The search finds it by them.",
    )

    _former_names_trgm = models.Index("USING gin (hub_fold(former_names) gin_trgm_ops) WHERE former_names IS NOT NULL")

    def write(self, vals):
        if "name" in vals:
            settled = fields.Datetime.now() - _SETTLED
            for partner in self.filtered(lambda each: each.create_date and each.create_date < settled):
                partner._keep_names([partner.name], called=vals["name"])
        return super().write(vals)

    def _get_former_names(self):
        """Return the names that the company had, as they are written down."""
        return [name for line in (self.former_names or "").splitlines() if (name := line.strip())]

    def _keep_names(self, names, *, called):
        """Write names down that the company had, without those that say the same.

        :param called: its name from now on
        """
        self.ensure_one()
        if not self.is_company or self.is_natural_person:
            return
        kept = self._get_former_names()
        for name in filter(None, names):
            if not any(is_same(name, other) for other in (called, *kept)):
                kept.append(name)
        if kept != self._get_former_names():
            self.former_names = "\n".join(kept)

    @api.model
    def _domain_formerly(self, asked):
        """Return the domain of the companies that had a name with all of these words."""

        def to_sql(model, alias, query):
            text = column(model, alias, query, "former_names")
            # An index has those alone that had another name.
            return SQL(" AND ").join([SQL("%s IS NOT NULL", text), *(finding.has(text, word) for word in asked)])

        def predicate(company):
            text = folded(company.former_names)
            return all(folded(word) in text for word in asked)

        return Domain.custom(to_sql=to_sql, predicate=predicate)

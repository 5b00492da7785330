from math import isfinite

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.domain.limits import Limit, Verdict

from ...domain import statement

TURNOVER_CLASS_SELECTION = [
    ("none", "None yet"),
    ("to_50k", "Up to €50,000"),
    ("to_250k", "€50,000 to €250,000"),
    ("to_1m", "€250,000 to €1 million"),
    ("to_2m", "€1 to €2 million"),
    ("to_10m", "€2 to €10 million"),
    ("to_50m", "€10 to €50 million"),
    ("over_50m", "More than €50 million"),
]
WITHOUT_SUPPORT_SELECTION = [
    ("nothing", "It would not have happened"),
    ("partly", "Later, or less of it"),
    ("same", "The same would have happened"),
]
ANSWERS = (
    "jobs", "jobs_before", "turnover_class", "market_ids", "contract_count", "contract_amount", "without_support",
)  # fmt: skip
_LIMITS = {
    "jobs": Limit(least=0, most=statement.JOBS_MOST),
    "jobs_before": Limit(least=0, most=statement.JOBS_MOST),
    "contract_count": Limit(least=0, most=statement.CONTRACTS_MOST),
    "contract_amount": Limit(least=0, most=statement.AMOUNT_MOST),
}


class HubStatementAnswersMixin(models.AbstractModel):
    """The questions of a statement: the same on the company's page, by phone, and where the answers are kept."""

    _name = "hub.statement.answers.mixin"
    _description = "Answers of a Statement"

    jobs = fields.Float(digits=(16, 2), aggregator=None, help="In full-time equivalents, today.")
    jobs_before = fields.Float(
        "Jobs before the Support",
        digits=(16, 2),
        aggregator=None,
        help="In full-time equivalents, when the support began. Asked if the company did not say so then.",
    )
    turnover_class = fields.Selection(TURNOVER_CLASS_SELECTION, "Turnover", help="A year, without VAT.")
    market_ids = fields.Many2many("res.country", string="Markets Abroad", help="Where the company sells.")
    contract_count = fields.Integer("Contracts Abroad", aggregator=None, help="Signed since the last answer.")
    contract_amount = fields.Float(
        "Amount of the Contracts", digits=(16, 2), aggregator=None, help="In euro, of the contracts abroad together."
    )
    without_support = fields.Selection(
        WITHOUT_SUPPORT_SELECTION,
        help="What would have happened without the support: how much of an outcome is the agency's doing.",
    )

    @api.model
    def _check_answers(self, values, asked):
        """Refuse answers that can't be, in a sentence.

        :param dict values: the answers by field; of markets their ids
        :param set asked: the names of the questions
        :raises UserError: if one of them is missing or can't be right
        """
        for name in ANSWERS:
            label = self._fields[name]._description_string(self.env)
            if name in asked and name in ("jobs", "jobs_before") and values.get(name) is None:
                raise UserError(self.env._("%s: enter a number, such as 3 or 2.5, or 0 if there are none.", label))
            number = values.get(name) or 0
            if name in _LIMITS and (not isfinite(number) or _LIMITS[name].judge(number) is Verdict.IMPOSSIBLE):
                raise UserError(
                    self.env._("%(label)s: enter a number from 0 to %(most)s.", label=label, most=_LIMITS[name].most)
                )
        if "without_support" in asked and not values.get("without_support"):
            raise UserError(self.env._("Without the support: choose what would have happened."))
        if len(values.get("market_ids") or ()) > statement.MARKETS_MOST:
            raise UserError(self.env._("Markets Abroad: choose %s at most.", statement.MARKETS_MOST))
        if values.get("contract_amount") and not values.get("contract_count"):
            raise UserError(self.env._("Contracts Abroad: enter how many there are, or empty their amount."))

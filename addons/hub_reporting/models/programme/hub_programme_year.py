from odoo import fields, models


class HubProgrammeYear(models.Model):
    """What a programme may spend in a year, who works for it, and how much of it the agency pays itself."""

    _name = "hub.programme.year"
    _description = "Year of a Programme"
    _inherit = ["hub.owned.mixin", "hub.named.mixin"]
    _owner_fields = ("programme_id",)
    _order = "programme_id, year desc, id desc"
    _named_by = ("programme_id", "year")

    programme_id = fields.Many2one("hub.programme", required=True, index=True, ondelete="cascade")
    year = fields.Integer(required=True, aggregator=None)
    budget = fields.Float("Budget (EUR)")
    fte = fields.Float("FTE", help="How many full-time posts work for it over the year.")
    own_share = fields.Float("Own Share (EUR)", help="What of the budget the agency pays itself.")

    _year_uniq = models.UniqueIndex(
        "(programme_id, year)", "Year: this programme has this year already. Change that row."
    )
    _year_in_bounds = models.Constraint(
        "CHECK (year BETWEEN 1950 AND 2100)", "Year: enter a year with four digits, such as 2026."
    )
    _positive = models.Constraint(
        "CHECK (budget >= 0 AND fte >= 0 AND own_share >= 0)", "Budget, FTE, Own Share: enter 0 or more."
    )
    _own_share_in_budget = models.Constraint(
        "CHECK (own_share <= budget)", "Own Share: enter the budget or less. The budget holds both shares."
    )

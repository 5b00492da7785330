from odoo import fields, models


class HubProgramme(models.Model):
    """What a programme costs, and what it promised its funder to reach."""

    _inherit = "hub.programme"

    new_enterprise_months = fields.Integer(
        "A Company Is New For (months)",
        aggregator=None,
        help="Up to which age a company is new for this programme. 0: what the indicator says, such as three years for "
        "European funds.",
    )
    year_ids = fields.One2many("hub.programme.year", "programme_id", "Years")
    indicator_ids = fields.One2many("hub.programme.indicator", "programme_id", "Indicators")

    _new_months = models.Constraint(
        "CHECK (new_enterprise_months BETWEEN 0 AND 1200)",
        "A Company Is New For: enter a number of months from 0 to 1200.",
    )

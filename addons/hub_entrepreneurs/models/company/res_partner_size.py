from odoo import api, fields, models

from ...domain.company_size import size_class

_FIGURES = ("employee_count", "turnover", "balance_sheet_total", "size_data_year")


class ResPartner(models.Model):
    """How large a company is, by its own figures of one year."""

    _inherit = "res.partner"

    employee_count = fields.Float(
        "Employees", digits=(16, 2), aggregator="sum", help="In full-time equivalents, on average over the year."
    )
    turnover = fields.Monetary(currency_field="size_currency_id", help="Of the year, without VAT.")
    balance_sheet_total = fields.Monetary(currency_field="size_currency_id", help="At the end of the year.")
    size_currency_id = fields.Many2one("res.currency", compute="_compute_size_currency_id")
    size_data_year = fields.Integer("Figures of", aggregator=None, help="The year that the figures are of.")
    size_class = fields.Selection(
        [("micro", "Micro"), ("small", "Small"), ("medium", "Medium"), ("large", "Large")],
        compute="_compute_size_class",
        store=True,
        index="btree_not_null",
        help="By Recommendation 2003/361/EC. Micro: fewer than 10 employees, and a turnover or a balance sheet of 2 "
        "million euro at most. Small: fewer than 50, and 10 million. Medium: fewer than 250, and a turnover of 50 or a "
        "balance sheet of 43 million. Large: more. Empty without the year of the figures. The figures of linked and "
        "partner enterprises, which the Recommendation adds, are not applied: a member of a group may be larger.",
    )

    _employee_count_positive = models.Constraint(
        "CHECK (employee_count >= 0)", "Employees: a company can't have fewer than none. Leave it empty if unknown."
    )
    _turnover_positive = models.Constraint(
        "CHECK (turnover >= 0)", "Turnover: it can't be negative. Leave it empty if unknown."
    )
    _balance_sheet_total_positive = models.Constraint(
        "CHECK (balance_sheet_total >= 0)", "Balance Sheet Total: it can't be negative. Leave it empty if unknown."
    )
    _size_data_year_plausible = models.Constraint(
        "CHECK (size_data_year = 0 OR size_data_year BETWEEN 1900 AND 2100)",
        "Figures of: type the year in four digits, or leave it empty.",
    )

    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_size_currency_id(self):
        for partner in self:
            partner.size_currency_id = (partner.company_id or self.env.company).currency_id

    @api.depends(*_FIGURES)
    def _compute_size_class(self):
        known = self.filtered("size_data_year")
        (self - known).size_class = False
        for partner in known:
            partner.size_class = size_class(
                partner.size_data_year, partner.employee_count, partner.turnover, partner.balance_sheet_total
            )

    @api.model
    def _computed_only(self):
        return {**super()._computed_only(), "size_class": self._size_class_refusal}

    @api.model
    def _size_class_refusal(self):
        return self.env._(
            "Size Class: it follows from the figures, and can't be typed in. Enter the employees, the turnover or the "
            "balance sheet, and the year that they are of."
        )

import functools

from odoo import Command, api, fields, models

from ...domain.company_size import size_class
from ...domain.sectors import Code

_FIGURES = ("employee_count", "turnover", "balance_sheet_total", "size_data_year")


class ResPartner(models.Model):
    """A contact that may be a company under guidance: who it is, where it lies, what it does and how large it is."""

    _name = "res.partner"
    _inherit = ["res.partner", "hub.computed.only.mixin", "hub.pointing.mixin", "hub.reachable.mixin"]
    # A person gets the address and the numbers of the company.
    _pointing_fields = ("parent_id",)

    commune_id = fields.Many2one(
        "hub.commune",
        compute="_compute_commune_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="Found from the municipality in the address, or else from the postcode. Change it if it is wrong.",
    )
    commune_to_check = fields.Boolean(
        "Commune to Check",
        compute="_compute_commune_to_check",
        store=True,
        readonly=False,
        help="Municipality and postcode of the address don't say the same commune. Correct the address or the commune.",
    )
    is_natural_person = fields.Boolean(
        "Sole Trader", help="The company is one natural person, so what the register says about it is personal data."
    )
    founding_date = fields.Date("Founded On")
    entrepreneur_stage = fields.Selection(
        [
            ("project", "Project"),
            ("starter", "Starter"),
            ("growing", "Growing"),
            ("established", "Established"),
            ("ceased", "Ceased"),
        ],
        index="btree_not_null",
        help="How far the entrepreneur has come, from the first idea to the end of the activity.",
    )
    email_source = fields.Selection(
        [
            ("given", "Given by the Company"),
            ("public", "Public Source"),
            ("register", "Enterprise Register"),
        ],
        help="Where the email address comes from. An address from the enterprise register is never used for mailings.",
    )
    nace_ids = fields.Many2many("hub.nace", string="Activity Codes", help="All codes, of any version of NACE.")
    main_nace_id = fields.Many2one(
        "hub.nace",
        "Main Activity",
        compute="_compute_main_nace_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="set null",
        help="One of the activity codes. A code that is not in the list yet is added to it.",
    )
    sector_ids = fields.Many2many(
        "hub.sector",
        string="Sectors",
        compute="_compute_sector_ids",
        store=True,
        help="The sectors of its activity codes and the added ones, without the excluded ones.",
    )
    sector_matched_ids = fields.Many2many(
        "hub.sector",
        string="Matched Sectors",
        compute="_compute_sector_matched_ids",
        help="The sectors that follow from the activity codes.",
    )
    sector_added_ids = fields.Many2many(
        "hub.sector",
        "res_partner_hub_sector_added_rel",
        string="Added Sectors",
        help="Sectors that the company is in, although its activity codes don't say so.",
    )
    sector_excluded_ids = fields.Many2many(
        "hub.sector",
        "res_partner_hub_sector_excluded_rel",
        string="Excluded Sectors",
        help="Sectors that the company is not in, although its activity codes say so.",
    )
    employee_count = fields.Float(
        "Employees", digits=(16, 2), aggregator="sum", help="In full-time equivalents, on average over the year."
    )
    turnover = fields.Monetary(currency_field="size_currency_id", help="Of the year, without VAT.")
    balance_sheet_total = fields.Monetary(currency_field="size_currency_id", help="At the end of the year.")
    size_currency_id = fields.Many2one("res.currency", compute="_compute_size_currency_id")
    size_data_year = fields.Integer("Figures of", aggregator=None, help="The year of the figures.")
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
        "CHECK (employee_count >= 0)", "Employees: enter 0 or more, or leave the field empty if the number is unknown."
    )
    _turnover_positive = models.Constraint(
        "CHECK (turnover >= 0)", "Turnover: enter 0 or more, or leave the field empty if the amount is unknown."
    )
    _balance_sheet_total_positive = models.Constraint(
        "CHECK (balance_sheet_total >= 0)",
        "Balance Sheet Total: enter 0 or more, or leave the field empty if the amount is unknown.",
    )
    _size_data_year_plausible = models.Constraint(
        "CHECK (size_data_year = 0 OR size_data_year BETWEEN 1900 AND 2100)",
        "Figures of: enter the year in four digits, or leave the field empty.",
    )

    @api.model
    def _computed_only(self):
        return {
            **super()._computed_only(),
            "sector_ids": lambda: self.env._(
                "The sectors follow from the activity codes and can't be typed in. Enter the activity codes, or put "
                "the sector in Added Sectors or Excluded Sectors."
            ),
            "size_class": lambda: self.env._(
                "The size class is computed from the figures and can't be typed in. Enter the employees, the turnover "
                "or the balance sheet total, and the year of these figures."
            ),
        }

    @api.depends("city", "zip", "country_id")
    def _compute_commune_id(self):
        for partner, found in self._found_communes():
            partner.commune_id = found.commune

    # By a method of its own: an update that brings the mark finds no commune anew that somebody chose.
    @api.depends("city", "zip", "country_id")
    def _compute_commune_to_check(self):
        for partner, found in self._found_communes():
            partner.commune_to_check = not found.is_certain

    def _found_communes(self):
        """Yield these contacts with the communes of their addresses; each address is looked at once."""
        match = functools.cache(self.env["hub.commune"]._match)
        for partner in self:
            yield partner, match(partner.city, partner.zip, partner.country_id)

    @api.depends("nace_ids")
    def _compute_main_nace_id(self):
        coded = self.filtered("nace_ids")
        (self - coded).main_nace_id = False
        for partner in coded:
            if partner.main_nace_id not in partner.nace_ids:
                latest = partner.nace_ids.grouped("version")[max(partner.nace_ids.mapped("version"))]
                partner.main_nace_id = latest if len(latest) == 1 else False

    @api.depends("nace_ids.version", "nace_ids.code")
    def _compute_sector_matched_ids(self):
        table = self.env["hub.sector"]._prefix_table()
        for partner in self:
            codes = [Code(nace.version, nace.code) for nace in partner.nace_ids]
            partner.sector_matched_ids = sorted(set().union(*map(table.sectors_of, codes)))

    @api.depends("sector_matched_ids", "sector_added_ids", "sector_excluded_ids")
    def _compute_sector_ids(self):
        for sectors, partners in self.grouped(self._sectors_of).items():
            # Together: each assignment is a statement to the database.
            partners.sector_ids = sectors

    @api.model
    def _sectors_of(self, partner):
        """Return the sectors that a company is in."""
        if not (partner.nace_ids or partner.sector_added_ids):
            return partner.sector_added_ids
        added = partner.sector_added_ids.filtered("active")
        return (partner.sector_matched_ids | added) - partner.sector_excluded_ids

    @api.onchange("main_nace_id")
    def _onchange_main_nace_id(self):
        self.nace_ids |= self.main_nace_id

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._stored_values(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._stored_values(vals))

    def _stored_values(self, vals):
        """Return values in the form in which they are stored: they add the main activity to the activity codes.

        A commune that somebody chose needs no check.
        """
        if "commune_id" in vals:
            vals = {"commune_to_check": False, **vals}
        if not vals.get("main_nace_id"):
            return vals
        return {**vals, "nace_ids": [*(vals.get("nace_ids") or []), Command.link(vals["main_nace_id"])]}

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

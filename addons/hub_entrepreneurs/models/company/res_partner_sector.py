from odoo import Command, api, fields, models

from ...domain.sectors import Code


class ResPartner(models.Model):
    """What a company does: its activity codes, and the sectors that follow from them."""

    _inherit = "res.partner"

    nace_ids = fields.Many2many("hub.nace", string="Activity Codes", help="All codes, of whichever version of NACE.")
    main_nace_id = fields.Many2one(
        "hub.nace",
        "Main Activity",
        compute="_compute_main_nace_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="set null",
        help="One of the activity codes. A code that is not among them yet is added to them.",
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
        help="They follow from the activity codes.",
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

    @api.model
    def _computed_only(self):
        return {**super()._computed_only(), "sector_ids": self._sector_ids_refusal}

    @api.model
    def _sector_ids_refusal(self):
        return self.env._(
            "Sectors: they follow from the activity codes, and can't be typed in. Enter the activity codes, or put the "
            "sector in Added Sectors or Excluded Sectors."
        )

    @api.onchange("main_nace_id")
    def _onchange_main_nace_id(self):
        self.nace_ids |= self.main_nace_id

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_main_code_among_codes(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._with_main_code_among_codes(vals))

    @api.model
    def _with_main_code_among_codes(self, vals):
        """Return values that add the main activity to the activity codes."""
        if not vals.get("main_nace_id"):
            return vals
        return {**vals, "nace_ids": [*(vals.get("nace_ids") or []), Command.link(vals["main_nace_id"])]}

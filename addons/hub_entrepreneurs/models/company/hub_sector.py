from contextlib import contextmanager

from odoo import api, fields, models, tools
from odoo.fields import Domain

from ...domain.sectors import Code, PrefixTable
from ...tools.actions import open_window
from ...tools.counting import count_of


class HubSector(models.Model):
    """A sector that the agency looks at: a set of prefixes of activity codes."""

    _name = "hub.sector"
    _description = "Sector"
    _inherit = ["hub.kept.mixin", "hub.cached.mixin", "hub.coded.mixin"]
    _order = "sequence, name, id"

    kind = fields.Selection(
        [
            ("artisan", "Craft Makers"),
            ("ccs_core", "Culture and Creation, Core"),
            ("ccs_extended", "Culture and Creation, Extended"),
            ("retail", "Retail"),
            ("horeca", "Hotels, Restaurants and Cafés"),
        ],
        "Family",
        required=True,
        index=True,
    )
    nace_ids = fields.Many2many(
        "hub.nace",
        string="Activity Codes",
        help="A company is in the sector when one of its activity codes starts with one of these, in the same version.",
    )
    is_spotlight = fields.Boolean("Spotlight", help="One of the sectors that the agency gives special attention.")
    color = fields.Integer(aggregator=None)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    partner_count = count_of("res.partner", "sector_ids", "Companies", [("is_company", "=", True)])

    _code_uniq = models.UniqueIndex("(code)", "Code: another sector has this code already. Choose another one.")

    @api.model_create_multi
    def create(self, vals_list):
        sectors = super().create(vals_list)
        sectors._match_companies(sectors._prefixes())
        return sectors

    def write(self, vals):
        if not vals.keys() & {"nace_ids", "active"}:
            return super().write(vals)
        with self._matching_companies():
            return super().write(vals)

    def _prefixes(self):
        """Return the prefixes of the sectors: a set of pairs of a code and a sector's id."""
        return {(Code(nace.version, nace.code), sector.id) for sector in self for nace in sector.nace_ids}

    @api.model
    @tools.ormcache()
    def _prefix_table(self):
        """Return the look-up table of the sectors in use, by their ids."""
        # Everybody's contacts have sectors, whoever may read the list of them.
        return PrefixTable(self.sudo().search([])._prefixes())  # pylint: disable=no-search-all

    @contextmanager
    def _matching_companies(self):
        """Find the sectors of companies anew after a change of these sectors or of their prefixes."""
        before, active_before = self._prefixes(), self.filtered("active")
        yield
        after = self._prefixes()
        self._match_companies(before ^ after if self.filtered("active") == active_before else before | after)

    def _match_companies(self, prefixes):
        """Find the sectors anew of the companies that have an activity code with one of these prefixes of sectors."""
        self.env.registry.clear_cache()
        starts = [
            Domain([("version", "=", prefix.version), ("code", "=like", f"{prefix.digits}%")])
            for prefix in {prefix for prefix, _sector in prefixes}
        ]
        chosen = Domain("sector_added_ids", "in", self.ids)
        # As superuser: whoever keeps the sectors may not see all companies that are in them.
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        partners.invalidate_model(["sector_matched_ids"], flush=False)
        concerned = partners.search(chosen | Domain("nace_ids", "any", Domain.OR(starts)) if starts else chosen)
        self.env.add_to_compute(partners._fields["sector_ids"], concerned)

    def action_open_companies(self):
        """Open the companies of the sector."""
        self.ensure_one()
        domain = [("is_company", "=", True), ("sector_ids", "in", self.ids)]
        return open_window(self.env, "hub_entrepreneurs.res_partner_action", domain=domain)

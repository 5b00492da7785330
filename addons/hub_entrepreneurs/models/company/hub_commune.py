from odoo import api, fields, models, tools

from ...domain.communes import Found, match, spelling_key
from ...tools.actions import open_window
from ...tools.counting import count_of


class HubCommune(models.Model):
    """A municipality of the region."""

    _name = "hub.commune"
    _description = "Commune"
    _inherit = ["hub.kept.mixin", "hub.cached.mixin"]
    _order = "name, id"
    _rec_names_search = ["name", "spellings", "postcodes"]

    name = fields.Char(required=True, translate=True)
    nis_code = fields.Char(
        "NIS Code", required=True, help="Code of the municipality at the statistical office, five digits."
    )
    postcodes = fields.Char(
        help="Separated by commas, the main one first. Two communes may share a postcode: without a municipality "
        "in the address, it is taken for the commune that names it first.",
    )
    spellings = fields.Char(
        help="How the municipality may be written in an address, in any language, separated by commas. "
        "Capitals, accents, hyphens and Saint or St make no difference.",
    )
    active = fields.Boolean(default=True)
    partner_count = count_of("res.partner", "commune_id", "Companies", [("is_company", "=", True)])

    _nis_code_uniq = models.UniqueIndex(
        "(nis_code)", "NIS Code: another commune has this code already. Open that one instead."
    )

    @api.model
    def _match(self, city, postcode, country=None):
        """Return the commune of an address as :func:`..communes.match` finds it; without a country it is Belgian."""
        if country and country.code != "BE":
            return Found(None)
        return match(city, postcode, *self._match_tables())

    @api.model
    @tools.ormcache()
    def _match_tables(self):
        """Return the two look-up tables of :func:`..communes.match`."""
        by_name, by_postcode = {}, {}
        # Everybody's contacts have a commune, whoever may read the list of communes.
        for commune in self.sudo().with_context(lang=None).search([]):  # pylint: disable=no-search-all
            for spelling in [commune.name, *(commune.spellings or "").split(",")]:
                by_name.setdefault(spelling_key(spelling), commune.id)
            for rank, postcode in enumerate((commune.postcodes or "").split(",")):
                by_postcode.setdefault(postcode.strip(), []).append((rank, commune.id))
        for postcode, ranked in by_postcode.items():
            by_postcode[postcode] = tuple(commune_id for _rank, commune_id in sorted(ranked))
        by_name.pop("", None)
        by_postcode.pop("", None)
        return by_name, by_postcode

    def action_open_companies(self):
        """Open the companies of the commune."""
        self.ensure_one()
        domain = [("is_company", "=", True), ("commune_id", "=", self.id)]
        return open_window(self.env, "hub_entrepreneurs.res_partner_action", domain=domain)

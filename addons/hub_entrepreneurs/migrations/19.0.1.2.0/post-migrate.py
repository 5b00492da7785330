from odoo import SUPERUSER_ID, api
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain import enterprise_number


def migrate(cr, version):
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    empty_communes_abroad(env)
    normalise_vat_numbers(env)


def empty_communes_abroad(env):
    """Take the communes off addresses abroad, which got them by a postcode or a name alone."""
    env.flush_all()
    env.cr.execute(
        SQL(
            "UPDATE res_partner SET commune_id = NULL, commune_to_check = FALSE "
            "WHERE country_id != %s AND (commune_id IS NOT NULL OR commune_to_check)",
            env.ref("base.be").id,
        )
    )
    env.invalidate_all()


def normalise_vat_numbers(env):
    """Bring Belgian VAT numbers, typed with dots and blanks, into the form in which they are looked for."""
    partners = env["res.partner"].with_context(active_test=False, tracking_disable=True)
    domain = [
        ("vat", "!=", False),
        ("parent_id", "=", False),
        "|",
        ("country_id", "=", False),
        ("country_id.code", "=", "BE"),
    ]
    for partner in partners.search(domain):
        stored = partner._stored_values({"vat": partner.vat})["vat"]
        if stored != partner.vat and enterprise_number.is_valid(stored):
            partner.vat = stored

from odoo import fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class ResPartner(models.Model):
    """A company of which somebody has said that it is not that of the register is asked about it nowhere."""

    _inherit = "res.partner"

    register_match_ids = fields.One2many(
        "hub.cbe.match", "partner_id", "Proposed by the Register", readonly=True, groups=READER
    )

    def _find_known(self):
        known = super()._find_known()
        others = [other.id for found in known.values() for other in found]
        if not others:
            return known
        # As superuser: what was decided of two companies that this user reads holds, whoever decided it.
        decided = self.env["hub.cbe.match"].sudo()
        refused = decided.search_fetch(
            [("state", "=", "not_same"), "|", ("partner_id", "in", others), ("register_id.partner_id", "in", others)],
            ["partner_id", "register_id"],
        )
        apart = {frozenset((match.partner_id.id, match.register_id.partner_id.id)) for match in refused}
        return {
            partner: {
                other: common for other, common in found.items()
                if frozenset((partner._origin.id, other.id)) not in apart
            }
            for partner, found in known.items()
        }  # fmt: skip

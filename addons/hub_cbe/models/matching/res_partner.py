from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.groups import READER


class ResPartner(models.Model):
    """A company of which somebody has said that it is not that of the register is asked about it nowhere."""

    _inherit = "res.partner"

    register_match_ids = fields.One2many(
        "hub.cbe.match", "partner_id", "Proposed by the Register", readonly=True, groups=READER
    )

    register_proposal_id = fields.Many2one(
        "hub.cbe.match",
        "Proposed Company of the Register",
        compute="_compute_register_proposal_id",
        groups=READER,
        help="The likeliest of those that are still to be decided.",
    )

    @api.depends("register_match_ids.state", "register_match_ids.score", "company_registry")
    def _compute_register_proposal_id(self):
        for partner in self:
            proposals = partner.register_match_ids.filtered(lambda match: match.state == "open")
            partner.register_proposal_id = not partner.company_registry and proposals.sorted("score")[-1:]

    def action_open_register_proposals(self):
        """Open what the register proposes for the company: the one proposal, or all of them."""
        self.ensure_one()
        proposals = self.register_match_ids.filtered(lambda match: match.state == "open")
        if len(proposals) == 1:
            return proposals._get_records_action()
        domain = [("id", "in", proposals.ids)]
        return open_window(self.env, "hub_cbe.hub_cbe_match_action", domain=domain, context={})

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

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR
from odoo.addons.hub_entrepreneurs.tools.once import once

_USUAL = 85
_LEAST = 70


class HubCbeMatchTake(models.TransientModel):
    """Give numbers to all companies whose proposal has so many points and is clear: nobody has to look at these.

    A director does so for all companies, an account manager for the own ones.
    """

    _name = "hub.cbe.match.take"
    _description = "Take What Is Clear"
    _inherit = ["hub.own.dialog.mixin"]

    least = fields.Integer(
        "Score of at Least",
        required=True,
        default=_USUAL,
        aggregator=None,
        help="Same name and same address are 90 points, same name and same phone 85.",
    )
    match_count = fields.Integer("Companies That Get Their Number", compute="_compute_match_count")

    @api.depends("least")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_match_count(self):
        for dialog in self:
            dialog.match_count = self.env["hub.cbe.match"].search_count(dialog._get_domain())

    def _get_domain(self):
        """Return the domain of what is taken: clear, of companies about which this user decides."""
        self.ensure_one()
        domain = [
            ("state", "=", "open"),
            ("score", ">=", max(self.least, _LEAST)),
            ("is_clear", "=", True),
            ("is_known", "=", False),
            ("partner_id.company_registry", "in", (False, "")),
        ]
        if not self.env.user.has_group(DIRECTOR):
            domain.append(("user_id.is_mine", "=", True))
        return domain

    @once
    def action_take(self):
        """Take them all."""
        if self.least < _LEAST:
            raise UserError(
                self.env._("Score of at Least: enter %s or more. Whoever has fewer points has to be looked at.", _LEAST)
            )
        matches = self.env["hub.cbe.match"].search(self._get_domain())
        if not matches:
            raise UserError(self.env._("Score of at Least: no company has so many points. Enter a lower score."))
        matches._check_may_decide()
        return matches._action_told(matches._take_in_bulk())

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools.dates import today
from ..tools.once import once
from ..tools.quiet import NO_LOG


class HubClusterLeave(models.TransientModel):
    """Sign members off: whoever can't leave is named first, and the others can go on."""

    _name = "hub.cluster.leave"
    _description = "Leave a Cluster"
    _inherit = ["hub.cluster.refusals", "hub.own.dialog.mixin"]

    cluster_id = fields.Many2one("hub.cluster", domain=lambda self: self._domain_managed())
    partner_ids = fields.Many2many(
        "res.partner", string="Companies", default=lambda self: self._selected("res.partner")
    )
    membership_ids = fields.Many2many(
        "hub.cluster.membership",
        default=lambda self: self._selected("hub.cluster.membership"),
        help="The memberships that end; empty where companies and a cluster are chosen instead.",
    )
    date_end = fields.Date("Last Day", default=lambda self: today(self.env))
    leave_reason_id = fields.Many2one("hub.cluster.leave.reason", "Reason for Leaving")

    @api.depends("cluster_id", "partner_ids", "membership_ids", "date_end")
    def _compute_refusals(self):
        super()._compute_refusals()

    @once
    def action_leave(self):
        """End the memberships of those who can leave."""
        memberships = self._take_along()
        memberships.with_context(**(NO_LOG if len(memberships) > 1 else {})).write(
            {"date_end": self.date_end, "leave_reason_id": self.leave_reason_id.id}
        )
        return {"type": "ir.actions.act_window_close"}

    def _require(self):
        """Say what is missing, in a sentence."""
        if not self.membership_ids and not self.cluster_id:
            raise UserError(self.env._("Choose the cluster the companies will leave."))
        if not self.membership_ids and not self.partner_ids:
            raise UserError(self.env._("Companies: choose at least one."))
        if not self.date_end:
            raise UserError(self.env._("Last Day: enter the last day on which they are members."))
        if not self.leave_reason_id:
            raise UserError(self.env._("Reason for Leaving: choose why they leave; the reasons are counted."))

    def _verdict(self):
        memberships = self.membership_ids._origin or self._memberships_of_companies()
        own = memberships._filtered_access("write")
        refusals = {each: self.env._("not one of your clusters") for each in memberships - own}
        if not self.membership_ids and self.cluster_id:
            for partner in self.partner_ids._origin - memberships.partner_id:
                refusals[partner] = self.env._("not a member")
        refusals |= {each: sentence for each in own if (sentence := self._refusal(each))}
        return own.filtered(lambda each: each not in refusals), refusals

    def _memberships_of_companies(self):
        """Return for each of the companies its last membership of the cluster."""
        memberships = self.env["hub.cluster.membership"].search(
            [("cluster_id", "=", self.cluster_id.id), ("partner_id", "in", self.partner_ids.ids)],
            order="date_start DESC NULLS LAST, id DESC",
        )
        return memberships.browse().union(*(same[:1] for same in memberships.grouped("partner_id").values()))

    def _refusal(self, membership):
        """Return why a membership can't end on the day, or nothing."""
        if not membership.date_start:
            return self.env._("a candidate, not a member yet")
        if self.date_end and self.date_end < membership.date_start:
            return self.env._(
                "joined on %s, after the last day that you entered", format_date(self.env, membership.date_start)
            )
        if membership.date_end and self.date_end and membership.date_end <= self.date_end:
            return self.env._("the last day is %s already", format_date(self.env, membership.date_end))
        return None

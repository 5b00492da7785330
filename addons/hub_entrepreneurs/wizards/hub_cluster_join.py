from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.dates import today
from ..tools.once import once
from ..tools.quiet import NO_LOG


class HubClusterJoin(models.TransientModel):
    """Let companies join a cluster: whoever can't is named first, and the others can go on."""

    _name = "hub.cluster.join"
    _description = "Join a Cluster"
    _inherit = ["hub.cluster.refusals", "hub.own.dialog.mixin"]

    cluster_id = fields.Many2one(
        "hub.cluster", domain=lambda self: self._domain_managed(), default=lambda self: self._default_cluster_id()
    )
    partner_ids = fields.Many2many(
        "res.partner",
        string="Companies",
        domain=[("is_company", "=", True)],
        default=lambda self: self._selected("res.partner"),
    )
    kind = fields.Selection(
        lambda self: self.env["hub.cluster.membership"]._fields["kind"]._description_selection(self.env),
        required=True,
        default="effective",
    )
    is_candidacy = fields.Boolean("As Candidates", help="Put them on the list of candidates; they join later.")
    date_start = fields.Date("Joined On", default=lambda self: today(self.env))
    charter_signed_on = fields.Date()
    contact_id = fields.Many2one(
        "res.partner",
        "Representative",
        domain="""[
            ('is_company', '=', False),
            '|', ('parent_id', 'in', partner_ids), ('held_role_ids.partner_id', 'in', partner_ids),
        ]""",
        help="The person who represents the company in the cluster.",
    )

    @api.depends("cluster_id", "partner_ids", "date_start", "is_candidacy")
    def _compute_refusals(self):
        super()._compute_refusals()

    @once
    def action_join(self):
        """Make members of those who can join; a candidacy gets its first day."""
        ready = self._take_along()
        values = {"kind": self.kind, "date_start": not self.is_candidacy and self.date_start}
        if self.charter_signed_on:
            values["charter_signed_on"] = self.charter_signed_on
        if len(ready) == 1 and self.contact_id:
            values["contact_id"] = self.contact_id.id
        candidacies = self._memberships(ready).filtered(lambda each: not each.date_start).with_context(**NO_LOG)
        candidacies.write(values)
        candidacies.create([
            {**values, "cluster_id": self.cluster_id.id, "partner_id": partner.id}
            for partner in ready - candidacies.partner_id
        ])  # fmt: skip
        return {"type": "ir.actions.act_window_close"}

    def _require(self):
        """Say what is missing, in a sentence."""
        if not self.cluster_id:
            raise UserError(self.env._("Choose the cluster the companies will join."))
        if not self._chosen():
            raise UserError(self.env._("Companies: choose at least one."))
        if not self.is_candidacy and not self.date_start:
            raise UserError(self.env._("Joined On: enter the day, or put the companies on the list of candidates."))
        self._require_managed(self.cluster_id)

    def _chosen(self):
        return self.partner_ids._origin

    def _memberships(self, partners):
        domain = [("cluster_id", "=", self.cluster_id.id), ("partner_id", "in", partners.ids)]
        return self.env["hub.cluster.membership"].search(domain)

    def _verdict(self):
        refusals = {}
        agency = self.cluster_id.company_id
        for partner in self._chosen():
            if not partner.is_company:
                refusals[partner] = self.env._("a person; choose the company instead")
            elif agency and partner.company_id and partner.company_id != agency:
                refusals[partner] = self.env._("belongs to another agency than the cluster")
        for membership in self._in_the_way():
            refusals[membership.partner_id] = (
                self.env._("a member already, %s", membership._period())
                if membership.date_start
                else self.env._("a candidate already")
            )
        return self._chosen() - self.env["res.partner"].union(*refusals), refusals

    def _in_the_way(self):
        """Return the memberships beside which those of these companies can't be made."""
        start = today(self.env) if self.is_candidacy else self.date_start
        if not (self.cluster_id and start):
            return self.env["hub.cluster.membership"]
        running = Domain("date_start", "!=", False) & (Domain("date_end", "=", False) | Domain("date_end", ">=", start))
        if self.is_candidacy:
            running |= Domain("date_start", "=", False)
        return self._memberships(self._chosen()).filtered_domain(running)

    def _default_cluster_id(self):
        clusters = self.env["hub.cluster"].search([("manager_id", "=", self.env.uid)], limit=2)
        return clusters if len(clusters) == 1 else clusters.browse()

from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.actions import open_rows
from ...tools.counting import count_of
from ...tools.dates import today
from ...tools.groups import READER


class _Memberships(fields.One2many):
    """The memberships of a company, of which a search asks for the agency of the clusters alone.

    The agency of a membership is that of its company as well, and companies are searched under their own rules already.
    To join each of them once more would take as long again.
    """

    def _get_query_for_condition_value(self, model, comodel, operator, value):
        if operator in ("any", "not any") and isinstance(value, Domain):
            value &= Domain("cluster_id", "any", Domain.TRUE)
            operator = f"{operator}!"
        return super()._get_query_for_condition_value(model, comodel, operator, value)


class ResPartner(models.Model):
    """The clusters that a company belongs to."""

    _inherit = "res.partner"

    membership_ids = _Memberships("hub.cluster.membership", "partner_id", "Memberships", groups=READER)
    membership_count = count_of("hub.cluster.membership", "partner_id", "Clusters", groups=READER)
    cluster_ids = fields.Many2many(
        "hub.cluster",
        string="Member Of",
        compute="_compute_cluster_ids",
        search="_search_cluster_ids",
        groups=READER,
        help="The clusters that the company is a member of today.",
    )

    @api.depends("membership_ids.date_start", "membership_ids.date_end", "membership_ids.cluster_id")
    def _compute_cluster_ids(self):
        for partner in self:
            partner.cluster_ids = partner.membership_ids.filtered(lambda m: m.state == "active").cluster_id

    @api.model
    def _search_cluster_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        if operator == "in" and False in value:
            none = ~self._search_cluster_ids("any", Domain.TRUE)
            return none | self._search_cluster_ids("in", set(value) - {False}) if len(value) > 1 else none
        # The rules of the cluster hold; the agency of a membership is that of its company, which is searched already.
        clusters = Domain("id", "in", value) if operator == "in" else Domain(value)
        return Domain("membership_ids", "any!", self._domain_running_memberships("any", clusters))

    @api.model
    def _domain_running_memberships(self, operator, value):
        running = self.env["hub.cluster.membership"]._domain_on(today(self.env))
        return running & Domain("cluster_id", operator, value)

    def action_open_memberships(self):
        """Open all memberships of the company, past ones included."""
        return open_rows(self, "hub_entrepreneurs.hub_cluster_membership_action", "partner_id")

from odoo import api, fields, models


class HubActionQuota(models.Model):
    """Places of an action that are kept for a group: members of a cluster, a size, or who takes part the first time."""

    _name = "hub.action.quota"
    _description = "Quota of an Action"
    _inherit = ["hub.action.row.mixin", "hub.named.mixin"]
    _order = "event_id, sequence, id"
    _named_by = ("event_id", "kind", "cluster_id", "size_class")

    sequence = fields.Integer(default=10, help="A company of two groups takes a place of the first one.")
    kind = fields.Selection(
        [("cluster", "Members of a Cluster"), ("size", "Size"), ("first", "First-Timers")],
        "Kept For",
        required=True,
        default="first",
        help="First-timers: companies that took part in no action before.",
    )
    cluster_id = fields.Many2one("hub.cluster", index="btree_not_null", ondelete="restrict")
    size_class = fields.Selection(
        lambda self: self.env["res.partner"]._fields["size_class"]._description_selection(self.env)
    )
    places = fields.Integer(required=True, default=1, aggregator=None)

    _positive = models.Constraint("CHECK (places > 0)", "Places: enter 1 or more.")
    _has_its_group = models.Constraint(
        "CHECK ((kind = 'cluster') = (cluster_id IS NOT NULL) AND (kind = 'size') = (size_class IS NOT NULL))",
        "Kept For: choose the cluster or the size that the places are kept for, and no other.",
    )
    _group_uniq = models.UniqueIndex(
        "(event_id, kind, COALESCE(cluster_id, 0), COALESCE(size_class, ''))",
        "Kept For: this group has a quota already. Change that row.",
    )

    @api.constrains("places", "event_id")
    def _check_places(self):
        self.event_id._check_places()

    @api.onchange("kind")
    def _onchange_kind(self):
        if self.kind != "cluster":
            self.cluster_id = False
        if self.kind != "size":
            self.size_class = False

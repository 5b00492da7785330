from odoo import fields, models


class HubInteraction(models.Model):
    """A conversation that was an activity of a cluster."""

    _inherit = "hub.interaction"

    cluster_id = fields.Many2one(
        "hub.cluster",
        index="btree_not_null",
        ondelete="restrict",
        help="The cluster whose activity it was: it counts for the participation of its members.",
    )

from odoo import api, models
from odoo.fields import Domain

from .hub_fact_source_mixin import Part


class HubClusterMembership(models.Model):
    """A membership lasts; its first day is a joining, its last one a leaving."""

    _name = "hub.cluster.membership"
    _inherit = ["hub.cluster.membership", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {
            "member": self.env._("Member of a Cluster"),
            "member_joined": self.env._("Joined a Cluster"),
            "member_left": self.env._("Left a Cluster"),
        }

    @api.model
    def _fact_parts(self):
        who = {"partner_id": "partner_id", "person_id": "contact_id", "cluster_id": "cluster_id", "detail": "kind"}
        begun, ended = Domain("date_start", "!=", False), Domain("date_end", "!=", False)
        return [
            Part("member", {**who, "date": "date_start", "date_end": "date_end"}, begun),
            Part("member_joined", {**who, "date": "date_start"}, begun),
            Part("member_left", {**who, "date": "date_end"}, begun & ended),
        ]

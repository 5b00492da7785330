from odoo import fields, models


class HubClusterLeaveReason(models.Model):
    """Why a company left a cluster."""

    _name = "hub.cluster.leave.reason"
    _description = "Reason for Leaving a Cluster"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

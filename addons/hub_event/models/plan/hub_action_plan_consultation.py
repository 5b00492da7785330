from odoo import fields, models

from odoo.addons.hub_entrepreneurs.tools.dates import today


class HubActionPlanConsultation(models.Model):
    """Whom the agency asked about a plan, when, what they asked for, and what came of it."""

    _name = "hub.action.plan.consultation"
    _description = "Consultation about an Action Plan"
    _inherit = ["hub.owned.mixin", "hub.named.mixin"]
    _owner_fields = ("plan_id",)
    _order = "plan_id desc, date desc, id desc"
    _named_by = ("date", "cluster_id", "sector_id")

    plan_id = fields.Many2one("hub.action.plan", required=True, index=True, ondelete="cascade")
    date = fields.Date(required=True, default=lambda self: today(self.env))
    cluster_id = fields.Many2one("hub.cluster", index="btree_not_null", ondelete="restrict")
    sector_id = fields.Many2one("hub.sector", index="btree_not_null", ondelete="restrict")
    who = fields.Char("Who Was Asked", help="Such as the board of the cluster, or a federation.")
    request = fields.Text("What They Asked For")
    answer = fields.Text("What Came of It")

    _of_somebody = models.Constraint(
        "CHECK (cluster_id IS NOT NULL OR sector_id IS NOT NULL)",
        "Consultation: choose the cluster or the sector that was asked.",
    )

    def write(self, vals):
        result = super().write(vals)
        # Whoever manages a cluster says what that one asked for, and no other one.
        if "cluster_id" in vals:
            self.check_access("write")
        return result

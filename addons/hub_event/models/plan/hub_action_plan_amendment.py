from odoo import fields, models

from odoo.addons.hub_entrepreneurs.tools.dates import today


class HubActionPlanAmendment(models.Model):
    """What changed in a plan after it was approved: an action that came, moved or went, with its reason."""

    _name = "hub.action.plan.amendment"
    _description = "Amendment of an Action Plan"
    _inherit = ["hub.owned.mixin", "hub.computed.only.mixin", "hub.named.mixin"]
    _owner_fields = ("plan_id",)
    _order = "date desc, id desc"
    _named_by = ("event_id", "kind")

    plan_id = fields.Many2one("hub.action.plan", required=True, readonly=True, index=True, ondelete="cascade")
    event_id = fields.Many2one("event.event", "Action", required=True, readonly=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        [("added", "Added"), ("moved", "Moved"), ("dropped", "Dropped")], required=True, readonly=True
    )
    before = fields.Char(readonly=True, help="When and where it was to take place.")
    after = fields.Char(readonly=True, help="When and where it takes place now.")
    reason = fields.Char(required=True, readonly=True)
    date = fields.Date(required=True, readonly=True, default=lambda self: today(self.env))
    user_id = fields.Many2one(
        "res.users", "Amended By", required=True, readonly=True, default=lambda self: self.env.user
    )

    def _explain_changes(self):
        """Let the reasons stand against last year as well, where nobody has said there why."""
        silent = self.env["hub.action.plan.change"].search(
            [("event_id", "in", self.event_id.ids), ("plan_id", "in", self.plan_id.ids), ("reason", "=", False)]
        )
        reasons = {(each.plan_id, each.event_id): each.reason for each in self}
        for change in silent.filtered(lambda change: change.kind != "kept"):
            change.reason = reasons.get((change.plan_id, change.event_id))

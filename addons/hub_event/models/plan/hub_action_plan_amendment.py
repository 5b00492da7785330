from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.dates import today

ABOUT_PLAN = [
    ("year", "Year"),
    ("budget", "Budget (EUR)"),
    ("fte", "FTE"),
    ("aims", "Aims"),
    ("company_id", "Agency"),
]
"""What an approved plan says of itself: fields of it, with their labels."""


class HubActionPlanAmendment(models.Model):
    """What changed in a plan after it was approved, with its reason.

    An action or a target that came, changed or went, or what the plan says of itself, such as its budget.
    """

    _name = "hub.action.plan.amendment"
    _description = "Amendment of an Action Plan"
    _inherit = ["hub.owned.mixin", "hub.computed.only.mixin", "hub.named.mixin"]
    _owner_fields = ("plan_id",)
    _order = "date desc, id desc"
    _named_by = ("title", "kind")

    plan_id = fields.Many2one("hub.action.plan", required=True, readonly=True, index=True, ondelete="cascade")
    about = fields.Selection(
        [("action", "Action"), ("target", "Target"), *ABOUT_PLAN], required=True, readonly=True, default="action"
    )
    event_id = fields.Many2one("event.event", "Action", readonly=True, index="btree_not_null", ondelete="cascade")
    title = fields.Char("What", compute="_compute_title")
    kind = fields.Selection(
        [("added", "Added"), ("moved", "Moved"), ("changed", "Changed"), ("dropped", "Dropped")],
        required=True,
        readonly=True,
    )
    before = fields.Char(readonly=True, help="What the plan said: when and where, how many, how much.")
    after = fields.Char(readonly=True, help="What the plan says now.")
    reason = fields.Char(required=True, readonly=True)
    date = fields.Date(required=True, readonly=True, default=lambda self: today(self.env))
    user_id = fields.Many2one(
        "res.users", "Amended By", required=True, readonly=True, default=lambda self: self.env.user
    )

    _of_an_action = models.Constraint(
        "CHECK ((about = 'action') = (event_id IS NOT NULL))", "Amendment: name the action that it is about."
    )

    @api.depends("about", "event_id.name")
    @api.depends_context("lang")
    def _compute_title(self):
        labels = dict(self._fields["about"]._description_selection(self.env))
        for amendment in self:
            amendment.title = amendment.event_id.name or labels.get(amendment.about)

    def _explain_changes(self):
        """Let the reasons stand against last year as well, where nobody has said there why."""
        silent = self.env["hub.action.plan.change"].search(
            [("event_id", "in", self.event_id.ids), ("plan_id", "in", self.plan_id.ids), ("reason", "=", False)]
        )
        reasons = {(each.plan_id, each.event_id): each.reason for each in self}
        for change in silent.filtered(lambda change: change.kind != "kept"):
            change.reason = reasons.get((change.plan_id, change.event_id))

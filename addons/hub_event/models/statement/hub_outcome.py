from odoo import api, fields, models


class HubOutcome(models.Model):
    """An outcome that a company attested in a statement: what it was before, and how much more it is."""

    _inherit = "hub.outcome"

    statement_id = fields.Many2one(
        "hub.statement", readonly=True, index="btree_not_null", ondelete="set null", copy=False
    )
    baseline_value = fields.Float(
        "Before",
        readonly=True,
        copy=False,
        aggregator=None,
        help="What it was before: the value is how much came on top of it.",
    )

    event_id = fields.Many2one(
        "event.event",
        "Action",
        compute="_compute_event_id",
        store=True,
        index="btree_not_null",
        ondelete="set null",
        help="The action that it came of: that of its statement, or that of its lead.",
    )

    _once_a_statement = models.UniqueIndex(
        "(statement_id, kind) WHERE statement_id IS NOT NULL",
        "Outcome: the statement has one of this kind already, and would count twice. Change that one.",
    )

    @api.depends("statement_id.event_id", "lead_id.event_id")
    def _compute_event_id(self):
        for outcome in self:
            outcome.event_id = outcome.statement_id.event_id or outcome.lead_id.event_id

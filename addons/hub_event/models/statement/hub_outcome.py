from odoo import fields, models


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

    _once_a_statement = models.UniqueIndex(
        "(statement_id, kind) WHERE statement_id IS NOT NULL",
        "Outcome: the statement has one of this kind already, and would count twice. Change that one.",
    )

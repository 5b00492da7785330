from odoo import fields, models


class HubStageRequirement(models.Model):
    """One thing that has to be there before a lead reaches a stage."""

    _name = "hub.stage.requirement"
    _description = "Requirement of a Stage"
    _order = "stage_id, sequence, id"

    stage_id = fields.Many2one("crm.stage", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("band", "Readiness Band"),
            ("target_market", "Target Market"),
            ("plan", "Plan"),
            ("evidence", "Evidence"),
        ],
        required=True,
        default="band",
    )
    framework_id = fields.Many2one("hub.assessment.framework", index="btree_not_null", ondelete="restrict")
    min_band_id = fields.Many2one(
        "hub.assessment.band", "Band at Least", index="btree_not_null", ondelete="restrict",
        domain="[('framework_id', '=', framework_id)]",
    )  # fmt: skip
    scheme_id = fields.Many2one(
        "hub.evidence.scheme", index="btree_not_null", ondelete="restrict", help="Empty: any evidence will do."
    )

from odoo import fields, models


class HubEvidenceSchemeLevel(models.Model):
    """A level at which a version of a scheme is awarded, for instance two stars."""

    _name = "hub.evidence.scheme.level"
    _description = "Evidence Scheme Level"
    _order = "version_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    version_id = fields.Many2one("hub.evidence.scheme.version", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)

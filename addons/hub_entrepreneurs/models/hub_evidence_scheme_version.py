from odoo import api, fields, models


class HubEvidenceSchemeVersion(models.Model):
    """The rules of a scheme over a period: how long its award is valid, and its levels."""

    _name = "hub.evidence.scheme.version"
    _description = "Evidence Scheme Version"
    _inherit = ["hub.period.mixin"]
    _period_open_start = True
    _order = "scheme_id, date_start desc, id desc"
    _rec_names_search = ["scheme_id.name", "name"]

    name = fields.Char("Version", help="For instance a year. Empty for a scheme with one version.")
    scheme_id = fields.Many2one("hub.evidence.scheme", required=True, index=True, ondelete="cascade")
    date_start = fields.Date("In Force From", help="Empty: since always.")
    date_end = fields.Date("In Force Until", help="Empty: until further notice.")
    validity_months = fields.Integer(
        "Validity (months)", help="How long an award is valid. 0: the award says so itself, or it does not lapse."
    )
    level_ids = fields.One2many("hub.evidence.scheme.level", "version_id", "Levels")

    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(scheme_id, scheme_id, '[]') WITH =, daterange(date_start, "
        "date_end, '[]') WITH &&)",
        "In Force From: another version of this scheme is in force on some of these days. "
        "Give that one a last day first, or choose dates outside it.",
    )
    _validity_positive = models.Constraint(
        "CHECK (validity_months >= 0)",
        "Validity: a number of months can't be negative. Use 0 where no validity is set.",
    )

    @api.depends("scheme_id", "name")
    def _compute_display_name(self):
        for version in self:
            version.display_name = " ".join(filter(None, [version.scheme_id.name, version.name]))

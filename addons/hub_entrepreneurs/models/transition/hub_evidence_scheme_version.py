from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date


class HubEvidenceSchemeVersion(models.Model):
    """The rules of a scheme over a period: how long its award is valid, and its levels."""

    _name = "hub.evidence.scheme.version"
    _description = "Evidence Scheme Version"
    _inherit = ["hub.kept.mixin", "hub.pointing.mixin", "hub.period.mixin"]
    _period_open_start = True
    _order = "scheme_id, date_start desc, id desc"
    _rec_names_search = ["scheme_id.name", "name"]

    name = fields.Char("Version", help="For instance a year. Empty for a scheme with one version.")
    scheme_id = fields.Many2one("hub.evidence.scheme", required=True, index=True, ondelete="cascade")
    date_start = fields.Date("In Force From", help="Empty: from the start.")
    date_end = fields.Date("In Force Until", help="Empty: until further notice.")
    validity_months = fields.Integer(
        "Validity (months)",
        aggregator=None,
        help="How long an award is valid. 0: the award says so itself, or it does not lapse.",
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
        "Validity: enter a number of months, or 0 if none is set.",
    )

    @api.depends("scheme_id", "name")
    def _compute_display_name(self):
        for version in self:
            version.display_name = " ".join(filter(None, [version.scheme_id.name, version.name]))

    @api.constrains("date_start", "date_end")
    def _check_evidence(self):
        """Keep the days on which a version is in force around the evidence that was awarded under it."""
        outside = Domain.OR(
            Domain("version_id", "=", version.id)
            & (
                (Domain("date_start", "<", version.date_start) if version.date_start else Domain.FALSE)
                | (Domain("date_start", ">", version.date_end) if version.date_end else Domain.FALSE)
            )
            for version in self
        )
        # As superuser: evidence of another agency counts as well.
        evidence = self.env["hub.evidence"].sudo().search(outside, limit=1)
        if evidence:
            raise ValidationError(
                self.env._(
                    "In Force From, In Force Until: %(evidence)s is valid from %(day)s, outside these dates. "
                    "Choose dates that include that day, or correct the evidence first.",
                    evidence=evidence.display_name,
                    day=format_date(self.env, evidence.date_start),
                )
            )

    def _level_like(self, level):
        """Return the level of this version that has the name of a level of another one, if any."""
        return self.level_ids.filtered(lambda each: each.name == level.name)[:1]

from odoo import fields, models


class HubEvidenceScheme(models.Model):
    """A label, call, assessment or hiring scheme whose award proves a step in the transition."""

    _name = "hub.evidence.scheme"
    _description = "Evidence Scheme"
    _inherit = ["hub.kept.mixin", "hub.pointing.mixin"]
    _order = "name, id"

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [
            ("label", "Label"),
            ("call", "Public Call"),
            ("assessment", "Recognised Assessment"),
            ("social_hiring", "Social-Insertion Hiring"),
        ],
        required=True,
        default="label",
    )
    issuer = fields.Char(translate=True, help="Who awards it.")
    description = fields.Text(translate=True)
    counts_for_exemplarity = fields.Boolean(
        "Counts for Exemplarity",
        help="Verified evidence of this scheme for the whole enterprise makes the company exemplary. Any other "
        "verified evidence puts it in transition.",
    )
    verifier = fields.Selection(
        [("colleague", "Any Colleague"), ("director", "Directors Only")],
        "Who Verifies",
        required=True,
        default="colleague",
        help="Who decides on evidence of this scheme. Nobody ever decides on what he or she entered.",
    )
    version_ids = fields.One2many("hub.evidence.scheme.version", "scheme_id", "Versions")
    company_id = fields.Many2one("res.company", "Agency")
    active = fields.Boolean(default=True)

    def _may_verify(self, user):
        """Tell whether a user is one of those who decide on evidence of this scheme."""
        return self.verifier != "director" or user.has_group("hub_entrepreneurs.group_hub_director")

    def _version_on(self, day):
        """Return the version that is in force on a day, if any."""
        self.ensure_one()
        return self.version_ids.filtered(lambda version: version._runs_on(day))[:1]


class HubEvidenceSchemeLevel(models.Model):
    """A level at which a version of a scheme is awarded, for instance two stars."""

    _name = "hub.evidence.scheme.level"
    _description = "Evidence Scheme Level"
    _inherit = ["hub.kept.mixin", "hub.pointing.mixin"]
    _order = "version_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    version_id = fields.Many2one("hub.evidence.scheme.version", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

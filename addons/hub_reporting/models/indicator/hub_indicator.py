from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.models.support.hub_outcome import UNITS as OUTCOME_UNITS
from odoo.addons.hub_entrepreneurs.tools.dates import today

# What a value is in; the first ones are those of amounts in facts.
UNITS = [
    *OUTCOME_UNITS,
    ("company", "companies"),
    ("person", "persons"),
    ("conversation", "conversations"),
    ("lead", "leads"),
    ("action", "actions"),
    ("participation", "participations"),
    ("contact", "contacts"),
    ("statement", "statements"),
    ("label", "labels and other evidence"),
    ("hour", "hours"),
    ("day", "days"),
    ("point", "points"),
    ("percent", "percent"),
    ("step", "steps"),
]


class HubIndicator(models.Model):
    """A figure that the agency answers for. What it says exactly is told by its versions, each for its days."""

    _name = "hub.indicator"
    _description = "Indicator"
    _inherit = ["hub.kept.mixin", "hub.pointing.mixin", "hub.coded.mixin", "mail.thread"]
    _order = "area, sequence, code, id"

    name = fields.Char(tracking=True)
    code = fields.Char(tracking=True)
    area = fields.Selection(
        [
            ("contact", "Contact and Support"),
            ("eu", "European Funds"),
            ("transition", "Transition"),
            ("export", "Export and Leads"),
            ("cluster", "Clusters"),
            ("campaign", "Campaigns"),
            ("action", "Actions and Plan"),
            ("outcome", "Outcomes"),
            ("people", "Target Groups"),
            ("means", "Means"),
        ],
        required=True,
        default="contact",
        tracking=True,
    )
    unit = fields.Selection(UNITS, tracking=True, help="What its value is in. An indicator with a target needs one.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True, tracking=True)
    version_ids = fields.One2many("hub.indicator.version", "indicator_id", "Versions")
    current_version_id = fields.Many2one(
        "hub.indicator.version", "Definition Today", compute="_compute_current_version_id"
    )
    definition = fields.Text(compute="_compute_current_version_id")

    _code_uniq = models.UniqueIndex("(code)", "Code: another indicator has this code already. Choose another one.")

    @api.depends_context("lang")
    @api.depends("version_ids.date_start", "version_ids.date_end", "version_ids.definition")
    def _compute_current_version_id(self):
        versions, none = self._get_versions_on(today(self.env)), self.env["hub.indicator.version"]
        for indicator in self:
            version = versions.get(indicator._origin.id, none)
            indicator.current_version_id, indicator.definition = version, version.definition

    def write(self, vals):
        # Amounts are added up in the unit.
        changed = "unit" in vals and self.filtered(lambda indicator: indicator.unit and indicator.unit != vals["unit"])
        if changed:
            changed.version_ids._require_unused()
        return super().write(vals)

    def _get_versions_on(self, day):
        """Return the version of each of these indicators that is in force on a day, by the id of the indicator."""
        versions = self.env["hub.indicator.version"]
        found = versions.search([("indicator_id", "in", self._origin.ids), *versions._domain_on(day)])
        return {version.indicator_id.id: version for version in found}

    def action_open_figures(self):
        """Open what the indicator says of a year."""
        self.ensure_one()
        if not self.current_version_id:
            raise UserError(
                self.env._("“%s” has no version in force today. Add one, or open an earlier one.", self.display_name)
            )
        return self.current_version_id.action_open_figures()

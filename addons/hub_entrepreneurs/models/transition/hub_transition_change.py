from odoo import api, fields, models

from ...domain.transition import CAUSES, STATUSES
from ...tools import dates

STATUS_SELECTION = [
    ("unknown", "Unknown"),
    ("aware", "Aware"),
    ("diagnosed", "Diagnosed"),
    ("committed", "Committed"),
    ("in_transition", "In Transition"),
    ("exemplary", "Exemplary"),
]
_CAUSE_LABELS = {
    "interaction": "Conversation",
    "assessment": "Assessment",
    "commitment": "Commitment",
    "evidence": "Evidence",
    "lapse": "Lapse",
    "withdrawal": "Withdrawal or Correction",
}


class HubTransitionChange(models.Model):
    """A step of a company on its way, as it was recorded: written once, never changed."""

    _name = "hub.transition.change"
    _description = "Change of Transition Status"
    _order = "date desc, id desc"

    partner_id = fields.Many2one("res.partner", "Company", required=True, index=True, ondelete="cascade")
    old_status = fields.Selection(STATUS_SELECTION, "From", required=True)
    new_status = fields.Selection(STATUS_SELECTION, "To", required=True, index=True)
    date = fields.Date("Effective On", required=True, index=True, help="The first day of the new status.")
    create_date = fields.Datetime("Recorded On", readonly=True, help="Later than the change where it was back-dated.")
    cause = fields.Selection([(cause, _CAUSE_LABELS[cause]) for cause in CAUSES], required=True)
    direction = fields.Selection(
        [("rise", "Rise"), ("fall", "Fall")], compute="_compute_direction", store=True, precompute=True
    )
    late_recorded_on = fields.Date(
        "Recorded Later On",
        compute="_compute_late_recorded_on",
        help="The day on which it was recorded, where that is after the change took effect.",
    )
    user_id = fields.Many2one(related="partner_id.user_id", string="Account Manager")

    @api.depends("old_status", "new_status")
    def _compute_direction(self):
        for change in self:
            fell = STATUSES.index(change.new_status) < STATUSES.index(change.old_status)
            change.direction = "fall" if fell else "rise"

    @api.depends("date", "create_date")
    def _compute_late_recorded_on(self):
        zone = dates.zone(self.env)
        for change in self:
            recorded_on = change.create_date and dates.day_of(change.create_date, zone)
            change.late_recorded_on = recorded_on if recorded_on and recorded_on > change.date else False

    @api.depends("partner_id", "new_status")
    def _compute_display_name(self):
        labels = dict(self._fields["new_status"]._description_selection(self.env))
        for change in self:
            change.display_name = f"{change.partner_id.display_name} – {labels.get(change.new_status, '')}"

    def action_open_company(self):
        """Open the company that moved."""
        self.ensure_one()
        return self.partner_id._get_records_action()

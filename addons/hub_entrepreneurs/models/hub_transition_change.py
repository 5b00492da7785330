from odoo import api, fields, models

from ..transition import CAUSES

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

    @api.depends("partner_id", "new_status")
    def _compute_display_name(self):
        labels = dict(self._fields["new_status"]._description_selection(self.env))
        for change in self:
            change.display_name = f"{change.partner_id.display_name} – {labels.get(change.new_status, '')}"

    @api.model
    def _search(self, domain, *args, **kwargs):
        # What is still to be computed belongs to the history already.
        self.env["res.partner"]._recompute_model(["transition_status"])
        return super()._search(domain, *args, **kwargs)

from odoo import api, fields, models
from odoo.tools import SQL

from ...domain.transition import CAUSES, STATUSES, UNKNOWN, changes_to_record, changes_until
from ...tools import dates

STATUS_SELECTION = [
    ("unknown", "Unknown"),
    ("aware", "Aware"),
    ("diagnosed", "Diagnosed"),
    ("committed", "Committed"),
    ("in_transition", "In Transition"),
    ("exemplary", "Exemplary"),
]
_CAUSE_LABELS = ("Conversation", "Assessment", "Commitment", "Evidence", "Lapse", "Withdrawal or Correction")


class HubTransitionChange(models.Model):
    """A step of a company on its way, as it was recorded: written once, never changed.

    The steps of a transaction are written as it commits, as core does with what it tracks: what was noted before each
    computation of a status (see models/core/res_partner.py) is compared with the facts as they are then.
    """

    _name = "hub.transition.change"
    _description = "Change of Transition Status"
    _inherit = ["hub.computed.only.mixin", "hub.of.company.mixin", "hub.named.mixin"]
    _order = "date desc, id desc"
    _named_by = ("partner_id", "new_status")

    partner_id = fields.Many2one(ondelete="cascade")
    old_status = fields.Selection(STATUS_SELECTION, "From", required=True)
    new_status = fields.Selection(STATUS_SELECTION, "To", required=True, index=True)
    date = fields.Date("Effective On", required=True, index=True, help="The first day of the new status.")
    create_date = fields.Datetime(
        "Recorded On", readonly=True, help="After the change took effect, if it was recorded later."
    )
    cause = fields.Selection(list(zip(CAUSES, _CAUSE_LABELS, strict=True)), required=True)
    direction = fields.Selection(
        [("rise", "Rise"), ("fall", "Fall")], compute="_compute_direction", store=True, precompute=True
    )
    late_recorded_on = fields.Date(
        "Recorded Later On",
        compute="_compute_late_recorded_on",
        help="The day on which the change was recorded, if that is after it took effect.",
    )
    user_id = fields.Many2one(related="partner_id.user_id", string="Account Manager")

    @api.depends("old_status", "new_status")
    def _compute_direction(self):
        rank = {status: place for place, status in enumerate(STATUSES)}
        for change in self:
            fell = rank.get(change.new_status, 0) < rank.get(change.old_status, 0)
            change.direction = "fall" if fell else "rise"

    @api.depends("date", "create_date")
    def _compute_late_recorded_on(self):
        zone = dates.zone(self.env)
        for change in self:
            recorded_on = change.create_date and dates.day_of(change.create_date, zone)
            change.late_recorded_on = recorded_on if recorded_on and recorded_on > change.date else False

    # Recording

    @api.model
    def _note_status(self, partners):
        """Remember the status of companies before it is computed, so that its steps are recorded at the commit."""
        noted = self.env.cr.precommit.data.setdefault(self._name, {})
        if not noted:
            # As superuser: nobody else writes the history.
            self.env.cr.precommit.add(self.sudo()._record_noted)
        day, partners = dates.today(self.env), partners.filtered("id")
        partners.fetch(["transition_status"])
        for partner in partners:
            status, _day = noted.get(partner.id, (partner.transition_status or UNKNOWN, day))
            noted[partner.id] = status, day

    @api.model
    def _record_noted(self):
        """Record the steps from the status that companies had at the beginning of the transaction to the present one.

        Where it was computed on several days, which only a test does, the last one counts.
        """
        noted = self.env.cr.precommit.data.pop(self._name, {})
        partners = self.env["res.partner"].browse(noted).exists()
        facts_of = partners._transition_facts()
        partners = partners.filtered(lambda partner: partner.id in facts_of or noted[partner.id][0] != UNKNOWN)
        last = dict(self._read_group([("partner_id", "in", partners.ids)], ["partner_id"], ["date:max"]))
        changes = {}
        for partner in partners:
            status, day = noted[partner.id]
            changes[partner.id] = changes_to_record(day, facts_of.get(partner.id, []), status, last.get(partner))
        self._create_changes(changes)

    @api.model
    def _record_anew(self, partners):
        """Tell the history of companies anew from their facts, as if each step had been recorded on its day.

        For companies whose facts were loaded all at once; what was recorded of them before is dropped.
        """
        self.env.flush_all()
        for partner in partners:
            self.env.cr.precommit.data.get(self._name, {}).pop(partner.id, None)
        # As superuser: nobody else writes the history.
        history = self.sudo()
        history.search([("partner_id", "in", partners.ids)]).unlink()
        day = dates.today(self.env)
        facts_of = partners._transition_facts()
        changes = history._create_changes({company: changes_until(day, facts) for company, facts in facts_of.items()})
        if changes:
            changes.flush_recordset()
            self.env.cr.execute(
                SQL("UPDATE hub_transition_change SET create_date = date + TIME '12:00' WHERE id IN %s", changes._ids)
            )
            changes.invalidate_recordset(["create_date"])

    @api.model
    def _create_changes(self, changes_of):
        """Write down the steps of companies: a list of transition.Change by company id."""
        return self.create([
            {
                "partner_id": partner_id,
                "old_status": change.old,
                "new_status": change.new,
                "date": change.day,
                "cause": change.cause,
            }
            for partner_id, changes in changes_of.items()
            for change in changes
        ])  # fmt: skip

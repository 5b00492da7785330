from collections import defaultdict

from odoo import api, fields, models
from odoo.tools.misc import clean_context

from ..models.support.hub_interaction import CHANNEL_SELECTION
from ..tools.actions import open_window
from ..tools.dates import today
from ..tools.once import once

# What every conversation takes over as it stands here.
_SHARED = (
    "date", "duration", "channel", "service_id", "programme_id", "cluster_id", "calendar_event_id", "reportable",
    "note", "follow_up_on", "follow_up_summary",
)  # fmt: skip


class HubInteractionLog(models.TransientModel):
    """A workshop or meeting with many: one conversation with each company, in one go."""

    _name = "hub.interaction.log"
    _description = "Log a Conversation with Many"
    _inherit = ["hub.own.dialog.mixin"]

    partner_ids = fields.Many2many("res.partner", string="Companies and Starters", required=True)
    company_count = fields.Integer("Conversations", compute="_compute_company_count")
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    duration = fields.Float(default=2, help="In hours, for each conversation.")
    channel = fields.Selection(CHANNEL_SELECTION, required=True, default="event")
    service_id = fields.Many2one("hub.service")
    programme_id = fields.Many2one("hub.programme", default=lambda self: self._default_programme_id())
    cluster_id = fields.Many2one(
        "hub.cluster", help="The cluster whose activity it was: it counts for the participation of its members."
    )
    lead_id = fields.Many2one("crm.lead")
    calendar_event_id = fields.Many2one("calendar.event", "Meeting")
    reportable = fields.Boolean(default=True)
    note = fields.Text()
    follow_up_on = fields.Date(help="Becomes an activity of yours on that day, one for each company or starter.")
    follow_up_summary = fields.Char("Follow-Up")

    @api.model
    def _default_programme_id(self):
        interactions = self.env["hub.interaction"]
        programme = interactions._last_of(self.env.user).programme_id
        return programme if programme and programme._runs_on(today(self.env)) else False

    @api.model
    def _action_log(self, **defaults):
        """Return the action that opens the dialog, filled in by field."""
        context = {f"default_{name}": value for name, value in defaults.items() if value}
        return open_window(self.env, "hub_entrepreneurs.hub_interaction_log_action", context=context)

    @api.depends("partner_ids")
    def _compute_company_count(self):
        for log in self:
            log.company_count = len(log.partner_ids.commercial_partner_id)

    @once
    def action_log(self):
        """Log one conversation with each company or starter, and show them."""
        self.ensure_one()
        # Without the defaults that opened this dialog: they are meant for no other record.
        interactions = self.env(context=clean_context(self.env.context))["hub.interaction"].create(self._values())
        domain, context = [("id", "in", interactions.ids)], {"create": False}
        return open_window(self.env, "hub_entrepreneurs.hub_interaction_action", domain=domain, context=context)

    def _values(self):
        """Return the values of the conversations, one for each company, with its person where that is clear."""
        persons = defaultdict(self.env["res.partner"].browse)
        for partner in self.partner_ids:
            company = partner.commercial_partner_id
            persons[company] |= partner - company
        shared = {name: self._fields[name].convert_to_write(self[name], self) for name in _SHARED}
        with_lead = self.lead_id.partner_id.commercial_partner_id
        return [
            {
                **shared,
                "partner_id": company.id,
                "contact_id": people.id if len(people) == 1 else False,
                "lead_id": self.lead_id.id if company == with_lead else False,
            }
            for company, people in persons.items()
        ]

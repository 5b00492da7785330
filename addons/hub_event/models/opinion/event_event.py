from odoo import fields, models

from odoo.addons.hub_entrepreneurs.tools.actions import open_rows
from odoo.addons.hub_entrepreneurs.tools.groups import READER


class EventEvent(models.Model):
    """An action asks its participants what they think of it, once it is over."""

    _inherit = "event.event"

    asks_opinion = fields.Boolean(
        "Asks What Participants Think",
        default=True,
        groups=READER,
        help="Once it is over, who was there gets one question: how satisfied they are.",
    )

    # What everybody sees of the answers: the sums behind the average, as they were told last.
    told_opinions = fields.Integer(readonly=True, copy=False, aggregator=None, groups=READER)
    told_scores = fields.Integer("Told Sum of the Scores", readonly=True, copy=False, aggregator=None, groups=READER)
    told_satisfied = fields.Integer(readonly=True, copy=False, aggregator=None, groups=READER)

    def action_open_opinions(self):
        """Open the answers of the participants."""
        action = open_rows(self, "hub_event.hub_action_opinion_action", "event_id")
        return {**action, "display_name": self.name, "context": {}}

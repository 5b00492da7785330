from odoo import api, models

from .hub_fact_source_mixin import Part


class HubCommitment(models.Model):
    """What a company agreed to counts on the day of the agreement, and on the day on which it was done or dropped."""

    _name = "hub.commitment"
    _inherit = ["hub.commitment", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {
            "commitment_agreed": self.env._("Commitment Agreed"),
            "commitment_done": self.env._("Commitment Done"),
            "commitment_dropped": self.env._("Commitment Dropped"),
        }

    @api.model
    def _fact_parts(self):
        days = {"agreed": "agreed_on", "done": "done_on", "dropped": "dropped_on"}
        what = {"partner_id": "partner_id", "user_id": "user_id", "service_id": "service_id"}
        return [Part(f"commitment_{step}", {**what, "date": day}, [(day, "!=", False)]) for step, day in days.items()]

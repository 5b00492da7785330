from odoo import api, models
from odoo.fields import Domain

from odoo.addons.hub_reporting.models.facts.hub_fact_source_mixin import Part

_OF_ACTION = {
    "event_id": "event_id",
    "action_type_id": "event_id.action_type_id",
    "country_id": "event_id.country_id",
}


class HubOutcome(models.Model):
    """An outcome counts for the action that it came of.

    What a company attested in a statement counts besides as what it is more than at the baseline: all of it, whatever
    part of it is the agency's doing.
    """

    _inherit = "hub.outcome"

    @api.model
    def _fact_kinds(self):
        return {**super()._fact_kinds(), "outcome_attested": self.env._("More Than at the Baseline")}

    @api.model
    def _fact_parts(self):
        parts = [part._replace(columns={**part.columns, **_OF_ACTION}) for part in super()._fact_parts()]
        [outcome] = [part for part in parts if part.kind == "outcome"]
        attested = Domain("statement_id", "!=", False) & Domain("proof_level", "=", "attested")
        columns = {**outcome.columns, "amount": "value", "service_id": "service_id"}
        return [*parts, Part("outcome_attested", columns, Domain(outcome.domain) & attested)]

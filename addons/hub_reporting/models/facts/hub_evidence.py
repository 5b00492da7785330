from odoo import api, models
from odoo.fields import Domain

from .hub_fact_source_mixin import Part


class HubEvidence(models.Model):
    """Verified evidence is valid for its period; it is gained on the first day, and lapses after the last one."""

    _name = "hub.evidence"
    _inherit = ["hub.evidence", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {
            "evidence": self.env._("Valid Evidence"),
            "evidence_gained": self.env._("Evidence Gained"),
            "evidence_ended": self.env._("Last Day of Evidence"),
        }

    @api.model
    def _fact_parts(self):
        verified, ended = Domain("state", "=", "verified"), Domain("date_end", "!=", False)
        what = {"partner_id": "partner_id", "user_id": "user_id", "detail": "scheme_id.kind"}
        return [
            Part("evidence", {**what, "date": "date_start", "date_end": "date_end"}, verified),
            Part("evidence_gained", {**what, "date": "date_start"}, verified),
            Part("evidence_ended", {**what, "date": "date_end"}, verified & ended),
        ]

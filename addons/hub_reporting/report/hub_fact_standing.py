from odoo import api, fields, models


class HubFact(models.Model):
    """An assessment tells its band, too."""

    _inherit = "hub.fact"

    band_id = fields.Many2one("hub.assessment.band", readonly=True, help="Of an assessment.")

    @api.model
    def _get_lasting_kinds(self):
        """Return the kinds of facts that go on from a first day to a last one."""
        return {part.kind for part in self._get_parts() if "date_end" in part.columns}

    @api.model
    def _get_kinds_of_somebody(self):
        """Return the kinds of facts that are about a company or a person."""
        somebody = {"partner_id", "person_id"}
        return {part.kind for part in self._get_parts() if not somebody.isdisjoint(part.columns)}

    @api.model
    def _get_parts(self):
        return [part for source in self._get_sources() for part in source._fact_parts()]

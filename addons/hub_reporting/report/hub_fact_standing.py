from odoo import api, fields, models


class HubFact(models.Model):
    """An assessment tells its band, too."""

    _inherit = "hub.fact"

    band_id = fields.Many2one("hub.assessment.band", readonly=True, help="Of an assessment.")

    @api.model
    def _get_lasting_kinds(self):
        """Return the kinds of facts that go on from a first day to a last one."""
        parts = (part for source in self._get_sources() for part in source._fact_parts())
        return {part.kind for part in parts if "date_end" in part.columns}

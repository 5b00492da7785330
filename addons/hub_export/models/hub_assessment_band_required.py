from odoo import api, models


class HubAssessmentBand(models.Model):
    """A band that a stage of a pipeline requires stays as long as it does."""

    _inherit = "hub.assessment.band"

    def write(self, vals):
        result = super().write(vals)
        # The gate remembers at which score a required band starts.
        if vals.keys() & {"min_score", "framework_id"}:
            self.env.registry.clear_cache()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_required(self):
        self.env["hub.stage.requirement"]._refuse_where_required(
            [("min_band_id", "in", self.ids)],
            lambda requirement: self.env._(
                "Band: the stage %(stage)s requires “%(band)s”. Let the stage require another band first, under "
                "Configuration › Stage Requirements.",
                stage=requirement.stage_id.name,
                band=requirement.min_band_id.name,
            ),
        )

from odoo import api, models


class HubAssessmentBand(models.Model):
    """A band that a stage of a pipeline requires stays as long as it does."""

    _inherit = "hub.assessment.band"

    def write(self, vals):
        result = super().write(vals)
        # The gate remembers its requirements, and what they are called.
        self.env.registry.clear_cache()
        return result

    def update_field_translations(self, field_name, translations, source_lang=""):
        result = super().update_field_translations(field_name, translations, source_lang=source_lang)
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

from odoo import api, models


class HubAssessmentFramework(models.Model):
    """A framework that a stage of a pipeline requires stays as long as it does."""

    _inherit = "hub.assessment.framework"

    def write(self, vals):
        if "active" in vals and not vals["active"]:
            self._require_unnamed()
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
        self._require_unnamed()

    def _require_unnamed(self):
        self.env["hub.stage.requirement"]._refuse_where_required(
            ["|", ("framework_id", "in", self.ids), ("min_band_id.framework_id", "in", self.ids)],
            lambda requirement: self.env._(
                "Framework: the stage %(stage)s requires %(framework)s (“%(requirement)s”). Let the stage require "
                "another framework first, under Configuration › Stage Requirements.",
                stage=requirement.stage_id.name,
                framework=(requirement.framework_id or requirement.min_band_id.framework_id).display_name,
                requirement=requirement._short_name(),
            ),
        )

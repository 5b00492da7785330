from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class HubStageRequiredMixin(models.AbstractModel):
    """What a stage of a pipeline may require: it stays as long as it is."""

    _name = "hub.stage.required.mixin"
    _description = "Required by a Stage"
    _inherit = ["hub.cached.mixin"]

    # The fields of requirements, as paths, that name these records.
    _required_by = ()

    def write(self, vals):
        if "active" in vals and not vals["active"]:
            self._check_not_required()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_required(self):
        self._check_not_required()

    def _check_not_required(self):
        """Refuse to take something away that a requirement names."""
        # As superuser: who manages frameworks need not read pipelines.
        requirements = self.env["hub.stage.requirement"].sudo()
        named = Domain.OR(Domain(path, "in", self.ids) for path in self._required_by)
        if requirement := requirements.search(named, limit=1):
            raise ValidationError(self._get_required_message(requirement))

    @api.model
    def _get_required_message(self, requirement):
        """Return the sentence that says which stage requires it, and what to do."""
        raise NotImplementedError


class HubAssessmentFramework(models.Model):
    """A framework whose bands or plans a stage may require."""

    _name = "hub.assessment.framework"
    _inherit = ["hub.assessment.framework", "hub.stage.required.mixin"]
    _required_by = ("framework_id", "min_band_id.framework_id")

    @api.model
    def _get_required_message(self, requirement):
        return self.env._(
            "The stage %(stage)s requires %(framework)s (“%(requirement)s”). Choose another framework for the stage "
            "first, under Configuration › Stage Requirements.",
            stage=requirement.stage_id.name,
            framework=(requirement.framework_id or requirement.min_band_id.framework_id).display_name,
            requirement=requirement._get_short_name(),
        )


class HubAssessmentBand(models.Model):
    """A band that a stage may require."""

    _name = "hub.assessment.band"
    _inherit = ["hub.assessment.band", "hub.stage.required.mixin"]
    _required_by = ("min_band_id",)

    @api.model
    def _get_required_message(self, requirement):
        return self.env._(
            "The stage %(stage)s requires the band “%(band)s”. Choose another band for the stage first, under "
            "Configuration › Stage Requirements.",
            stage=requirement.stage_id.name,
            band=requirement.min_band_id.name,
        )


class HubEvidenceScheme(models.Model):
    """A scheme whose evidence a stage may require."""

    _name = "hub.evidence.scheme"
    _inherit = ["hub.evidence.scheme", "hub.stage.required.mixin"]
    _required_by = ("scheme_id",)

    @api.model
    def _get_required_message(self, requirement):
        return self.env._(
            "The stage %(stage)s requires evidence of %(scheme)s. Change the requirements of the stage first, under "
            "Configuration › Stage Requirements.",
            stage=requirement.stage_id.name,
            scheme=requirement.scheme_id.name,
        )

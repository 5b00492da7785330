from odoo import api, models
from odoo.exceptions import ValidationError


class HubStageRequiredMixin(models.AbstractModel):
    """What a stage of a pipeline may require: it stays as long as it is."""

    _name = "hub.stage.required.mixin"
    _description = "Required by a Stage"
    _inherit = ["hub.gate.mixin"]

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
        requirement = self.env["hub.stage.requirement"].sudo().search(self._domain_requirements(), limit=1)
        if requirement:
            raise ValidationError(self._get_required_message(requirement))

    def _domain_requirements(self):
        """Return the domain of the requirements that name one of these records."""
        raise NotImplementedError

    @api.model
    def _get_required_message(self, requirement):
        """Return the sentence that says which stage requires it, and what to do."""
        raise NotImplementedError


class HubAssessmentFramework(models.Model):
    """A framework whose bands or plans a stage may require."""

    _name = "hub.assessment.framework"
    _inherit = ["hub.assessment.framework", "hub.stage.required.mixin"]

    def _domain_requirements(self):
        return ["|", ("framework_id", "in", self.ids), ("min_band_id.framework_id", "in", self.ids)]

    @api.model
    def _get_required_message(self, requirement):
        return self.env._(
            "Framework: the stage %(stage)s requires %(framework)s (“%(requirement)s”). Let the stage require "
            "another framework first, under Configuration › Stage Requirements.",
            stage=requirement.stage_id.name,
            framework=(requirement.framework_id or requirement.min_band_id.framework_id).display_name,
            requirement=requirement._get_short_name(),
        )


class HubAssessmentBand(models.Model):
    """A band that a stage may require."""

    _name = "hub.assessment.band"
    _inherit = ["hub.assessment.band", "hub.stage.required.mixin"]

    def _domain_requirements(self):
        return [("min_band_id", "in", self.ids)]

    @api.model
    def _get_required_message(self, requirement):
        return self.env._(
            "Band: the stage %(stage)s requires “%(band)s”. Let the stage require another band first, under "
            "Configuration › Stage Requirements.",
            stage=requirement.stage_id.name,
            band=requirement.min_band_id.name,
        )


class HubEvidenceScheme(models.Model):
    """A scheme whose evidence a stage may require."""

    _name = "hub.evidence.scheme"
    _inherit = ["hub.evidence.scheme", "hub.stage.required.mixin"]

    def _domain_requirements(self):
        return [("scheme_id", "in", self.ids)]

    @api.model
    def _get_required_message(self, requirement):
        return self.env._(
            "Scheme: the stage %(stage)s requires evidence of %(scheme)s. Let the stage require something else "
            "first, under Configuration › Stage Requirements.",
            stage=requirement.stage_id.name,
            scheme=requirement.scheme_id.name,
        )

from odoo import api, models
from odoo.exceptions import UserError

from ...tools.turns import take_turns


class HubAssessmentFrozenMixin(models.AbstractModel):
    """A framework or a part of one: once an assessment uses it, it stays as it is.

    Otherwise two scores of one framework would not mean the same. What no score rests on may still change: a
    translation, the services that fit, the period in which a framework is used, and whether it is archived.
    """

    _name = "hub.assessment.frozen.mixin"
    _description = "Part of an Assessment Framework"
    _inherit = ["hub.pointing.mixin"]

    # Fields that may change at any time; the lists of parts are here because each part speaks for itself.
    _free_fields = frozenset()

    def _frameworks(self):
        """Return the frameworks that these records belong to."""
        return self.framework_id

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._require_unused()
        return records

    def write(self, vals):
        frozen = not all(self._is_translation(name, vals[name]) for name in vals.keys() - self._free_fields)
        if frozen:
            self._require_unused()
        result = super().write(vals)
        if frozen:
            # It may have been moved into another framework.
            self._require_unused()
        return result

    def update_field_translations(self, field_name, translations, source_lang=""):
        # The wording that counts is the English one: translations of it may be corrected.
        if "en_US" in translations and field_name not in self._free_fields:
            self._require_unused()
        return super().update_field_translations(field_name, translations, source_lang=source_lang)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        self._require_unused()

    def _is_translation(self, name, value):
        """Tell whether writing this leaves the English wording as it is."""
        translated = getattr(self._fields.get(name), "translate", False)
        in_english = (self.env.lang or "en_US") == "en_US"
        # Core writes the present wording again when it has stored translations.
        return translated and (not in_english or all(record[name] == value for record in self))

    def _require_unused(self):
        """Refuse where an assessment uses the framework, and keep others from starting to use it meanwhile."""
        frameworks = self._frameworks().sudo()
        used = frameworks.filtered("is_in_use")[:1]
        if used:
            raise UserError(
                self.env._(
                    "Assessments use %(framework)s, so its dimensions, questions, weights and bands can't be changed "
                    "any more. Make a new version of it with the button New Version, and change that version.",
                    framework=used.display_name,
                )
            )
        take_turns(frameworks)

"""What an import asks of models that have something of their own to say to it."""

from odoo import api, models

from ...domain import nace


class HubAssessmentAnswer(models.Model):
    """Imported answers fill in the rows that wait for them: core creates what an import brings in one method.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_import.
    """

    _inherit = "hub.assessment.answer"

    def _load_records_create(self, vals_list):
        return self._create_or_fill(vals_list)


class HubNace(models.Model):
    """A code that an import writes out with a version it does not have is refused with the reason.

    An import looks a text up with ``name_search`` and ``=``, and only says that it found nothing.

    Core: odoo/orm/models.py and base/models/ir_fields.py, 19.0. Contract: test_core_import.
    """

    _inherit = "hub.nace"

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        found = super().name_search(name, domain, operator, limit)
        if operator == "=" and isinstance(name, str):
            self._refuse_wrong_version(nace.read(name), found)
        return found

import logging

from odoo import api, models
from odoo.tools import SQL

from ...domain.once_only import asked_again

_logger = logging.getLogger(__name__)


class HubCbeValue(models.Model):
    """Once only: when a server has loaded the database, it looks whether a form asks for what the register says."""

    _inherit = "hub.cbe.value"

    def _register_hook(self):
        super()._register_hook()
        for view, field in self._get_asked_again():
            _logger.error(
                "%s asks companies for “%s”, which the enterprise register says. Take the question out of the form.",
                view,
                field,
            )

    @api.model
    def _get_asked_again(self):
        """Return the pages of ours that ask for fields that the register fills: pairs of a view and a field."""
        fields = {*self._get_field_names(), "legal_form_id", "situation_id", "establishment_ids"}
        pages = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT data.module || '.' || data.name, arch.value
                  FROM ir_ui_view AS view
                  JOIN ir_model_data AS data
                    ON data.model = 'ir.ui.view' AND data.res_id = view.id AND data.module ^@ 'hub_'
            CROSS JOIN LATERAL jsonb_each_text(view.arch_db) AS arch
                 WHERE view.type = 'qweb' AND view.active AND arch.key = 'en_US'
              ORDER BY 1
                """
            )
        )
        return [(name, field) for name, arch in pages for field in asked_again(arch, fields)]

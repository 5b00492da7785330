from odoo import api, models
from odoo.tools import SQL

DOCUMENTED = "documented"
# What was agreed stands in the note, or in a document.
_DOCUMENTED = SQL(
    """CASE WHEN hub_interaction.note ~ '\\S' OR EXISTS (
                SELECT FROM ir_attachment
                 WHERE res_model = 'hub.interaction' AND res_id = hub_interaction.id AND res_field IS NULL)
            THEN %s END""",
    DOCUMENTED,
)


class HubInteraction(models.Model):
    """A conversation tells whether it left something in writing."""

    _inherit = "hub.interaction"

    @api.model
    def _fact_parts(self):
        return [part._replace(columns={**part.columns, "detail": _DOCUMENTED}) for part in super()._fact_parts()]

from odoo import models

# What a document is, and whose.
_CONTENT = {"name", "type", "url", "raw", "datas", "db_datas", "store_fname", "mimetype", "res_model", "res_id"}


class IrAttachment(models.Model):
    """The rows that a document proves are told when it is swapped or taken away, as they are when they are written."""

    _inherit = "ir.attachment"

    def write(self, vals):
        proven = [] if vals.keys().isdisjoint(_CONTENT) else self._get_proven_rows()
        result = super().write(vals)
        for rows in proven:
            rows._documents_changed()
        return result

    def unlink(self):
        proven = self._get_proven_rows()
        result = super().unlink()
        for rows in proven:
            rows.exists()._documents_changed()
        return result

    def _get_proven_rows(self):
        """Return the rows that these documents prove, as superuser, a recordset for each model."""
        models_proven = self.env.registry.descendants(["hub.documented.mixin"], "_inherit")
        # As superuser: who may change a document need not see all that rests on it.
        own = self.sudo().filtered(lambda document: document.res_id and document.res_model in models_proven)
        return [
            self.env[model].sudo().search([("attachment_ids", "in", documents.ids)])
            for model, documents in own.grouped("res_model").items()
        ]

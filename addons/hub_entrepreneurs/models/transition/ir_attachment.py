from odoo import models

# What a document is, and whose.
_CONTENT = {"name", "type", "url", "raw", "datas", "db_datas", "store_fname", "mimetype", "res_model", "res_id"}


class IrAttachment(models.Model):
    """A document of evidence that is swapped or taken away needs another look, as the evidence's own values do."""

    _inherit = "ir.attachment"

    def write(self, vals):
        if not vals.keys().isdisjoint(_CONTENT):
            self._reopen_evidence()
        return super().write(vals)

    def unlink(self):
        self._reopen_evidence()
        return super().unlink()

    def _reopen_evidence(self):
        # As superuser: who may change the document may not decide on the evidence.
        documents = self.sudo().filtered(lambda document: document.res_model == "hub.evidence" and document.res_id)
        if documents:
            evidence = self.env["hub.evidence"].sudo().search([("attachment_ids", "in", documents.ids)])
            evidence._undecide(self.env.user)

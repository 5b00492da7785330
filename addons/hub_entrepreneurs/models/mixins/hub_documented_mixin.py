from odoo import Command, api, fields, models


class HubDocumentedMixin(models.AbstractModel):
    """A row that documents prove: they are its own, so that whoever sees the row sees them.

    What is uploaded before a row is saved belongs to nothing, and only its author would ever see it. What belongs to
    another record is copied: it would change, or vanish, with that one.
    """

    _name = "hub.documented.mixin"
    _description = "Proven by Documents"

    attachment_ids = fields.Many2many("ir.attachment", string="Documents", bypass_search_access=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._take_documents()
        return rows

    def write(self, vals):
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._take_documents()
        return result

    def _documents_changed(self):
        """See to what rests on the documents of these rows, of which one was changed or deleted."""

    def _take_documents(self):
        # As superuser: whoever attaches a document may read it, and that was asked before.
        for row in self.sudo():
            for document in row.attachment_ids:
                own = {"res_model": row._name, "res_id": row.id}
                if not document.res_id:
                    document.write(own)
                elif (document.res_model, document.res_id) != (row._name, row.id):
                    row.attachment_ids = [Command.unlink(document.id), Command.link(document.copy(own).id)]

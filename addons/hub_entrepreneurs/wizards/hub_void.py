from odoo import api, fields, models
from odoo.exceptions import UserError

from ..domain.values import ids_of
from ..tools.once import once


class HubVoid(models.TransientModel):
    """Void rows that were typed wrong: each of them keeps who voided it, and why."""

    _name = "hub.void"
    _description = "Void"
    _inherit = ["hub.own.dialog.mixin"]

    res_model = fields.Char(required=True, readonly=True)
    res_ids = fields.Json(required=True, readonly=True)
    row_count = fields.Integer("Rows", compute="_compute_row_count")
    names = fields.Text("What Is Voided", compute="_compute_row_count")
    reason = fields.Char(help="What was wrong. It stays in sight.")

    def _get_rows(self):
        """Return the rows, in the name of the user; nothing of a model that can't be voided."""
        voidable = self.env.registry.descendants(["hub.voidable.mixin"], "_inherit")
        if self.res_model not in voidable:
            raise UserError(self.env._("This can't be voided. Close the dialog."))
        return self.env[self.res_model].browse(ids_of(self.res_ids)).exists()

    @api.depends("res_model", "res_ids")
    def _compute_row_count(self):
        for dialog in self:
            rows = dialog._get_rows() if dialog.res_model else ()
            dialog.row_count = len(rows)
            dialog.names = "\n".join(row.display_name for row in rows[:10])

    @once
    def action_void(self):
        """Void the rows."""
        reason = (self.reason or "").strip()
        if not reason:
            raise UserError(self.env._("Reason: say what was wrong."))
        self._get_rows()._void(reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

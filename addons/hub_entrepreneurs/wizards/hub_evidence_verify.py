from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.transition.hub_evidence import VERIFIED_FIELDS
from ..tools.once import once


class HubEvidenceVerify(models.TransientModel):
    """Verify evidence with its documents in sight; where there is none, say what stands for it.

    What is verified is what was shown: documents that changed in the meantime are to be looked at anew.
    """

    _name = "hub.evidence.verify"
    _description = "Verify Evidence"
    _inherit = ["hub.own.dialog.mixin"]

    evidence_id = fields.Many2one("hub.evidence", required=True, readonly=True, ondelete="cascade")
    partner_id = fields.Many2one(related="evidence_id.partner_id")
    version_id = fields.Many2one(related="evidence_id.version_id")
    level_id = fields.Many2one(related="evidence_id.level_id")
    scope = fields.Selection(related="evidence_id.scope")
    date_start = fields.Date(related="evidence_id.date_start")
    date_end = fields.Date(related="evidence_id.date_end")
    reference = fields.Char(related="evidence_id.reference")
    entered_by_id = fields.Many2one(related="evidence_id.user_id")
    attachment_ids = fields.Many2many(related="evidence_id.attachment_ids")
    shown = fields.Char(compute="_compute_shown", store=True, precompute=True, exportable=False)
    reason = fields.Text(help="What you saw or asked instead of a document.")

    # On purpose not on the documents: it says which ones the dialog was opened with.
    @api.depends("evidence_id")
    def _compute_shown(self):
        for dialog in self:
            dialog.shown = dialog._get_present()

    def _get_present(self):
        """Return what is vouched for as it is now, documents included, as text to compare."""
        checksums = self.evidence_id.attachment_ids.sorted("id").mapped("checksum")
        return repr((self.evidence_id.read(sorted(VERIFIED_FIELDS), load=None), checksums))

    @once
    def action_verify(self):
        """Declare the evidence true."""
        if self.shown != self._get_present():
            raise UserError(
                self.env._("This evidence was changed while you looked at it. Close the dialog, and look at it again.")
            )
        self.evidence_id._verify(self.reason)
        return {"type": "ir.actions.act_window_close"}

    @once
    def action_reject(self):
        """Declare the evidence not proven."""
        self.evidence_id.action_reject()
        return {"type": "ir.actions.act_window_close"}

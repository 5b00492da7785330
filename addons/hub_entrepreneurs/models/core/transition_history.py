from odoo import models


class ResPartner(models.Model):
    """The status of a company is noted before it is computed anew, so that its steps can be recorded at the commit.

    Core leads each computation of a stored field through `_compute_field_value`, with the fields protected, so that
    they still read as they were before; `mail.thread` tracks values in the same place.

    Core: odoo/orm/fields.py and mail/models/mail_thread.py, 19.0. Contract: test_core_transition_history.
    """

    _inherit = "res.partner"

    def _compute_field_value(self, field):
        if field.compute == "_compute_transition_status":
            self.env["hub.transition.change"]._note_status(self)
        return super()._compute_field_value(field)

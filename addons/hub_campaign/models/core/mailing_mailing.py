from odoo import models


class MailingMailing(models.Model):
    """Nobody gets two mailings of one wave: whom another one went to, in whichever language, counts as seen.

    Core: mass_mailing/models/mailing.py, 19.0. Contract: test_core_mail.
    """

    _inherit = "mailing.mailing"

    def _get_seen_list(self):
        seen = super()._get_seen_list()
        others = (self.wave_id.mailing_ids - self) if self.wave_id else self.browse()
        if others:
            # As superuser: an address is written to once, whoever sends.
            traces = self.env["mailing.trace"].sudo()
            written = [("mass_mailing_id", "in", others.ids), ("trace_status", "not in", ("cancel", "error"))]
            seen |= {email for [email] in traces._read_group(written, ["email"]) if email}
        return seen

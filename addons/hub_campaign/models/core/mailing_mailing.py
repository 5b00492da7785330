from odoo import models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.groups import may_know


class MailingMailing(models.Model):
    """Nobody gets two mailings of one wave: whom another one went to, in whichever language, counts as seen.

    The filter of a mailing finds what its author may find, also when a scheduled action sends it as superuser.

    Core: mass_mailing/models/mailing.py, 19.0. Contract: test_core_mail.
    """

    _inherit = "mailing.mailing"

    def _parse_mailing_domain(self):
        return self._domain_of_author("mailing_domain", Domain(super()._parse_mailing_domain()))

    def _get_seen_list(self):
        seen = super()._get_seen_list()
        others = (self.wave_id.mailing_ids - self) if self.wave_id else self.browse()
        if others:
            # As superuser: an address is written to once, whoever sends.
            traces = self.env["mailing.trace"].sudo()
            written = [("mass_mailing_id", "in", others.ids), ("trace_status", "not in", ("cancel", "error"))]
            seen |= {email for [email] in traces._read_group(written, ["email"]) if email}
        return seen

    def _action_send_statistics(self):
        """Send no numbers to somebody who may not know whom a mailing went to: core looks links up as superuser."""
        closed = self.filtered(
            lambda each: each.rests_on_personal_data and each.user_id and not may_know(each.with_user(each.user_id).env)
        )
        closed.kpi_mail_required = False
        return super(MailingMailing, self - closed)._action_send_statistics()

from odoo import models


class MailingTrace(models.Model):
    """What comes of a mailing moves its members on. Opening it is no response: mail programs do that."""

    _inherit = "mailing.trace"

    def set_sent(self, domain=None):
        traces = super().set_sent(domain)
        for members, wave in traces._members_by_wave():
            members._note_contact(wave)
        return traces

    def set_clicked(self, domain=None):
        traces = super().set_clicked(domain)
        for members, wave in traces._members_by_wave():
            members._note_response("click", wave)
        return traces

    def set_replied(self, domain=None):
        traces = super().set_replied(domain)
        for members, wave in traces._members_by_wave():
            members._note_response("reply", wave)
        return traces

    def _members_by_wave(self):
        """Yield the campaign members that these traces are of, with the wave of their mailing.

        :rtype: Iterator[tuple[hub.campaign.member, hub.campaign.wave]]
        """
        # As superuser: a reader who clicks is nobody's colleague.
        traces = self.sudo().filtered(lambda trace: trace.model == "hub.campaign.member" and not trace.is_test_trace)
        for wave, same in traces.grouped(lambda trace: trace.mass_mailing_id.wave_id).items():
            yield self.env["hub.campaign.member"].sudo().browse(same.mapped("res_id")).exists(), wave

from odoo import fields, models

# What statistics take over from their mailing, for their access rules.
_OF_MAILINGS = ("campaign_id", "user_id", "rests_on_personal_data")


class MailingTrace(models.Model):
    """What comes of a mailing moves its members on. Opening it is no response: mail programs do that."""

    _inherit = "mailing.trace"

    def set_sent(self, domain=None):
        traces = super().set_sent(domain)
        for members, wave in traces._get_members_by_wave():
            members._note_contact(wave)
        return traces

    def set_clicked(self, domain=None):
        traces = super().set_clicked(domain)
        for members, wave in traces._get_members_by_wave():
            members._note_response("click", wave)
        return traces

    def set_replied(self, domain=None):
        traces = super().set_replied(domain)
        for members, wave in traces._get_members_by_wave():
            members._note_response("reply", wave)
        return traces

    def _get_members_by_wave(self):
        """Yield the campaign members that these traces are of, with the wave of their mailing.

        :rtype: Iterator[tuple[hub.campaign.member, hub.campaign.wave]]
        """
        # As superuser: a reader who clicks is nobody's colleague.
        traces = self.sudo().filtered(lambda trace: trace.model == "hub.campaign.member" and not trace.is_test_trace)
        for wave, same in traces.grouped(lambda trace: trace.mass_mailing_id.wave_id).items():
            yield self.env["hub.campaign.member"].sudo().browse(same.mapped("res_id")).exists(), wave


class MailingTraceReport(models.Model):
    """Statistics of mailings know their campaign, so that each user sees those of the own campaigns."""

    _inherit = "mailing.trace.report"

    campaign_id = fields.Many2one("utm.campaign", "Sector Campaign", readonly=True)
    user_id = fields.Many2one("res.users", "Responsible", readonly=True)
    rests_on_personal_data = fields.Boolean("Uses Personal Data", readonly=True)

    def _report_get_request_select_items(self):
        items = super()._report_get_request_select_items()
        return [*items, *(f"mailing.{name} AS {name}" for name in _OF_MAILINGS)]

    def _report_get_request_group_by_items(self):
        items = super()._report_get_request_group_by_items()
        return [*items, *(f"mailing.{name}" for name in _OF_MAILINGS)]

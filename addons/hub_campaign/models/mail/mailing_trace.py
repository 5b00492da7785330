from odoo import fields, models

from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC

from ...domain import machines
from ...tools.quiet import ANSWERED_BY_MACHINE, JUDGED_LATER

# What statistics take over from their mailing, for their access rules.
_OF_MAILINGS = ("campaign_id", "user_id", "rests_on_personal_data")


class MailingTrace(models.Model):
    """What comes of a mailing moves its members on. Opening it is no response: mail programs do that.

    Nor is what a machine does; a click that may be a machine's is kept as doubtful, and a later one counts.
    """

    _inherit = "mailing.trace"

    email_others = fields.Char(
        "Other Email Addresses", readonly=True, help="The addresses behind the first one that the mail went to as well."
    )

    doubtful_click_on = fields.Datetime(
        "Doubtful Click",
        readonly=True,
        help="The last click that may be that of a program which looks into mails. It does not count as a response.",
    )

    def set_sent(self, domain=None):
        traces = super().set_sent(domain)
        for members, wave in traces._get_members_by_wave():
            members._note_contact(wave)
        return traces

    def set_opened(self, domain=None):
        if self._is_of_machine():
            return self
        return super().set_opened(domain)

    def set_clicked(self, domain=None):
        if self._is_of_machine():
            return self
        traces = super().set_clicked(domain)
        for members, wave in traces._get_members_by_wave():
            members._note_response("click", wave)
        return traces

    def set_replied(self, domain=None):
        if self._is_of_machine():
            return self
        traces = super().set_replied(domain)
        for members, wave in traces._get_members_by_wave():
            members._note_response("reply", wave)
        return traces

    def _is_of_machine(self):
        """Tell whether what happens is no response, or not yet known to be one."""
        return any(self.env.context.get(key) is AUTOMATIC for key in (JUDGED_LATER, ANSWERED_BY_MACHINE))

    def _judge_clicks(self):
        """Count the clicks on these mails as a response, or keep them as doubtful: see ``domain/machines.py``."""
        for trace in self:
            clicks = [(click.create_date, click.link_id.id) for click in trace.links_click_ids]
            if trace.model != "hub.campaign.member" or trace._has_reader(clicks):
                trace.set_opened()
                trace.set_clicked()
            else:
                trace._doubt_clicks()

    def _has_reader(self, clicks):
        links = self.mass_mailing_id._get_links()
        return machines.first_click(self.sent_datetime, clicks, links.ids) is not None

    def _doubt_clicks(self):
        """Keep that the clicks on these mails may be those of a program, and take back what an earlier one said."""
        counted = self.filtered("links_click_datetime")
        self.write({"doubtful_click_on": fields.Datetime.now(), "links_click_datetime": False})
        for members, _wave in self._get_members_by_wave():
            members._note_doubt()
        for members, wave in counted._get_members_by_wave():
            members._take_click_back(wave)

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

from odoo import api, models, tools

from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC

from ...domain.machines import is_automatic_answer
from ...tools.quiet import ANSWERED_BY_MACHINE


class MailThread(models.AbstractModel):
    """An answer that no human being wrote is kept, and is no response.

    Core: mail/models/mail_thread.py and mass_mailing/models/mail_thread.py, 19.0. Contract: test_core_responses.
    """

    _inherit = "mail.thread"

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        references = message_dict.get("references") or message_dict.get("in_reply_to") or ""
        answered = tools.mail.mail_header_msgid_re.findall(references)
        if answered and is_automatic_answer(
            dict(message.items()), message.get_content_type(), self._get_sent(answered)
        ):
            self = self.with_context(**{ANSWERED_BY_MACHINE: AUTOMATIC})  # noqa: PLW0642
        return super()._message_route_process(message, message_dict, routes)

    @api.model
    def _get_sent(self, message_ids):
        """Return the subjects of the mailings that these messages are of."""
        # As superuser: the gateway is no reader of mailings.
        traces = self.env["mailing.trace"].sudo().search([("message_id", "in", message_ids)])
        return [mailing.subject for mailing in traces.mass_mailing_id]

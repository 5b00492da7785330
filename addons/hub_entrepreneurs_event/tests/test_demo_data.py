from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.base.models.ir_actions_report import IrActionsReport
from odoo.addons.hub_entrepreneurs.tests.common import HubCase


@tagged("post_install", "-at_install")
class TestDemoData(HubCase):
    """What core's demo data do to a demo of Hub."""

    def test_events_need_no_program_for_pdf(self):
        templates = self.env["mail.template"]
        mails = templates.search([("model", "=", "event.registration")])
        ticket = self.env.ref("event.action_report_event_registration_full_page_ticket")
        mails[0].report_template_ids = ticket
        with patch.object(IrActionsReport, "get_wkhtmltopdf_state", return_value="ok"):
            templates._leave_out_tickets_without_program()
        self.assertEqual(mails[0].report_template_ids, ticket)
        with patch.object(IrActionsReport, "get_wkhtmltopdf_state", return_value="install"):
            templates._leave_out_tickets_without_program()
        self.assertFalse(mails.report_template_ids)

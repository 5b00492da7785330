from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase


class TestCoreResponses(CoreCase):
    """A click and an answer pass through one place each, and count there."""

    def test_a_click_is_kept_and_then_counted(self):
        self.assertParameters("link.tracker.click", "add_click", "code", "route_values")
        self.assertInOrder(
            self.source("link.tracker.click", "add_click"),
            ["super(", "click.mailing_trace_id.set_opened()", "click.mailing_trace_id.set_clicked()", "return click"],
            "a click is counted in another way",
        )

    def test_an_answer_is_counted_and_then_posted(self):
        self.assertParameters("mail.thread", "_message_route_process", "message", "message_dict", "routes")
        self.assertInOrder(
            self.source("mail.thread", "_message_route_process"),
            ["mail_header_msgid_re.findall(", "self.env['mailing.trace'].set_opened(", "set_replied(", "super("],
            "an answer is counted in another way",
        )

    def test_parameters_of_what_counts(self):
        for name in ("set_sent", "set_opened", "set_clicked", "set_replied"):
            self.assertParameters("mailing.trace", name, "domain")

import inspect

from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase
from odoo.addons.link_tracker.controller.main import LinkTracker
from odoo.addons.mass_mailing.controllers.main import MassMailController

LINK = ["self", "mailing_id", "document_id", "email", "hash_token"]


class TestCoreUnsubscribe(CoreCase):
    """All ways out of a mailing carry the same link and end in the same place."""

    def test_parameters(self):
        for name, expected in (
            ("mailing_confirm_unsubscribe", LINK),
            ("mailing_confirm_unsubscribe_post", LINK),
            ("mailing_unsubscribe_oneclick", [*LINK, "post"]),
            ("_mailing_unsubscribe_from_document", ["self", "mailing", *LINK[2:]]),
            ("_check_mailing_email_token", [*LINK, "required_mailing_id"]),
        ):
            with self.subTest(name=name):
                parameters = inspect.signature(inspect.unwrap(getattr(MassMailController, name))).parameters
                self.assertEqual(list(parameters), expected, "a link in a mailing carries other things")

    def test_every_way_out_ends_in_one_place(self):
        for name in ("mailing_confirm_unsubscribe_post", "mailing_unsubscribe"):
            with self.subTest(name=name):
                source = inspect.getsource(inspect.unwrap(getattr(MassMailController, name)))
                self.assertIn("self._mailing_unsubscribe_from_document(", source, "it leaves a mailing in another way")
        self.assertIn(
            "self.mailing_unsubscribe(",
            inspect.getsource(inspect.unwrap(MassMailController.mailing_unsubscribe_oneclick)),
            "the button of a mail program leaves a mailing in another way",
        )

    def test_a_wrong_token_is_not_found(self):
        source = inspect.getsource(MassMailController._check_mailing_email_token)
        self.assertIn("raise NotFound", source)
        self.assertIn("consteq(", source, "core compares the token of a link in another way")

    def test_parameters_of_trackers(self):
        for controller, name, expected in (
            (MassMailController, "mailing_report_deactivate", ["self", "token", "user_id"]),
            (MassMailController, "track_mail_open", ["self", "mail_id", "token", "post"]),
            (MassMailController, "full_url_redirect", ["self", "code", "mailing_trace_id", "post"]),
            (LinkTracker, "full_url_redirect", ["self", "code", "post"]),
        ):
            with self.subTest(name=name):
                parameters = inspect.signature(inspect.unwrap(getattr(controller, name))).parameters
                self.assertEqual(list(parameters), expected, "a link that is followed carries other things")

    def test_an_unknown_address_is_looked_up(self):
        self.assertIn("_get_serve_attachment(request.httprequest.path)", self.source("ir.http", "_serve_fallback"))

from unittest.mock import patch

from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase

from .registration_common import RegistrationCase


class TestCoreEventRegistration(CoreCase, RegistrationCase):
    """Core sends the mails of a registration at once, and commits."""

    def test_core_commits_while_it_sends(self):
        self.assertParameters("event.registration", "_update_mail_schedulers")
        self.assertIn(".execute()", self.source("event.registration", "_update_mail_schedulers"))
        self.assertIn("self.env.cr.commit()", self.source("event.mail", "_execute_attendee_based"))

    def test_mails_of_actions_wait_for_the_scheduled_action(self):
        plain = self.env["event.event"].create(
            {"name": "Plain", "date_begin": "2031-01-01 08:00:00", "date_end": "2031-01-01 18:00:00"}
        )
        template = self.env.ref("event.event_subscription")
        mails = {"interval_type": "after_sub", "template_ref": f"mail.template,{template.id}"}
        self.env["event.mail"].create([{**mails, "event_id": event.id} for event in (plain, self.small)])
        sent = []

        def execute(scheduler):
            sent.extend(scheduler.event_id)

        triggers = [("cron_id", "=", self.env.ref("event.event_mail_scheduler").id)]
        before = self.env["ir.cron.trigger"].search_count(triggers)
        with patch.object(self.registry["event.mail"], "execute", execute):
            [registration] = self.register(0)
            self.assertEqual((registration.state, sent), ("open", []))
            self.assertEqual(self.env["ir.cron.trigger"].search_count(triggers), before + 1)
            self.register(0, event=plain)
            self.assertEqual(set(sent), {plain}, "events that are no actions stay as core has them")
        self.env["event.mail"].schedule_communications()
        self.assertTrue(registration.mail_registration_ids.mail_sent)

import json

from odoo import Command

from .day_common import DayCase


class TestDayNews(DayCase):
    """Open pages are told what concerns them, once in a transaction."""

    def setUp(self):
        super().setUp()
        self.env.cr.precommit.run()
        # What an update has told, and the database still has.
        self.env["bus.bus"].sudo().search([]).unlink()

    def told(self):
        """Return the log-ins of the users who were told since the last time, as their pages are at a commit."""
        self.env.cr.precommit.run()
        rows = self.env["bus.bus"].sudo().search([("message", "like", "hub.day/changed")])
        channels = [json.loads(channel)[1:] for channel in rows.mapped("channel")]
        rows.unlink()
        partners = self.env["res.partner"].browse([channel[1] for channel in channels if channel[0] == "res.partner"])
        self.assertEqual(len(set(partners.ids)), len(channels), "once each")
        return set(partners.user_ids.mapped("login"))

    def test_activities(self):
        activity = self.plan(self.company, self.today)
        self.assertEqual(self.told(), {self.account.login})
        activity.user_id = self.colleague
        self.assertEqual(self.told(), {self.account.login, self.colleague.login})
        activity.note = "Nothing that the page shows"
        self.assertEqual(self.told(), set())
        activity.action_done()
        self.assertEqual(self.told(), {self.colleague.login})
        self.plan(self.company, self.today).unlink()
        self.assertEqual(self.told(), {self.account.login})

    def test_meetings(self):
        event = (
            self.env["calendar.event"]
            .with_context(dont_notify=True)
            .create(
                {
                    "name": "Visit",
                    "start": self.now,
                    "stop": self.now,
                    "user_id": self.account.id,
                    "partner_ids": [Command.set((self.account + self.colleague).partner_id.ids)],
                }
            )
        )
        self.assertEqual(self.told(), {self.account.login, self.colleague.login})
        event.location = "Quay 3"
        self.assertEqual(self.told(), {self.account.login, self.colleague.login})
        event.partner_ids = [Command.unlink(self.colleague.partner_id.id)]
        self.assertEqual(self.told(), {self.account.login, self.colleague.login}, "who leaves is told as well")
        event.unlink()
        self.assertEqual(self.told(), {self.account.login})

    def test_conversations(self):
        conversation = self.env["hub.interaction"].with_user(self.colleague).create({"partner_id": self.company.id})
        self.assertEqual(self.told(), {self.account.login, self.colleague.login})
        conversation.note = "More"
        self.assertEqual(self.told(), {self.account.login, self.colleague.login})

    def test_leads(self):
        values = {"name": "By mail", "type": "opportunity", "partner_id": self.company.id}
        lead = self.env["crm.lead"].create({**values, "user_id": self.account.id})
        self.assertEqual(self.told(), {self.account.login})
        lead.user_id = self.colleague
        self.assertEqual(self.told(), {self.account.login, self.colleague.login})
        lead.description = "Nothing that the page shows"
        self.assertEqual(self.told(), set())
        lead.action_set_lost()
        self.assertEqual(self.told(), {self.colleague.login})

    def test_evidence_and_the_status_that_follows(self):
        evidence = self.create_evidence(self.company, self.ago(days=1), False, state="to_verify")
        told = self.told()
        self.assertLessEqual({self.account.login, self.director.login}, told)
        self.assertNotIn(self.colleague.login, told)
        evidence.sudo().state = "verified"
        self.assertLessEqual({self.account.login, self.director.login}, self.told())

    def test_a_status_alone(self):
        self.env["hub.commitment"].create({"partner_id": self.company.id, "name": "Repair"})
        self.flush_history()
        self.assertIn(self.account.login, self.told())

    def test_memberships(self):
        values = {"cluster_id": self.cluster.id, "partner_id": self.company.id, "date_start": self.today}
        membership = self.env["hub.cluster.membership"].create(values)
        both = {self.account.login, self.cluster_manager.login}
        self.assertEqual(self.told(), both)
        membership.cluster_id = self.other_cluster
        self.assertEqual(self.told(), {*both, self.director.login})

    def test_a_mail_that_comes_in(self):
        person = self.env["res.partner"].create({"name": "Test Person", "parent_id": self.company.id})
        lead = self.env["crm.lead"].create({"name": "Lead", "type": "opportunity", "user_id": self.colleague.id})
        self.told()
        for record, user in ((person, self.account), (lead, self.colleague)):
            record.message_post(body="Hello", message_type="email", author_id=person.id)
            self.assertEqual(self.told(), {user.login})
        person.message_post(body="A note", author_id=person.id)
        self.assertEqual(self.told(), set())

    def test_who_stands_in(self):
        row = self.env["hub.stand.in"].create(
            {"user_id": self.account.id, "stand_in_id": self.colleague.id, "date_end": self.today}
        )
        both = {self.account.login, self.colleague.login}
        self.assertEqual(self.told(), both)
        self.plan(self.company, self.today)
        self.assertEqual(self.told(), both)
        row.unlink()
        self.assertEqual(self.told(), both)
        self.plan(self.company, self.today)
        self.assertEqual(self.told(), {self.account.login})

    def test_a_thousand_at_once(self):
        values = {"res_model_id": self.env["ir.model"]._get_id("res.partner"), "res_id": self.company.id}
        values |= {"user_id": self.account.id, "date_deadline": self.today}
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create([values] * 100)
        self.assertEqual(self.told(), {self.account.login})

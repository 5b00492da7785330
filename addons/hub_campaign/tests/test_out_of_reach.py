from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.hub_entrepreneurs.tools.dates import today

from .mail_common import MailingCase


@tagged("post_install", "-at_install")
class TestOutOfReach(MailingCase):
    """The list is frozen, the world is not."""

    def setUp(self):
        super().setUp()
        self.french.lang = "en_US"
        self.mailing = self.prepare()["en_US"]
        self.calls = self.create_wave(channel="phone")
        self.assertEqual(self.mailing._get_recipients(), self.campaign.member_ids.ids)

    def _assert_left_out(self, reason, *, called=False):
        self.env.invalidate_all()
        member = self.english
        self.assertEqual(member.out_of_reach, reason)
        self.assertFalse(self.french.out_of_reach)
        members = self.env["hub.campaign.member"]
        self.assertIn(member, members.search([("out_of_reach", "=", reason)]))
        self.assertNotIn(self.french, members.search([("out_of_reach", "!=", False)]))
        self.assertNotIn(member, members.search([("out_of_reach", "=", False)]))
        self.assertEqual(self.mailing._get_recipients(), self.french.ids)
        self.assertEqual((self.wave.member_count, self.wave.out_of_reach_count), (1, 1))
        self.assertEqual(members.search(self.wave.action_open_out_of_reach()["domain"]), member)
        self.assertEqual(member in members.search(self.calls._domain_members()), called)
        plain = self.mailing.copy({"wave_id": False, "campaign_id": self.campaign.id})
        self.assertEqual(plain._get_recipients(), self.french.ids, "a mailing without a wave")

    def _add_person(self, **role):
        person = self.create_person(self.company)
        self.env["hub.company.role"].search([("person_id", "=", person.id)]).write(role)
        self.english.contact_id = person
        return person

    def test_company_archived(self):
        self.company.active = False
        self._assert_left_out("company_archived")
        self.company.active = True
        self.env.invalidate_all()
        self.assertFalse(self.english.out_of_reach, "who comes back is included again")

    def test_addressee_archived(self):
        self._add_person().active = False
        self._assert_left_out("contact_archived")

    def test_role_ended(self):
        day = today(self.env)
        person = self._add_person(date_start=day - timedelta(days=9), date_end=day - timedelta(days=1))
        self._assert_left_out("role_ended")
        self.env["hub.company.role"].create({"partner_id": self.company.id, "person_id": person.id, "role": "manager"})
        self.env.invalidate_all()
        self.assertFalse(self.english.out_of_reach, "another role")

    def test_mandate_in_a_cluster_ended(self):
        day = today(self.env)
        voice = self.env["res.partner"].create({"name": "A voice", "email": "voice@example.com"})
        self.english.contact_id = voice
        self.assertFalse(self.english.out_of_reach, "who never had a role was put in by hand")
        self.env["hub.cluster.membership"].create(
            {
                "cluster_id": self.cluster.id,
                "partner_id": self.company.id,
                "contact_id": voice.id,
                "date_start": day - timedelta(days=9),
                "date_end": day - timedelta(days=1),
            }
        )
        self._assert_left_out("role_ended")

    def test_sole_trader_put_in_by_hand(self):
        self.company.is_natural_person = True
        self._assert_left_out("no_consent")
        self.env["hub.consent"]._answer(self.company, self.other_purpose, "given", "form")
        self._assert_left_out("no_consent")
        self.env["hub.consent"]._answer(self.company, self.purpose, "given", "form")
        self.env.invalidate_all()
        self.assertFalse(self.english.out_of_reach)

    def test_an_address_that_bounced_for_good_is_offered_for_a_call(self):
        other = self.prepare(self.create_wave())["en_US"]
        self.send(other)
        trace = other.mailing_trace_ids.filtered(lambda each: each.res_id == self.english.id)
        trace.set_bounced(bounce_message="452 4.2.2 The mailbox is full")
        self.env.invalidate_all()
        self.assertFalse(self.english.out_of_reach)
        trace.set_bounced(bounce_message="550 5.1.1 No such user")
        self._assert_left_out("bounced", called=True)

    def test_who_is_out_of_reach_after_the_mail_was_composed(self):
        self.mailing._action_send_mail()
        mails = self.env["mail.mail"].search([("mailing_id", "=", self.mailing.id)])
        self.assertEqual(len(mails), 2)
        self.company.active = False
        self.assertEqual(mails._cancel_opted_out().res_id, self.french.id)

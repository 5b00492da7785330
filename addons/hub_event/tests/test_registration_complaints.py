from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError

from .registration_common import RegistrationCase


class TestRegistrationComplaints(RegistrationCase):
    """What people complain about in other programs for events; each test names the complaint.

    The others of these are tested where their rule is: hours that move without a word (``test_hours_changed``), copies
    an hour off (``test_plan_copy_kept``), certificates with a wrong day (``test_certificate``), places below zero and
    sessions that have begun (``test_registration_slots``).
    """

    def setUp(self):
        super().setUp()
        self.first, self.second, self.third, self.fourth = self.register(0, 1, 2, 3)
        self.env.flush_all()

    def _cron(self):
        with patch.object(self.registry["ir.cron"], "_commit_progress", lambda *_args, **_kwargs: 60):
            self.env["event.registration"]._cron_offers()

    def test_all_who_wait_get_the_one_place(self):
        """JEM-Project #1926: one cancels, and all of the waiting list are let in."""
        self.first.action_cancel()
        self.assertEqual(self.places(self.third + self.fourth), ["offered", "waiting"])
        self._cron()
        self.assertEqual(self.places(self.third + self.fourth), ["offered", "waiting"])

    def test_a_cancellation_by_staff_frees_no_place(self):
        """codebar/planner #184: only what the member cancelled went on."""
        self.first.with_user(self.director).action_cancel()
        self.second.with_user(self.account).write({"active": False})
        self.assertEqual(self.places(self.third + self.fourth), ["offered", "offered"])

    def test_a_place_that_was_taken_and_given_back_is_offered_to_the_same_again(self):
        """pretix #1163: whoever cancels after the offer gets another one, and the next one none."""
        self.first.action_cancel()
        self.third._answer_offer(accepts=True)
        self.third.action_cancel()
        self.assertEqual(self.places(self.third + self.fourth), [False, "offered"])
        self.assertEqual(self.third._get_standing(), "closed", "the old link does nothing")
        with self.assertRaises(UserError), self.cr.savepoint():
            self.third._answer_offer(accepts=True)

    def test_an_offer_after_the_beginning(self):
        """pretix #1031: a voucher came fifteen minutes after the event had begun."""
        begin = fields.Datetime.now() - timedelta(minutes=15)
        self.small.write({"action_plan_id": False, "date_begin": begin, "date_end": begin + timedelta(hours=2)})
        self.first.action_cancel()
        self._cron()
        self.assertEqual(self.places(self.third), ["waiting"])

    def test_a_mail_that_did_not_arrive_is_no_offer(self):
        """pretix #3628: the first one who waited got no voucher, and nobody was told."""
        self.first.action_cancel()
        mail = self.third.mail_id
        mail.state = "exception"
        self._cron()
        self.assertFalse(mail.exists())
        self.assertEqual(self.third.activity_ids.user_id, self.account, "somebody calls")
        self.assertEqual(self.places(self.third), ["offered"])
        self._cron()
        self.assertEqual(len(self.third.activity_ids), 1)
        self.third.with_user(self.account).action_accept_offer()
        self.assertFalse(self.third.activity_ids)

    def test_whoever_cancelled_is_let_in_at_the_door(self):
        """Hi.Events #151: cancelled attendees were checked in; nor does whoever waits come in by the code."""
        self.first.action_cancel()
        registrations = self.env["event.registration"].with_user(self.desk)
        for registration, status in (
            (self.first, "canceled_registration"),
            (self.third, "unconfirmed_registration"),
            (self.fourth, "unconfirmed_registration"),
        ):
            self.assertEqual(registrations.register_attendee(registration.barcode, self.small.id)["status"], status)
        other = self.create_action("Other Fair", month=9)
        answer = registrations.register_attendee(self.second.barcode, other.id)
        self.assertEqual((answer["status"], self.second.state), ("need_manual_confirmation", "open"))

    def test_mails_to_whoever_cancelled(self):
        """odoo/odoo #22882: whoever had called it off was reminded all the same."""
        template = self.env.ref("event.event_reminder")
        begin = fields.Datetime.now() + timedelta(hours=3)
        self.small.write({"action_plan_id": False, "date_begin": begin, "date_end": begin + timedelta(hours=2)})
        self.small.event_mail_ids = [
            (5,),
            (0, 0, {"interval_nbr": 1, "interval_unit": "days", "interval_type": "before_event",
                    "template_ref": f"mail.template,{template.id}"}),
        ]  # fmt: skip
        self.first.action_cancel()
        self.small.event_mail_ids.execute()
        mails = self.env["mail.mail"].search([("model", "=", "event.registration")])
        written_to = mails.filtered(lambda mail: mail.res_id in self.small.registration_ids.ids).mapped("res_id")
        self.assertEqual(written_to, self.second.ids, "nor whoever waits")

    def test_cancelled_and_registered_once_more(self):
        """odoo/odoo #280426: whoever had cancelled could not register again; here, last in the queue."""
        self.first.action_cancel()
        [again] = self.register(0)
        self.assertEqual(self.places(self.third + self.fourth + again), ["offered", "waiting", "waiting"])
        self.assertEqual((self.fourth + again).mapped("waiting_rank"), [1, 2])
        with self.assertRefused("event.registration", "registered for this action already"):
            self.first.action_set_draft()
            self.env.flush_all()

    def test_fewer_places_than_were_given(self):
        """mint-vernetzt #682: a limit that is lowered shows places below zero, and throws nobody out."""
        self.small.seats_max = 1
        self.assertEqual((self.small.places_free, self.first.state, self.second.state), (0, "open", "open"))
        self.first.action_cancel()
        self.assertEqual(self.places(self.third), ["waiting"], "the one place is taken")

    def test_merging_contacts_registers_nobody_twice(self):
        """OCA/event #103: merged contacts were registered twice, and got each mail twice."""
        self.companies[2].company_registry = False
        twin = self.env["res.partner"].create({"name": "Person 0", "parent_id": self.companies[0].id})
        [double] = self.register(0, partner_id=twin.id, name="Person 0")
        self.env["base.partner.merge.automatic.wizard"]._merge((self.people[0] + twin).ids, self.people[0])
        self.assertEqual((self.first.state, double.state), ("open", "cancel"))

    def test_an_offer_of_a_place_that_there_is_not_any_more(self):
        """SparkDevNetwork/Rock #2510: whoever had begun was let in although no place was left."""
        self.first.action_cancel()
        mail = self.third.mail_id
        self.small.seats_max = 1
        self.assertEqual(self.places(self.third + self.fourth), ["waiting", "waiting"])
        self.assertEqual((self.third._get_standing(), bool(mail.exists())), ("closed", False))
        with self.assertRaises(UserError), self.cr.savepoint():
            self.third._answer_offer(accepts=True)
        self.small.seats_max = 2
        self.assertEqual(self.places(self.third + self.fourth), ["offered", "waiting"], "still the first one")
        self.small.with_user(self.cluster_manager).seats_held_back = 1
        self.assertEqual(self.places(self.third), ["waiting"])

    def test_a_certificate_with_the_name_of_whoever_did_not_come(self):
        """kartoza/prj.app #1169: names can't be corrected; here a colleague comes, and gets the first one's."""
        colleague = self.env["res.partner"].create(
            {"name": "Colleague", "parent_id": self.companies[0].id, "email": "colleague@example.com"}
        )
        self.first.with_user(self.account).partner_id = colleague
        self.assertEqual((self.first.name, self.first.email), ("Colleague", "colleague@example.com"))
        self.second.name = "Typed By Hand"
        self.second.partner_id = self.companies[1]
        self.assertEqual((self.second.name, self.second.email), ("Typed By Hand", "company1@example.com"))

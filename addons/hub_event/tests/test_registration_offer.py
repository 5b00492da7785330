import re
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError, ValidationError

from ..models.mixins.hub_link_mixin import hashed
from .registration_common import RegistrationCase


class TestRegistrationOffer(RegistrationCase):
    """A place that falls free goes to the next, by mail, once."""

    def setUp(self):
        super().setUp()
        self.first, self.second, self.third, self.fourth = self.register(0, 1, 2, 3)
        self.env.flush_all()

    def _mails(self, registration):
        return self.env["mail.mail"].search([("email_to", "ilike", registration.email)])

    def _lapse(self, registration):
        registration.offered_until = fields.Datetime.now() - timedelta(minutes=1)
        with patch.object(self.registry["ir.cron"], "_commit_progress", lambda *_args, **_kwargs: 60):
            self.env["event.registration"]._cron_offers()

    def test_the_next_one_is_offered_the_place_by_mail(self):
        self.first.with_user(self.account).action_cancel()
        self.assertEqual(self.places(self.third + self.fourth), ["offered", "waiting"])
        self.assertEqual(self.fourth.waiting_rank, 1)
        mail = self.third.mail_id
        self.assertIn("Small Fair", mail.subject)
        token = re.search(r"/place/([\w-]+)", mail.body_html)[1]
        self.assertEqual(self.third.token_hash, hashed(token))
        self.assertNotIn(token, str(self.third.read()), "only the mail knows the link")
        hours = (self.third.offered_until - self.third.offered_on).total_seconds() / 3600
        self.assertEqual(hours, 48)
        self.assertEqual(self.third.state, "draft")
        self.assertEqual(self.env["event.registration"]._find_by_token(token), self.third)

    def test_two_cancel_at_once_and_two_places_are_free(self):
        (self.first + self.second).action_cancel()
        self.assertEqual(self.places(self.third + self.fourth), ["offered", "offered"])

    def test_it_lapses_and_moves_on(self):
        self.first.action_cancel()
        self._lapse(self.third)
        self.assertEqual(self.places(self.third + self.fourth), ["lapsed", "offered"])
        self.assertFalse(self.third.offered_until)
        self._lapse(self.fourth)
        self.assertEqual(self.places(self.third + self.fourth), ["lapsed", "lapsed"], "nobody is offered it twice")
        self.assertEqual(self.small.places_free, 1)
        self.third.action_cancel()
        self.third.action_set_draft()
        self.assertEqual(self.places(self.third), ["check"], "not even once it comes back")
        [new] = self.register(4)
        self.assertEqual(self.places(new), ["given"])

    def test_accepted_and_declined(self):
        (self.first + self.second).action_cancel()
        mail = self.third.mail_id
        self.third._answer_offer(accepts=True)
        self.assertEqual((self.third.state, self.third.place_state), ("open", "given"))
        self.assertFalse(mail.exists(), "what has not gone out is taken back")
        fifth = self.register(4)
        self.fourth._answer_offer(accepts=False)
        self.assertEqual((self.fourth.state, self.fourth.place_state), ("cancel", "declined"))
        self.assertEqual(self.places(fifth), ["offered"])
        for answered in (self.third, self.fourth):
            with self.assertRaisesRegex(UserError, "no place is offered any more"), self.cr.savepoint():
                answered._answer_offer(accepts=True)

    def test_too_late_even_before_the_scheduled_action(self):
        self.first.action_cancel()
        self.third.offered_until = fields.Datetime.now() - timedelta(seconds=1)
        self.assertEqual(self.third._get_standing(), "lapsed")
        with self.assertRaises(UserError), self.cr.savepoint():
            self.third._answer_offer(accepts=True)
        with self.assertRaises(UserError), self.cr.savepoint():
            self.third.with_user(self.account).action_accept_offer()
        with self.assertRaises(UserError), self.cr.savepoint():
            self.third.with_user(self.account).action_confirm()

    def test_by_phone(self):
        (self.first + self.second).action_cancel()
        self.third.with_user(self.account).action_accept_offer()
        self.fourth.with_user(self.account).action_decline_offer()
        self.assertEqual((self.third + self.fourth).mapped("state"), ["open", "cancel"])

    def test_who_has_no_address_is_called(self):
        self.third.email = False
        self.companies[3].user_id = False
        self.env["mail.blacklist"].create({"email": self.fourth.email})
        (self.first + self.second).action_cancel()
        self.assertFalse(self.third.mail_id + self.fourth.mail_id)
        self.assertEqual(self.third.activity_ids.user_id, self.account)
        asked = self.fourth.activity_ids.user_id
        self.assertTrue(asked.has_group("hub_entrepreneurs.group_hub_director"), "whose company nobody keeps")
        self.third._answer_offer(accepts=True)
        self.assertFalse(self.third.activity_ids)

    def test_hours(self):
        self.small.offer_hours = 5
        self.first.action_cancel()
        self.assertEqual((self.third.offered_until - self.third.offered_on).total_seconds(), 5 * 3600)
        with self.assertRefused("event.event", "Offers Hold: enter 1 hour or more."):
            self.small.offer_hours = 0
            self.env.flush_all()

    def test_never_longer_than_until_it_begins(self):
        begin = fields.Datetime.now() + timedelta(hours=3)
        self.small.write({"action_plan_id": False, "date_begin": begin, "date_end": begin + timedelta(hours=2)})
        self.first.action_cancel()
        self.assertEqual(self.third.offered_until, begin)

    def test_nothing_is_offered_of_what_begun_or_was_dropped(self):
        self.small.kanban_state = "cancel"
        self.first.action_cancel()
        self.assertEqual(self.places(self.third), ["waiting"])
        self.small.kanban_state = "normal"
        self.assertEqual(self.places(self.third), ["offered"])
        self.small.kanban_state = "cancel"
        self.assertEqual(self.third._get_standing(), "closed")

    def test_archived_and_deleted_free_places_as_well(self):
        self.first.active = False
        self.assertEqual(self.places(self.third), ["offered"])
        self.second.unlink()
        self.assertEqual(self.places(self.fourth), ["offered"])

    def test_more_places_are_offered(self):
        self.small.seats_max = 4
        self.assertEqual(self.places(self.third + self.fourth), ["offered", "offered"])

    def test_an_action_ends_after_it_begins(self):
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.small.date_end = self.small.date_begin - timedelta(hours=1)

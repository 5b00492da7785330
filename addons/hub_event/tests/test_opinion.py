from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from ..domain.opinion import ASKED_DAYS, LEAST_ANSWERS
from .test_registration_attendance import AttendanceCase

_OPINIONS = "hub.action.opinion"


class OpinionCase(AttendanceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["event.registration"].search([]).event_id.write({"asks_opinion": False})
        cls.held.asks_opinion = True
        cls.present = cls.register(0, 1, 2, 3, 4, 5, event=cls.held)
        cls.present.action_set_done()

    def ask(self):
        """Let the scheduled action ask, and return whom it has asked."""
        known = self.env[_OPINIONS].search([])
        with patch.object(self.registry["ir.cron"], "_commit_progress", lambda *_args, **_kwargs: 60):
            self.env[_OPINIONS]._cron_ask()
        return self.env[_OPINIONS].search([]) - known

    def answer(self, *answers):
        opinions = self.env[_OPINIONS].search([("event_id", "=", self.held.id)]) or self.ask()
        opinions = opinions.sorted(lambda opinion: opinion.registration_id.id)
        for opinion, answer in zip(opinions, answers, strict=False):
            opinion._answer(answer, f"Remark {answer}")
        self.held.invalidate_recordset()
        return opinions


class TestOpinion(OpinionCase):
    """Who was there is asked what he or she thinks of it, once; and no single answer is told."""

    def test_asked_once_by_mail(self):
        opinions = self.ask()
        self.assertEqual(opinions.registration_id, self.present)
        self.assertEqual(opinions.mail_id.mapped("state"), ["outgoing"] * 6)
        self.assertIn("person0@example.com", opinions[-1:].mail_id.email_to + opinions[:1].mail_id.email_to)
        self.assertFalse(self.ask(), "nobody is asked twice")

    def test_the_first_of_two_addresses_is_written_to(self):
        self.present[0].email = "Person0@example.com, other@example.com"
        [opinion] = self.ask().filtered(lambda each: each.registration_id == self.present[0])
        self.assertIn("person0@example.com", opinion.mail_id.email_to or "")

    def test_an_action_that_is_moved_asks_nobody_again(self):
        self.ask().sent_on = fields.Date.today() - timedelta(days=100)
        self.assertFalse(self.env["event.registration"].search(self.env[_OPINIONS]._domain_to_ask()))

    def test_who_is_not_asked(self):
        self.present[0].state = "open"
        self.present[1].email = False
        self.env["mail.blacklist"]._add("person2@example.com")
        opinions = self.ask()
        self.assertEqual(opinions.filtered("mail_id").registration_id, self.present[3:])
        self.assertFalse(self.ask())

    def test_not_at_once_and_not_late(self):
        now = fields.Datetime.now()
        self.held.date_end = now - timedelta(hours=2)
        self.assertFalse(self.ask())
        self.held.write({"date_begin": now - timedelta(days=60), "date_end": now - timedelta(days=ASKED_DAYS + 1)})
        self.assertFalse(self.ask())
        self.held.date_end = now - timedelta(days=3)
        self.held.asks_opinion = False
        self.assertFalse(self.ask())
        self.held.asks_opinion = True
        self.assertTrue(self.ask())

    def test_a_statement_asks_instead(self):
        self.held.follow_up_months = "6"
        starter = self.env["res.partner"].create({"name": "Starter", "email": "starter@example.com"})
        alone = self.env["event.registration"].create({"event_id": self.held.id, "partner_id": starter.id})
        alone.action_set_done()
        self.assertEqual(self.ask().registration_id, alone, "who has no company gets no statement")

    def test_in_results(self):
        self.answer("5", "4", "3", "5")
        self.assertEqual((self.held.opinion_count, self.held.satisfaction), (0, 0), "too few to tell of")
        self.answer("5", "4", "3", "5", "1")
        for user in (self.account, self.adviser, self.analyst, self.director):
            seen = self.held.with_user(user)
            self.assertEqual((seen.opinion_count, seen.satisfaction, seen.satisfied_share), (LEAST_ANSWERS, 3.6, 60))
            self.assertEqual(Form(seen).satisfied_share, 60)

    def _see(self):
        self.env.flush_all()
        self.env.invalidate_all()
        seen = self.held.with_user(self.account)
        return seen.opinion_count, seen.satisfaction, seen.satisfied_share

    def test_no_single_answer_moves_what_is_told(self):
        """Whoever looks before and after an answer would know it."""
        participants = self.present + self.env["event.registration"].create(
            [{"event_id": self.held.id, "name": f"Guest {rank}", "state": "done"} for rank in range(9)]
        )
        opinions = [self.env[_OPINIONS]._get_of(each) for each in participants]
        seen = [self._see()]
        for rank, opinion in enumerate(opinions):
            opinion._answer(str(rank % 5 + 1), "")
            seen.append(self._see())
        first = (5, 3, 40)
        self.assertEqual([count for count, *_rest in seen], [0] * 5 + [5] * 5 + [10] * 5 + [15])
        self.assertEqual((seen[5], seen[15]), (first, (15, 3, 40)))
        for opinion in opinions[:4]:
            opinion._answer("5" if opinion.answer != "5" else "1", "")
            self.assertEqual(self._see(), seen[15], "nor does an answer that is replaced")
        opinions[4]._answer("1", "")
        self.assertNotEqual(self._see(), seen[15], "five have changed")

    def test_who_was_not_there_has_no_opinion(self):
        self.answer("5", "5", "5", "5", "5")
        told = self._see()
        self.present[0].state = "open"
        self.assertEqual(self._see(), told, "what was told stays, or it would say whose answer went")
        self.env[_OPINIONS].search([("registration_id", "=", self.present[1].id)]).unlink()
        self.assertEqual(self._see(), told)
        self.present[2:5].write({"state": "open"})
        self.env[_OPINIONS].search([("event_id", "=", self.held.id)])._tell()
        self.assertEqual(self._see(), (0, 0, 0), "all that was told has changed")

    def test_what_few_are_left_of_is_told_no_more(self):
        self.answer("5", "5", "5", "5", "5", "5")
        self.assertEqual(self._see(), (5, 5, 100))
        opinions = self.env[_OPINIONS].search([("event_id", "=", self.held.id)])
        # Who answered is no matter: two are left, and one of them thinks otherwise by now.
        self.present[:4].write({"state": "open"})
        opinions.filtered(lambda each: each.registration_id == self.present[4])._answer("1", "")
        self.assertEqual(self._see(), (0, 0, 0))
        self.present[:4].action_set_done()
        opinions._tell()
        self.assertEqual(self._see()[0], 6, "all of them are new again")

    def test_answers_of_the_same_minute_are_told_by_the_scheduled_action(self):
        opinions = self.ask()
        for opinion in opinions:
            with patch.object(self.registry[_OPINIONS], "_tell", lambda _self: None):
                opinion._answer("4", "")
        self.assertEqual(self._see()[0], 0)
        self.ask()
        self.assertEqual(self._see(), (6, 4, 100))

    def test_nobody_types_what_is_told(self):
        self.answer("5", "4", "3", "5", "1")
        for user in (self.director, self.cluster_manager):
            with self.subTest(user.login), self.assertRaises(UserError), self.cr.savepoint():
                self.held.with_user(user).told_scores = 5
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.env[_OPINIONS].with_user(self.director).search([]).read(["told_score"])

    def test_of_several_actions(self):
        self.answer("5", "4", "3", "5", "1", "1")
        few = self.held.copy({"date_begin": self.day, "date_end": self.day})
        registrations = self.register(0, event=few)
        registrations.action_set_done()
        self.env[_OPINIONS]._get_of(registrations)._answer("1", "")
        [group] = self.env["hub.action.result"].formatted_read_group(
            [("event_id", "in", (self.held + few).ids)],
            ["action_type_id"],
            ["opinions:sum", "satisfaction:avg", "satisfied_share:avg"],
        )
        self.assertEqual(group["opinions:sum"], 5, "of the other one nothing is told, nor of the sixth answer")
        self.assertAlmostEqual(group["satisfaction:avg"], 18 / 5)
        self.assertEqual(group["satisfied_share:avg"], 60)

    def test_who_reads_the_answers(self):
        opinions = self.answer("5", "1")
        for user in (self.cluster_manager, self.director, self.analyst):
            self.assertEqual(len(self.env[_OPINIONS].with_user(user).search([("id", "in", opinions.ids)])), 6)
        action = self.held.with_user(self.cluster_manager).action_open_opinions()
        self.assertTrue(self.env[_OPINIONS].with_user(self.cluster_manager).search(action["domain"]))
        for user in (self.account, self.adviser):
            self.assertFalse(self.env[_OPINIONS].with_user(user).search([("id", "in", opinions.ids)]))
        for user in (self.outsider, self.privacy):
            with self.assertRaises(AccessError):
                self.env[_OPINIONS].with_user(user).search([])

    def test_nobody_types_an_opinion(self):
        opinions = self.answer("5")
        for user in (self.director, self.cluster_manager):
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                opinions[0].with_user(user).write({"answer": "1"})
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                self.env[_OPINIONS].with_user(user).create({"registration_id": self.present[0].id})

    def test_replaced_until_the_link_ends(self):
        [first, *_others] = self.answer("2")
        first._answer("4", " Better ")
        self.assertEqual((first.answer, first.score, first.remark), ("4", 4, "Better"))
        with self.assertRaisesRegex(UserError, "one of the five"):
            first._answer("6", "")
        first.date_expires = fields.Date.today() - timedelta(days=1)
        with self.assertRaisesRegex(UserError, "time to answer is over"):
            first._answer("5", "")

    def test_asking_six_takes_as_many_queries_as_two(self):
        self.ask()

        def queries(count):
            self.env[_OPINIONS].search([("registration_id", "in", self.present[:count].ids)]).unlink()
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.env[_OPINIONS]._ask(self.present[:count])
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        few = queries(2)
        self.assertLess(queries(6), few + 8)

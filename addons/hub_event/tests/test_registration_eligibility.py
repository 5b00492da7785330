from odoo.exceptions import AccessError, UserError

from .registration_common import RegistrationCase

MICRO = "[('size_class', 'in', ['micro', 'small']), ('is_company', '=', True)]"


class TestRegistrationEligibility(RegistrationCase):
    """Who does not meet the criteria is told why, and takes part only by a director's decision."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.micro(0)
        cls.small.with_user(cls.cluster_manager).criteria_domain = MICRO

    def _override(self, registration, reason="They bring the buyers.", user=None):
        dialogs = self.env["hub.registration.override"].with_user(user or self.director)
        dialogs.create({"registration_ids": registration.ids, "reason": reason}).action_override()

    def test_each_miss_in_words(self):
        fit, unfit = self.register(0, 1, user=self.account)
        self.assertEqual((fit.eligibility, fit.eligibility_misses, fit.state), ("met", "", "open"))
        self.assertEqual((unfit.eligibility, unfit.state, unfit.place_state), ("missed", "draft", "check"))
        self.assertEqual(
            unfit.eligibility_misses, "Size Class: Micro, Small is asked for; of Registering 1 it is not known."
        )

    def test_a_condition_that_is_no_value_is_named(self):
        self.small.criteria_domain = "['|', ('size_class', '=', 'micro'), ('employee_count', '<', 3)]"
        self.companies[1].employee_count = 9
        [unfit] = self.register(1)
        self.assertIn("Registering 1 does not meet this criterion.", unfit.eligibility_misses)
        self.assertIn("Size Class", unfit.eligibility_misses)

    def test_an_archived_company(self):
        [registration] = self.register(0)
        self.companies[0].active = False
        registration.invalidate_recordset()
        self.assertIn("Registering 0 is archived.", registration.eligibility_misses)

    def test_it_is_not_confirmed_and_nothing_is_lost(self):
        [unfit] = self.register(1, user=self.account)
        for user in (self.account, self.cluster_manager, self.director):
            for change in ({"state": "open"}, {"state": "done"}):
                if change["state"] == "done" and user != self.account:
                    continue
                with self.subTest(user.login, **change), self.assertRaisesRegex(UserError, "Size Class: Micro"):
                    with self.on_the_day(), self.cr.savepoint():
                        unfit.with_user(user).write(change)
        self.assertEqual((unfit.state, unfit.name), ("draft", "Person 1"))

    def test_what_is_mended_is_settled(self):
        [unfit] = self.register(1, user=self.account)
        self.micro(1)
        unfit.invalidate_recordset()
        unfit.with_user(self.account).action_confirm()
        self.assertEqual((unfit.state, unfit.place_state), ("open", "given"))

    def test_a_director_overrides_with_a_reason(self):
        [unfit] = self.register(1, user=self.account)
        for user in (self.account, self.cluster_manager, self.adviser):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self._override(unfit, user=user)
        with self.assertRaisesRegex(UserError, "Reason: say why"), self.cr.savepoint():
            self._override(unfit, reason="  ")
        self._override(unfit)
        self.assertEqual((unfit.eligibility, unfit.state), ("overridden", "open"))
        self.assertEqual((unfit.override_by_id, unfit.override_reason), (self.director, "They bring the buyers."))
        self.assertEqual(self.small.override_count, 1)
        with self.assertRaisesRegex(UserError, "nothing is missing"), self.cr.savepoint():
            self._override(unfit)

    def test_an_override_holds_for_its_company(self):
        [unfit] = self.register(1)
        self._override(unfit)
        unfit.attendee_company_id = self.companies[2]
        self.assertEqual(unfit.eligibility, "missed")
        stranger = self.env["event.registration"].create({"event_id": self.small.id, "name": "Stranger"})
        with self.assertRaisesRegex(UserError, "choose the company first"), self.cr.savepoint():
            self._override(stranger)

    def test_a_starter_takes_part_where_no_criteria_are_set(self):
        person = self.env["res.partner"].create({"name": "Starter", "user_id": self.account.id})
        values = {"event_id": self.small.id, "partner_id": person.id}
        self.small.criteria_domain = False
        registration = self.env["event.registration"].with_user(self.account).create(values)
        self.assertEqual((registration.eligibility, registration.state), ("met", "open"))

    def test_criteria_find_what_their_author_may_find(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.companies[0].company_id = agency
        self.director.company_ids += agency
        event = self.small.with_user(self.director).with_context(allowed_company_ids=self.director.company_ids.ids)
        self.env.invalidate_all()
        self.assertTrue(event._get_misses(self.companies[0].with_env(event.env))[self.companies[0]])

    def test_personal_data_are_judged_by_who_may_know(self):
        women = "[('target_group_member_ids.group_id.code', '=', 'women')]"
        self.cluster_manager.group_ids += self.env.ref("hub_entrepreneurs.group_hub_personal_data")
        self.small.with_user(self.cluster_manager).criteria_domain = women
        self.env["hub.target.group.member"].create(
            {
                "group_id": self.env.ref("hub_entrepreneurs.hub_target_group_women").id,
                "partner_id": self.companies[0].id,
                "date_start": "2026-01-01",
            }
        )
        led, other = self.register(0, 1, user=self.account)
        self.assertEqual((led + other).mapped("state"), ["draft", "draft"], "nobody learns it by registering")
        texts = {each.with_user(self.account).eligibility_misses for each in led + other}
        self.assertEqual(len(texts), 1)
        self.assertIn("personal data", texts.pop())
        led.with_user(self.cluster_manager).action_confirm()
        self.assertEqual(led.state, "open")
        with self.assertRaises(UserError), self.cr.savepoint():
            other.with_user(self.cluster_manager).action_confirm()

from freezegun import freeze_time
from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form
from odoo.tools.safe_eval import safe_eval

from .registration_common import YEAR, RegistrationCase

_PLACES = ["check", "waiting", "offered", "given", "lapsed", "declined"]


class TestRegistrationRights(RegistrationCase):
    """Account managers register their own companies; whoever runs the action keeps all of its registrations."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = cls.env["res.users"].create(
            {
                "name": "Portal",
                "login": "hub_portal",
                "group_ids": [(6, 0, [cls.env.ref("base.group_portal").id])],
            }
        )
        cls.companies[4:].user_id = cls.colleague

    def test_account_managers_register_their_own(self):
        [own] = self.register(0, user=self.account)
        own.with_user(self.account).phone = "02 555 01 98"
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.register(4, user=self.account)
        [others] = self.register(4, user=self.colleague)
        for change in ({"phone": "1"}, {"attendee_company_id": self.companies[0].id}, {"state": "cancel"}):
            with self.subTest(**change), self.assertRaises(AccessError), self.cr.savepoint():
                others.with_user(self.account).write(change)
        with self.assertRaises(UserError), self.cr.savepoint():
            own.with_user(self.account).attendee_company_id = self.companies[4]
        self.assertFalse(own.with_user(self.account).has_access("unlink"))
        self.assertEqual(others.with_user(self.account).name, "Person 4", "every role reads")

    def test_a_stranger_is_who_runs_the_action_to_look_at(self):
        stranger = self.env["event.registration"].create({"event_id": self.small.id, "name": "Stranger"})
        with self.assertRaises(AccessError), self.cr.savepoint():
            stranger.with_user(self.account).attendee_company_id = self.companies[0]
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.env["event.registration"].with_user(self.account).create({"event_id": self.small.id, "name": "X"})
        stranger.with_user(self.cluster_manager).attendee_company_id = self.companies[0]

    def test_whoever_runs_the_action_keeps_all(self):
        of_office = self.create_action("Office's", month=4, office_id=self.office.id)
        [in_cluster] = self.register(4)
        [in_office] = self.register(4, event=of_office)
        with self.on_the_day():
            in_cluster.with_user(self.cluster_manager).action_set_done()
        in_office.with_user(self.adviser).action_cancel()
        for user, registration in ((self.cluster_manager, in_office), (self.adviser, in_cluster)):
            with self.assertRaises(AccessError), self.cr.savepoint():
                registration.with_user(user).phone = "1"
        (in_cluster + in_office).with_user(self.director).write({"phone": "02 555 01 97"})

    def test_who_only_reads_or_nothing(self):
        [registration] = self.register(0)
        self.assertEqual(registration.with_user(self.analyst).attendee_company_id, self.companies[0])
        with self.assertRaises(AccessError), self.cr.savepoint():
            registration.with_user(self.analyst).phone = "1"
        for user in (self.outsider, self.privacy, self.portal):
            with self.assertRaises(AccessError), self.cr.savepoint():
                registration.with_user(user).read(["name"])

    def test_another_agency_sees_nothing_of_it(self):
        [registration] = self.register(0)
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.companies[0].company_id = agency
        self.env.flush_all()
        self.env.invalidate_all()
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            self.assertFalse(self.env["event.registration"].with_user(user).search([("id", "=", registration.id)]))

    def test_nobody_types_what_hub_decides(self):
        """As an account manager over RPC: own registrations, and every way in."""
        [own] = self.register(0, user=self.account)
        registrations = self.env["event.registration"].with_user(self.account)
        for name, value in (
            ("place_state", "given"),
            ("waiting_rank", 1),
            ("offered_until", "2031-01-01 00:00:00"),
            ("offered_on", False),
            ("override_reason", "Mine"),
            ("override_by_id", self.account.id),
            ("override_company_id", self.companies[0].id),
            ("fee_amount", 0),
            ("person_key", "x"),
            ("token_hash", "x"),
            ("mail_id", False),
        ):
            values = {"event_id": self.small.id, "partner_id": self.people[1].id, name: value}
            for way in (
                lambda name=name, value=value: own.with_user(self.account).write({name: value}),
                lambda values=values: registrations.create(values),
                lambda values=values: registrations.web_save(values, {}),
            ):
                with self.subTest(name), self.assertRaises(UserError), self.cr.savepoint():
                    way()
        with self.assertRaises(UserError), self.cr.savepoint():
            self.small.with_user(self.cluster_manager).places_given_on = "2031-01-01 00:00:00"

    def test_no_way_past_the_waiting_list(self):
        self.register(1, 2)
        [own] = self.register(0, user=self.account)
        self.assertEqual(own.place_state, "waiting")
        registrations = self.env["event.registration"].with_user(self.account)
        for change in (
            lambda: own.with_user(self.account).write({"state": "open"}),
            lambda: own.with_user(self.account).action_confirm(),
            lambda: own.with_user(self.account).action_set_done(),
            lambda: own.with_user(self.account).action_accept_offer(),
        ):
            with self.assertRaises(UserError), self.on_the_day(), self.cr.savepoint():
                change()
        own.with_user(self.account).action_cancel()
        own.with_user(self.account).action_set_draft()
        self.assertEqual((own.state, own.place_state), ("draft", "waiting"))
        for state in ("open", "done"):
            other = registrations.create({"event_id": self.small.id, "partner_id": self.people[3].id, "state": state})
            self.assertEqual((other.state, other.place_state), ("draft", "waiting"))
            other.sudo().unlink()

    def test_answers_follow_their_registration(self):
        question = self.env["event.question"].create({"title": "Diet", "question_type": "text_box"})
        self.small.question_ids += question
        own, others = self.register(0, user=self.account), self.register(4)
        answers = self.env["event.registration.answer"].with_user(self.account)
        values = {"question_id": question.id, "value_text_box": "None"}
        answers.create({**values, "registration_id": own.id})
        with self.assertRaises(AccessError), self.cr.savepoint():
            answers.create({**values, "registration_id": others.id})

    def test_the_pages_open(self):
        [registration] = self.register(0)
        for user in (self.account, self.cluster_manager, self.adviser, self.director, self.analyst):
            action = self.env.ref("hub_event.event_registration_action")
            self.env["event.registration"].with_user(user).get_views([*action.views, (False, "search")])
            self.assertEqual(Form(registration.with_user(user)).attendee_company_id, self.companies[0])
            self.assertEqual(self.companies[0].with_user(user).action_registration_count, 1)
        opened = self.companies[0].with_user(self.account).action_open_registrations()
        self.assertEqual(self.env["event.registration"].search(opened["domain"]), registration)

    def test_what_needs_work_comes_first(self):
        """The list opens with what is to be done, and not with who was at an action a year ago."""
        view = self.env.ref("hub_event.event_registration_view_search_action")
        [current] = etree.fromstring(view.arch).xpath("//filter[@name='current']/@domain")
        action = self.env.ref("hub_event.event_registration_action")
        self.assertEqual(safe_eval(action.context), {"search_default_current": 1})
        order = etree.fromstring(self.env.ref("hub_event.event_registration_view_list_action").arch).get(
            "default_order"
        )
        later = self.create_action("Later", month=9)
        over = self.create_action("Over", month=1)
        marked = self.create_action("Marked", month=1)
        [open_one] = self.register(0, event=over)
        attended, missed = self.register(0, 1, event=marked)
        [coming] = self.register(0, event=later)
        second = self.register(0, 1, 2, 3)[1]
        second.action_cancel()
        [check] = self.register(4)
        check.sudo().place_state = "check"
        with freeze_time(marked.date_end):
            attended.action_set_done()
        with freeze_time(f"{YEAR}-02-10"):
            found = self.env["event.registration"].search(
                [*safe_eval(current), ("event_id.action_plan_id", "=", self.plan.id)], order=order
            )
        self.assertEqual(found[0], check, "a decision is waited for")
        self.assertEqual(found[-1], second, "who cancelled comes last")
        self.assertFalse(found & (attended + missed))
        places = found[:-1].mapped("place_state")
        self.assertEqual(places, sorted(places, key=_PLACES.index))
        given = found.filtered(lambda each: each.place_state == "given")
        self.assertEqual((given[0], given[-1]), (open_one, coming), "by the day of their actions")
        with freeze_time(f"{YEAR}-06-01"):
            self.assertNotIn(open_one, self.env["event.registration"].search(safe_eval(current)), "it was long ago")
        self.assertIn("group_by_event", view.arch)

    def test_who_has_no_role_works_as_in_core(self):
        registrations = self.env["event.registration"].with_user(self.desk)
        made = registrations.create({"event_id": self.small.id, "name": "By the desk"})
        made.phone = "02 555 01 96"
        self.assertNotIn("attendee_company_id", made.fields_get())
        made.get_views([(False, "form"), (False, "list"), (False, "kanban")])
        self.assertEqual(made.state, "draft", "an action's place is for companies")

    def test_a_person_brings_no_company_of_others_along(self):
        starter = self.env["res.partner"].create({"name": "Starter", "user_id": self.account.id})
        registrations = self.env["event.registration"].with_user(self.account)
        own = registrations.create({"event_id": self.small.id, "partner_id": starter.id})
        with self.assertRaises(AccessError), self.cr.savepoint():
            own.partner_id = self.people[4]
        own.partner_id = self.people[1]
        self.assertEqual(own.attendee_company_id, self.companies[1])

    def test_no_way_around_by_person_event_or_archive(self):
        [own] = self.register(0, user=self.account)
        for person in (self.people[1], self.people[4]):
            with self.assertRaises(UserError), self.cr.savepoint():
                own.with_user(self.account).partner_id = person
        plain = self.env["event.event"].create(
            {"name": "Plain", "date_begin": "2031-01-01 08:00:00", "date_end": "2031-01-01 18:00:00"}
        )
        [elsewhere] = self.register(1, event=plain, user=self.account)
        with self.assertRaisesRegex(UserError, "stays with its action"), self.cr.savepoint():
            elsewhere.with_user(self.account).event_id = self.small
        self.small.write({"seats_held_back": 1})
        own.with_user(self.account).active = False
        self.register(2)
        with self.assertRaisesRegex(UserError, "No place"), self.cr.savepoint():
            own.with_user(self.account).active = True

    def test_who_runs_it_gives_no_place_to_who_does_not_meet_the_criteria(self):
        self.micro(0, 1)
        self.small.criteria_domain = "[('size_class', '=', 'micro')]"
        [own] = self.register(0)
        with self.assertRaisesRegex(UserError, "Size Class"), self.cr.savepoint():
            own.with_user(self.cluster_manager).attendee_company_id = self.companies[2]
        own.with_user(self.cluster_manager).attendee_company_id = self.companies[1]

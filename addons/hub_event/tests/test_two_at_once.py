from datetime import timedelta

from odoo import fields

from odoo.addons.hub_entrepreneurs.tools.dates import today

from .two_at_once_common import TwoAtOnceCase

PLAN = 2041
"""A year in which no other test has a plan."""
ANSWER = {"jobs": 5, "jobs_before": 3, "without_support": "nothing"}


class TestPlacesAtOnce(TwoAtOnceCase):
    """The last place of an action, and places that are offered."""

    def _prepare(self, *names, seats=1):
        def prepare(env):
            event = env["event.event"].create(
                self.values_of("At Once", year=2033, seats_limited=True, seats_max=seats, country_id=self.belgium.id,
                               event_mail_ids=False)
            )  # fmt: skip
            return event, self._register(event, *names)

        return prepare

    @staticmethod
    def _register(event, *names):
        values = [
            {"event_id": event.id, "name": name, "email": f"{name}@example.com", "override_reason": "Test"}
            for name in names
        ]
        return event.env["event.registration"].create(values)

    def _places(self, event):
        return event.registration_ids.sorted("id").mapped("place_state")

    def test_the_last_place(self):
        self.at_once(
            self._prepare(),
            lambda event, _rows: self._register(event, "one"),
            lambda event, _rows: self._register(event, "two"),
            lambda event, _rows: self.assertEqual(self._places(event), ["given", "waiting"]),
            turn="event.event",
        )

    def test_two_cancel_and_two_places_are_offered(self):
        self.at_once(
            self._prepare("a", "b", "c", "d", seats=2),
            lambda _event, rows: rows[0].action_cancel(),
            lambda _event, rows: rows[1].action_cancel(),
            lambda event, _rows: self.assertEqual(self._places(event)[2:], ["offered", "offered"]),
        )

    def test_accepted_twice(self):
        prepare = self._prepare("a", "b")

        def offered(env):
            event, rows = prepare(env)
            rows[0].action_cancel()
            return event, rows

        self.at_once(
            offered,
            lambda _event, rows: rows[1]._answer_offer(accepts=True),
            lambda _event, rows: rows[1]._answer_offer(accepts=True),
            lambda event, _rows: self.assertEqual(self._places(event), [False, "given"]),
            says="no place is offered any more",
        )

    def test_places_that_two_give(self):
        def drawn(env):
            event, _nobody = self._prepare()(env)
            event.selection_rule = "draw"
            return event, self._register(event, "a", "b")

        self.at_once(
            drawn,
            lambda event, _rows: event.action_give_places(),
            lambda event, _rows: event.action_give_places(),
            lambda event, _rows: self.assertEqual(sorted(self._places(event)), ["given", "waiting"]),
            turn="event.event",
            says="are given already",
        )


class TestHoursAtOnce(TwoAtOnceCase):
    """An hour is booked once: by phone, by one link or by two."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.soon = today(cls.env) + timedelta(days=5)

    def _prepare(self, env):
        now = fields.Datetime.now()
        event = env["event.event"].create(
            self.values_of(
                "At Once", action_type_id=self.env.ref("hub_event.hub_action_type_hours").id, event_mail_ids=False,
                country_id=self.belgium.id, date_begin=now - timedelta(days=1), date_end=now + timedelta(days=20),
            )
        )  # fmt: skip
        slots = env["event.slot"].create(
            [{"event_id": event.id, "date": self.soon, "start_hour": hour, "end_hour": hour + 1} for hour in (10, 11)]
        )
        companies = env["res.partner"].create([{"name": f"Once {rank}", "is_company": True} for rank in range(2)])
        links = env["hub.slot.invitation"].create(
            [{"partner_id": company.id, "event_id": event.id, "date_expires": self.soon} for company in companies]
        )
        return companies, event, slots, links

    @staticmethod
    def _by_phone(rank):
        def book(companies, _event, slots, _links):
            dialog = slots.env["hub.slot.booking"].create({"partner_id": companies[rank].id, "slot_id": slots[0].id})
            dialog.action_book()

        return book

    @staticmethod
    def _by_link(rank, hour=0):
        return lambda _companies, _event, slots, links: links[rank]._book(slots[hour].id, "France")

    def _check_first(self, companies, event, slots, _links):
        self.assertEqual(event.registration_ids.mapped("attendee_company_id"), companies[0])
        self.assertEqual(event.registration_ids.event_slot_id, slots[0])

    def test_by_two_links(self):
        self.at_once(
            self._prepare,
            self._by_link(0),
            self._by_link(1),
            self._check_first,
            turn="event.slot",
            says="This hour is not free any more",
        )

    def test_by_phone_while_by_link(self):
        self.at_once(
            self._prepare,
            self._by_link(0),
            self._by_phone(1),
            self._check_first,
            turn="event.slot",
            says="this hour is booked already",
        )

    def test_by_link_while_by_phone(self):
        self.at_once(
            self._prepare,
            self._by_phone(0),
            self._by_link(1),
            self._check_first,
            turn="event.slot",
            says="This hour is not free any more",
        )

    def test_by_two_phones(self):
        self.at_once(
            self._prepare,
            self._by_phone(0),
            self._by_phone(1),
            self._check_first,
            turn="event.slot",
            says="this hour is booked already",
        )

    def test_two_hours_by_one_link(self):
        self.at_once(
            self._prepare,
            self._by_link(0),
            self._by_link(0, hour=1),
            self._check_first,
            turn="hub.slot.invitation",
            says="booked an hour already",
        )

    def test_an_hour_that_is_taken_away(self):
        """Whoever books the hours of an action that is dropped at the same moment reads that nothing is free."""

        def drop(_companies, event, _slots, _links):
            event.kanban_state = "cancel"

        def check(_companies, event, _slots, links):
            self.assertFalse(event.registration_ids or links.registration_id)

        self.at_once(self._prepare, drop, self._by_link(0), check, says="This hour is not free any more")


class TestPlansAtOnce(TwoAtOnceCase):
    """A plan that two copy at the same time has each action once."""

    def _prepare(self, env):
        plans = env["hub.action.plan"].create([{"year": PLAN - 1}, {"year": PLAN}])
        env["event.event"].create(
            [
                self.values_of(name, year=PLAN - 1, action_plan_id=plans[0].id, event_mail_ids=False)
                for name in ("Fair", "Mission")
            ]
        )
        return plans[0], plans[1]

    def test_copied_twice(self):
        self.at_once(
            self._prepare,
            lambda _last, plan: plan.action_copy_previous(),
            lambda _last, plan: plan.action_copy_previous(),
            lambda _last, plan: self.assertEqual(sorted(plan.action_ids.mapped("name")), ["Fair", "Mission"]),
            turn="hub.action.plan",
            says="are in this plan already",
        )

    def test_approved_while_it_is_copied(self):
        """What was copied is approved as well: nothing stays behind as a proposal of an approved plan."""

        def prepare(env):
            last, plan = self._prepare(env)
            plan.change_ids.reason = "Nobody came."
            return last, plan

        def check(_last, plan):
            self.assertEqual(plan.action_ids.mapped("action_state"), ["approved", "approved"])

        self.at_once(
            prepare,
            lambda _last, plan: plan.action_copy_previous(),
            lambda _last, plan: plan.action_approve(),
            check,
        )


class TestIncomeAtOnce(TwoAtOnceCase):
    """What registrations have paid is added up, whoever notes it, and counts once."""

    def _prepare(self, env):
        companies = env["res.partner"].create([{"name": f"Paying {rank}", "is_company": True} for rank in range(2)])
        event = env["event.event"].create(
            self.values_of("At Once", year=2033, event_mail_ids=False, fee_ids=[(0, 0, {"amount": 100})])
        )
        rows = env["event.registration"].create(
            [{"event_id": event.id, "partner_id": company.id, "email": "paying@example.com"} for company in companies]
        )
        return companies, event, rows

    @staticmethod
    def _pay(rank):
        return lambda _companies, _event, rows: rows[rank].action_mark_paid()

    @staticmethod
    def _type(_companies, event, _rows):
        event.cost_ids = [(0, 0, {"kind": "fees", "income": 250})]

    def _check_income(self, amount):
        def check(_companies, event, _rows):
            self.assertEqual((event.cost_income, sum(event.cost_ids.mapped("income"))), (amount, amount))

        return check

    def test_two_registrations(self):
        self.at_once(self._prepare, self._pay(0), self._pay(1), self._check_income(200))

    def test_one_registration_twice(self):
        self.at_once(self._prepare, self._pay(0), self._pay(0), self._check_income(100))

    def test_paid_while_it_is_paid_back(self):
        def prepare(env):
            companies, event, rows = self._prepare(env)
            rows[1].action_mark_paid()
            return companies, event, rows

        def pay_back(_companies, _event, rows):
            rows[1].action_mark_unpaid()

        # Both together bring in what came in before.
        self.at_once(prepare, self._pay(0), pay_back, self._check_income(100))

    def test_typed_while_it_is_paid(self):
        self.at_once(self._prepare, self._type, self._pay(0), self._check_income(250), says="€250.00 is typed in")

    def test_paid_while_it_is_typed(self):
        self.at_once(self._prepare, self._pay(0), self._type, self._check_income(100), says="would count twice")


class TestStatementsAtOnce(TwoAtOnceCase):
    """What a company says counts once: of one statement, and of several."""

    def _prepare(self, env):
        service = env["hub.service"].create({"name": "At Once", "code": "TSTONCE", "follow_up_months": "6"})
        company = env["res.partner"].create({"name": "At Once", "is_company": True})
        day = today(env)
        about = {
            "partner_id": company.id, "service_id": service.id, "date_due": day, "date_expires": day, "state": "sent",
            "date_start": day, "date_end": day,
        }  # fmt: skip
        statements = env["hub.statement"].create([{**about, "moment": moment} for moment in ("6", "12")])
        return company, service, statements

    def _answer_both(self, rank):
        self.at_once(
            self._prepare,
            lambda _company, _service, statements: statements[0]._answer(dict(ANSWER), "link"),
            lambda _company, _service, statements: statements[rank]._answer(dict(ANSWER), "link"),
            lambda _company, _service, statements: self.assertEqual(sum(statements.outcome_ids.mapped("value")), 2),
            turn="hub.statement",
        )

    def test_one_statement_twice(self):
        self._answer_both(0)

    def test_two_statements_of_a_company(self):
        self._answer_both(1)

    def test_refused_while_it_is_answered(self):
        """In two tabs: the answer stays."""

        def check(_company, _service, statements):
            self.assertEqual((statements[0].state, statements[0].jobs), ("answered", 5))

        self.at_once(
            self._prepare,
            lambda _company, _service, statements: statements[0]._answer(dict(ANSWER), "link"),
            lambda _company, _service, statements: statements[0]._refuse(),
            check,
            turn="hub.statement",
        )


class TestOpinionsAtOnce(TwoAtOnceCase):
    """Two answers by one link: the later one replaces the earlier one, whole."""

    def test_two_answers(self):
        def prepare(env):
            now = fields.Datetime.now()
            event = env["event.event"].create(
                self.values_of("At Once", event_mail_ids=False, date_begin=now - timedelta(days=2),
                               date_end=now - timedelta(days=1))
            )  # fmt: skip
            values = {"event_id": event.id, "name": "At Once", "email": "at.once@example.com", "state": "done"}
            registration = env["event.registration"].create(values)
            asked = {"registration_id": registration.id, "date_expires": now.date() + timedelta(days=9)}
            return event, registration, env["hub.action.opinion"].create(asked)

        def check(_event, _registration, opinion):
            self.assertEqual((opinion.answer, opinion.score, opinion.remark), ("2", 2, ""))

        self.at_once(
            prepare,
            lambda _event, _registration, opinion: opinion._answer("5", "Everything"),
            lambda _event, _registration, opinion: opinion._answer("2", ""),
            check,
            turn="hub.action.opinion",
        )

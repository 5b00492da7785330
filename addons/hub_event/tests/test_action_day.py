from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.hub_entrepreneurs.tests.test_day_counts import DayCountsCase

from .registration_common import RegistrationCase

_OF_RUNNER = {"registrations", "places", "attendance", "unready"}


@tagged("post_install", "-at_install")
class TestActionDay(DayCountsCase, RegistrationCase):
    """Today of who runs actions, and of an account manager whose companies take part in one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["event.event"].search([]).write({"user_id": False, "cluster_ids": False, "office_id": False})

    def plan_action(self, name, days=10, **values):
        """Create an action that begins in some days, and ends a day later."""
        begin = fields.Datetime.now() + timedelta(days=days)
        values = {"cluster_ids": self.cluster.ids, "user_id": self.cluster_manager.id, **values}
        return self.create_action(
            name, action_plan_id=False, date_begin=begin, date_end=begin + timedelta(days=1), **values
        )

    def test_who_sees_which(self):
        self.assertLessEqual(_OF_RUNNER, self.day(self.cluster_manager).keys())
        self.assertLessEqual(_OF_RUNNER, self.day(self.adviser).keys())
        self.assertIn("unready", self.day(self.director))
        for user in (self.account, self.analyst, self.privacy):
            self.assertFalse(_OF_RUNNER & self.day(user).keys(), user.login)

    def test_registrations_to_decide(self):
        coming = self.plan_action("Coming", criteria_domain="[('size_class', '=', 'micro')]")
        self.micro(1)
        first, second = self.register(0, 1, event=coming)
        self.assertEqual(self.places(first + second), ["check", "given"])
        [line] = self.lines("registrations", self.cluster_manager)
        self.assertEqual((line["title"], line["text"]), ("Registering 0", "Coming · To Check"))
        coming.date_begin = coming.date_end = fields.Datetime.now() - timedelta(days=1)
        self.assertFalse(self.lines("registrations", self.cluster_manager))

    def test_places(self):
        offering = self.plan_action("Offering", seats_limited=True, seats_max=1)
        first, second = self.register(0, 1, event=offering)
        self.assertFalse(self.lines("places", self.cluster_manager), "who waits for a full action waits for nobody")
        first.action_cancel()
        self.assertEqual(self.places(second), ["offered"])
        drawing = self.plan_action("Drawing", days=5, selection_rule="draw", seats_limited=True, seats_max=3)
        self.register(2, 3, event=drawing)
        lines = self.lines("places", self.cluster_manager)
        self.assertEqual(
            [(each["title"], each["text"]) for each in lines],
            [("Drawing", "waiting for a place: 2"), ("Offering", "offers without an answer: 1")],
        )
        self.check_day(self.cluster_manager)
        drawing.action_give_places()
        second.action_accept_offer()
        self.assertFalse(self.lines("places", self.cluster_manager))

    def test_attendance(self):
        over = self.plan_action("Over")
        registrations = self.register(0, 1, event=over)
        over.write({"date_begin": fields.Datetime.now() - timedelta(days=3)})
        self.assertFalse(self.lines("attendance", self.cluster_manager), "it is not over yet")
        over.write({"date_end": fields.Datetime.now() - timedelta(days=2)})
        [line] = self.lines("attendance", self.cluster_manager)
        self.assertEqual((line["title"], line["text"]), ("Over", "registered: 2"))
        self.check_day(self.cluster_manager)
        registrations[0].action_set_done()
        self.assertFalse(self.lines("attendance", self.cluster_manager), "who was not there is marked as well")

    def test_not_ready(self):
        begin = fields.Datetime.now() + timedelta(days=30)
        plan = self.env["hub.action.plan"].search([("year", "=", begin.year)]) or self.env["hub.action.plan"].create(
            {"year": begin.year}
        )
        self.env["event.event"].search([("action_plan_id", "=", plan.id)]).action_plan_id = False
        values = {"date_begin": begin, "date_end": begin, "action_plan_id": plan.id, "action_state": "approved"}
        nobody, proposed, ready = (
            self.create_action("Nobody's", **{**values, "user_id": False, "cluster_ids": self.cluster.ids}),
            self.create_action("Proposed", **{**values, "action_state": "proposed", "user_id": self.director.id}),
            self.create_action("Ready", **{**values, "user_id": self.director.id}),
        )
        lines = {each["title"]: each["text"] for each in self.lines("unready", self.director)}
        self.assertEqual(lines, {"Nobody's": "nobody runs it", "Proposed": "not approved"})
        self.assertEqual(self.titles("unready", self.cluster_manager), ["Nobody's"], "a manager sees the own ones")
        self.check_day(self.director)
        (nobody + proposed).kanban_state = "cancel"
        self.assertFalse(self.lines("unready", self.director))
        self.assertTrue(ready)

    def test_companies_that_take_part(self):
        soon, later = self.plan_action("Soon"), self.plan_action("Later", days=20)
        self.register(0, event=soon)
        self.register(1, event=later)
        self.companies[2].user_id = self.colleague
        self.register(2, event=soon)
        [line] = self.lines("taking_part", self.account)
        self.assertEqual((line["title"], line["text"], line["badge"]), ("Registering 0", "Soon", "in 10 days"))
        self.assertEqual(self.titles("taking_part", self.colleague), ["Registering 2"])
        self.check_day(self.account)

    def test_an_appointment_counts_on_its_day(self):
        hours = self.plan_action("Hours", days=-3, is_multi_slots=True, date_tz="UTC")
        hours.date_end = fields.Datetime.now() + timedelta(days=60)
        slots = self.env["event.slot"].create(
            [{"event_id": hours.id, "date": self.ahead(days=days), "start_hour": 9, "end_hour": 10} for days in (5, 40)]
        )
        for rank, slot in enumerate(slots):
            self.register(rank, event=hours, event_slot_id=slot.id)
        self.assertEqual(self.titles("taking_part", self.account), ["Registering 0"])

    def test_who_is_away(self):
        self.register(0, event=self.plan_action("Soon"))
        self.env["hub.stand.in"].create(
            {"user_id": self.account.id, "stand_in_id": self.colleague.id, "date_end": self.today}
        )
        self.assertEqual(self.titles("taking_part", self.colleague), ["Registering 0"])

    def test_nothing_of_another_agency(self):
        soon = self.plan_action("Soon")
        self.register(0, event=soon)
        self.companies[0].company_id = self.agency
        self.assertFalse(self.lines("taking_part", self.account))

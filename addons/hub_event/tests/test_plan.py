from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from .common import YEAR, ActionCase


class TestPlan(ActionCase):
    """The actions of a year, and how far they have come."""

    def test_an_action_begins_in_the_year_of_its_plan(self):
        action = self.create_action()
        with (
            self.assertRaisesRegex(ValidationError, f"begins in {YEAR + 1}, but stands in the plan for {YEAR}"),
            self.cr.savepoint(),
        ):
            action.write({"date_begin": f"{YEAR + 1}-02-01 08:00:00", "date_end": f"{YEAR + 1}-02-02 08:00:00"})
        with self.assertRaisesRegex(ValidationError, "stands in the plan"), self.cr.savepoint():
            self.plan.year = YEAR + 3
        # New Year's night in Brussels is still the year before in UTC.
        action.write({"date_begin": f"{YEAR - 1}-12-31 23:30:00", "date_end": f"{YEAR}-01-02 08:00:00"})

    def test_it_does_not_end_before_it_starts(self):
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.create_action(date_end=f"{YEAR}-01-01 08:00:00")

    def test_one_agency(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        action = self.create_action()
        with self.assertRaisesRegex(ValidationError, "different agencies"), self.cr.savepoint():
            action.company_id = agency

    def test_a_programme_that_has_ended(self):
        programme = self.env["hub.programme"].create({"name": "Past", "code": "PAST", "date_end": f"{YEAR - 1}-06-30"})
        with self.assertRaisesRegex(ValidationError, "Past does not run on"), self.cr.savepoint():
            self.create_action(programme_id=programme.id)
        self.assertTrue(self.create_action(year=YEAR - 1, programme_id=programme.id))

    def test_what_can_not_be(self):
        with self.assertRefused("hub.action.plan", "Year: the agency has a plan for this year"):
            self.env["hub.action.plan"].create({"year": YEAR})
        for values in ({"year": 31}, {"budget": -1}, {"fte": -1}):
            with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
                self.plan.write(values)
        for model, values in (
            ("hub.action.plan.target", {"target": 1}),
            ("hub.action.plan.target", {"target": 0, "action_type_id": self.fair.id}),
            ("hub.action.plan.consultation", {"who": "Somebody"}),
        ):
            with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
                self.env[model].create({"plan_id": self.plan.id, **values})

    def test_progress(self):
        held, open_one, dropped = (self.create_action(name) for name in ("Held", "Open", "Dropped"))
        for action in (held, open_one, dropped):
            action.cost_ids = [(0, 0, {"kind": "space", "planned": 100, "spent": 40, "income": 10})]
        held.action_state = "held"
        dropped.kanban_state = "cancel"
        self.plan.budget = 250
        values = self.plan.read(["action_count", "done_count", "progress", "cost_planned", "cost_spent", "budget_left"])
        self.assertEqual(
            {name: value for name, value in values[0].items() if name != "id"},
            {
                "action_count": 2,
                "done_count": 1,
                "progress": 50,
                "cost_planned": 200,
                "cost_spent": 120,
                "budget_left": 50,
            },
        )
        self.assertEqual(self.plan.cost_income, 30)

    def test_targets(self):
        sector = self.env["hub.sector"].search([], limit=1)
        self.create_action(sector_ids=sector.ids).action_state = "held"
        self.create_action(country_id=self.env.ref("base.jp").id)
        self.create_action(action_type_id=self.mission.id)
        self.create_action("Dropped", kanban_state="cancel")
        europe = self.env.ref("base.europe").id
        targets = self.env["hub.action.plan.target"].create(
            [
                {"plan_id": self.plan.id, "target": 2, **values}
                for values in (
                    {"action_type_id": self.fair.id},
                    {"action_type_id": self.fair.id, "country_group_id": europe},
                    {"sector_id": sector.id},
                    {"country_group_id": europe},
                )
            ]
        )
        counts = [(each.planned_count, each.done_count, each.progress) for each in targets]
        self.assertEqual(counts, [(2, 1, 50), (1, 1, 50), (1, 1, 50), (2, 1, 50)])

    def test_approved_once(self):
        action, announced = self.create_action(), self.create_action("Known")
        announced.action_state = "announced"
        with self.assertRaisesRegex(UserError, r"Say why .*Without a reason \(2\): .*Test Fair"), self.cr.savepoint():
            self.plan.with_user(self.director).action_approve()
        self.plan.change_ids.reason = "New this year"
        for user in (self.cluster_manager, self.adviser, self.analyst):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.plan.with_user(user).action_approve()
        self.plan.with_user(self.director).action_approve()
        self.assertEqual((self.plan.state, self.plan.approved_by_id), ("approved", self.director))
        self.assertEqual((action.action_state, announced.action_state), ("approved", "announced"))
        approved = self.plan.approved_on
        self.plan.with_user(self.director).action_approve()
        self.assertEqual(self.plan.approved_on, approved)
        plans = self.env["hub.action.plan"]
        self.assertIn(self.plan, plans.search([("state", "=", "approved")]))
        self.assertNotIn(self.plan, plans.search([("state", "=", "draft")]))
        self.assertIn(self.last_plan, plans.search([("state", "!=", "approved")]))

    def test_nobody_types_the_approval(self):
        for values in ({"approved_on": "2030-01-01"}, {"approved_by_id": self.director.id}):
            with self.assertRaisesRegex(UserError, "Use the button “Approve”"), self.cr.savepoint():
                self.plan.with_user(self.director).write(values)

    def test_the_plan_of_its_year_is_proposed(self):
        form = Form(self.env["event.event"].with_user(self.director), view="event.view_event_form")
        form.name = "Fair"
        form.date_begin, form.date_end = f"{YEAR}-05-01 08:00:00", f"{YEAR}-05-02 08:00:00"
        self.assertFalse(form.action_plan_id, "an event beside the plans")
        form.action_type_id = self.fair
        self.assertEqual(form.action_plan_id, self.plan)
        form.date_end, form.date_begin = f"{YEAR - 1}-05-02 08:00:00", f"{YEAR - 1}-05-01 08:00:00"
        self.assertEqual(form.action_plan_id, self.last_plan)

    def test_a_plan_that_takes_no_action_is_not_proposed(self):
        """It is approved: an adviser would learn so from a refusal, once all is typed."""
        self.plan.with_user(self.director).action_approve()
        for user, plan in ((self.adviser, self.env["hub.action.plan"]), (self.director, self.plan)):
            for context in ({}, {"default_action_plan_id": self.plan.id}):
                with self.subTest(user.login, **context):
                    events = self.env["event.event"].with_user(user).with_context(**context)
                    form = Form(events, view="event.view_event_form")
                    form.name = "Fair"
                    self.assertEqual(bool(form.plan_notice), bool(context and not plan))
                    self.assertEqual(form.action_plan_id, plan if context else plan.browse())
                    form.date_begin, form.date_end = f"{YEAR}-05-01 08:00:00", f"{YEAR}-05-02 08:00:00"
                    form.action_type_id = self.fair
                    self.assertEqual(form.action_plan_id, plan)
                    if user == self.adviser:
                        self.assertIn(f"Plan {YEAR} is approved: only a director adds", form.plan_notice)
                        self.assertFalse(form.save().action_plan_id)
                    else:
                        self.assertFalse(form.plan_notice)
                        form.amendment_reason = "A partner asked."
                        self.assertEqual(form.save().action_plan_id, plan)
        form = Form(self.env["event.event"].with_user(self.adviser), view="event.view_event_form")
        form.action_type_id = self.fair
        form.date_end, form.date_begin = f"{YEAR - 1}-05-02 08:00:00", f"{YEAR - 1}-05-01 08:00:00"
        self.assertEqual((form.action_plan_id, form.plan_notice), (self.last_plan, False), "it is being prepared")
        form.action_plan_id = self.plan
        self.assertIn(f"Plan {YEAR} is approved", form.plan_notice, "at once, and not on saving")

    def test_a_change_that_is_refused_is_said_at_once(self):
        action = self.create_action(office_id=self.office.id)
        self.plan.change_ids.reason = "New"
        self.plan.with_user(self.director).action_approve()
        form = Form(action.with_user(self.adviser), view="event.view_event_form")
        form.name = "Spring Fair"
        self.assertFalse(form.plan_notice)
        form.date_end = f"{YEAR}-03-12 16:00:00"
        self.assertIn("only a director changes when and where", form.plan_notice)
        form.date_end = f"{YEAR}-03-11 15:00:00"
        self.assertFalse(form.plan_notice, "another hour is no matter of the plan")
        form.action_plan_id = self.last_plan.browse()
        self.assertIn("only a director changes when and where", form.plan_notice)
        form = Form(action.with_user(self.director), view="event.view_event_form")
        form.date_end = f"{YEAR}-03-12 16:00:00"
        self.assertFalse(form.plan_notice)

    def test_the_country(self):
        action = self.create_action()
        self.assertTrue(action.abroad)
        venue = self.company.copy({"country_id": self.env.ref("base.be").id, "name": "Hall", "company_registry": False})
        action.address_id = venue
        self.assertEqual((action.country_id, action.abroad), (venue.country_id, False))
        action.country_id = self.france
        self.assertEqual(venue.country_id, self.env.ref("base.be"), "the venue stays where it is")
        self.assertTrue(action.abroad)
        action.address_id = False
        self.assertFalse(action.country_id, "as core has it: a registration takes its country from there")

    def test_abroad_is_not_at_the_address_of_the_agency(self):
        self.env.company.partner_id.country_id = self.belgium
        form = Form(self.env["event.event"].with_user(self.director), "event.view_event_form")
        self.assertEqual((form.address_id, form.country_id), (self.env.company.partner_id, self.belgium))
        form.country_id = self.france
        self.assertFalse(form.address_id)
        self.assertEqual(form.country_id, self.france)
        form.address_id = self.env.company.partner_id
        self.assertEqual(form.country_id, self.belgium, "the country of the venue")
        hall = self.env["res.partner"].create({"name": "Hall"})
        form.address_id = hall
        form.country_id = self.france
        self.assertEqual(
            (form.address_id, form.country_id), (hall, self.france), "a venue of no country may be anywhere"
        )

    def test_the_pages_open(self):
        for user in (self.account, self.cluster_manager, self.adviser, self.director, self.analyst):
            self.assertEqual(Form(self.plan.with_user(user)).year, YEAR)

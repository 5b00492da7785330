from datetime import date

from psycopg2 import errors

from odoo import SUPERUSER_ID, Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form
from odoo.tools import SQL, mute_logger

from .common import ExportCase

DAY = date(2026, 6, 15)
TOMORROW = date(2026, 6, 16)


class TestForeignOfficeClose(ExportCase):
    """An office closes, and another one takes over from a day on."""

    USERS = {**ExportCase.USERS, **dict.fromkeys(("attache", "head"), "hub_entrepreneurs.group_hub_account_manager")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.italy, cls.malta, cls.greece = (cls.env.ref(f"base.{code}") for code in ("it", "mt", "gr"))
        cls.milan = cls.create_office("Test Milan", cls.italy + cls.malta, user_ids=[Command.set(cls.attache.ids)])
        cls.lyon = cls.create_office("Test Lyon", cls.france, start="2021-01-01", user_id=cls.head.id)

    def setUp(self):
        super().setUp()
        day = self.on_day(DAY)
        day.__enter__()
        self.addCleanup(day.__exit__, None, None, None)

    def _close(self, day=TOMORROW, user=None, office=None, successor=None):
        wizard = (
            self.env["hub.foreign.office.close"]
            .with_user(user or self.adviser)
            .create(
                {
                    "office_id": (office or self.milan).id,
                    "successor_id": (successor or self.lyon).id,
                    "date": day,
                }
            )
        )
        wizard.action_close()
        return wizard

    def _mandate(self, office, country, start, end=False, **values):
        return self.env["hub.foreign.office.mandate"].create(
            {"office_id": office.id, "country_id": country.id, "date_start": start, "date_end": end, **values}
        )

    def _rows(self, office, country):
        """Return the mandates of an office for a country, as they are told: first day, last day, leads or serves."""
        rows = office.mandate_ids.filtered(lambda row: row.country_id == country).sorted("date_start")
        return [(str(row.date_start), str(row.date_end or ""), "leads" if row.is_lead else "serves") for row in rows]

    def _lead(self, country=None, **values):
        return self.create_lead(self.account, target_country_id=(country or self.italy).id, **values)

    def _activity(self, record, user):
        return self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id(record._name),
                "res_id": record.id,
                "user_id": user.id,
                "summary": "Test task",
            }
        )

    # Mandates

    def test_countries_change_hands_on_the_day(self):
        self._close(date(2026, 7, 1))
        self.assertEqual((self.milan.date_end, self.milan.successor_id), (date(2026, 6, 30), self.lyon))
        for country in (self.italy, self.malta):
            self.assertEqual(self._rows(self.milan, country), [("2020-01-01", "2026-06-30", "leads")])
            self.assertEqual(self._rows(self.lyon, country), [("2026-07-01", "", "leads")])
        leading = self.env["hub.foreign.office"]._get_leading
        self.assertEqual(leading(self.italy, date(2026, 6, 30)), {self.italy: self.milan})
        self.assertEqual(leading(self.italy, date(2026, 7, 1)), {self.italy: self.lyon})

    def test_what_a_mandate_is_goes_along(self):
        regions = self.italy.state_ids[:2]
        self.milan.mandate_ids.filtered(lambda row: row.country_id == self.italy).write(
            {"is_lead": False, "date_end": "2027-12-31", "state_ids": [Command.set(regions.ids)]}
        )
        self._close()
        taken = self.lyon.mandate_ids.filtered(lambda row: row.country_id == self.italy)
        self.assertEqual((taken.is_lead, taken.state_ids), (False, regions))
        self.assertEqual(self._rows(self.lyon, self.italy), [("2026-06-16", "2027-12-31", "serves")])

    def test_later_mandates_move_and_past_ones_stay(self):
        past = self._mandate(self.milan, self.greece, "2022-01-01", "2024-12-31")
        later = self._mandate(self.milan, self.greece, "2027-01-01", "2028-12-31")
        self._close()
        self.assertEqual((past.office_id, past.date_end), (self.milan, date(2024, 12, 31)))
        self.assertEqual((later.office_id, later.date_start), (self.lyon, date(2027, 1, 1)))
        self.assertEqual(self._rows(self.lyon, self.greece), [("2027-01-01", "2028-12-31", "leads")])

    def test_leading_beats_serving_there(self):
        served = self._mandate(self.lyon, self.italy, "2025-01-01", is_lead=False)
        self._mandate(self.lyon, self.malta, "2026-08-01", "2026-12-31", is_lead=False)
        self._close()
        self.assertEqual(served.date_end, DAY, "the days before stay served")
        self.assertEqual(
            self._rows(self.lyon, self.italy), [("2025-01-01", "2026-06-15", "serves"), ("2026-06-16", "", "leads")]
        )
        self.assertEqual(self._rows(self.lyon, self.malta), [("2026-06-16", "", "leads")])

    def test_serving_goes_on_after_a_mandate_that_ends(self):
        self.milan.mandate_ids.date_end = "2026-12-31"
        self._mandate(self.lyon, self.italy, "2025-01-01", is_lead=False)
        self._close()
        self.assertEqual(
            self._rows(self.lyon, self.italy),
            [
                ("2025-01-01", "2026-06-15", "serves"),
                ("2026-06-16", "2026-12-31", "leads"),
                ("2027-01-01", "", "serves"),
            ],
        )

    def test_nothing_twice(self):
        """What the other office has already, it does not get again."""
        self._mandate(self.milan, self.france, "2022-01-01", is_lead=False)
        later = self._mandate(self.milan, self.france, "2021-06-01", "2021-12-31", is_lead=False)
        self._mandate(self.milan, self.italy, "2023-01-01", is_lead=False)
        self._close()
        self.assertEqual(self._rows(self.lyon, self.france), [("2021-01-01", "", "leads")])
        self.assertEqual(self._rows(self.milan, self.france)[0], ("2021-06-01", "2021-12-31", "serves"))
        self.assertEqual(self._rows(self.lyon, self.italy), [("2026-06-16", "", "leads")])
        self.assertTrue(later.exists())

    def test_other_regions_are_not_the_same(self):
        north, south = self.italy.state_ids[:1], self.italy.state_ids[1:2]
        self._mandate(self.lyon, self.italy, "2025-01-01", is_lead=False, state_ids=[Command.set(north.ids)])
        self.milan.mandate_ids.filtered(lambda row: row.country_id == self.italy).write(
            {"is_lead": False, "state_ids": [Command.set(south.ids)]}
        )
        self._close()
        self.assertEqual(
            self._rows(self.lyon, self.italy), [("2025-01-01", "", "serves"), ("2026-06-16", "", "serves")]
        )

    # Leads and activities

    def test_open_work_moves_at_once(self):
        auto, chosen, of_staff = self._lead(), self._lead(self.greece, office_id=self.milan.id), self._lead()
        of_staff.write({"user_id": self.attache.id, "team_id": self.team.id})
        won, lost = self._lead(user_id=self.attache.id), self._lead()
        won.sudo().action_set_won()
        lost.action_set_lost()
        moving = self._activity(auto, self.attache), self._activity(self.milan, self.attache)
        staying = self._activity(auto, self.account), self._activity(won, self.attache)
        done = self._activity(auto, self.attache)
        done.action_done()
        self._close(DAY)
        self.assertEqual((auto + chosen + of_staff).office_id, self.lyon)
        self.assertEqual((auto + chosen + of_staff).mapped("office_set_by_hand"), [False, True, False])
        self.assertEqual((auto.user_id, of_staff.user_id), (self.account, self.head))
        self.assertEqual(of_staff.team_id, self.team)
        self.assertEqual((won + lost).office_id, self.milan, "the past stays")
        self.assertEqual(won.user_id, self.attache)
        self.assertEqual([activity.user_id for activity in moving], [self.head] * 2)
        self.assertEqual([activity.user_id for activity in staying], [self.account, self.attache])
        self.assertEqual(done.user_id, self.attache)
        self.assertFalse(self.milan.is_current)

    def test_open_work_moves_on_the_day(self):
        lead, chosen = self._lead(user_id=self.attache.id), self._lead(self.greece, office_id=self.milan.id)
        activity = self._activity(lead, self.attache)
        self._close(date(2026, 7, 1))
        offices = self.env["hub.foreign.office"]
        with self.on_day(date(2026, 6, 30)):
            offices._cron_offices()
            self.assertEqual((lead.office_id, lead.user_id, activity.user_id), (self.milan, self.attache, self.attache))
        with self.on_day(date(2026, 7, 1)):
            offices._cron_offices()
            self.assertEqual((lead.office_id, lead.user_id, activity.user_id), (self.lyon, self.head, self.head))
            self.assertEqual((chosen.office_id, chosen.office_set_by_hand), (self.lyon, True))
            before = self.env["mail.message"].search_count([("model", "=", "crm.lead"), ("res_id", "=", lead.id)])
            offices._cron_offices()
            after = self.env["mail.message"].search_count([("model", "=", "crm.lead"), ("res_id", "=", lead.id)])
            self.assertEqual(after, before, "once is enough")

    def test_a_successor_that_closes_hands_it_on(self):
        lead, chosen = self._lead(), self._lead(self.greece, office_id=self.milan.id)
        third = self.create_office("Test Third", country_id=self.france.id)
        self._close(date(2026, 7, 1))
        self._close(date(2026, 7, 1), office=self.lyon, successor=third)
        with self.on_day(date(2026, 7, 1)):
            self.env["hub.foreign.office"]._cron_offices()
            self.assertEqual((lead + chosen).office_id, third)

    def test_a_choice_stays_a_choice(self):
        """Whether somebody chose it does not change, not even where the other office leads that market anyway."""
        chosen = self._lead(self.france, office_id=self.milan.id)
        self.assertTrue(chosen.office_set_by_hand)
        self._close(DAY)
        self.assertEqual((chosen.office_id, chosen.office_set_by_hand), (self.lyon, True))

    def test_staff_of_both_offices_goes_on(self):
        self.lyon.user_ids = self.attache
        lead = self._lead(user_id=self.attache.id)
        self._close(DAY)
        self.assertEqual((lead.office_id, lead.user_id), (self.lyon, self.attache))

    def test_leads_of_other_agencies_go_along(self):
        agency = self.env["res.company"].create({"name": "Agency A"})
        lead = self.create_lead(target_country_id=self.italy.id, company_id=agency.id, user_id=False)
        self._close(DAY)
        self.assertEqual(lead.office_id, self.lyon)

    def test_it_is_told(self):
        lead = self._lead()
        self.env["hub.foreign.office.close"].with_user(self.adviser).with_context(tracking_disable=False).create(
            {"office_id": self.milan.id, "successor_id": self.lyon.id, "date": DAY}
        ).action_close()
        self.env.invalidate_all()
        self.assertIn("Takes over from Test Milan on 06/15/2026: Italy and Malta.", self.lyon.message_ids[:1].body)
        self.assertIn("Office: Test Milan → Test Lyon", str(lead.message_ids.mapped("body")))

    # The dialog

    def test_preview(self):
        lead = self._lead(user_id=self.attache.id)
        self._lead(self.malta)
        self._activity(lead, self.attache)
        self._mandate(self.milan, self.greece, "2027-01-01")
        action = self.milan.with_user(self.adviser).action_close()
        form = Form(self.env[action["res_model"]].with_user(self.adviser).with_context(**action["context"]))
        self.assertEqual(form.date, TOMORROW)
        self.assertEqual((form.problem, form.preview), (False, False))
        form.successor_id = self.lyon
        self.assertFalse(form.problem)
        for part in (
            "Test Milan closes on 06/15/2026, its last day.",
            "Countries handed over: 3 (Greece, Italy, and Malta).",
            "begin later, also handed over: 1 (Greece)",
            "Open leads handed over on 06/16/2026: 2.",
            "leads (1) and open activities (1)",
        ):
            self.assertIn(part, form.preview)
        form.date = DAY
        self.assertIn("Open leads handed over at once: 2.", form.preview)
        form.date = "2019-12-31"
        self.assertIn("what is past stays as it was", form.problem)
        self.assertFalse(form.preview)

    def test_closed_once(self):
        self._close()
        with self.assertSays(UserError, "Test Milan has a last day already, 06/15/2026"):
            self._close(date(2026, 8, 1))

    def test_a_decided_last_day_gets_a_successor(self):
        """What ended only because the office closes goes on at the other one."""
        self.milan.mandate_ids.date_end = "2026-12-31"
        self._mandate(self.milan, self.greece, "2025-01-01", "2026-10-31")
        self.milan.date_end = "2026-12-31"
        wizard = Form(self.env["hub.foreign.office.close"].with_context(default_office_id=self.milan.id))
        self.assertEqual(wizard.date, date(2027, 1, 1))
        with self.assertSays(UserError, "Taken Over On: Test Milan closes on 12/31/2026. Choose the day after"):
            self._close(date(2027, 1, 2))
        self._close(date(2027, 1, 1))
        self.assertEqual((self.milan.date_end, self.milan.successor_id), (date(2026, 12, 31), self.lyon))
        self.assertEqual(self._rows(self.milan, self.italy), [("2020-01-01", "2026-12-31", "leads")])
        self.assertEqual(self._rows(self.lyon, self.italy), [("2027-01-01", "", "leads")])
        self.assertEqual(self._rows(self.lyon, self.greece), [])

    def test_a_third_office_keeps_what_it_leads_later(self):
        self.milan.mandate_ids.date_end = self.milan.date_end = "2026-12-31"
        self.create_office("Test Rome", self.italy, start="2027-06-01")
        self.create_office("Test Valletta", self.malta, start="2027-01-01")
        self._close(date(2027, 1, 1))
        self.assertEqual(self._rows(self.lyon, self.italy), [("2027-01-01", "2027-05-31", "leads")])
        self.assertEqual(self._rows(self.lyon, self.malta), [])

    def test_a_decided_last_day_can_come_earlier(self):
        self.milan.mandate_ids.date_end = "2026-12-31"
        self.milan.date_end = "2026-12-31"
        self._close(date(2026, 10, 1))
        self.assertEqual(self.milan.date_end, date(2026, 9, 30))
        self.assertEqual(self._rows(self.lyon, self.italy), [("2026-10-01", "", "leads")])

    def test_not_before_it_opened(self):
        self.milan.mandate_ids.date_start = "2026-06-15"
        self.milan.date_start = "2026-06-15"
        for day in ("2026-06-15", "2026-06-01"):
            with self.assertSays(UserError, "Taken Over On: Test Milan opened on 06/15/2026. Choose a later day"):
                self._close(day)

    def test_the_past_is_not_changed(self):
        self._mandate(self.milan, self.greece, "2025-01-01", "2026-03-31")
        with self.assertSays(UserError, "what is past stays as it was. Choose 04/01/2026 or a later day"):
            self._close("2026-03-31")
        self._mandate(self.milan, self.france, "2026-05-01", is_lead=False)
        with self.assertSays(UserError, "Choose 05/01/2026 or a later day"):
            self._close("2026-04-30")
        self._close("2026-05-01")
        self.assertEqual(self._rows(self.milan, self.italy), [("2020-01-01", "2026-04-30", "leads")])
        self.assertEqual(self._rows(self.milan, self.france), [])

    def test_the_successor_is_another_open_office_of_the_agency(self):
        agency = self.env["res.company"].create({"name": "Agency A"})
        coming = self.create_office("Test Coming", date_start="2026-07-01")
        theirs = self.create_office("Test Theirs", company_id=agency.id)
        self.adviser.company_ids += agency
        for successor, sentence in (
            (self.milan, "Taken Over By: Test Milan can't take over from itself"),
            (coming, "Taken Over By: Test Coming is not open on 06/16/2026; it is open since 07/01/2026"),
            (theirs, "Taken Over By: Test Theirs belongs to another agency"),
        ):
            with self.assertSays(UserError, sentence):
                wizard = self.env["hub.foreign.office.close"].with_user(self.adviser)
                wizard = wizard.with_context(allowed_company_ids=self.adviser.company_ids.ids)
                wizard.create(
                    {"office_id": self.milan.id, "successor_id": successor.id, "date": TOMORROW}
                ).action_close()

    def test_somebody_has_to_take_the_work(self):
        self.lyon.user_id = False
        self._close_and_undo()
        lead = self._lead(user_id=self.attache.id)
        self._activity(lead, self.attache)
        with self.assertSays(
            UserError, r"Test Lyon has no head of office.*leads: 1, activities: 1.*Enter one in that office"
        ):
            self._close()

    def _close_and_undo(self):
        """Show that nobody is needed as long as there is no work."""
        savepoint = self.cr.savepoint(flush=True)
        self._close()
        self.assertTrue(self.milan.successor_id)
        savepoint.close(rollback=True)
        self.env.invalidate_all()

    def test_one_by_one(self):
        with self.assertSays(UserError, "Select one office only"):
            (self.milan + self.lyon).with_user(self.adviser).action_close()

    def test_all_or_nothing(self):
        """A successor that closes before a mandate ends can't have it, and then nothing happens at all."""
        self.lyon.mandate_ids.date_end = "2026-12-31"
        self.lyon.date_end = "2026-12-31"
        with self.assertSays(UserError, "Until: the mandate for .* goes on after 12/31/2026.*Test Lyon closes"):
            self._close()
        self.assertFalse(self.milan.date_end)
        self.assertEqual(len(self.milan.mandate_ids), 2)

    # Who may, and two at once

    def test_who_may(self):
        for user in (self.account, self.cluster_manager, self.analyst, self.outsider):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._close(user=user)
        self._close(user=self.director)
        self.assertTrue(self.milan.successor_id)

    def test_two_at_once(self):
        """Whoever comes second starts again, and is told that the office has a last day already."""
        with self.two_connections() as (first, second), mute_logger("odoo.sql_db"):
            ours, theirs = (
                self.env(user=SUPERUSER_ID, cr=cursor, context={"tracking_disable": True})["hub.foreign.office"]
                for cursor in (first, second)
            )
            second.execute(SQL("SET lock_timeout = '3s'"))
            offices = ours.create([{"name": name, "country_id": self.france.id} for name in ("Race", "Heir", "Late")])
            office, heir, late = offices
            first.commit()
            try:
                self.assertEqual(theirs.browse(offices.ids).mapped("date_end"), [False] * 3)
                self._wizard(office, heir).action_close()
                first.commit()
                with self.assertRaises(errors.SerializationFailure):
                    self._wizard(theirs.browse(office.id), theirs.browse(late.id)).action_close()
                second.rollback()
                theirs.env.transaction.reset()
                with self.assertRaisesRegex(UserError, "Race has a last day already"):
                    self._wizard(theirs.browse(office.id), theirs.browse(late.id)).action_close()
            finally:
                second.rollback()
                first.rollback()
                ours.env.transaction.reset()
                for each in offices:
                    each.unlink()
                first.commit()

    def _wizard(self, office, successor):
        wizards = office.env["hub.foreign.office.close"]
        return wizards.create({"office_id": office.id, "successor_id": successor.id, "date": TOMORROW})

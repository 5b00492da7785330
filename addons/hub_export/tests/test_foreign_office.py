from datetime import date

from psycopg2 import errors

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import SQL, mute_logger

from .common import ExportCase

DAY = date(2026, 6, 15)
INSERT_MANDATE = """INSERT INTO hub_foreign_office_mandate (office_id, country_id, is_lead, date_start, date_end)
                    VALUES (%s, %s, true, %s, %s)"""


class TestForeignOffice(ExportCase):
    """Offices abroad, and which of them leads a country on a day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.paris = cls.create_office("Test Paris", cls.france, start="2025-01-01", end="2026-06-15")
        cls.lille = cls.create_office("Test Lille", country_id=cls.france.id)

    def _mandate(self, office=None, start="2026-06-16", end=False, country=None, **values):
        return self.env["hub.foreign.office.mandate"].create(
            {
                "office_id": (office or self.lille).id,
                "country_id": (country or self.france).id,
                "date_start": start,
                "date_end": end,
                **values,
            }
        )

    def _get_leading(self, day, **options):
        return self.env["hub.foreign.office"]._get_leading(self.france + self.netherlands, day, **options)

    # Who leads

    def test_one_office_leads_a_country_on_a_day(self):
        self._mandate()
        self.assertEqual(self._get_leading(DAY), {self.france: self.paris}, "the last day is included")
        self.assertEqual(self._get_leading(date(2026, 6, 16)), {self.france: self.lille})
        self.assertEqual(self._get_leading(date(2024, 12, 31)), {})
        with self.on_day(DAY):
            self.assertEqual(self.env["hub.foreign.office"]._get_leading(self.france), {self.france: self.paris})
            self.assertEqual(
                (self.paris.led_country_ids, self.lille.led_country_ids), (self.france, self.france.browse())
            )
            self.assertEqual((self.paris.mandate_count, self.lille.mandate_count), (1, 0))

    def test_serving_is_not_leading(self):
        self._mandate(start="2025-01-01", is_lead=False)
        self.assertEqual(self._get_leading(DAY), {self.france: self.paris})
        with self.on_day(DAY):
            self.assertEqual((self.lille.mandate_count, len(self.lille.led_country_ids)), (1, 0))

    def test_an_agency_has_its_own_before_a_shared_one(self):
        agency, another = self.env["res.company"].create([{"name": "Agency A"}, {"name": "Agency B"}])
        own = self.create_office("Test Own", self.france + self.netherlands, company_id=agency.id)
        self.assertEqual(own.mandate_ids.company_id, agency)
        self.assertEqual(self._get_leading(DAY, agency=agency), {self.france: own, self.netherlands: own})
        self.assertEqual(self._get_leading(DAY, agency=another), {self.france: self.paris}, "never another agency's")
        self.assertEqual(self._get_leading(DAY, agency=agency.browse()), {self.france: self.paris})
        self.assertEqual(self._get_leading(DAY), {self.france: self.paris}, "the user's own agency where none is given")
        office = self.env["hub.foreign.office"].with_company(agency)
        self.assertEqual(office._get_leading(self.france, DAY), {self.france: own})

    def test_all_countries_cost_one_query(self):
        countries = self.env["res.country"].search([], limit=120)
        self.create_office("Test World", countries - self.france)
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            leading = self.env["hub.foreign.office"]._get_leading(countries, DAY)
        self.assertGreaterEqual(len(leading), 119)

    def test_open_today_is_searchable(self):
        offices = self.paris + self.lille
        offices += self.create_office("Test Coming", date_start="2026-06-16")
        offices += self.create_office("Test Gone", date_end="2026-06-14")
        with self.on_day(DAY):
            found = self.env["hub.foreign.office"].search([("id", "in", offices.ids), ("is_current", "=", True)])
            self.assertEqual(found, self.lille + self.paris)
            self.assertEqual(offices.filtered("is_current"), self.paris + self.lille)

    # What is refused

    def test_overlapping_lead_names_the_other_office(self):
        for start, end in (("2026-06-15", False), ("2024-01-01", "2025-01-01"), ("2025-05-01", "2025-06-01")):
            with (
                self.subTest(start=start),
                self.assertRefused(
                    "hub.foreign.office.mandate",
                    "Lead Office: Test Paris leads France from 01/01/2025 to 06/15/2026",
                    "End that mandate",
                ),
            ):
                self._mandate(start=start, end=end)
        with self.assertRefused("hub.foreign.office.mandate", "Test Paris leads France"):
            self._mandate(self.paris, start="2026-01-01")

    def test_overlap_of_an_agency_names_its_office(self):
        agency = self.env["res.company"].create({"name": "Agency A"})
        self.create_office("Test Own", self.france, company_id=agency.id)
        other = self.create_office("Test Other", country_id=self.france.id, company_id=agency.id)
        with self.assertRefused("hub.foreign.office.mandate", "Test Own leads France since 01/01/2020"):
            self._mandate(other, start="2026-01-01")

    def test_a_sentence_even_where_the_database_tells_nothing(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(errors.ExclusionViolation) as refused, self.cr.savepoint():
            self._mandate(start="2026-01-01")
        message = self.env.registry["hub.foreign.office.mandate"]._table_objects["hub_foreign_office_mandate_one_lead"]
        diagnostics = type("Diagnostics", (), {"message_detail": None})
        self.assertIn("another office leads this country", message.get_error_message(self.env["base"], diagnostics))
        self.assertTrue(refused.exception.diag.message_detail)

    def test_side_by_side_is_fine(self):
        self._mandate(start="2026-06-16")
        self._mandate(start="2024-01-01", end="2024-12-31")
        self._mandate(start="2025-06-01", is_lead=False)
        self._mandate(start="2025-06-01", country=self.netherlands)
        self.assertEqual(len(self.lille.mandate_ids), 4)

    def test_form_warns_on_leaving_the_field(self):
        form = Form(self.env["hub.foreign.office.mandate"].with_user(self.adviser))
        form.office_id = self.lille
        form.country_id = self.france
        with self.assertLogs("odoo.tests.form.onchange", "WARNING") as logs:
            form.date_start = "2026-06-01"
        self.assertIn("Test Paris leads France from 01/01/2025 to 06/15/2026", logs.output[0])
        form.is_lead = False
        with self.assertLogs("odoo.tests.form.onchange", "WARNING") as logs:
            form.date_end = "2026-05-31"
        self.assertIn("Until: this day is before “From”", logs.output[0])
        form.date_end = False
        self.assertFalse(form.save().is_lead)

    def test_last_day_before_the_first(self):
        with self.assertRefused(
            "hub.foreign.office.mandate", "Until: this day is before", "Correct one of the two dates"
        ):
            self._mandate(start="2027-02-01", end="2027-01-31")
        with self.assertRefused("hub.foreign.office", "Closed On: this day is before “Opened On”"):
            self.create_office("Test Wrong", date_start="2026-02-01", date_end="2026-01-31")

    def test_mandate_lies_within_the_days_of_its_office(self):
        self.lille.write({"date_start": "2026-01-01", "date_end": "2027-12-31"})
        sentences = {
            (
                "2025-12-31",
                "2025-12-31",
            ): "From: the mandate for Netherlands begins on 12/31/2025, but Test Lille opens on",
            ("2026-01-01", False): "Until: the mandate for Netherlands goes on after 12/31/2027",
            ("2026-01-02", "2028-01-01"): "Until: the mandate for Netherlands goes on after 12/31/2027",
        }
        for (start, end), sentence in sentences.items():
            with self.subTest(start=start, end=end), self.assertSays(ValidationError, sentence):
                self._mandate(start=start, end=end, country=self.netherlands)
        self.assertFalse(self.lille.mandate_ids)
        mandate = self._mandate(start="2026-01-01", end="2027-12-31", country=self.netherlands)
        with self.assertSays(ValidationError, "From: the mandate for Netherlands begins on 01/01/2026"):
            self.lille.date_start = "2026-01-02"
        with self.assertSays(ValidationError, "Until: the mandate"):
            mandate.date_end = False

    def test_closing_date_does_not_leave_countries_behind(self):
        self._mandate()
        self._mandate(country=self.netherlands, start="2026-01-01", is_lead=False)
        with self.assertRaises(ValidationError) as refused:
            self.lille.with_user(self.adviser).date_end = "2026-12-31"
        self.assertIn("Test Lille can't close on 12/31/2026", str(refused.exception))
        self.assertIn("mandates for France and Netherlands", str(refused.exception))
        self.assertIn("Use the button “Close…”", str(refused.exception))

    def test_closing_date_does_not_leave_leads_behind(self):
        with self.on_day(DAY):
            lead = self.create_lead(target_country_id=self.france.id)
            self.assertEqual(lead.office_id, self.paris)
        with self.assertSays(ValidationError, r"open leads \(1\).*Close…"):
            self.paris.with_user(self.adviser).date_end = "2026-06-15"
        lead.action_set_lost()
        self.paris.with_user(self.adviser).date_end = "2026-06-15"

    def test_an_office_that_closes_soon_gets_leads_until_then(self):
        lead = self.create_lead(target_country_id=self.netherlands.id)
        with self.on_day(DAY):
            office = self.create_office("Test Hague", self.netherlands, end="2026-12-31", date_end="2026-12-31")
            self.assertEqual(lead.office_id, office)
            office.with_user(self.adviser).write({"date_end": "2026-12-31", "city": "The Hague"})

    def test_reopening_forgets_the_successor(self):
        self.paris.write({"date_end": "2026-06-15", "successor_id": self.lille.id})
        self.paris.with_user(self.adviser).date_end = False
        self.assertFalse(self.paris.successor_id)
        with self.assertRefused("hub.foreign.office", "Successor: enter the last day in Closed On"):
            self.paris.successor_id = self.lille
            self.env.flush_all()
        self.paris.date_end = "2026-06-15"
        with self.assertRefused("hub.foreign.office", "Successor: an office can't take over from itself"):
            self.paris.successor_id = self.paris
            self.env.flush_all()

    def test_archiving_does_not_leave_anything_behind(self):
        with self.on_day(DAY):
            with self.assertSays(ValidationError, "Test Paris can't be archived.*mandates for France.*Close…"):
                self.paris.mandate_ids.date_end = "2026-06-16"
                self.paris.action_archive()
            self.lille.action_archive()
        self.assertFalse(self.lille.active)

    def test_regions_lie_in_the_country(self):
        region = self.env["res.country.state"].search([("country_id", "!=", self.france.id)], limit=1)
        with self.assertSays(ValidationError, f"Regions: {region.name} does not lie in France"):
            self._mandate(state_ids=[Command.set(region.ids)])

    def test_an_office_with_leads_stays(self):
        with self.on_day(DAY):
            lead = self.create_lead(target_country_id=self.france.id)
            lead.action_set_lost()
            self.assertEqual(lead.office_id, self.paris)
        with self.assertSays(UserError, r"Test Paris can't be deleted.*\(1\).*archive it"):
            self.paris.with_user(self.adviser).unlink()
        self.paris.write({"date_end": "2026-06-15", "successor_id": self.lille.id})
        with self.assertSays(UserError, "Test Lille can't be deleted, because it took over from Test Paris"):
            self.lille.with_user(self.adviser).unlink()
        self.create_office("Test Typo", self.netherlands).with_user(self.adviser).unlink()

    def test_agency_of_a_mandate_is_not_typed(self):
        agency = self.env["res.company"].create({"name": "Agency A"})
        with self.assertSays(UserError, "The agency of a mandate is the one of its office"):
            self.paris.mandate_ids.with_user(self.adviser).company_id = agency
        with self.assertSays(UserError, "The agency of a mandate is the one of its office"):
            self._mandate().with_user(self.adviser).copy({"company_id": agency.id})

    def test_nothing_is_given_to_another_agency(self):
        agency = self.env["res.company"].create({"name": "Agency A"})
        theirs = self.create_office("Test Theirs", company_id=agency.id)
        with self.assertRaises(AccessError):
            self.paris.mandate_ids.with_user(self.adviser).office_id = theirs
        with self.assertRaises(AccessError):
            self.paris.with_user(self.adviser).company_id = agency

    # Who may

    def test_advisers_and_directors_keep_offices(self):
        for user in (self.adviser, self.director):
            office = (
                self.env["hub.foreign.office"].with_user(user).create({"name": "New", "country_id": self.france.id})
            )
            office.write(
                {
                    "mandate_ids": [
                        Command.create({"country_id": self.netherlands.id, "date_end": "2099-01-01", "is_lead": False})
                    ]
                }
            )
            office.mandate_ids.date_end = "2099-01-02"
            office.mandate_ids.unlink()
            office.unlink()

    def test_others_only_read(self):
        for user in (self.account, self.cluster_manager, self.analyst, self.privacy, self.outsider):
            with self.subTest(user.login):
                office = self.paris.with_user(user)
                self.assertTrue(office.mandate_ids.display_name)
                for change in (
                    lambda office=office: office.write({"city": "Lyon"}),
                    lambda office=office: office.mandate_ids.write({"date_end": "2026-06-14"}),
                    lambda office=office: office.mandate_ids.unlink(),
                ):
                    with self.assertRaises(AccessError):
                        change()

    def test_who_sees_no_leads_sees_the_offices(self):
        for view in ("kanban", "list", "form"):
            with self.subTest(view):
                fields = self.env["hub.foreign.office"].with_user(self.outsider).get_views([(False, view)])
                fields = fields["models"]["hub.foreign.office"]["fields"]
                self.assertIn("mandate_ids" if view == "form" else "led_country_ids", fields)
                self.assertNotIn("open_lead_count", fields)

    # Two at once

    def test_two_lead_mandates_at_once(self):
        country = self.env.ref("base.tl").id
        with self.two_connections() as (first, second), mute_logger("odoo.sql_db"):
            first.execute(
                SQL(
                    """INSERT INTO hub_foreign_office (name, country_id, kind, active)
                       VALUES ('{"en_US": "Race A"}', %(country)s, 'office', true),
                              ('{"en_US": "Race B"}', %(country)s, 'office', true)
                       RETURNING id""",
                    country=country,
                )
            )
            offices = [id_ for (id_,) in first.fetchall()]
            first.commit()
            try:
                first.execute(SQL(INSERT_MANDATE, offices[0], country, "2026-01-01", None))
                second.execute(SQL("SET LOCAL lock_timeout = '300ms'"))
                with self.assertRaises(errors.LockNotAvailable, msg="the second waits for the first to decide"):
                    second.execute(SQL(INSERT_MANDATE, offices[1], country, "2026-03-01", "2026-04-01"))
                second.rollback()
                first.commit()
                with self.assertRaises(errors.ExclusionViolation):
                    second.execute(SQL(INSERT_MANDATE, offices[1], country, "2026-03-01", "2026-04-01"))
                second.rollback()
                second.execute(SQL("SELECT office_id FROM hub_foreign_office_mandate WHERE country_id = %s", country))
                self.assertEqual(second.fetchall(), [(offices[0],)])
            finally:
                second.rollback()
                first.rollback()
                first.execute(SQL("DELETE FROM hub_foreign_office_mandate WHERE office_id = ANY(%s)", offices))
                first.execute(SQL("DELETE FROM hub_foreign_office WHERE id = ANY(%s)", offices))
                first.commit()

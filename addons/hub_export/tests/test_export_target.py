from datetime import date

from lxml import etree
from psycopg2 import errors

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import SQL, mute_logger
from odoo.tools.safe_eval import safe_eval

from odoo.addons.hub_entrepreneurs.tests.test_merge import MergeCase

from .common import ExportCase


class TargetCase(ExportCase):
    """Markets as an account manager."""

    @classmethod
    def create_target(cls, partner=None, country=None, user=None, **values):
        """Create a market as the account manager or as another user."""
        return (
            cls.env["hub.export.target"]
            .with_user(user or cls.account)
            .create({"partner_id": (partner or cls.company).id, "country_id": (country or cls.france).id, **values})
        )


class TestRefusals(TargetCase):
    """What is wrong, where, and what to do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.textiles = cls.env.ref("hub_export.hub_hs_section_xi")

    def test_amount(self):
        with self.assertRefused("hub.export.target", "Year: enter the year of the sales"):
            self.create_target(amount=100)
        with self.assertRefused("hub.export.target", "Sales: ", "0 or more"):
            self.create_target(amount=-1, year=2025)
        self.create_target(amount=100, year=2025)

    def test_amount_whose_year_is_emptied(self):
        target = self.create_target(amount=100, year=2025)
        with self.assertRefused("hub.export.target", "Year: "):
            target.year = False
            target.flush_recordset()

    def test_year(self):
        with self.on_day(date(2026, 5, 1)):
            for year in (1949, 2028, 26, -1):
                with (
                    self.subTest(year=year),
                    self.assertRaisesRegex(ValidationError, "Year: .* of Test Atelier in France.* from 1950 to 2027"),
                ):
                    self.create_target(year=year)
            self.create_target(year=1950)
            self.create_target(year=2027)

    def test_own_country(self):
        with self.assertRaisesRegex(ValidationError, "Market: Belgium is the home country of Test Atelier"):
            self.create_target(country=self.belgium)
        target = self.create_target()
        with self.assertRaisesRegex(ValidationError, "Market: Belgium"), self.cr.savepoint():
            target.country_id = self.belgium
        target.invalidate_recordset()
        french = self.env["res.partner"].create({"name": "A French", "is_company": True, "country_id": self.france.id})
        with self.assertRaisesRegex(ValidationError, "Market: France"):
            target.partner_id = french
        self.create_target(french, self.belgium)

    def test_home_country(self):
        self.env.company.country_id = self.netherlands
        company = self.other_company
        self.assertEqual(company._get_home_country(), self.belgium)
        company.country_id = False
        self.assertEqual(company._get_home_country(), self.belgium, "its number tells")
        company.company_registry = False
        self.assertEqual(company._get_home_country(), self.netherlands, "that of its agency")
        with self.assertRaisesRegex(ValidationError, "Market: Netherlands"):
            self.create_target(company, self.netherlands)

    def test_section(self):
        with self.assertRefused("hub.export.target", "HS Section: ", "services"):
            self.create_target(kind="services", hs_section_id=self.textiles.id)
        target = self.create_target(hs_section_id=self.textiles.id)
        with Form(target) as form:
            form.kind = "services"
        self.assertFalse(target.hs_section_id)

    def test_twice(self):
        self.create_target(year=2025)
        with self.assertRefused("hub.export.target", "Market: Test Atelier in France exists already"):
            self.create_target(year=2025)
        self.create_target(hs_section_id=self.textiles.id)
        with self.assertRefused("hub.export.target", "Market: Test Atelier in France exists already"):
            self.create_target(hs_section_id=self.textiles.id)
        for values in ({}, {"year": 2024}, {"kind": "services"}, {"country": self.netherlands}):
            self.create_target(**values)

    def test_two_at_once(self):
        company, currency = self.env.ref("base.main_partner"), self.env.company.currency_id

        def insert(cr):
            cr.execute(
                SQL(
                    """INSERT INTO hub_export_target (partner_id, country_id, currency_id, status, kind, year, active)
                       VALUES (%s, %s, %s, 'exploring', 'goods', 1951, TRUE)""",
                    company.id,
                    self.france.id,
                    currency.id,
                )
            )

        with self.two_connections() as (first, second), mute_logger("odoo.sql_db"):
            insert(first)
            second.execute(SQL("SET LOCAL lock_timeout = '300ms'"))
            with self.assertRaises(errors.LockNotAvailable, msg="the second waits for the first to decide"):
                insert(second)

    def test_a_person(self):
        person = self.env["res.partner"].create({"name": "A Person", "parent_id": self.company.id})
        with self.assertRaisesRegex(ValidationError, "Company: .*A Person is a person"):
            self.create_target(person)

    def test_share(self):
        self.company.with_user(self.account).export_share = 100
        for share in (-1, 101):
            with self.assertRefused("res.partner", "Export Share: enter the percentage"):
                self.company.export_share = share
                self.company.flush_recordset()

    def test_typing_what_follows(self):
        target = self.create_target()
        with self.assertRaisesRegex(UserError, "“Present” is computed"):
            target.is_present = False
        with self.assertRaisesRegex(UserError, "“Present” is computed"):
            self.create_target(year=2024, is_present=True)
        with self.assertRaisesRegex(UserError, "The exporter status is computed"):
            self.company.with_user(self.director).exporter_status = "regular"

    def test_lead(self):
        contact = self.env["res.partner"].create(
            {"name": "A Contact", "parent_id": self.company.id, "type": "other", "country_id": self.france.id}
        )
        for partner in (self.company, contact):
            with self.assertRaisesRegex(ValidationError, "Target Market: Belgium is .* Test Atelier.*“Test lead”"):
                self.create_lead(self.account, partner_id=partner.id, target_country_id=self.belgium.id)
        lead = self.create_lead(self.account, partner_id=False, target_country_id=self.belgium.id)
        with self.assertRaisesRegex(ValidationError, "Target Market: Belgium"):
            lead.partner_id = contact
        lead.write({"partner_id": contact.id, "target_country_id": self.france.id})

    def test_many_leads_are_checked_at_once(self):
        companies = self.env["res.partner"].create([{"name": f"C{rank}", "is_company": True} for rank in range(60)])
        leads = self.env["crm.lead"].create(
            [{"name": "L", "partner_id": company.id, "target_country_id": self.france.id} for company in companies]
        )
        self.env.flush_all()
        counts = []
        for batch in (leads[:2], leads[2:]):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            batch._check_target_abroad()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])


class TestRoles(TargetCase):
    """Who keeps markets, and whose."""

    def test_account_manager_and_analyst(self):
        target = self.create_target()
        target.status = "entering"
        self.assertEqual(target.with_user(self.analyst).status, "entering")
        with self.assertRaises(AccessError):
            target.with_user(self.analyst).status = "exporting"
        with self.assertRaisesRegex(UserError, "only who entered it takes it back"):
            target.with_user(self.adviser).unlink()
        target.unlink()

    def test_an_outsider_has_the_rest_of_contacts_and_countries(self):
        self.create_target()
        company = self.company.with_user(self.outsider)
        self.assertNotIn("export_target_ids", company.fields_get())
        self.assertTrue(self.france.with_user(self.outsider).read())
        portal = self.env.ref("base.public_user")
        self.assertTrue(self.france.with_user(portal).read())

    def test_no_market_is_pushed_to_another_agency(self):
        self.other_company.company_id = self.env["res.company"].create({"name": "Other Agency"})
        target = self.create_target()
        with self.assertRaises(AccessError):
            target.partner_id = self.other_company
        with self.assertRaises(AccessError):
            self.create_target(self.other_company)


class TestSearch(TargetCase):
    """The filters and groups of the list, as an account manager."""

    def test_each_filter_and_each_group(self):
        self.create_target(status="exporting", year=2025, amount=10)
        targets = self.env["hub.export.target"].with_user(self.account)
        view = self.env.ref("hub_export.hub_export_target_view_search")
        arch = etree.fromstring(targets.get_view(view.id, "search")["arch"])
        variables = {"uid": self.account.id, "context_today": lambda: date(2026, 6, 1)}
        found = {
            filter_.get("name"): targets.search(safe_eval(filter_.get("domain"), variables)).filtered_domain(
                [("partner_id", "=", self.company.id)]
            )
            for filter_ in arch.xpath("//filter[@domain]")
        }
        expected = {
            "present", "exporting", "goods", "nearby", "nearby_wide", "eu", "with_sales", "last_year", "with_voided",
        }  # fmt: skip
        self.assertEqual({name for name, rows in found.items() if rows}, expected)
        self.assertGreater(len(found), len(expected))
        for group in arch.xpath("//filter[@context]"):
            field = safe_eval(group.get("context"))["group_by"]
            with self.subTest(group=field):
                rows = targets.formatted_read_group([("partner_id", "=", self.company.id)], [field], ["__count"])
                self.assertEqual([row["__count"] for row in rows], [1])


class TestPresent(TargetCase):
    """The newest row of a market, and what follows for the company."""

    def test_newest(self):
        old = self.create_target(status="exporting", year=2023)
        self.assertTrue(old.is_present)
        new = self.create_target(status="stopped", year=2025)
        services = self.create_target(kind="services", year=2020)
        self.assertEqual((old + new + services).mapped("is_present"), [False, True, True])
        now = self.create_target(status="exporting")
        self.assertEqual((old + new + now).mapped("is_present"), [False, False, True])
        now.with_user(self.adviser)._void("Wrong market")
        self.assertEqual((now.is_present, new.is_present), (False, True))
        new.country_id = self.netherlands
        self.assertTrue(old.is_present)
        self.assertEqual(
            self.company.export_target_ids, self.env["hub.export.target"].search([("partner_id", "=", self.company.id)])
        )

    def test_status_of_the_company(self):
        self.assertEqual(self.company.exporter_status, "never")
        targets = self.env["hub.export.target"].union(
            *(self.create_target(status="exporting", year=year) for year in (2023, 2024))
        )
        self.assertEqual(self.company.exporter_status, "occasional")
        self.create_target(country=self.netherlands, year=2025, amount=1000)
        self.assertEqual(self.company.exporter_status, "regular")
        targets[1].year = 2022
        self.assertEqual(self.company.exporter_status, "occasional")
        targets[1].write({"year": 2024, "partner_id": self.other_company.id})
        self.assertEqual(self.company.exporter_status, "occasional")
        self.assertEqual(self.other_company.exporter_status, "occasional")

    def test_goods_and_services(self):
        company = self.company.with_user(self.account)
        company.exports_services = True
        target = self.create_target(status="exporting")
        self.assertEqual((company.exports_goods, company.exports_services), (True, True), "no row tells of services")
        self.create_target(kind="services", status="stopped")
        self.assertEqual((company.exports_goods, company.exports_services), (True, False))
        target.status = "stopped"
        self.assertFalse(company.exports_goods)
        company.exports_goods = True
        self.assertTrue(company.exports_goods, "somebody knows better")

    def test_the_last_row_goes(self):
        before = self.france.exporting_count
        target = self.create_target(status="exporting")
        self.assertTrue(self.company.exports_goods)
        target.with_user(self.adviser)._void("Wrong market")
        self.assertFalse(self.company.exports_goods)
        self.assertEqual(self.company.exporter_status, "never")
        self.assertEqual(self.france.exporting_count, before)
        again = self.create_target(status="exporting")
        self.assertEqual(self.company.exporter_status, "occasional", "the same market may be entered anew")
        again.unlink()
        self.assertFalse(self.company.exports_goods)

    def test_many_new_companies(self):
        counts = []
        for number in (20, 400):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["res.partner"].create([{"name": f"N{rank}", "is_company": True} for rank in range(number)])
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLess(counts[1] - counts[0], 20)

    def test_many_new_markets(self):
        companies = self.env["res.partner"].create([{"name": f"N{rank}", "is_company": True} for rank in range(200)])
        counts = []
        for batch in (companies[:10], companies[10:]):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["hub.export.target"].with_user(self.account).create(
                [
                    {"partner_id": company.id, "country_id": self.france.id, "status": "exporting", "year": year}
                    for company in batch
                    for year in (2023, 2024, 2025)
                ]
            )
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(set(companies.mapped("exporter_status")), {"regular"})
        self.assertLess(counts[1] - counts[0], 20)


class TestMergeTargets(TargetCase, MergeCase):
    """Two companies that turn out to be one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.double = cls.env["res.partner"].create({"name": "Tset Atelier", "is_company": True})

    def test_rows_that_are_the_same_become_one(self):
        kept = self.create_target(status="entering", year=2025, note="Agent in Lille")
        same = self.create_target(self.double, status="exporting", year=2025, amount=500, note="A customer")
        activity = same.activity_schedule("mail.mail_activity_data_todo", user_id=self.account.id)
        other = self.create_target(self.double, status="exporting", year=2024)
        same.message_post(body="They called")
        self._merge(self.company, self.double)
        self.assertFalse(same.exists())
        self.assertEqual(self.company.export_target_ids, kept + other)
        self.assertEqual((kept.status, kept.amount, kept.note), ("entering", 500, "Agent in Lille\nA customer"))
        self.assertEqual(activity.res_id, kept.id)
        self.assertIn("They called", "".join(kept.message_ids.mapped("body")))
        self.assertEqual((kept + other).mapped("is_present"), [True, False])
        self.assertEqual(self.company.exporter_status, "occasional")

    def test_rows_of_two_losing_contacts(self):
        third = self.env["res.partner"].create({"name": "Atelier Test", "is_company": True})
        rows = self.create_target(self.double) + self.create_target(third)
        self._merge(self.company, self.double, third)
        self.assertEqual(len(rows.exists()), 1)
        self.assertEqual(self.company.export_target_ids, rows.exists())

    def test_different_amounts_are_for_a_person(self):
        target = self.create_target(year=2025, amount=400)
        other = self.create_target(self.double, year=2025, amount=500)
        with self.assertRaisesRegex(UserError, "Sales: .*Test Atelier.* different sales in France in 2025"):
            self._merge(self.company, self.double)
        self.assertEqual((target + other).exists(), target + other)
        other.amount = 400
        self._merge(self.company, self.double)
        self.assertEqual(self.company.export_target_ids, target)

    def test_the_status_is_computed_anew(self):
        for year, company in ((2023, self.company), (2024, self.double), (2025, self.company)):
            self.create_target(company, status="exporting", year=year)
        self._merge(self.company, self.double)
        self.assertEqual(self.company.exporter_status, "regular")
        self.assertEqual(self.company.export_target_ids.mapped("is_present"), [True, False, False])

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.dates import today

from .periods_common import PeriodsCase


class TestCompanyPeriod(PeriodsCase):
    """What a company was is kept by dates."""

    def test_a_change_begins_a_period(self):
        with self.later(10):
            self.company.entrepreneur_stage = "growing"
            first, second = self.periods()
        self.assertEqual((first.entrepreneur_stage, first.date_end), (False, self.today + timedelta(days=9)))
        self.assertEqual((second.entrepreneur_stage, second.date_end), ("growing", False))
        self.assertEqual((first.is_first, second.is_first), (True, False))

    def test_several_changes_of_a_day_are_one(self):
        sectors = self.env["hub.sector"].create(
            [{"name": f"Test {rank}", "code": f"test_{rank}", "kind": "artisan"} for rank in "ab"]
        )
        with self.later(10):
            self.company.write({"entrepreneur_stage": "growing", "sector_added_ids": sectors.ids})
            self.record()
            self.company.write({"entrepreneur_stage": "established", "sector_added_ids": sectors[1].ids})
            _first, second = self.periods()
        self.assertEqual((second.entrepreneur_stage, second.sector_ids), ("established", sectors[1]))

    def test_what_is_written_again_changes_nothing(self):
        with self.later(10):
            self.company.write({"entrepreneur_stage": "growing"})
            self.record()
        with self.later(20):
            self.company.write({"entrepreneur_stage": "growing", "name": "Test Renamed"})
            self.assertEqual(len(self.periods()), 2)

    def test_sectors_alone_begin_a_period(self):
        sector = self.env["hub.sector"].create({"name": "Test Glass", "code": "test_glass", "kind": "artisan"})
        with self.later(10):
            self.company.sector_added_ids = sector
            first, second = self.periods()
        self.assertEqual((first.sector_ids, second.sector_ids), (sector.browse(), sector))

    def test_a_person_becomes_a_company(self):
        person = self.env["res.partner"].create({"name": "Test Person", "entrepreneur_stage": "project"})
        self.assertFalse(self.periods(person))
        with self.later(3):
            person.is_company = True
            [period] = self.periods(person)
        self.assertEqual((period.date_start, period.is_first), (self.today + timedelta(days=3), True))

    def test_what_was_written_past_odoo(self):
        self.env.cr.execute(SQL("UPDATE res_partner SET entrepreneur_stage = 'ceased' WHERE id = %s", self.company.id))
        self.env.invalidate_all()
        with self.later(1):
            self.env["hub.company.period"]._cron_record()
            self.assertEqual(self.periods()[-1].entrepreneur_stage, "ceased")

    def test_two_statements_however_many(self):
        partners = self.env["res.partner"].create([{"name": f"Test {rank}", "is_company": True} for rank in range(40)])
        self.record()
        for companies in (partners[:1], partners):
            with self.subTest(companies=len(companies)), self.later(len(companies)):
                companies.entrepreneur_stage = "starter" if len(companies) == 1 else "growing"
                self.env.flush_all()
                with self.assertQueryCount(2):
                    self.env.cr.precommit.run()
        self.assertEqual(len(self.periods(partners[0])), 3)

    def test_nobody_types_it(self):
        for user in (self.account, self.director, self.analyst):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.periods().with_user(user).write({"entrepreneur_stage": "ceased"})

    def test_another_agency(self):
        agency = self.env["res.company"].create({"name": "Test Agency"})
        self.company.company_id = agency
        self.assertTrue(self.periods())
        seen = self.env["hub.company.period"].with_user(self.account)
        self.assertFalse(seen.search([("partner_id", "=", self.company.id)]))
        self.assertTrue(seen.search([("partner_id", "=", self.other_company.id)]))

    def test_the_day_is_the_agency_s(self):
        self.assertEqual(self.periods().date_start, today(self.env))

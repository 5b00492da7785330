from datetime import date, timedelta

from odoo.tests import tagged

from odoo.addons.hub_cbe.domain.layout import Kind
from odoo.addons.hub_cbe.synthetic.world import Settings
from odoo.addons.hub_cbe.tests.common import RegisterCase, table
from odoo.addons.hub_entrepreneurs.domain.limits import FIRST_DAY


@tagged("post_install", "-at_install")
class TestPeriodsByTheRegister(RegisterCase):
    """Figures of a past year: who existed, where, and until when, by the register's own days."""

    SETTINGS = Settings(enterprises=800, share=40, rate=2500)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.full = cls.write_extract()
        extract = cls.load(cls.full)
        cls.env.cr.flush()
        cls.registers = cls.env["hub.cbe.company"].search([("extract_id", "=", extract.id)])
        cls.registers.partner_id._end_prospect()

    def known_on(self, day):
        """Return the companies that were known on a day, as the facts say."""
        return self.env["hub.fact"].search(
            [
                ("kind", "=", "company"),
                ("date", "<=", day),
                "|",
                ("date_end", "=", False),
                ("date_end", ">=", day),
                ("partner_id", "in", self.registers.partner_id.ids),
            ]
        )

    def test_a_past_year_has_the_companies_that_existed(self):
        begun = {
            row["EnterpriseNumber"].replace(".", ""): date(*map(int, reversed(row["StartDate"].split("-"))))
            for row in table(self.full, "enterprise")
            if row["StartDate"]
        }
        of_number = {register.number: register.partner_id for register in self.registers}
        sizes = set()
        for year in (1995, 2010, 2020):
            day = date(year, 12, 31)
            expected = {partner.id for number, partner in of_number.items() if begun.get(number, FIRST_DAY) <= day}
            self.assertEqual(set(self.known_on(day).partner_id.ids), expected)
            sizes.add(len(expected))
        self.assertEqual(len(sizes), 3, "the years differ")

    def test_one_advised_before_it_existed_is_counted_where_it_came_to_be(self):
        company = self.registers.partner_id.filtered(lambda each: each.founding_date and each.commune_id)[0]
        self.env["hub.interaction"].create(
            {"partner_id": company.id, "date": f"{company.founding_date - timedelta(days=30)} 10:00:00"}
        )
        self.flush_history()
        [fact] = self.env["hub.fact"].search([("kind", "=", "support"), ("partner_id", "=", company.id)])
        self.assertEqual(fact.commune_id, company.commune_id)

    def test_moves_and_stops_are_of_the_day_of_the_extract(self):
        partners = self.registers.partner_id
        before = {partner: partner.commune_id for partner in partners}
        for step in (1, 2):
            day = self.SETTINGS.day(step)
            self.load(self.write_extract(step, Kind.UPDATE))
            self.flush_history()
            moved = partners.filtered(lambda each, before=before: each.commune_id != before[each])
            self.assertTrue(moved)
            for partner in moved:
                period = self.env["hub.company.period"].search([("partner_id", "=", partner.id)], limit=1)
                self.assertEqual((period.date_start, period.commune_id), (day, partner.commune_id))
                [then] = self.known_on(day - timedelta(days=1)).filtered(
                    lambda fact, partner=partner: fact.partner_id == partner
                )
                self.assertEqual(then.commune_id, before[partner])
            before = {partner: partner.commune_id for partner in partners}
            stopped = self.registers.filtered(lambda each, day=day: each.stopped_on == day).partner_id
            self.assertTrue(stopped)
            self.assertFalse(self.known_on(day).partner_id & stopped)
            self.assertEqual(self.known_on(day - timedelta(days=1)).partner_id & stopped, stopped)

    def test_a_start_that_the_register_corrects(self):
        company = self.registers.partner_id.filtered("founding_date")[0]
        register = self.registers.filtered(lambda each: each.partner_id == company)
        first = self.env["hub.company.period"].search([("partner_id", "=", company.id), ("is_first", "=", True)])
        self.assertEqual(first.date_start, company.founding_date)
        for start in ("1999-02-03", "2003-04-05"):
            register.said = {**register.said, "founding_date": start}
            self.env["hub.company.period"]._record_register([], company.ids, self.SETTINGS.day(0))
            self.assertEqual(first.date_start.isoformat(), start)
        self.assertTrue(first.starts_by_register)

    def test_who_is_not_in_the_register_was_always_there(self):
        self.flush_history()
        facts = self.env["hub.fact"].search([("kind", "=", "company"), ("partner_id", "=", self.company.id)])
        self.assertEqual(facts[-1:].date, FIRST_DAY)

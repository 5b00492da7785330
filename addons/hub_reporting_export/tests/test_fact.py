from odoo.addons.hub_entrepreneurs.tests.common import HubCase


class TestFact(HubCase):
    """What counts of markets."""

    def facts(self, kind):
        self.env.flush_all()
        return self.env["hub.fact"].search(
            [("kind", "=", kind), ("partner_id", "=", self.company.id)], order="date, id"
        )

    def sell(self, year, **values):
        return self.env["hub.export.target"].create(
            {
                "partner_id": self.company.id,
                "country_id": self.france.id,
                "status": "exporting",
                "year": year,
                "amount": 1000 * (year - 2020),
                "currency_id": self.env.ref("base.EUR").id,
                **values,
            }
        )

    def test_sales_count_over_their_year(self):
        self.sell(2024)
        [fact] = self.facts("market")
        self.assertEqual((fact.date.isoformat(), fact.date_end.isoformat()), ("2024-01-01", "2024-12-31"))
        self.assertEqual((fact.amount, fact.unit, fact.country_id), (4000, "eur", self.france))

    def test_another_currency_has_no_amount(self):
        self.sell(2024, currency_id=self.env.ref("base.USD").id)
        self.assertEqual(self.facts("market").unit, False)

    def test_a_market_is_entered_once(self):
        self.sell(2025)
        self.sell(2023)
        self.sell(2023, kind="services")
        self.sell(2022, status="exploring", amount=0)
        [fact] = self.facts("market_entered")
        self.assertEqual(fact.date.year, 2023)

    def test_a_voided_year_is_none(self):
        self.sell(2025)
        self.sell(2023)._void("Test")
        self.assertEqual(self.facts("market_entered").date.year, 2025)

    def test_a_lead_counts_with_its_market(self):
        lead = {"name": "Test", "partner_id": self.company.id, "target_country_id": self.france.id}
        self.env["crm.lead"].create(lead)
        self.assertEqual(self.facts("lead_opened").country_id, self.france)

from datetime import date

from hypothesis import strategies as st

from odoo.addons.hub_reporting.tests import oracle_figures as oracle
from odoo.addons.hub_reporting.tests import test_oracle
from odoo.addons.hub_reporting.tests.world_common import day_of


def is_export(fact):
    return fact.detail == "export"


FIGURES = {
    "READINESS": oracle.standing("band", is_export),
    "READINESS-GAIN": (
        "mean",
        lambda o: o.difference(
            o.company, o.happened("assessment", is_export), o.all("assessment", is_export), oracle.amount
        ),
    ),
    "EXPORTERS": ("count", lambda o: o.during(o.company, "market")),
    "MARKETS-ENTERED": oracle.happened("record", "market_entered"),
    "EXPORT-SALES": (
        "sum",
        lambda o: o.during(o.record, "market", lambda fact: fact.unit == "eur", oracle.amount),
    ),
}


class TestOracleExport(test_oracle.TestOracle):
    figures = FIGURES
    keys = ("commune", "market")
    more = st.fixed_dictionaries(
        {
            "markets": st.dictionaries(
                st.tuples(
                    st.integers(0, 4),
                    st.integers(0, 1),
                    st.sampled_from(("goods", "services")),
                    st.integers(2022, 2026),
                ),
                st.tuples(
                    st.sampled_from(("exporting", "exporting", "exploring")),
                    st.sampled_from((0, 1000, 2500.5)),
                    st.booleans(),
                ),
                max_size=12,
            ),
            "export_assessments": test_oracle.some(
                st.integers(0, 4), st.integers(0, 1400), st.sampled_from((10, 45.5, 80)), st.booleans()
            ),
        }
    )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.currencies = cls.env.ref("base.EUR") + cls.env.ref("base.USD")
        cls.export_framework = cls.env["hub.assessment.framework"].search([("kind", "=", "export")], limit=1)

    def build_markets(self, rows):
        entered = set()
        sold = []
        for (partner, country, kind, year), (status, amount, is_euro) in rows.items():
            values = {
                "partner_id": self.partners[partner].id,
                "country_id": (self.belgium + self.france)[country].id,
                "status": status,
                "year": year,
            }
            [id_] = self.insert(
                "hub_export_target",
                [
                    {
                        **values,
                        "kind": kind,
                        "amount": amount,
                        "currency_id": self.currencies[0 if is_euro else 1].id,
                        "active": True,
                    }
                ],
            )
            if status == "exporting":
                sold.append((year, id_, values["partner_id"], values["country_id"], amount, is_euro))
        for year, id_, partner, country, amount, is_euro in sorted(sold):
            days = {"day": date(year, 1, 1), "partner": partner, "market": country}
            unit = "eur" if is_euro else ""
            self.tell("market", "hub.export.target", id_, end=date(year, 12, 31), amount=amount, unit=unit, **days)
            if (partner, country) not in entered:
                entered.add((partner, country))
                self.tell("market_entered", "hub.export.target", id_, **days)

    def build_export_assessments(self, rows):
        last = {}
        for partner, day, score, is_done in sorted(rows, key=lambda row: row[1]):
            company = self.partners[partner].id
            [id_] = self.insert(
                "hub_assessment",
                [
                    {
                        "partner_id": company,
                        "framework_id": self.export_framework.id,
                        "kind": "export",
                        "date": day_of(day),
                        "score": score,
                        "state": "done" if is_done else "draft",
                        "active": True,
                        "user_id": self.account.id,
                    }
                ],
            )
            if is_done:
                told = {"partner": company, "amount": score, "detail": "export"}
                self.tell("assessment", "hub.assessment", id_, day_of(day), **told)
                self.tell("band", "hub.assessment", id_, day_of(day), **told)
                if company in last:
                    last[company].end = day_of(day - 1)
                last[company] = self.world.facts[-1]

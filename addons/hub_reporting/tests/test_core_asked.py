from datetime import date, datetime
from unittest.mock import patch

from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.asked import Asked
from .periods_common import PeriodsCase


class TestCoreAsked(PeriodsCase):
    """A filter finds what it finds in all facts, and reads no more than it has to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The first and the last moment of an agency's year, and the ones beside them, in UTC.
        moments = [datetime(2024, 12, 31, 22, 59), datetime(2024, 12, 31, 23), datetime(2025, 12, 31, 22, 59)]
        moments += [datetime(2025, 12, 31, 23), datetime(2025, 6, 1, 12)]
        cls.env["hub.interaction"].create([{"partner_id": cls.company.id, "date": moment} for moment in moments])
        cls.env["hub.outcome"].create({"partner_id": cls.company.id, "kind": "jobs_kept", "date": "2025-06-01"})
        cls.env["hub.cluster.membership"].create(
            {
                "partner_id": cls.company.id,
                "cluster_id": cls.cluster.id,
                "date_start": "2025-01-01",
                "date_end": "2025-12-31",
            }
        )
        cls.record()
        cls.facts = cls.env["hub.fact"]
        cls.own = Domain("partner_id", "=", cls.company.id)

    def read_parts(self, action):
        """Return the kinds of facts whose rows an action asks for."""
        kinds, part_sql = [], type(self.facts)._get_part_sql

        def spy(facts, source, part, place, asked):
            kinds.append(part.kind)
            return part_sql(facts, source, part, place, asked)

        with patch.object(type(self.facts), "_get_part_sql", spy):
            action()
        return kinds

    def test_same_as_all(self):
        some = self.facts.search(self.own, order="id")[::2]
        domains = [
            [("date", ">=", "2025-01-01"), ("date", "<=", "2025-12-31")],
            [("date", ">", "2024-12-31"), ("date", "<", "2026-01-01")],
            [("date", "=", "2025-06-01")],
            [("date", "in", ["2025-01-01", "2026-01-01"])],
            [("date", "not in", ["2025-01-01"])],
            [("date", "!=", False)],
            [("date", "=", False)],
            [("date", ">=", "=1d =1m")],
            [("date", "<", "today")],
            [("date", "<=", "9999-12-31"), ("date", ">=", "1000-01-01")],
            [("date.year_number", "=", 2025)],
            ["|", ("date", "<", "2025-01-01"), ("kind", "=", "outcome")],
            ["!", ("date", "<", "2025-01-01")],
            [("kind", "=", "support")],
            [("kind", "in", ["support", "outcome"]), ("kind", "!=", "outcome")],
            [("kind", "=", "no such kind")],
            [("kind", "=", False)],
            [("id", "in", some.ids)],
            [("id", "in", some.ids), ("kind", "=", "support"), ("date", ">=", "2025-06-01")],
            [("id", "not in", some.ids)],
            [("id", "in", [])],
            [("id", "=", -1)],
        ]
        with patch.object(Asked, "by", classmethod(lambda *_args: Asked())):
            every = [self.facts.search(self.own & Domain(domain), order="id") for domain in domains]
        self.env.invalidate_all()
        for domain, expected in zip(domains, every, strict=True):
            with self.subTest(domain=domain):
                self.assertEqual(self.facts.search(self.own & Domain(domain), order="id"), expected)
        found = list(map(bool, every))
        self.assertGreater(sum(found), len(found) / 2, "There is something to find")

    def test_a_kind_reads_its_rows(self):
        by_kind = [("kind", "in", ["outcome", "support"])]
        self.assertCountEqual(self.read_parts(lambda: self.facts.search(by_kind)), ["outcome", "support"])
        grouped = self.read_parts(lambda: self.facts._read_group([("kind", "=", "support")], ["commune_id"]))
        self.assertEqual(grouped, ["support"])

    def test_a_fact_reads_its_row(self):
        fact = self.facts.search([*self.own, ("kind", "=", "outcome")])
        self.env.invalidate_all()
        self.assertEqual(self.read_parts(lambda: fact.web_read({"date": {}, "amount": {}})), ["outcome"])

    def test_days_find_rows_by_their_index(self):
        """The days that a filter asks for are those of the rows: the agency's, not those of UTC."""
        asked = Asked.by(Domain("date", ">=", "2025-01-01") & Domain("date", "<=", "2025-12-31"), self.facts)
        for model, kind, year in (
            ("hub.interaction", "support", [("day", ">=", date(2025, 1, 1)), ("day", "<", date(2026, 1, 1))]),
            (
                "crm.lead",
                "lead_opened",
                [("create_date", ">=", datetime(2024, 12, 31, 23)), ("create_date", "<", datetime(2025, 12, 31, 23))],
            ),
        ):
            source = self.env[model]
            [part] = [part for part in source._fact_parts() if part.kind == kind]
            self.assertEqual(self.facts._get_asked_domain(source, part, 0, asked), Domain(year))

    def test_groups_are_not_compiled(self):
        """PostgreSQL compiles what it takes for expensive, which would take longer than to run it."""
        domain = Domain("kind", "=", "support")
        for group in (
            lambda facts: facts._read_group(domain, ["size_class"], ["__count"]),
            lambda facts: facts.formatted_read_group(domain, ["size_class"], ["__count"]),
            lambda facts: facts.formatted_read_grouping_sets(domain, [[], ["size_class"]], ["__count"]),
        ):
            self.env.cr.execute(SQL("SET LOCAL jit = on"))
            group(self.facts)
            self.assertEqual(self.env.execute_query(SQL("SHOW jit")), [("off",)])

    def test_an_index_says_what_a_company_was(self):
        query = self.facts._search([("kind", "=", "support")])
        asked = [
            self.facts._field_to_sql(query.table, name, query)
            for name in ("period_id", "commune_id", "size_class", "entrepreneur_stage", "account_manager_id")
        ]
        for other in ("seqscan", "hashjoin", "mergejoin", "bitmapscan"):
            self.env.cr.execute(SQL("SET LOCAL %s = off", SQL(f"enable_{other}")))
        plan = "\n".join(line for [line] in self.env.execute_query(SQL("EXPLAIN %s", query.select(*asked))))
        self.assertIn("Index Only Scan using hub_company_period_one_a_day", plan)

    def test_what_is_in_the_context_is_not_trusted(self):
        for value in ("x", {"kinds": []}, [1], {"ids": {}}):
            with self.subTest(value=value):
                facts = self.facts.with_context(hub_fact_asked=value)
                self.assertEqual(facts.search_count(self.own), self.facts.search_count(self.own))
                self.assertTrue(facts.search(self.own, limit=1).exists())

from datetime import datetime, timedelta

from .periods_common import PeriodsCase


class TestFact(PeriodsCase):
    """What counts, on its day, with what the company was then."""

    def facts(self, kind, company=None):
        self.env.flush_all()
        return self.env["hub.fact"].search(
            [("kind", "=", kind), ("partner_id", "=", (company or self.company).id)], order="date, id"
        )

    def test_support(self):
        service = self.env["hub.service"].create({"name": "Test Advice", "code": "test_advice"})
        conversation = self.env["hub.interaction"].create(
            {
                "partner_id": self.company.id,
                "service_id": service.id,
                "user_id": self.account.id,
                # New Year's night in Brussels is still December in UTC.
                "date": datetime(2025, 12, 31, 23, 30),
                "duration": 2,
            }
        )
        [fact] = self.facts("support")
        self.assertEqual(
            (fact.date.isoformat(), fact.hours, fact.service_id, fact.user_id, fact.is_reportable),
            ("2026-01-01", 2, service, self.account, True),
        )
        self.assertEqual(fact.action_open_record()["res_id"], conversation.id)

    def test_membership_lasts(self):
        start, end = self.today - timedelta(days=400), self.today - timedelta(days=30)
        self.env["hub.cluster.membership"].create(
            {"cluster_id": self.cluster.id, "partner_id": self.company.id, "date_start": start, "date_end": end}
        )
        [member], [joined], [left] = map(self.facts, ("member", "member_joined", "member_left"))
        self.assertEqual((member.date, member.date_end, member.cluster_id), (start, end, self.cluster))
        self.assertEqual((joined.date, left.date), (start, end))
        self.assertEqual((member.lasts, joined.lasts), (True, False))

    def test_candidates_do_not_count(self):
        self.env["hub.cluster.membership"].create(
            {"cluster_id": self.cluster.id, "partner_id": self.company.id, "date_start": False}
        )
        self.assertFalse(self.facts("member"))

    def test_evidence_counts_once_verified(self):
        evidence = self.env["hub.evidence"].create(
            {
                "partner_id": self.company.id,
                "version_id": self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp").id,
                "date_start": self.today,
                "date_end": self.today + timedelta(days=365),
            }
        )
        self.assertFalse(self.facts("evidence"))
        evidence.state = "verified"
        self.assertEqual(self.facts("evidence").date_end, evidence.date_end)
        self.assertEqual(self.facts("evidence_gained").date, self.today)

    def test_outcome(self):
        self.env["hub.outcome"].create(
            {"partner_id": self.company.id, "kind": "jobs_created", "value": 4, "attribution": 50, "date": self.today}
        )
        [fact] = self.facts("outcome")
        self.assertEqual((fact.amount, fact.unit, fact.detail), (2, "fte", "jobs_created"))

    def test_lead_of_a_person_counts_for_the_company(self):
        person = self.env["res.partner"].create({"name": "Test Person", "parent_id": self.company.id})
        lead = self.env["crm.lead"].create({"name": "Test Lead", "partner_id": person.id, "type": "opportunity"})
        self.assertEqual(self.facts("lead_opened").lead_id, lead)
        lead.action_set_lost()
        self.assertTrue(self.facts("lead_opened"), "a lost lead was opened all the same")
        self.assertEqual(self.facts("lead_lost").date, self.today)
        self.assertFalse(self.facts("lead_won"))

    def test_amounts_of_several_currencies_are_not_added_up(self):
        """A lead of an agency that counts in dollars is no euro, whichever agency asks; list, group and sum agree."""
        dollar = self.env.ref("base.USD")
        dollar.active = True
        # A database without an accounting package counts in dollars.
        self.env.company.currency_id = self.env.ref("base.EUR")
        agency = self.env["res.company"].create({"name": "Test Agency", "currency_id": dollar.id})
        facts = self.env["hub.fact"].with_context(allowed_company_ids=[self.env.company.id, agency.id])
        leads = self.env["crm.lead"].create(
            [
                {"name": "Test", "partner_id": self.company.id, "expected_revenue": amount, "company_id": own.id}
                for own, amount in ((self.env.company, 100), (agency, 7))
            ]
        )
        self.env.flush_all()
        domain = [("kind", "=", "lead_opened"), ("lead_id", "in", leads.ids)]
        for first in (self.env.company, agency):
            own = facts.with_company(first)
            with self.subTest(first.name):
                units = {fact.lead_id: (fact.amount, fact.unit) for fact in own.search(domain)}
                self.assertEqual(units, {leads[0]: (100, "eur"), leads[1]: (7, False)})
                # The pivot and the graph ask for groups, an export for the sum of one.
                [[amount]] = own._read_group(domain, [], ["amount:sum"])
                self.assertFalse(amount, "euro and dollars have no sum")
                by_unit = dict(own._read_group(domain, ["unit"], ["amount:sum"]))
                self.assertEqual(by_unit, {"eur": 100, False: 7})
        talk = self.env["hub.interaction"].create(
            {"partner_id": self.company.id, "channel": "visit", "date": "2025-05-05 11:00:00"}
        )
        self.env.flush_all()
        mixed = ["|", ("lead_id", "=", leads[0].id), "&", ("res_model", "=", talk._name), ("res_id", "=", talk.id)]
        [[amount]] = facts._read_group(mixed, [], ["amount:sum"])
        self.assertEqual(amount, 100, "what has no amount has no unit either")

    def test_commitments(self):
        commitment = self.env["hub.commitment"].create({"partner_id": self.company.id, "name": "Test Repair"})
        self.assertEqual(self.facts("commitment_agreed").date, self.today)
        commitment.write({"state": "done", "done_on": self.today})
        self.assertEqual(self.facts("commitment_done").date, self.today)

    def test_status_on_the_day(self):
        service = self.env["hub.service"].create({"name": "Test", "code": "test", "is_transition": True})
        values = {"partner_id": self.company.id, "user_id": self.account.id}
        self.env["hub.interaction"].create({**values, "date": datetime.now() - timedelta(days=60)})
        self.record()
        self.env["hub.interaction"].create({**values, "service_id": service.id})
        self.record()
        before, after = self.facts("support")
        self.assertEqual((before.transition_status, after.transition_status), ("unknown", "aware"))
        self.assertEqual(self.facts("status_rise").detail, "aware")

    def test_a_step_has_the_status_of_its_own_company(self):
        """Both tables are the same one: the query inside looks at the row outside."""
        changes = self.env["hub.transition.change"]
        values = {"date": self.today, "old_status": "unknown", "cause": "lapse"}
        changes.create({**values, "partner_id": self.company.id, "new_status": "aware"})
        changes.create({**values, "partner_id": self.other_company.id, "new_status": "exemplary"})
        self.assertEqual(self.facts("status_rise").transition_status, "aware")

    def test_what_lasts_of_a_company(self):
        changes = self.env["hub.transition.change"]
        start = self.today - timedelta(days=50)
        values = {"partner_id": self.company.id, "cause": "lapse"}
        changes.create({**values, "date": start, "old_status": "unknown", "new_status": "aware"})
        changes.create({**values, "date": self.today, "old_status": "aware", "new_status": "diagnosed"})
        first, second = self.facts("status")
        self.assertEqual((first.detail, first.date_end), ("aware", self.today - timedelta(days=1)))
        self.assertEqual((second.detail, second.date_end, second.lasts), ("diagnosed", False, True))
        with self.later(10):
            self.company.entrepreneur_stage = "growing"
            self.record()
        first, second = self.facts("company")
        self.assertEqual((first.date.year, second.date), (1950, self.today + timedelta(days=10)))
        self.assertEqual((first.entrepreneur_stage, second.entrepreneur_stage), (False, "growing"))
        self.company.active = False
        self.assertFalse(self.facts("company"), "who is archived is not known any more")

    def test_what_was_said_is_documented(self):
        talks = self.env["hub.interaction"].create(
            [{"partner_id": self.company.id, "note": note} for note in ("A plan.", " ", False)]
        )
        self.env["ir.attachment"].create(
            {"name": "a.txt", "res_model": talks._name, "res_id": talks[2].id, "raw": b"a"}
        )
        details = {fact.res_id: fact.detail for fact in self.facts("support")}
        self.assertEqual([details[talk.id] for talk in talks], ["documented", False, "documented"])

    def test_what_the_company_was(self):
        self.company.write({"city": "Schaerbeek", "entrepreneur_stage": "starter"})
        self.record()
        evidence = {"version_id": self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp").id}
        old, new = self.today - timedelta(days=900), self.today + timedelta(days=20)
        with self.later(10):
            self.company.write({"city": "Ixelles", "zip": "1050", "entrepreneur_stage": "growing"})
            self.record()
        self.env["hub.evidence"].create(
            [
                {**evidence, "partner_id": self.company.id, "date_start": day, "date_end": day, "state": "verified"}
                for day in (old, new)
            ]
        )
        before, after = self.facts("evidence_gained")
        self.assertEqual(
            (before.commune_id.nis_code, before.entrepreneur_stage, before.period_id.is_first),
            ("21015", "starter", True),
            "of days of which nobody knows, what is known first",
        )
        self.assertEqual((after.commune_id.nis_code, after.entrepreneur_stage), ("21009", "growing"))

    def test_a_conversation_keeps_its_own_commune(self):
        self.company.city = "Schaerbeek"
        self.env["hub.interaction"].create({"partner_id": self.company.id})
        self.company.write({"city": "Ixelles", "zip": "1050"})
        self.record()
        self.assertEqual(self.facts("support").commune_id.nis_code, "21015")

    def test_groups_and_companies(self):
        self.env["hub.interaction"].create([{"partner_id": self.company.id, "duration": 1} for _ in range(3)])
        self.env.flush_all()
        [(kind, rows, companies, hours)] = self.env["hub.fact"]._read_group(
            [("kind", "=", "support"), ("partner_id", "=", self.company.id)],
            ["kind"],
            ["__count", "partner_id:count_distinct", "hours:sum"],
        )
        self.assertEqual((kind, rows, companies, hours), ("support", 3, 1, 3))

    def test_a_new_row_counts_at_once(self):
        """What is not in the database yet is written before it is counted."""
        before = self.env["hub.fact"].search_count([("kind", "=", "outcome")])
        self.env["hub.outcome"].create({"partner_id": self.company.id, "kind": "jobs_kept", "value": 1})
        self.assertEqual(self.env["hub.fact"].search_count([("kind", "=", "outcome")]), before + 1)

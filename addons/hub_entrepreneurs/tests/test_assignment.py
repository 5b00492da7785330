from datetime import datetime

from .common import HubCase


class TestAssignment(HubCase):
    """Sharing out leads merges duplicates one by one: what hangs on them is kept, and not asked for each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env["crm.team"].create({"name": "Assigned", "use_leads": True, "assignment_max": 100})
        cls.env["crm.team.member"].create(
            {"crm_team_id": cls.team.id, "user_id": cls.account.id, "assignment_max": 100}
        )

    def _leads(self, count):
        """Pairs of leads with one address each."""
        leads = self.env["crm.lead"].create([
            {"name": f"Lead {n}", "type": "lead", "email_from": f"lead{n // 2}@pairs.example", "team_id": False,
             "user_id": False, "probability": 50}
            for n in range(count)
        ])  # fmt: skip
        leads.flush_recordset()
        self.team.assignment_domain = [("id", "in", leads.ids)]
        return leads

    def _statements_about(self, table, leads):
        seen = []
        execute = type(self.env.cr).execute

        def spy(cr, query, *args, **kwargs):
            seen.append(str(getattr(query, "code", query)))
            return execute(cr, query, *args, **kwargs)

        self.patch(type(self.env.cr), "execute", spy)
        merged = self.team._allocate_leads()[self.team]["merged"]
        self.assertEqual(len(merged), len(leads) // 2)
        return sum(f'"{table}"' in statement and "lead_id" in statement for statement in seen)

    def test_rows_of_merged_leads_are_kept(self):
        leads = self._leads(4)
        conversations = self.env["hub.interaction"].create([
            {"partner_id": self.company.id, "lead_id": lead.id, "date": datetime(2026, 3, 2, 9)} for lead in leads
        ])  # fmt: skip
        outcome = self.env["hub.outcome"].create(
            {"partner_id": self.company.id, "kind": self.env["hub.outcome"]._fields["kind"].get_values(self.env)[0],
             "lead_id": leads[3].id, "value": 1}
        )  # fmt: skip
        self.team._allocate_leads()
        kept = leads.exists()
        self.assertEqual(len(kept), 2)
        self.assertEqual(conversations.exists(), conversations)
        self.assertEqual(conversations.lead_id, kept)
        self.assertEqual([len(lead.interaction_ids) for lead in kept], [2, 2])
        self.assertIn(outcome.lead_id, kept)

    def test_statements_do_not_grow_with_the_merges(self):
        for table in ("hub_interaction", "hub_outcome"):
            with self.subTest(table=table):
                self.assertLessEqual(self._statements_about(table, self._leads(12)), 2)

    def test_a_request_cannot_say_which_leads_have_rows(self):
        leads = self._leads(2)
        row = self.env["hub.interaction"].create({"partner_id": self.company.id, "lead_id": leads[1].id})
        leads.with_context(hub_assignment={"hub.interaction": []}).merge_opportunity()
        self.assertEqual(row.lead_id, leads.exists())

from odoo.tools import SQL

from .common import QueryCountCase


class TestQueryCount(QueryCountCase):
    """The number of queries of a screen does not grow with its rows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.companies = cls.env["res.partner"].create(
            [{"name": f"Count {rank}", "is_company": True, "city": "Evere", "zip": "1140"} for rank in range(60)]
        )
        cls.env["hub.cluster.membership"].create(
            [
                {"cluster_id": cls.cluster.id, "partner_id": company.id, "date_start": "2026-01-01"}
                for company in cls.companies
            ]
        )
        for company in cls.companies:
            cls.create_evidence(company, "2026-01-01", False)
        cls.env.flush_all()

    def test_companies(self):
        self._assert_flat("hub_entrepreneurs.res_partner_view_list_company", "list", self.companies)
        self._assert_flat("hub_entrepreneurs.res_partner_view_kanban_company", "kanban", self.companies)

    def test_memberships_and_evidence(self):
        self._assert_flat("hub_entrepreneurs.hub_cluster_membership_view_list", "list", self.companies.membership_ids)
        self._assert_flat("hub_entrepreneurs.hub_evidence_view_list", "list", self.companies.evidence_ids)

    def test_clusters(self):
        clusters = self.env["hub.cluster"].create([{"name": f"C{rank}", "code": f"C{rank}"} for rank in range(20)])
        self._assert_flat("hub_entrepreneurs.hub_cluster_view_kanban", "kanban", clusters)

    def test_verifying_many(self):
        evidence = self.companies.evidence_ids
        evidence.write({"state": "to_verify", "user_id": self.account.id})
        self.env.flush_all()
        counts = []
        for records in (evidence[:2], evidence[2:60]):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.with_user(self.director)._verify("Seen")
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)

    def test_daily_job(self):
        """The job's queries depend on those that change, and not one by one."""
        counts = []
        for batch in (self.companies[:2], self.companies[2:60]):
            self.env.flush_all()
            self.env.cr.execute(
                SQL("UPDATE res_partner SET transition_status_until = '2020-01-01' WHERE id IN %s", batch._ids)
            )
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["res.partner"]._cron_transition_status()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)

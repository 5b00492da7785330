from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .quality_common import QualityCase


class TestQualityQueryCount(QualityCase, QueryCountCase):
    """Neither a page of data to mend, nor saving, nor the daily job takes more queries with more rows."""

    def fill(self, number):
        companies = self.env["res.partner"].create(
            [
                {"name": f"Test {number}.{rank}", "is_company": True, "user_id": self.account.id, "zip": "1000"}
                for rank in range(number)
            ]
        )
        self.env["hub.interaction"].create([{"partner_id": company.id} for company in companies])
        self.env["hub.outcome"].create([{"partner_id": each.id, "kind": "jobs_created"} for each in companies])
        return companies

    def count(self, action):
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        action()
        self.env.flush_all()
        self.env.cr.precommit.run()
        return self.env.cr.sql_log_count - before

    def test_the_list(self):
        companies = self.fill(30)
        self.find()
        issues = self.issues.search([("partner_id", "in", companies.ids)])
        # One of each model, of one company: else the three rows take a question for each of theirs.
        own = issues.filtered(lambda issue: issue.partner_id == companies[0])
        first = self.issues.union(*(some[:1] for some in own.grouped("res_model").values()))
        self.assertEqual(len(first), 3)
        self._assert_flat("hub_reporting.hub_quality_issue_view_list", "list", first | issues)
        self._assert_flat("hub_reporting.hub_quality_issue_view_kanban", "kanban", first | issues)

    def test_opening_what_is_mine(self):
        def read():
            issues = self.issues.with_user(self.account)
            domain = [("state", "=", "open"), ("user_id.is_mine", "=", True)]
            issues.web_search_read(domain, {"rule_id": {"fields": {"display_name": {}}}, "record_name": {}}, limit=80)

        counts = []
        for number in (3, 20):
            self.fill(number)
            self.find()
            read()
            counts.append(self.count(read))
        self.assertLessEqual(counts[1], counts[0])

    def test_a_page_is_not_sorted(self):
        """Of millions to mend, the database reads the first page by an index in the order of the list."""
        issues = self.issues.with_user(self.account)
        query = issues._search([("state", "=", "open")], limit=80, order=issues._order)
        for other in ("seqscan", "bitmapscan", "sort"):
            self.env.cr.execute(SQL("SET LOCAL %s = off", SQL(f"enable_{other}")))
        plan = "\n".join(line for [line] in self.env.execute_query(SQL("EXPLAIN %s", query.select())))
        self.assertIn("using hub_quality_issue_open_idx", plan)
        self.assertNotIn("Sort Key", plan)

    def test_the_daily_job(self):
        self.fill(2)
        self.find()
        few = self.count(self.find)
        self.fill(60)
        self.assertLessEqual(self.count(self.find), few)
        rules = self.env["hub.quality.rule"].search_count([])
        sources = len(self.env["hub.quality.rule"]._get_sources())
        self.assertLessEqual(few, 3 * rules + sources + 8, "three statements a rule, its score included")

    def test_saving(self):
        companies = self.fill(40)
        self.find()
        counts = []
        for some in (companies[:1], companies[1:]):
            self.save()
            some.sector_added_ids = self.sector
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.env["hub.quality.issue"].sudo()._record_noted()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
        self.assertLessEqual(counts[1], 12)
        self.assertFalse(self.issue("sector", companies[0]) | self.issue("sector", companies[-1]))

    def test_saving_what_needs_no_mending(self):
        self.find()
        self.save()
        self.company.city = "Schaerbeek"
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.env["hub.quality.issue"].sudo()._record_noted()
        self.company.phone = "+32 2 555 01 01"
        self.env.flush_all()
        with self.assertQueryCount(0):
            self.env["hub.quality.issue"].sudo()._record_noted()

    def test_mending_many(self):
        counts = []
        for companies in (self.fill(4), self.fill(40)):
            companies.email, companies.message_bounce = "test@example.com", 3
            self.find()
            domain = [("partner_id", "in", companies.ids), ("rule_id.code", "=", "bounces")]
            issues = self.issues.search(domain).with_user(self.account)
            counts.append(self.count(issues.action_mend))
            self.assertEqual(set(issues.mapped("state")), {"mended"})
        self.assertLessEqual(counts[1], counts[0] + 2)

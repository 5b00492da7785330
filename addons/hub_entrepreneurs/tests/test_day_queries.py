from datetime import timedelta

from odoo.tests import tagged

from .day_common import DayCase


@tagged("post_install", "-at_install")
class TestDayQueries(DayCase):
    """An account manager's day takes at most twelve queries with all addons, and no more with more rows."""

    def count(self, user):
        day = self.env["hub.day"].with_user(user)
        self.env.flush_all()
        # The caches of rights and parameters are warm on a server in use.
        day.get_day()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        day.get_day()
        return self.env.cr.sql_log_count - before

    def fill(self, number, user=None):
        user = user or self.account
        companies = self.env["res.partner"].create(
            [
                {"name": f"Count {rank}", "is_company": True, "user_id": user.id, "zip": "1140", "city": "Evere"}
                for rank in range(number)
            ]
        )
        self.make_older(companies, self.ago(days=400))
        for company in companies[: number // 2]:
            self.create_evidence(company, self.ago(days=100), self.ahead(days=10))
        leads = self.env["crm.lead"].create(
            [
                {"name": f"Lead {company.id}", "type": "opportunity", "partner_id": company.id, "user_id": user.id}
                for company in companies
            ]
        )
        commitments = self.env["hub.commitment"].create(
            [{"name": "Promise", "partner_id": company.id, "user_id": user.id} for company in companies]
        )
        for record in (*companies[::2], *leads[::3], *commitments[::2]):
            self.plan(record, self.ago(days=2), user=user)
        self.env["calendar.event"].with_context(dont_notify=True).create(
            [
                {
                    "name": "Visit",
                    "start": self.noon(self.today),
                    "stop": self.noon(self.today) + timedelta(hours=1),
                    "user_id": user.id,
                    "partner_ids": (company + user.partner_id).ids,
                }
                for company in companies[:10]
            ]
        )
        self.env["hub.interaction"].create(
            [
                {"partner_id": company.id, "user_id": user.id, "date": self.noon(self.ago(days=40 * (rank % 9)))}
                for rank, company in enumerate(companies[::2])
            ]
        )
        for company in companies[:12]:
            self.env["hub.opened.company"].with_user(user).note_opened(company.id)

    def test_at_most_twelve_and_no_more_with_more(self):
        self.fill(6)
        few = self.count(self.account)
        self.fill(60)
        many = self.count(self.account)
        self.assertLessEqual(many, 12)
        self.assertLessEqual(many, few)

    def test_other_roles(self):
        for user, most in ((self.cluster_manager, 14), (self.analyst, 10), (self.privacy, 10), (self.director, 25)):
            with self.subTest(user=user.login):
                self.fill(8, user)
                few = self.count(user)
                self.fill(24, user)
                self.assertLessEqual(self.count(user), few)
                self.assertLessEqual(few, most)

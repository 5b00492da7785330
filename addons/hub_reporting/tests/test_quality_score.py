from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import Command

from .quality_common import QualityCase


class TestQualityScore(QualityCase):
    """The share of the records with nothing to mend, by team and month."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env["crm.team"].create({"name": "Test Team"})
        # Whoever has several teams is of the one that came first.
        cls.env["crm.team.member"].search([("user_id", "=", cls.account.id)]).unlink()
        cls.env["crm.team.member"].create({"crm_team_id": cls.team.id, "user_id": cls.account.id})
        cls.companies = cls.env["res.partner"].create(
            [
                {
                    "name": f"Test Score {rank}",
                    "is_company": True,
                    "user_id": cls.account.id,
                    "zip": "1000",
                    "sector_added_ids": [Command.set(cls.sector.ids if rank else [])],
                    "email": "score@example.com" if rank < 2 else False,
                    "message_bounce": 3 if rank == 1 else 0,
                }
                for rank in range(4)
            ]
        )
        cls.month = cls.today.replace(day=1)

    def scores(self, *domain):
        self.env.flush_all()
        return self.env["hub.quality.score"].search([("team_id", "=", self.team.id), *domain])

    def test_share(self):
        self.find()
        # With the two companies of the common set-up, which lack nothing.
        score = self.scores(("rule_id.code", "=", "sector"))
        self.assertEqual(
            (score.month, score.record_count, score.issue_count, round(score.score, 1)), (self.month, 6, 1, 83.3)
        )
        self.find()
        self.assertEqual(len(self.scores(("rule_id.code", "=", "sector"))), 1, "a month is kept once")

    def test_what_is_set_aside_is_nothing_to_mend(self):
        self.find()
        self.issue("sector", self.companies[0])._set_aside("Test")
        self.find()
        self.assertEqual(self.scores(("rule_id.code", "=", "sector")).score, 100)

    def test_both_of_a_pair(self):
        self.companies[2:].name = "Test Score the Same"
        self.find()
        self.assertEqual(self.scores(("rule_id.code", "=", "duplicates")).issue_count, 2)

    def test_several_rules_together(self):
        """Each row counts by its records and its weight: no mean of shares."""
        self.rule("bounces").weight = 2
        self.find()
        domain = [("team_id", "=", self.team.id), ("rule_id.code", "in", ("sector", "bounces"))]
        [(score, issues)] = self.env["hub.quality.score"]._read_group(domain, [], ["score:avg", "issue_count:sum"])
        # One of six by weight 1, one of two by weight 2.
        self.assertAlmostEqual(score, 100 * (1 - (1 + 2) / (6 + 4)))
        self.assertEqual(issues, 2)

    def test_a_month_that_is_over_stays(self):
        self.find()
        self.companies[0].sector_added_ids = self.sector
        with self.on_day(self.month + relativedelta(months=1, days=3)):
            self.find()
        before, after = self.scores(("rule_id.code", "=", "sector")).sorted("month")
        self.assertEqual((round(before.score, 1), after.score), (83.3, 100))
        self.assertEqual(after.month, self.month + relativedelta(months=1))
        rows = self.env["hub.quality.score"]
        [(total,)] = rows._read_group([("rule_id.code", "=", "sector")], [], ["issue_count:sum"])
        self.assertFalse(total, "months are not added up")

    def test_an_hour_before_the_month_ends(self):
        with self.on_day(self.month - timedelta(days=1)):
            self.find()
        self.assertEqual(self.scores(("rule_id.code", "=", "sector")).month, self.month - relativedelta(months=1))

    def test_of_nobody_and_of_who_left(self):
        self.archive_in_the_past(self.account)
        self.find()
        self.assertFalse(self.scores())

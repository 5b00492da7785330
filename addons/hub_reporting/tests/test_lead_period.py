from datetime import timedelta

from odoo.tools import SQL, mute_logger

from .periods_common import PeriodsCase


class TestLeadPeriod(PeriodsCase):
    """In which stages a lead was, and for how long."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stages = cls.env["crm.stage"].create(
            [{"name": f"Test {name}", "sequence": rank} for rank, name in enumerate(("First", "Second", "Third"))]
        )
        cls.won = cls.env["crm.stage"].create({"name": "Test Won", "is_won": True, "sequence": 90})
        cls.lead = cls.new_lead()
        cls.record()

    @classmethod
    def new_lead(cls):
        return cls.env["crm.lead"].create(
            {
                "name": "Test Lead",
                "type": "opportunity",
                "partner_id": cls.company.id,
                "stage_id": cls.stages[0].id,
                "team_id": False,
            }
        )

    def on(self, days, **vals):
        """Write on the lead so many days from today."""
        with self.later(days):
            self.lead.write(vals)
            self.record()

    def spans(self, lead=None):
        """Return the stages of a lead with their first and last day, counted from today."""
        periods = self.env["hub.lead.period"].search([("lead_id", "=", (lead or self.lead).id)], order="date_start")
        days = [[day and (day - self.today).days for day in (each.date_start, each.date_end)] for each in periods]
        return [(each.stage_id.name, *own) for each, own in zip(periods, days, strict=True)]

    def test_moves(self):
        self.on(3, stage_id=self.stages[1].id)
        self.on(10, stage_id=self.stages[2].id)
        self.assertEqual(self.spans(), [("Test First", 0, 2), ("Test Second", 3, 9), ("Test Third", 10, False)])

    def test_the_end_of_a_day_counts(self):
        with self.later(3):
            self.lead.stage_id = self.stages[1]
            self.record()
            self.lead.stage_id = self.stages[2]
            self.record()
        self.assertEqual(self.spans(), [("Test First", 0, 2), ("Test Third", 3, False)])

    def test_won_lost_archived_and_opened_again(self):
        self.on(4, stage_id=self.won.id)
        self.assertEqual(self.spans(), [("Test First", 0, 4)], "the day on which it was won is its last one")
        self.on(4, stage_id=self.stages[1].id)
        self.on(6, active=False)
        self.assertEqual(self.spans(), [("Test First", 0, 4), ("Test Second", 4, 6)])
        self.on(6, active=True)
        self.on(7, active=False, probability=0)
        self.assertEqual(self.spans()[-1], ("Test Second", 6, 7))

    def test_won_on_the_day_it_came(self):
        self.lead.stage_id = self.won
        self.record()
        self.assertEqual(self.spans(), [("Test First", 0, 0)])
        self.lead.stage_id = self.stages[1]
        self.record()
        self.assertEqual(self.spans(), [("Test Second", 0, False)])

    def test_written_past_odoo(self):
        moved = SQL("UPDATE crm_lead SET stage_id = %s WHERE id = %s", self.stages[1].id, self.lead.id)
        self.env.execute_query(moved)
        self.env.invalidate_all()
        with self.later(2):
            self.env["hub.lead.period"]._cron_record()
        self.assertEqual(self.spans(), [("Test First", 0, 1), ("Test Second", 2, False)])

    def test_few_statements_for_many_leads(self):
        leads = self.lead + self.lead.create([{"name": f"Test {rank}", "team_id": False} for rank in range(40)])
        self.record()

        def statements(some):
            some.write({"stage_id": self.stages[1].id})
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.env["hub.lead.period"].sudo()._record_noted()
            return self.env.cr.sql_log_count - before

        self.assertEqual((statements(leads[:1]), statements(leads[1:])), (2, 2))

    def test_past_is_read_from_the_chatter(self):
        """What was recorded as it happened is what the chatter tells of it afterwards."""
        self.env["hub.lead.period"].search([]).unlink()
        created = self.new_lead()
        self.record()
        moments = {2: self.stages[1], 5: self.stages[2], 8: self.won}
        for days, stage in moments.items():
            with self.later(days):
                created.with_context(tracking_disable=False, mail_notrack=False).stage_id = stage
                self.env.flush_all()
                self.env.cr.precommit.run()
        changes = (
            self.env["mail.tracking.value"]
            .search(
                [("mail_message_id.model", "=", "crm.lead"), ("mail_message_id.res_id", "=", created.id)], order="id"
            )
            .filtered(lambda value: value.field_id.name == "stage_id")
        )
        self.assertEqual(len(changes), len(moments), "each move is in the chatter")
        created.date_closed = self.env.cr.now().replace(tzinfo=None) + timedelta(days=8)
        for change, days in zip(changes, moments, strict=True):
            change.mail_message_id.date = self.env.cr.now().replace(tzinfo=None) + timedelta(days=days)
        recorded = self.spans(created)
        self.env["hub.lead.period"].search([("lead_id", "=", created.id)]).unlink()
        self.env.flush_all()
        self.env["hub.lead.period"].search([]).unlink()
        self.env["hub.lead.period"]._record_past()
        self.env.invalidate_all()
        self.assertEqual(self.spans(created), recorded)
        self.assertEqual([name for name, *_days in recorded], ["Test First", "Test Second", "Test Third"])

    def test_facts(self):
        self.on(3, stage_id=self.stages[1].id)
        facts = self.env["hub.fact"].search(
            [("kind", "=", "lead_in_stage"), ("partner_id", "=", self.company.id)], order="date"
        )
        self.assertEqual(facts.stage_id.ids, self.stages[:2].ids)
        self.assertEqual(facts[0].date_end, self.today + timedelta(days=2))
        self.assertEqual(facts.lead_id, self.lead)

    def test_who_reads(self):
        periods = self.env["hub.lead.period"].search([("lead_id", "=", self.lead.id)])
        self.assertTrue(periods.with_user(self.account).has_access("read"))
        with mute_logger("odoo.addons.base.models.ir_model"):
            for user in (self.outsider, self.privacy):
                self.assertFalse(periods.with_user(user).has_access("read"), user.login)
            for operation in ("write", "create", "unlink"):
                self.assertFalse(periods.with_user(self.director).has_access(operation), operation)

    def test_another_agency(self):
        self.lead.company_id = self.env["res.company"].create({"name": "Test Agency"})
        self.env.flush_all()
        facts = self.env["hub.fact"].with_user(self.account)
        self.assertFalse(facts.search([("kind", "=", "lead_in_stage"), ("lead_id", "=", self.lead.id)]))

from datetime import timedelta

from odoo.tests import tagged

from ..domain.transition import STATUSES, changes_until
from ..models.support.hub_interaction import CHANNEL_SELECTION
from ..models.support.hub_outcome import KINDS
from ..tools.dates import today
from .common import HubCase


@tagged("post_install", "-at_install")
class TestDemoData(HubCase):
    """What a demo database shows: each screen, graph and filter has something to tell."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        domain = [("module", "=", "hub_entrepreneurs"), ("name", "=like", "company\\_%")]
        ids = cls.env["ir.model.data"].search([*domain, ("model", "=", "res.partner")]).mapped("res_id")
        cls.companies = cls.env["res.partner"].browse(ids)
        cls.day = today(cls.env)

    def _values(self, model, field, domain=()):
        """Return the values of a field that there are records of companies with."""
        every = [("partner_id", "in", self.companies.ids), *domain]
        return {value for value, _count in self.env[model]._read_group(every, [field], ["__count"])}

    def test_a_new_user_has_no_role(self):
        new = self.env["res.users"].create({"name": "New", "login": "hub_new_in_the_demo"})
        self.assertEqual(new.group_ids, self.env.ref("base.group_user"))

    def test_companies(self):
        self.assertEqual(len(self.companies), 300, "The demo data was not loaded.")
        self.assertEqual(len(self.companies.commune_id), 19)
        self.assertEqual(set(self.companies.mapped("transition_status")), set(STATUSES))
        self.assertGreaterEqual(set(self.companies.mapped("size_class")), {"micro", "small", "medium", "large"})
        kinds = self.env["hub.sector"]._fields["kind"].get_values(self.env)
        self.assertEqual(set(self.companies.sector_ids.mapped("kind")), set(kinds))
        for field in ("entrepreneur_stage", "email_source"):
            told = set(self.env["res.partner"]._fields[field].get_values(self.env))
            self.assertLessEqual(told, set(self.companies.mapped(field)), field)
        self.assertTrue(self.companies.filtered(lambda company: not company.user_id))
        self.assertGreaterEqual(len(self.companies.user_id), 5)

    def test_three_years_of_support(self):
        self.assertEqual(self._values("hub.interaction", "channel"), dict(CHANNEL_SELECTION).keys())
        self.assertLessEqual(set(self.env["hub.service"].search([])), self._values("hub.interaction", "service_id"))
        self.assertLessEqual(set(self.env["hub.programme"].search([])), self._values("hub.interaction", "programme_id"))
        self.assertEqual(len(self._values("hub.interaction", "cluster_id", [("cluster_id", "!=", False)])), 6)
        self.assertGreaterEqual(len(self._values("hub.interaction", "date:month")), 34)
        self.assertEqual(self._values("hub.outcome", "kind"), KINDS.keys())
        self.assertEqual(len(self._values("hub.outcome", "proof_level")), 3)
        silent = self.companies.filtered(
            lambda company: company.last_interaction_date and company.last_interaction_date < self.day - timedelta(365)
        )
        self.assertTrue(silent)
        self.assertTrue(self.companies.filtered(lambda company: not company.last_interaction_date))
        starters = self.env["res.partner"].search([("is_company", "=", False), ("interaction_ids", "!=", False)])
        self.assertGreaterEqual(len(starters), 20)

    def test_evidence_assessments_and_plans(self):
        evidence = self.env["hub.evidence"].search([("partner_id", "in", self.companies.ids)])
        self.assertEqual(set(evidence.mapped("state")), {"to_verify", "verified", "rejected"})
        self.assertEqual(set(evidence.mapped("scope")), {"enterprise", "establishment", "project"})
        self.assertFalse(evidence.filtered(lambda each: each.verified_by_id == each.user_id))
        self.assertTrue(evidence.filtered("is_renewed"))
        lapsing = [
            each for each in evidence if each.date_end and timedelta() <= each.date_end - self.day <= timedelta(90)
        ]
        self.assertTrue(lapsing)
        self.assertTrue(evidence.filtered(lambda each: each.date_end and each.date_end < self.day))
        self.assertEqual(self._values("hub.assessment", "state"), {"draft", "done"})
        self.assertTrue(self._values("hub.assessment", "previous_id") - {self.env["hub.assessment"]})
        self.assertEqual(self._values("hub.commitment", "state"), {"open", "done", "dropped"})
        self.assertTrue(self.env["hub.commitment"].search([("is_overdue", "=", True)]))

    def test_history_is_what_the_facts_tell(self):
        """All facts are there before a status is computed, so that no step is lost."""
        facts = self.companies._transition_facts()
        for company in self.companies:
            steps = company.transition_change_ids.sorted(lambda change: (change.date, change.id))
            self.assertEqual(
                [(step.old_status, step.new_status, step.date) for step in steps],
                [(step.old, step.new, step.day) for step in changes_until(self.day, facts.get(company.id, []))],
                company.name,
            )

    def test_clusters(self):
        clusters = self.env["hub.cluster"].search([("membership_ids.partner_id", "in", self.companies.ids)])
        self.assertEqual(len(clusters), 6)
        for cluster in clusters:
            for field in ("member_count", "candidate_count", "participant_count"):
                self.assertTrue(cluster[field], f"{cluster.name}: {field}")
            self.assertTrue(cluster.left_membership_ids.filtered("leave_reason_id"), cluster.name)
        self.assertTrue(clusters.active_membership_ids.filtered("needs_signature"))

    def test_people(self):
        roles = self.env["hub.company.role"].search([("partner_id", "in", self.companies.ids)])
        self.assertTrue(roles.filtered("date_end"))
        self.assertTrue(roles.filtered(lambda role: 0 < role.ownership_share < 100))
        profiles = self.env["hub.person.profile"].search([])
        self.assertEqual(set(profiles.mapped("gender_answer")), {"answered", "declined", "not_asked"})
        for group in self.env["hub.target.group"].search([]):
            self.assertNotIn(group.member_count, ("0", ""), group.name)

    def test_agenda(self):
        account = self.env.ref("hub_entrepreneurs.user_account")
        activities = self.env["mail.activity"].search([("user_id", "=", account.id)])
        self.assertEqual(set(activities.mapped("state")), {"overdue", "today", "planned"})
        self.assertTrue(self.env["calendar.event"].search([("user_id", "=", account.id)]))

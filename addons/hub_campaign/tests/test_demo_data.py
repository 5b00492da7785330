from odoo.tests import tagged

from odoo.addons.hub_entrepreneurs.tests.common import HubCase
from odoo.addons.hub_entrepreneurs.tools.dates import today


@tagged("post_install", "-at_install")
class TestDemoData(HubCase):
    """What a demo database shows: each screen of the campaigns has something to tell."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        domain = [("module", "=", "hub_campaign"), ("model", "=", "utm.campaign")]
        cls.campaigns = cls.env["utm.campaign"].browse(cls.env["ir.model.data"].search(domain).mapped("res_id"))
        cls.members = cls.campaigns.member_ids
        cls.day = today(cls.env)
        cls.running = cls.env.ref("hub_campaign.campaign_machines")

    def user(self, login):
        return self.env.ref(f"hub_entrepreneurs.user_{login}")

    def test_campaigns_of_the_year(self):
        self.assertEqual(len(self.campaigns), 7, "The demo data was not loaded.")
        self.assertTrue(self.campaigns.filtered(lambda each: each.date_end < self.day))
        self.assertTrue(self.campaigns.filtered(lambda each: each.date_start <= self.day <= each.date_end))
        self.assertTrue(self.campaigns.filtered(lambda each: each.date_start > self.day))
        self.assertFalse(any(self.campaigns.mapped("audience_problem")))
        self.assertTrue(all(campaign.goal_leads for campaign in self.campaigns))

    def test_members_in_each_state(self):
        states = set(self.members._fields["state"].get_values(self.env))
        self.assertEqual(set(self.members.mapped("state")), states)
        self.assertEqual(set(self.members.mapped("lang")), {"en_GB", "fr_BE", "nl_BE"})
        self.assertLessEqual({"click", "reply", "call"}, set(self.members.mapped("response")))
        for step in ("contacted_on", "responded_on", "lead_on", "won_on", "outcome_on", "opted_out_on"):
            days = self.members.filtered(step).mapped(step)
            self.assertTrue(days, step)
            self.assertLess(max(days), self.day, f"{step} is in the past")
        for member in self.members.filtered("won_on"):
            self.assertLessEqual(member.contacted_on, member.responded_on)
            self.assertLessEqual(member.responded_on, member.lead_on)
            self.assertLessEqual(member.lead_on, member.won_on)

    def test_the_funnel_narrows(self):
        for campaign in self.campaigns.filtered("member_ids"):
            steps = [campaign[f"{step}_count"] for step in ("targeted", "contacted", "responded", "lead", "won")]
            self.assertEqual(steps, sorted(steps, reverse=True), campaign.title)
            self.assertTrue(campaign.won_count, campaign.title)
        self.assertGreaterEqual(self.env.ref("hub_campaign.campaign_workshops").outcome_count, 3)

    def test_waves(self):
        waves = self.campaigns.wave_ids
        self.assertLessEqual({"done", "running"}, set(waves.mapped("state")))
        self.assertEqual(set(waves.mapped("channel")), {"email", "phone"})
        self.assertTrue(all(waves.mapped("addressed_count")))
        self.assertIn("no_response", waves.mapped("audience"))
        self.assertLessEqual({"sent", "open", "reply"}, set(waves.mailing_ids.mailing_trace_ids.mapped("trace_status")))

    def test_calls_wait_for_the_account_manager(self):
        calls = self.running.member_ids.filtered(lambda each: each.call_on and each.user_id == self.user("account"))
        days = calls.mapped("call_on")
        self.assertIn(self.day, days)
        self.assertLess(min(days), self.day)
        self.assertGreater(max(days), self.day)
        self.assertTrue(all(calls.mapped("phone")))

    def test_labels_that_lapse(self):
        """The campaign that is shown from its audience on: makers who read three languages, some left out."""
        campaign = self.env.ref("hub_campaign.campaign_labels").with_user(self.user("cluster"))
        counts = campaign._get_freeze_counts()
        self.assertGreaterEqual(counts.pop(None), 8)
        self.assertTrue(counts, "nobody is left out")
        campaign._freeze()
        self.assertEqual(set(campaign.member_ids.mapped("lang")), {"en_GB", "fr_BE", "nl_BE"})

    def test_each_sees_the_own(self):
        cluster, director = (
            self.env["utm.campaign"].with_user(self.user(login)).search([("id", "in", self.campaigns.ids)])
            for login in ("cluster", "director")
        )
        self.assertEqual((len(cluster), len(director)), (5, 7))
        self.assertLessEqual(set(cluster.cluster_ids.manager_id), {self.user("cluster")})

    def test_consents(self):
        consents = self.env["hub.consent"].search([])
        self.assertEqual(set(consents.mapped("state")), {"given", "withdrawn"})
        self.assertEqual(len(consents.purpose_id), 3)
        agreed = consents.filtered(lambda each: each.state == "given")
        self.assertTrue(agreed)
        self.assertFalse(agreed.filtered(lambda each: each.person_id.email_source != "given"))

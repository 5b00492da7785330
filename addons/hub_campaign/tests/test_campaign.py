from odoo.exceptions import AccessError

from .common import CampaignCase


class TestCampaign(CampaignCase):
    def test_whoever_manages_a_cluster_of_it_sees_it_and_whoever_manages_all_runs_it(self):
        foreign = self.create_campaign(user=self.director, cluster_ids=self.other_cluster.ids)
        shared = self.create_campaign(user=self.director, cluster_ids=(self.cluster + self.other_cluster).ids)
        of_none = self.create_campaign(user=self.director, cluster_ids=False)
        all_of_them = self.campaign + foreign + shared + of_none
        for user, seen, run in (
            (self.cluster_manager, self.campaign + shared, self.campaign),
            (self.director, all_of_them, all_of_them),
            (self.analyst, all_of_them, all_of_them.browse()),
            (self.account, all_of_them.browse(), all_of_them.browse()),
        ):
            campaigns = all_of_them.with_user(user)
            self.assertEqual(campaigns.search([("id", "in", all_of_them.ids)], order="id"), seen, user.login)
            self.assertEqual(campaigns._filtered_access("write"), run, user.login)

    def test_nobody_runs_a_campaign_for_anothers_cluster(self):
        for clusters in (self.other_cluster, self.cluster + self.other_cluster, self.env["hub.cluster"]):
            with self.assertRaisesRegex(AccessError, "Clusters: you run campaigns for the clusters you manage"):
                self.create_campaign(self.companies, cluster_ids=clusters.ids)
        with self.assertRaisesRegex(AccessError, "Clusters: "):
            self.campaign.with_user(self.cluster_manager).cluster_ids = self.other_cluster
        with self.assertRaises(AccessError):
            self.create_campaign(user=self.account)

    def test_cores_own_campaigns_stay_as_they_are(self):
        for user in (self.account, self.outsider, self.cluster_manager):
            plain = self.env["utm.campaign"].with_user(user).create({"title": f"Plain {user.login}"})
            self.assertFalse(plain.is_sector_campaign)
            self.assertEqual(plain.with_user(self.account).title, f"Plain {user.login}")
        with self.assertRaises(AccessError):
            self.env["utm.campaign"].with_user(self.analyst).create({"title": "Analysts change nothing"})
        # With all of our fields that are theirs to read.
        self.assertEqual(plain.with_user(self.analyst).title, plain.title)
        outsiders = plain.with_user(self.outsider)
        ours = [
            name
            for name, field in outsiders._fields.items()
            if "hub_campaign" in field._modules and outsiders._has_field_access(field, "read")
        ]
        self.assertNotIn("cluster_ids", ours)
        [values] = outsiders.read(["title", *ours])
        self.assertEqual(values["title"], plain.title)

    def test_a_campaign_about_clusters_sectors_or_companies_is_one_of_ours(self):
        sector = self.env["hub.sector"].search([], limit=1)
        for values in ({"cluster_ids": self.cluster.ids}, {"sector_ids": sector.ids}, {"audience_domain": "[]"}):
            campaign = self.env["utm.campaign"].create({"title": "About", **values})
            self.assertTrue(campaign.is_sector_campaign, values)

    def test_the_one_cluster_of_a_manager_is_there_already(self):
        campaigns = self.env["utm.campaign"].with_user(self.cluster_manager)
        ours = campaigns.with_context(default_is_sector_campaign=True).create({"title": "Mine"})
        self.assertEqual(ours.cluster_ids, self.cluster)
        self.assertFalse(campaigns.create({"title": "Plain"}).cluster_ids)

    def test_a_copy_has_the_audience_and_the_goals_and_nobody_in_it(self):
        self.campaign.goal_leads = 5
        self.campaign._freeze()
        copy = self.campaign.copy()
        self.assertEqual(copy.title, "Test Campaign (copy)")
        self.assertEqual((copy.audience_domain, copy.goal_leads), (self.campaign.audience_domain, 5))
        self.assertFalse(copy.member_ids or copy.wave_ids or copy.frozen_on)
        self.assertEqual(copy.cluster_ids, self.cluster)

    def test_the_numbers_of_the_page_open_their_records(self):
        self.campaign._freeze()
        member = self.campaign.member_ids[0]
        member.lead_id = self.env["crm.lead"].create(
            {"name": "Lead", "partner_id": member.partner_id.id, "type": "opportunity"}
        )
        outcome = self.env["hub.outcome"].create(
            {"partner_id": member.partner_id.id, "kind": "jobs_created", "lead_id": member.lead_id.id}
        )
        wave = self.env["hub.campaign.wave"].create({"campaign_id": self.campaign.id})
        for action, expected in (
            (self.campaign.action_open_members(), self.campaign.member_ids),
            (self.campaign.action_open_waves(), wave),
            (self.campaign.action_open_leads(), member.lead_id),
            (self.campaign.action_open_outcomes(), outcome),
        ):
            self.assertEqual(self.env[action["res_model"]].search(action["domain"]), expected)
        self.assertEqual((self.campaign.wave_count, self.campaign.lead_count, self.campaign.outcome_count), (1, 1, 1))

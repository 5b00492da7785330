from datetime import timedelta

from odoo.tests import HttpCase, tagged

from odoo.addons.hub_entrepreneurs.tools.dates import today

from .common import CampaignCase


@tagged("post_install", "-at_install")
class TestAudienceTour(CampaignCase, HttpCase):
    """The audience of a campaign as a cluster manager reads it."""

    def test_a_label_that_lapses_within_days_reads_as_such(self):
        day = today(self.env)
        self.env["hub.cluster.membership"].create(
            {"cluster_id": self.cluster.id, "partner_id": self.company.id, "date_start": day}
        )
        self.create_evidence(self.company, day - timedelta(days=300), day + timedelta(days=30))
        campaign = self.create_campaign()
        self.start_tour(f"/odoo/hub-campaigns/{campaign.id}", "hub_campaign_audience", login=self.cluster_manager.login)
        self.env.invalidate_all()
        self.assertIn("today +90d", campaign.audience_domain)

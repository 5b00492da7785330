from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .mail_common import MailingCase


class TestKept(MailingCase):
    """A campaign with members, a wave that went out and a purpose that somebody answered are archived."""

    def _assert_kept(self, record, user=None):
        with self.assertRaisesRegex(UserError, "can't be deleted, because it is in use .* Archive it instead"):
            record.with_user(user or self.cluster_manager).unlink()

    def test_a_campaign_with_members(self):
        self._assert_kept(self.campaign)
        self.campaign.action_archive()
        self.assertFalse(self.campaign.active)
        self.assertEqual(len(self.campaign.with_context(active_test=False).member_ids), 2)

    def test_a_campaign_of_which_only_a_wave_was_used(self):
        campaign = self.create_campaign(self.companies)
        first = self.create_wave(campaign)
        self.create_wave(campaign, audience="responded", previous_wave_id=first.id)
        mailing = self.env["mailing.mailing"].create(
            {
                "subject": "Hello",
                "wave_id": first.id,
                "mailing_model_id": self.env["ir.model"]._get_id("hub.campaign.member"),
            }
        )
        self._assert_kept(campaign)
        mailing.unlink()
        campaign.unlink()
        self.assertFalse(campaign.exists())
        self.assertFalse(first.exists(), "nothing came of it: its waves go along")

    def test_a_wave_that_went_out(self):
        self.prepare()
        self._assert_kept(self.wave)
        unused = self.create_wave()
        unused.unlink()
        self.assertFalse(unused.exists())

    def test_a_purpose(self):
        self.env["hub.consent"]._answer(self.company, self.other_purpose, "given", "form")
        self._assert_kept(self.other_purpose, self.director)

    def test_a_source_of_visitors_is_odoos_own_matter(self):
        campaign = self.env["utm.campaign"].create({"title": "Autumn"})
        self.assertFalse(campaign.is_sector_campaign)
        self.env["crm.lead"].create({"name": "From the web", "campaign_id": campaign.id})
        campaign.unlink()
        self.assertFalse(campaign.exists())


class TestKeptQueryCount(QueryCountCase):
    def test_deleting_many_campaigns(self):
        campaigns = self.env["utm.campaign"].create(
            [{"title": f"Test {rank}", "is_sector_campaign": True} for rank in range(42)]
        )
        self.env["hub.campaign.wave"].create([{"campaign_id": campaign.id} for campaign in campaigns])
        counts = []
        for some in (campaigns[:2], campaigns[2:]):
            some._get_uses()
            before = self.env.cr.sql_log_count
            some._get_uses()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)

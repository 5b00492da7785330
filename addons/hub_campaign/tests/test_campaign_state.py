from lxml import etree

from odoo import fields

from .mail_common import MailingCase


class TestCampaignState(MailingCase):
    """How far a campaign is follows from its waves, whoever looks."""

    def setUp(self):
        super().setUp()
        self.mailings = self.prepare()
        self.campaigns = self.env["utm.campaign"].with_user(self.cluster_manager)

    def _assert_state(self, state):
        self.env.invalidate_all()
        for user in (self.cluster_manager, self.director, self.analyst):
            campaign = self.campaign.with_user(user)
            self.assertEqual(campaign.wave_state, state)
            for other in ("draft", "planned", "running", "done"):
                found = campaign.search([("wave_state", "=", other), ("id", "=", campaign.id)])
                self.assertEqual(bool(found), other == state)
            self.assertTrue(campaign.search([("wave_state", "!=", "x"), ("id", "=", campaign.id)]))

    def _send(self, mailing):
        mailing._action_send_mail()
        mailing.state = "done"
        mailing.mailing_trace_ids.trace_status = "sent"

    def test_states(self):
        self._assert_state("draft")
        later = self.create_wave(date_planned=fields.Datetime.add(fields.Datetime.now(), days=3))
        self._assert_state("draft")
        self.mailings["en_US"].write({"state": "in_queue", **self._get_text("en")})
        self._assert_state("planned")
        self._send(self.mailings["en_US"])
        self._assert_state("running")
        self._send(self.mailings["fr_FR"])
        self._assert_state("running")
        later.unlink()
        self._assert_state("done")

    def _get_text(self, name):
        return {"subject": f"News {name}", "body_arch": f"<p>{name}</p>", "body_html": f"<p>{name}</p>"}

    def test_campaigns_of_core_have_none(self):
        plain = self.env["utm.campaign"].create({"title": "Plain"})
        self.assertFalse(plain.wave_state)
        self.assertIn(plain, plain.search([("wave_state", "=", False)]))
        self.assertNotIn(plain, plain.search([("wave_state", "in", ["draft", "planned", "running", "done"])]))

    def test_screens_show_it_in_place_of_the_stage(self):
        for view_type in ("form", "list", "kanban", "search"):
            view = self.env.ref(f"hub_campaign.utm_campaign_view_{view_type}_sector")
            arch = etree.fromstring(self.campaigns.get_view(view.id, view_type)["arch"])
            self.assertFalse(arch.xpath("//*[@name='stage_id' or contains(@context, 'stage_id')]"), view_type)
            shown = arch.xpath("//field[@name='wave_state']|//filter[contains(@domain, 'wave_state')]")
            self.assertEqual(len(shown), 4 if view_type == "search" else 1, view_type)

    def test_many_cost_no_more_queries(self):
        many = self.campaigns.browse(self.create_campaign(title=f"Count {rank}").id for rank in range(12))
        for campaign in many:
            self.create_wave(campaign)

        def count(campaigns):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            campaigns.mapped("wave_state")
            return self.env.cr.sql_log_count - before

        count(many)
        self.assertEqual(count(many[:2]), count(many))
